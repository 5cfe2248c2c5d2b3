"""Numbers that people write: digits, a point and a hyphen, nothing that Python reads besides."""

import re

# what the page's script takes off around a word, too: Python alone would take off separators of
# records besides, and leave a byte-order mark
BLANKS = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def decimal(text: str) -> float:
    """Return the number that a text is.

    ``nan``, ``inf``, ``1_000``, ``1e3`` and digits of other scripts are a ValueError.

    >>> decimal("-0.5")
    -0.5
    """
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return float(text)
