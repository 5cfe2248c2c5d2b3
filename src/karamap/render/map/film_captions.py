"""The words around a map in motion: every row keeps its place from the first day to the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Point

from karamap.lang.formats import long_date
from karamap.render.map import column, paragraphs
from karamap.render.map.column import Block, Space
from karamap.render.map.graticule import Locator
from karamap.render.map.layout import DATE_SIZE
from karamap.render.map.legend import Row, area_of, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karamap.render.map.canvas import Canvas
    from karamap.render.map.layout import Layout
    from karamap.render.map.projection import Bounds
    from karamap.render.map.scene import Scene

# the share of the map's width that the date may take; the time line has the rest
DATE_SHARE, LINE_SHARE = 0.6, 0.34
LINE_WIDTH, KNOB, YEAR_SIZE = 3.0, 9.0, 15.0


class FilmPlate:
    """Writes around the maps of some days; ``whole`` is what all of them show together."""

    def __init__(
        self, canvas: Canvas, scenes: Sequence[Scene], whole: Scene, layout: Layout, data: Bounds
    ) -> None:
        self._layout, self._whole = layout, whole
        self._first, self._last = scenes[0].day, scenes[-1].day
        self._rows = tuple(rows(whole))
        self._data = data
        # one size for all words of all days
        self._unit = min(self._fitting(canvas, scene) for scene in scenes)
        wide = max(canvas.width_of(self._date(s), DATE_SIZE, bold=True) for s in scenes)
        room = DATE_SHARE * layout.map.width
        self._date_size = DATE_SIZE * min(layout.unit, room / wide)

    def draw(self, canvas: Canvas, scene: Scene) -> None:
        """Write what belongs to one day: date, legend, notes and events."""
        x, top = self._layout.date_at
        size = self._date_size
        canvas.write(self._date(scene), x - 0.06 * size, top - 0.78 * size, size, bold=True)
        self._time_line(canvas, scene)
        for frame, top_blocks in zip(self._layout.columns, self._stacks(scene), strict=True):
            column.stack(canvas, frame, frame.top, self._unit, top_blocks)

    def draw_still(self, canvas: Canvas, scene: Scene) -> None:
        """Write what all days share: locator, projection, licences."""
        foot = self._foot(scene)
        frame = self._layout.columns[-1]
        top = frame.bottom + column.height_of(canvas, foot, frame.width, self._unit)
        column.stack(canvas, frame, top, self._unit, foot)

    def _stacks(self, scene: Scene) -> list[list[Block]]:
        """Return the blocks of each column, from its top."""
        legend: list[Block] = [
            *paragraphs.title(scene),
            *(self._row(row, scene) for row in self._rows),
        ]
        news = [*paragraphs.notes(scene), *paragraphs.events(scene)]
        if len(self._layout.columns) == 1:
            return [[*legend, Space(14), *news]]
        return [legend, news]

    @staticmethod
    def _row(row: Row, scene: Scene) -> Row:
        """Return a row of the legend as it is on a day."""
        items = scene.of_class(row.key)
        shown = any(item.is_approximate for item in items) if row.is_on_dashes else bool(items)
        return replace(row, area=area_of(scene, row.key) if shown else "", absent=not shown)

    def _fitting(self, canvas: Canvas, scene: Scene) -> float:
        stacks = self._stacks(scene)
        stacks[-1] = [*stacks[-1], *self._foot(scene)]
        return min(
            column.fitting(canvas, frame, self._layout.unit, blocks)
            for frame, blocks in zip(self._layout.columns, stacks, strict=True)
        )

    def _foot(self, scene: Scene) -> list[Block]:
        locator = Locator(scene, scene.stage.atlas, self._data)
        return [locator, Space(18), *paragraphs.credits_of(self._whole)]

    @staticmethod
    def _date(scene: Scene) -> str:
        return long_date(scene.day, scene.language)

    def _time_line(self, canvas: Canvas, scene: Scene) -> None:
        """Draw how far the film has come, as a line from its first year to its last."""
        by, unit, frame = canvas.theme.palette, self._layout.unit, self._layout.map
        right = frame.right - KNOB * unit
        left = right - LINE_SHARE * frame.width
        y = self._layout.date_at[1] - 0.42 * DATE_SIZE * unit
        done = (scene.day - self._first).days / (self._last - self._first).days
        at = left + done * (right - left)
        canvas.line(LineString([(left, y), (right, y)]), by.edge, LINE_WIDTH * unit, opacity=0.5)
        canvas.line(LineString([(left, y), (at, y)]), by.front, LINE_WIDTH * unit)
        canvas.area(Point(at, y).buffer(KNOB * unit * 0.8), by.front)
        for x, day in ((left, self._first), (right, self._last)):
            canvas.write(
                long_date(day, scene.language),
                x,
                y - 14 * unit,
                YEAR_SIZE * unit,
                colour=by.muted,
                anchor="left" if x == left else "right",
                baseline="top",
            )
