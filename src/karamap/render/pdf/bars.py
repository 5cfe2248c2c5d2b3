"""Bars of ground that changed hands: a row a district, the bar in the new holder's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from karamap.lang.formats import number
from karamap.lang.messages import text
from karamap.render.map.hatches import hatch

if TYPE_CHECKING:
    from karamap.render.map.canvas import Canvas
    from karamap.render.pdf.story import Row

ROW, SIZE, BAR = 17.6, 11.4, 11.0
NAME_SHARE, WHO_SHARE = 0.26, 0.30


@dataclass(frozen=True)
class Bars:
    """A block of rows; the longest bar takes the room that names leave."""

    rows: tuple[Row, ...]
    language: str

    def height(self, canvas: Canvas, width: float, unit: float) -> float:  # noqa: ARG002
        """Return its height: a row for each district, and one for the sum."""
        return (len(self.rows) + 1) * ROW * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw a row for each district, and the sum."""
        longest = max((row.km2 for row in self.rows), default=1.0)
        size = SIZE * unit
        start = left + (NAME_SHARE + WHO_SHARE) * width
        # room at the end for the longest number
        most = width - (start - left) - canvas.width_of("00,000 km²", size) - 8 * unit
        for row in self.rows:
            middle = top - ROW / 2 * unit
            who = text(
                "panel.from_to",
                self.language,
                before=text(f"class.control:{row.before}", self.language),
                after=text(f"class.control:{row.after}", self.language),
            )
            canvas.write(row.name, left, middle, size, baseline="center")
            muted = canvas.theme.palette.muted
            at = left + NAME_SHARE * width
            canvas.write(who, at, middle, size * 0.92, colour=muted, baseline="center")
            self._bar(canvas, row, (start, middle), most * row.km2 / longest, unit)
            end = start + most * row.km2 / longest + 6 * unit
            canvas.write(self._km2(row.km2), end, middle, size, baseline="center")
            top -= ROW * unit
        total = sum(row.km2 for row in self.rows)
        middle = top - ROW / 2 * unit
        words = text("booklet.pair_total", self.language)
        canvas.write(words, left, middle, size, bold=True, baseline="center")
        canvas.write(self._km2(total), start, middle, size, bold=True, baseline="center")

    def _km2(self, km2: float) -> str:
        return text("legend.area", self.language, km2=number(km2, self.language))

    @staticmethod
    def _bar(canvas: Canvas, row: Row, at: tuple[float, float], length: float, unit: float) -> None:
        (x, y), rise = at, BAR / 2 * unit
        box = shapely.box(x, y - rise, x + length, y + rise)
        style = canvas.theme.styles[f"control:{row.after}"]
        fill, opacity = style.fill or canvas.theme.palette.paper, canvas.theme.control_opacity
        canvas.area(box, fill, opacity=opacity)
        hatch(canvas, style, box, unit, box)
        canvas.line(box, canvas.theme.palette.ink, 0.7 * unit)
