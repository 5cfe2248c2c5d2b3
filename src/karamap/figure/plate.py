"""The words around the map: date, title, legend, notes, events and sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karamap.captions import notes
from karamap.dates import shorten
from karamap.figure import column
from karamap.figure.accuracy import accuracy_km
from karamap.figure.column import Block, Space, Words
from karamap.figure.credits import evidence, link
from karamap.figure.furniture import Locator
from karamap.figure.layout import DATE_SIZE, Layout
from karamap.figure.legend import rows
from karamap.figure.table import Table
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karamap.figure.canvas import Canvas
    from karamap.figure.look import Look
    from karamap.figure.projection import Bounds
    from karamap.figure.scene import Scene

TITLE_SIZE, SUBTITLE_SIZE, HEADING_SIZE, NOTE_SIZE, SMALL_SIZE = 30.0, 15.5, 15.5, 15.0, 12.5
EVENTS = 3
# the locator may make the words beside it so much smaller, not more
CROWDED = 0.9


class Plate:
    """Writes everything around the map of a scene."""

    def __init__(self, canvas: Canvas, scene: Scene, layout: Layout, look: Look) -> None:
        self._canvas, self._scene, self._layout, self._look = canvas, scene, layout, look
        self._atlas = scene.stage.atlas

    def draw(self, data: Bounds) -> None:
        """Write the date over the map and the rest into the columns.

        ``data`` are the bounds of the base geography, for the locator; it is left out where
        there is no room for it. The words of all columns are of one size.
        """
        self._date()
        legend, notes = [*self._title(), *self._legend()], [*self._notes(), *self._events()]
        foot = [*self._foot()]
        if len(self._layout.columns) == 1:
            stacks = [([*legend, *notes], foot)]
        else:
            stacks = [(legend, []), (notes, foot)]
        locator: list[Block] = [Locator(self._scene, self._atlas, data), Space(18)]
        top, low = stacks[-1]
        with_locator = [*stacks[:-1], (top, [*locator, *low])]
        if self._fitting(with_locator) >= CROWDED * self._fitting(stacks):
            stacks = with_locator
        unit = self._fitting(stacks)
        for frame, (top, low) in zip(self._layout.columns, stacks, strict=True):
            column.fill(self._canvas, frame, unit, top, low)

    def _fitting(self, stacks: list[tuple[list[Block], list[Block]]]) -> float:
        """Return the size of a style pixel at which all stacks fit their columns."""
        return min(
            column.fitting(self._canvas, frame, self._layout.unit, [*top, *low])
            for frame, (top, low) in zip(self._layout.columns, stacks, strict=True)
        )

    def _date(self) -> None:
        x, top = self._layout.date_at
        words, size = self._day_in_words(), DATE_SIZE * self._layout.unit
        wide = self._canvas.width_of(words, size, bold=True)
        size *= min(1.0, self._layout.map.width / wide)
        self._canvas.write(words, x - 0.06 * size, top - 0.78 * size, size, bold=True)

    def _day_in_words(self) -> str:
        """Return the day of the map, or both where two are compared."""
        day = long_date(self._scene.day, self._scene.language)
        if (change := self._scene.compared) is None:
            return day
        since = long_date(change.since, self._scene.language)
        return self._say("panel.from_to", before=since, after=day)

    def _say(self, key: str, **values: object) -> str:
        return text(key, self._scene.language, **values)

    def _title(self) -> Iterator[Block]:
        yield Words(self._say("snapshot.heading"), TITLE_SIZE, bold=True, leading=1.2, after=2)
        yield Words(self._say("app.subtitle"), SUBTITLE_SIZE, "muted", after=22)

    def _legend(self) -> Iterator[Block]:
        yield from rows(self._scene)
        yield Space(14)
        if change := self._scene.compared:
            for holder, districts in change.by_district(self._atlas, self._scene.language).items():
                yield Words(self._say(f"change.{holder}"), HEADING_SIZE, bold=True, after=4)
                yield Table.of(districts, self._scene.language)
                yield Space(12)

    def _notes(self) -> Iterator[Block]:
        for key in notes(self._scene.day):
            yield Words(self._say(key), NOTE_SIZE, "muted", after=8)
        if km := accuracy_km(self._scene):
            yield Words(self._say("legend.accuracy", km=km), NOTE_SIZE, "muted", after=8)

    def _events(self) -> Iterator[Block]:
        """Yield the latest events, those without a place on the map too."""
        if not self._scene.events:
            return
        yield Space(10)
        yield Words(self._say("snapshot.events"), HEADING_SIZE, bold=True, after=4)
        for item in self._scene.events[-EVENTS:]:
            properties = item["properties"]
            when = self._day(properties["start_date"], properties["start_date:edtf"])
            yield Words(f"{when}: {shorten(properties['title'], 90)}", NOTE_SIZE, after=4)

    def _day(self, day: str, original: str) -> str:
        """Return a day in words, or only its year where more is not known."""
        if original != day:
            return day[:4]
        return long_date(date.fromisoformat(day), self._scene.language)

    def _foot(self) -> Iterator[Block]:
        lines = (
            evidence(self._scene),
            self._say("snapshot.projection", projection=self._say("snapshot.lambert")),
            self._say("attribution", version=self._atlas.version),
            self._say("snapshot.link", query=link(self._scene, self._look)),
        )
        for line in lines:
            yield Words(line, SMALL_SIZE, "muted", after=4)
