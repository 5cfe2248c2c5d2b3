"""What stands over a map: a line that says what it is about, and its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.render.map import column
from karamap.render.map.canvas import Canvas
from karamap.render.map.column import Block, Words
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import Frame

TITLE, DATE, SUBTITLE = 44.0, 38.0, 22.0
BRIEF_TITLE, BRIEF_DATE = 35.0, 27.0


@dataclass(frozen=True)
class Heading:
    """The words over a map, to be set in a frame of any width."""

    title: str
    days: str
    subtitle: str = ""
    brief: bool = False
    # the day stands first where a time line runs beside it
    day_first: bool = False

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return how high it is, in pixels."""
        return column.height_of(canvas, self._blocks(), width, unit)

    def draw(self, canvas: Canvas, frame: Frame, unit: float) -> None:
        """Write it from the top of a frame, smaller where the frame is low."""
        blocks = self._blocks()
        unit = column.fitting(canvas, frame, unit, blocks)
        column.stack(canvas, frame, frame.top, unit, blocks)

    def _blocks(self) -> list[Block]:
        title, day = (BRIEF_TITLE, BRIEF_DATE) if self.brief else (TITLE, DATE)
        blocks: list[Block] = [
            Words(self.title, title, bold=True, leading=1.16, after=2),
            Words(self.days, day, leading=1.25),
        ]
        if self.day_first:
            blocks.reverse()
        if self.subtitle:
            blocks.append(Words(self.subtitle, SUBTITLE, "muted", leading=1.3))
        return blocks


def heading_of(day: date, headline: str, options: MapOptions) -> Heading:
    """Return the heading of a map, in its reader's own words where they are given."""
    language = options.language
    days, title = long_date(day, language), headline
    if options.compare is not None:
        since, until = sorted((day, options.compare))
        days = text(
            "panel.from_to",
            language,
            before=long_date(since, language),
            after=long_date(until, language),
        )
        title = text("booklet.pair_title", language)
    return Heading(
        options.title or title, days, options.subtitle or "", brief=options.sheet.is_brief
    )
