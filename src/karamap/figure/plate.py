"""The words around the map: date, title, legend, notes, events and sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karamap.captions import notes
from karamap.dates import shorten
from karamap.figure import column
from karamap.figure.column import Block, Space, Words
from karamap.figure.furniture import Locator
from karamap.figure.layout import DATE_SIZE, Layout
from karamap.figure.legend import lines, rows
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karamap.atlas import Atlas
    from karamap.figure.canvas import Canvas
    from karamap.figure.projection import Bounds
    from karamap.figure.scene import Scene

TITLE_SIZE, SUBTITLE_SIZE, HEADING_SIZE, NOTE_SIZE, SMALL_SIZE = 30.0, 15.5, 15.5, 15.0, 12.5
EVENTS = 3
# independence: before it the question whose the ground is in law does not arise


class Plate:
    """Writes everything around the map of a scene."""

    def __init__(self, canvas: Canvas, scene: Scene, layout: Layout, atlas: Atlas) -> None:
        self._canvas, self._scene, self._layout, self._atlas = canvas, scene, layout, atlas

    def draw(self, data: Bounds) -> None:
        """Write the date over the map and the rest into the columns.

        ``data`` are the bounds of the base geography, for the locator; it is left out where
        there is no room for it.
        """
        self._date()
        legend = [*self._title(), *self._legend()]
        notes, foot = [*self._notes(), *self._events()], [*self._foot()]
        locator: list[Block] = [Locator(self._scene, self._atlas, data), Space(18)]
        if len(self._layout.columns) == 1:
            self._column(0, [*legend, *notes], locator, foot)
        else:
            self._column(0, legend, [], [])
            self._column(1, notes, locator, foot)

    def _column(
        self, index: int, top: list[Block], if_room: list[Block], foot: list[Block]
    ) -> None:
        frame, unit = self._layout.columns[index], self._layout.unit
        needed = column.height_of(self._canvas, [*top, *if_room, *foot], frame.width, unit)
        low = [*if_room, *foot] if needed <= frame.height else foot
        column.fill(self._canvas, frame, unit, top, low)

    def _date(self) -> None:
        x, top = self._layout.date_at
        words, size = (
            long_date(self._scene.day, self._scene.language),
            DATE_SIZE * self._layout.unit,
        )
        wide = self._canvas.width_of(words, size, bold=True)
        size *= min(1.0, self._layout.map.width / wide)
        self._canvas.write(words, x - 0.06 * size, top - 0.78 * size, size, bold=True)

    def _say(self, key: str, **values: object) -> str:
        return text(key, self._scene.language, **values)

    def _title(self) -> Iterator[Block]:
        yield Words(self._say("snapshot.heading"), TITLE_SIZE, bold=True, leading=1.2, after=2)
        yield Words(self._say("app.subtitle"), SUBTITLE_SIZE, "muted", after=22)

    def _legend(self) -> Iterator[Block]:
        yield from rows(self._scene)
        yield Space(14)

    def _notes(self) -> Iterator[Block]:
        for key in notes(self._scene.day):
            yield Words(self._say(key), NOTE_SIZE, "muted", after=8)
        if known := [item.feature["properties"]["accuracy_m"] for item in lines(self._scene)]:
            km = f"{round(max(known) / 1000) or 1}"
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
        keys = {
            key
            for items in self._scene.items.values()
            for item in items
            for key in item.feature["properties"]["sources"]
        }
        yield Words(self._say("snapshot.evidence", count=len(keys)), SMALL_SIZE, "muted", after=4)
        yield Words(
            self._say("snapshot.projection", projection=self._say("snapshot.lambert")),
            SMALL_SIZE,
            "muted",
            after=4,
        )
        yield Words(self._say("attribution", version=self._atlas.version), SMALL_SIZE, "muted")
