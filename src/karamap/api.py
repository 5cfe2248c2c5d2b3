"""The atlas and its states as users of Python meet them: with words, and a map in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from karamap.atlas import atlas as bare
from karamap.atlas import state
from karamap.core.dates import parse_day, shorten
from karamap.core.errors import UsageError
from karamap.core.relief import relief_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True)
class State(state.State):
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

        return as_text(self.atlas, self.date, language)

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
            ``subtitle``, ``credit``, ``note``, ``view`` or ``compare``.

        Raises
        ------
        UsageError
            If suffix, preset or size is none of these.

        Examples
        --------
        >>> atlas.at("2020-11-10").picture("png", preset="square", title="The ceasefire")[1:4]
        b'PNG'
        """
        from karamap.render.map.options import MapOptions  # noqa: PLC0415 - matplotlib is slow
        from karamap.render.map.sheet import Sheet, parse_preset  # noqa: PLC0415
        from karamap.render.map.snapshot import SUFFIXES, draw  # noqa: PLC0415

        if suffix not in SUFFIXES:
            raise UsageError(
                f"{shorten(suffix)!r} is no picture: expected one of {', '.join(SUFFIXES)}"
            )
        sheet = parse_preset(preset) if preset else Sheet.parse(size)
        return draw(
            self.atlas, self.date, suffix, MapOptions(sheet=sheet, language=language, **options)
        )

    def _repr_html_(self) -> str:
        """Show the map on this day in a notebook."""
        from karamap.web.notebook import frame  # noqa: PLC0415 - folium, only for those who look

        return frame(self.atlas, self.date)


class Atlas(bare.Atlas):
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

    def _repr_html_(self) -> str:
        """Show the map in a notebook."""
        from karamap.web.notebook import frame  # noqa: PLC0415 - folium, only for those who look

        return frame(self)
