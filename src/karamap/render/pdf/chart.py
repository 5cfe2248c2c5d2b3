"""The chart of who held how much through time, drawn on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString

from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.lang.formats import number, short_month
from karamap.lang.messages import text
from karamap.render.areas_chart import STACK, UNITS
from karamap.render.map.hatches import hatch
from karamap.stats.published import series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.render.map.canvas import Canvas
    from karamap.render.map.projection import Frame
    from karamap.stats.published import Areas

KM2_STEP, DECADE, SIZE, GAP = 2_500, 10, 10.5, 26.0
SWATCH = 24.0

Corner = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """Stacked areas in a frame; ``since`` and ``until`` are its ends."""

    atlas: Atlas
    language: str
    frame: Frame
    since: date = FIRST_DAY
    until: date = LAST_DAY

    def draw(self, canvas: Canvas) -> None:
        """Draw the areas and their axes."""
        rows = self._rows()
        most = max(sum(row.km2.values()) for row in rows)
        for index, holder in enumerate(STACK):
            below, above = (self._edge(rows, STACK[:count], most) for count in (index, index + 1))
            area = _between(below, above)
            style = canvas.theme.styles[f"control:{holder}"]
            fill, opacity = style.fill or canvas.theme.palette.paper, canvas.theme.control_opacity
            canvas.area(area, fill, opacity=opacity)
            hatch(canvas, style, area, 1.0, self.frame.box)
            canvas.line(LineString(above), canvas.theme.palette.ink, 0.8)
        self._axes(canvas, most)

    def _rows(self) -> list[Areas]:
        """Return the rows that hold between the ends of the chart."""
        rows = series(self.atlas, UNITS)
        ends = [*(row.day for row in rows[1:]), date.max]
        return [
            row
            for row, end in zip(rows, ends, strict=True)
            if row.day < self.until and end > self.since
        ]

    def _x(self, day: date) -> float:
        passed = (min(day, self.until) - self.since).days / (self.until - self.since).days
        return self.frame.left + self.frame.width * max(passed, 0.0)

    def _edge(self, rows: Sequence[Areas], holders: Sequence[str], most: float) -> list[Corner]:
        """Return the steps of the upper edge of some holders' ground, from left to right."""
        ends = [*(row.day for row in rows[1:]), self.until]
        heights = (sum(row.km2[holder] for holder in holders) / most for row in rows)
        return [
            (self._x(day), self.frame.bottom + self.frame.height * height)
            for row, end, height in zip(rows, ends, heights, strict=True)
            for day in (row.day, end)
        ]

    def _axes(self, canvas: Canvas, most: float) -> None:
        by, frame = canvas.theme.palette, self.frame
        for km2 in range(0, int(most) + 1, KM2_STEP):
            y = frame.bottom + frame.height * km2 / most
            canvas.line(LineString([(frame.left, y), (frame.right, y)]), by.ink, 0.5, opacity=0.18)
            canvas.write(
                number(km2, self.language),
                frame.left - 7,
                y,
                SIZE,
                anchor="right",
                baseline="center",
            )
        canvas.line(
            LineString([(frame.left, frame.bottom), (frame.right, frame.bottom)]), by.ink, 1
        )
        for day, words in self._ticks():
            x = self._x(day)
            canvas.line(LineString([(x, frame.bottom), (x, frame.bottom - 5)]), by.ink, 0.8)
            canvas.write(words, x, frame.bottom - 8, SIZE, anchor="center", baseline="top")

    def _ticks(self) -> Iterator[tuple[date, str]]:
        """Yield decades, years or months, as the length of the chart asks for."""
        first, last = self.since.year, self.until.year
        if first == last:
            for month in range(self.since.month, self.until.month + 1):
                yield date(first, month, 1), short_month(month, self.language)
            return
        step = DECADE if last - first > DECADE else 1
        for year in range(first + step - first % step, last + 1, step):
            yield date(year, 1, 1), str(year)

    def draw_key(self, canvas: Canvas) -> None:
        """Say over the chart what each fill means."""
        x, y = self.frame.left, self.frame.top + 18
        for holder in STACK:
            style = canvas.theme.styles[f"control:{holder}"]
            box = shapely.box(x, y - 7, x + SWATCH, y + 7)
            fill, opacity = style.fill or canvas.theme.palette.paper, canvas.theme.control_opacity
            canvas.area(box, fill, opacity=opacity)
            hatch(canvas, style, box, 0.8, box)
            canvas.line(box, canvas.theme.palette.edge, 0.7)
            words = text(f"class.control:{holder}", self.language)
            canvas.write(words, x + SWATCH + 8, y, SIZE + 1, baseline="center")
            x += SWATCH + 8 + canvas.width_of(words, SIZE + 1) + GAP


def _between(below: Sequence[Corner], above: Sequence[Corner]) -> BaseGeometry:
    """Return the area between the steps of two edges."""
    steps = zip(above[::2], above[1::2], below[::2], strict=True)
    return shapely.union_all(
        [
            shapely.box(left, bottom, right, top)
            for (left, top), (right, _), (_, bottom) in steps
            if top > bottom and right > left
        ]
    )
