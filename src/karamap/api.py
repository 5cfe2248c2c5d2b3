"""The atlas and its states as users of Python meet them: with words, and a map in a notebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from karamap.atlas import atlas as bare
from karamap.atlas import state
from karamap.core.dates import parse_day, shorten
from karamap.core.errors import UsageError
from karamap.core.paths import relief_of
from karamap.lang.formats import long_date
from karamap.lang.messages import parse_language, text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from karamap.describe.headlines import Headlined
    from karamap.evidence.narrative import Stop


class _InNotebook(ABC):
    """What a notebook shows: a picture and a line, which whoever opens it sees, run or not.

    Jupyter drops frames and scripts of a notebook that its reader has not run, and keeps pictures
    and words. The page weighs two megabytes, too much to stand in every cell unasked.
    """

    @property
    @abstractmethod
    def _shown(self) -> tuple[Atlas, date]:
        """Return whose map it is, and of which day."""

    def show(self) -> Shown:
        """Return the interactive map for a cell of a notebook, 2 MB that work offline."""
        from karamap.web.notebook import frame  # noqa: PLC0415 - folium, only for those who look

        line = text("notebook.shown", date=long_date(self._shown[1]))
        return Shown(frame(*self._shown), self._picture(), line)

    def _picture(self) -> bytes:
        from karamap.render.map.snapshot import small  # noqa: PLC0415 - matplotlib, only for those who look

        return small(*self._shown)

    def _line(self) -> str:
        return text("notebook.line", date=long_date(self._shown[1]))

    def _repr_html_(self) -> str:
        """Show the picture and the line where nothing else is known of the reader."""
        return _figure(self._picture(), self._line())

    def _ipython_display_(self) -> None:
        """Show the map in a notebook: two outputs that no reader of notebooks takes away."""
        _display({_PNG: b64encode(self._picture()).decode(), _PLAIN: repr(self)})
        _display({_PLAIN: self._line()})


@dataclass(frozen=True, repr=False)
class Shown:
    """The interactive map in a cell, and the picture in its place where frames are taken away."""

    frame: str
    picture: bytes
    line: str

    def __repr__(self) -> str:
        """Return what stands in place of the map in a shell."""
        return self.line

    def _repr_html_(self) -> str:
        # where the frame is taken away, so is the style that hides the picture
        hidden = "<style>.karamap-still { display: none }</style>"
        return hidden + _figure(self.picture, self.line) + self.frame

    def _ipython_display_(self) -> None:
        png = b64encode(self.picture).decode()
        _display({_HTML: self._repr_html_(), _PNG: png, _PLAIN: self.line})


_PNG, _HTML, _PLAIN = "image/png", "text/html", "text/plain"


def _display(bundle: dict[str, str]) -> None:
    from IPython.display import display  # noqa: PLC0415 - whoever asks for it has it

    display(bundle, raw=True)


def _figure(picture: bytes, line: str) -> str:
    source = f"data:{_PNG};base64,{b64encode(picture).decode()}"
    image = f'<img src="{source}" alt="{escape(line)}" style="max-width: 100%">'
    return f'<div class="karamap-still">{image}<p>{escape(line)}</p></div>'


@dataclass(frozen=True)
class State(_InNotebook, state.State):
    """The map on one day, which can be read and looked at.

    Parameters
    ----------
    date, features, areas_km2
        See :class:`karamap.atlas.state.State`.
    atlas
        The one asked.
    """

    atlas: Atlas = field(repr=False, compare=False)

    def text(self, language: str = "en") -> str:
        """Return the map of the day in words: holders, districts, lines, changes, certainty.

        Parameters
        ----------
        language
            A language of the interface: ``en``, ``az``, ``hy`` or ``ru``.

        Examples
        --------
        >>> print(atlas.at("2020-11-10").text().splitlines()[0])
        10 November 2020. Russian peacekeepers.
        """
        from karamap.describe.day import as_text  # noqa: PLC0415 - only for those who read

        return as_text(self.atlas, self.date, parse_language(language))

    def picture(
        self,
        suffix: str = "png",
        *,
        preset: str | None = None,
        size: str = "1920x1080",
        language: str = "en",
        **options: Any,
    ) -> bytes:
        """Return the map of the day as a picture.

        Parameters
        ----------
        suffix
            ``png``, ``svg`` or ``pdf``.
        preset
            ``square``, ``story``, ``slide``, ``column`` or ``thumbnail``.
        size
            What it is drawn on where no preset is given: ``1920x1080``, ``A4``, ``16:9``.
        language
            A language of the interface.
        **options
            More of :class:`karamap.render.map.options.MapOptions`, for instance ``title``,
            ``subtitle``, ``credit``, ``note``, ``view`` or ``compare``, as values or as texts
            that the command line takes.

        Raises
        ------
        UsageError
            If one of these is not what it should be.

        Examples
        --------
        >>> atlas.at("2020-11-10").picture("png", preset="square", title="The ceasefire")[1:4]
        b'PNG'
        """
        from karamap.render.map.options import read_options  # noqa: PLC0415 - matplotlib is slow
        from karamap.render.map.sheet import Sheet, parse_preset  # noqa: PLC0415
        from karamap.render.map.snapshot import SUFFIXES, draw  # noqa: PLC0415

        if suffix not in SUFFIXES:
            raise UsageError(
                f"{shorten(suffix)!r} is no picture: expected one of {', '.join(SUFFIXES)}"
            )
        sheet = parse_preset(preset) if preset else Sheet.parse(size)
        return draw(self.atlas, self.date, suffix, read_options(sheet, language, **options))

    @property
    def _shown(self) -> tuple[Atlas, date]:
        return self.atlas, self.date


class Atlas(_InNotebook, bare.Atlas):
    """All layers in memory, asked by date and by point.

    Parameters
    ----------
    layers, sources, folder
        See :class:`karamap.atlas.atlas.Atlas`; :meth:`load` reads them.

    Examples
    --------
    >>> atlas.at("2020-11-10").text("en").splitlines()[0]
    '10 November 2020. Russian peacekeepers.'
    """

    @property
    def relief(self) -> tuple[Path, list[list[float]]]:
        """Return the relief picture and its bounds ``[[south, west], [north, east]]``."""
        return relief_of(self.folder)

    def at(self, when: str | date) -> State:
        """Return the state of the map on a day.

        Parameters
        ----------
        when
            ``YYYY-MM-DD``, a date, or ``YYYY`` for the 31 December of that year.

        Raises
        ------
        UsageError
            If ``when`` is no day that the map covers.
        """
        day = parse_day(when)
        return State(day, self._there(day), self.areas_km2(day), self)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Return the days to stop at, in order; their headline is that of their :meth:`subject`.

        Examples
        --------
        >>> [stop.day.isoformat() for stop in atlas.stops][:2]
        ['1918-05-28', '1918-07-22']
        """
        return self.subjects.stops

    def subject(self, when: str | date, language: str = "en") -> Headlined:
        """Return what the map is about on a day: ``bounds``, ``headline``, ``stop``.

        Parameters
        ----------
        when
            ``YYYY-MM-DD``, a date, or ``YYYY`` for the 31 December of that year.
        language
            A language of the interface.

        Raises
        ------
        UsageError
            If ``when`` is no day that the map covers, or the language none it speaks.

        Examples
        --------
        >>> atlas.subject("2020-11-08").headline
        'Azerbaijan announces the capture of Shusha (Shushi)'
        """
        from karamap.describe.headlines import subject_of  # noqa: PLC0415 - only for readers

        return subject_of(self, parse_day(when), parse_language(language))

    @property
    def _shown(self) -> tuple[Atlas, date]:
        from karamap.web.payload import OPENS_ON  # noqa: PLC0415 - folium, only for those who look

        return self, parse_day(OPENS_ON)
