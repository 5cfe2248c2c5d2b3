"""A small table of names and square kilometres, as a block of a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import LineString

from karamap.lang.formats import number
from karamap.lang.messages import text
from karamap.render.map.column import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karamap.render.map.canvas import Canvas

SIZE, LEADING, ROW, GAP = 15.0, 1.25, 23.0, 12.0
RULE, RULE_OPACITY = 0.7, 0.3


@dataclass(frozen=True)
class Table:
    """Rows of a name at the left and a figure at the right; measures in style pixels."""

    rows: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, float]], language: str) -> Table:
        """Return the table of some areas in km2, without those that round to nothing."""
        return cls(
            tuple(
                (name, text("legend.area", language, km2=number(km2, language)))
                for name, km2 in rows
                if round(km2)
            )
        )

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return its height, one line more for each into which a name is broken."""
        return sum(self._row_height(canvas, row, width, unit) for row in self.rows)

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Write the rows, with a fine rule over each."""
        size, ink = SIZE * unit, canvas.theme.palette.ink
        for row in self.rows:
            rule = LineString([(left, top), (left + width, top)])
            canvas.line(rule, ink, RULE * unit, opacity=RULE_OPACITY)
            y = top - ROW / 2 * unit
            canvas.write(row[1], left + width, y, size, anchor="right", baseline="center")
            for line in self._lines(canvas, row, width, unit):
                canvas.write(line, left, y, size, baseline="center")
                y -= LEADING * size
            top -= self._row_height(canvas, row, width, unit)

    def _row_height(self, canvas: Canvas, row: tuple[str, str], width: float, unit: float) -> float:
        lines = self._lines(canvas, row, width, unit)
        return (ROW + (len(lines) - 1) * LEADING * SIZE) * unit

    def _lines(self, canvas: Canvas, row: tuple[str, str], width: float, unit: float) -> list[str]:
        name, figure = row
        room = width - canvas.width_of(figure, SIZE * unit) - GAP * unit
        return wrapped(canvas, name, room, SIZE * unit)
