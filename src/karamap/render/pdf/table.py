"""A table as blocks that flow over columns and pages: a line of words for each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shapely.geometry import LineString

from karamap.render.map.column import height_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karamap.render.map.canvas import Canvas
    from karamap.render.map.column import Block
    from karamap.render.map.projection import Frame
    from karamap.render.pdf.sheet import Sheet

LEADING, AIR, GAP = 1.28, 5.0, 10.0


@dataclass(frozen=True)
class Column:
    """A column of a table: its share of the width, and the side its words stand on."""

    share: float
    anchor: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Line:
    """A row of a table, as high as its longest cell, in letters small enough for its words."""

    cells: tuple[str, ...]
    columns: tuple[Column, ...]
    size: float = 10.4
    bold: bool = False

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return the height of the cell with most lines."""
        size = self._size(canvas, width, unit)
        most = max(len(lines) for lines in self._wrapped(canvas, width, unit, size))
        return most * LEADING * size + AIR * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Write the cells, over a fine rule."""
        size = self._size(canvas, width, unit)
        bottom = top - self.height(canvas, width, unit)
        rule = LineString([(left, bottom), (left + width, bottom)])
        canvas.line(rule, canvas.theme.palette.edge, (1.0 if self.bold else 0.4) * unit)
        for column, lines in zip(
            self.columns, self._wrapped(canvas, width, unit, size), strict=True
        ):
            room = column.share * width
            x = left if column.anchor == "left" else left + room
            y = top - size - AIR / 2 * unit
            for line in lines:
                canvas.write(line, x, y, size, bold=self.bold, anchor=column.anchor)
                y -= LEADING * size
            left += room

    def _wrapped(self, canvas: Canvas, width: float, unit: float, size: float) -> list[list[str]]:
        return [
            wrapped(canvas, cell, column.share * width - GAP * unit, size, bold=self.bold)
            for cell, column in zip(self.cells, self.columns, strict=True)
        ]

    def _size(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return the size of the letters in pixels: the longest word must fit its column."""
        size = self.size * unit
        rooms = (
            (column.share * width - GAP * unit) / canvas.width_of(word, size, bold=self.bold)
            for cell, column in zip(self.cells, self.columns, strict=True)
            for word in cell.split()
        )
        return size * min(1.0, *rooms)


@dataclass(frozen=True)
class Together:
    """Blocks that stand in one column, whatever flows around them."""

    blocks: tuple[Block, ...]

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return the height of all."""
        return height_of(canvas, self.blocks, width, unit)

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw them one below the other."""
        for block in self.blocks:
            block.draw(canvas, left, top, width, unit)
            top -= block.height(canvas, width, unit)


def flow(sheet: Sheet, frames: Iterable[Frame], blocks: Sequence[Block]) -> list[Block]:
    """Draw blocks down one frame after another; return those for which there is no room."""
    rest = list(blocks)
    for frame in frames:
        top = frame.top
        while rest:
            high = rest[0].height(sheet.canvas, frame.width, 1.0)
            if top - high < frame.bottom:
                break
            rest.pop(0).draw(sheet.canvas, frame.left, top, frame.width, 1.0)
            top -= high
    return rest
