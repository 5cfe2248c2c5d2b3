"""The errors karamap raises for its users, each carrying the exit code it ends a command with."""


def printable(text: str) -> str:
    r"""Return a text whose control and bidi characters are seen, and do nothing to a terminal.

    >>> printable("map\x1b[31m.png")
    'map\\x1b[31m.png'
    """
    return "".join(
        letter
        if letter.isprintable() or letter in _HARMLESS
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


# line ends and the spaces that keep a number with its unit
_HARMLESS = "\n\t\xa0\u202f"


class KaramapError(Exception):
    """Anything a user can be told in one sentence."""

    exit_code = 1


class UsageError(KaramapError, ValueError):
    """The caller asked for something that does not exist or is not well formed."""

    exit_code = 2


class DataError(KaramapError):
    """The geodata are missing, unreadable or contradict themselves.

    Parameters
    ----------
    what
        The sentence, or the :class:`karamap.core.problems.Problem` that says it.
    """

    def __init__(self, what: object) -> None:
        super().__init__(str(what))
        self.what = what


class OutputError(KaramapError, OSError):
    """A file could not be written where it was asked for."""
