"""One page of the booklet: A4 upright, with its heading, its foot and a strip of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely import affinity
from shapely.geometry import LineString, Point

from karamap.core.dates import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR
from karamap.lang.messages import text
from karamap.render.map import column
from karamap.render.map.canvas import Canvas, drawing
from karamap.render.map.projection import Frame
from karamap.render.map.sheet import PX_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.core.style import Theme
    from karamap.render.map.column import Block

# pixels of 1/96 inch
_PX_PER_MM = PX_PER_INCH / 25.4
WIDTH, HEIGHT = 210 * _PX_PER_MM, 297 * _PX_PER_MM
MARGIN, TOP, FOOT = 54.0, 46.0, 62.0
GUTTER = 30.0
HEADING_SIZE, KICKER_SIZE, FOOT_SIZE = 36.0, 13.0, 8.6
STRIP_WIDTH, STRIP_DECADES = 238.0, 20
# the size of a style pixel in the maps and legends of a page
UNIT = 0.72

# what a page leaves to its content
BODY = Frame(MARGIN, FOOT, WIDTH - MARGIN, HEIGHT - TOP - 80.0)


@dataclass(frozen=True)
class Look:
    """What all pages share: the atlas, its language, the theme and the key dates."""

    atlas: Atlas
    language: str
    theme: Theme
    days: tuple[date, ...]

    def say(self, key: str, **values: object) -> str:
        """Return a string of the interface in the booklet's language."""
        return text(key, self.language, **values)


class Sheet:
    """A page to draw on, with the title it has in the outline."""

    def __init__(self, look: Look, title: str) -> None:
        self.look, self.title = look, title
        self.canvas = Canvas(WIDTH, HEIGHT, look.theme)

    def heading(self, words: str, kicker: str = "", room: float = BODY.width) -> None:
        """Write the heading, shrunk to the room there is, and a small line under it."""
        top = HEIGHT - TOP
        size = HEADING_SIZE * min(1.0, room / self.canvas.width_of(words, HEADING_SIZE, bold=True))
        self.canvas.write(words, MARGIN - 0.05 * size, top - 0.78 * size, size, bold=True)
        muted = self.look.theme.palette.muted
        self.canvas.write(kicker, MARGIN, top - HEADING_SIZE - 22, KICKER_SIZE, colour=muted)

    def strip(self, day: date) -> None:
        """Draw the map's years as a line, the key dates as dots and a day as a large one."""
        by = self.look.theme.palette
        left, y = BODY.right - STRIP_WIDTH, HEIGHT - TOP - 20
        self.canvas.line(LineString([(left, y), (BODY.right, y)]), by.ink, 1.2)
        for each in self.look.days:
            self.canvas.area(Point(self._along(each), y).buffer(2.4), by.ink)
        spot = Point(self._along(day), y)
        self.canvas.area(spot.buffer(8.5), by.paper)
        self.canvas.area(spot.buffer(6.5), by.front)
        first = FIRST_YEAR - FIRST_YEAR % STRIP_DECADES + STRIP_DECADES
        for year in (FIRST_YEAR, *range(first + STRIP_DECADES, LAST_YEAR, STRIP_DECADES)):
            x = left + STRIP_WIDTH * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR + 1)
            self.canvas.line(LineString([(x, y - 9), (x, y - 13)]), by.muted, 0.8)
            self.canvas.write(
                str(year), x, y - 15, 10, colour=by.muted, anchor="center", baseline="top"
            )

    @staticmethod
    def _along(day: date) -> float:
        passed = (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
        return BODY.right - STRIP_WIDTH * (1 - passed)

    def foot(self, number: int, link: str = "") -> None:
        """Write what every page ends with: attribution, link to the view, page number."""
        by, y = self.look.theme.palette, FOOT - 20
        self.canvas.line(LineString([(MARGIN, y + 6), (BODY.right, y + 6)]), by.edge, 0.6)
        self.canvas.write(str(number), BODY.right, y - 12, 12, bold=True, anchor="right")
        notes = self.look.say("attribution", **self.look.atlas.versions)
        lines = column.wrapped(self.canvas, notes, BODY.width - 50, FOOT_SIZE)
        # where the attribution takes two lines, all stand closer
        leading = 11 if len(lines) == 1 else 8.4
        for line in [*lines, link]:
            y -= leading
            self.canvas.write(line, MARGIN, y, FOOT_SIZE, colour=by.muted)

    def stack(self, frame: Frame, blocks: Sequence[Block], unit: float = 1.0) -> float:
        """Draw blocks from the top of a frame, shrunk if they must; return where they end."""
        column.fill(self.canvas, frame, unit, blocks, ())
        return frame.top - column.height_of(self.canvas, blocks, frame.width, unit)

    def rule(self, y: float, frame: Frame = BODY) -> None:
        """Draw a fine line across a frame."""
        line = LineString([(frame.left, y), (frame.right, y)])
        self.canvas.line(line, self.look.theme.palette.edge, 0.6)

    def words(self) -> list[tuple[str, BaseGeometry]]:
        """Return everything written, with the box it takes, turned as the words are."""
        with drawing():
            return [
                (written.get_text(), self._box(written))
                for written in self.canvas.texts
                if written.get_text()
            ]

    def _box(self, written: Text) -> BaseGeometry:
        angle = written.get_rotation()
        written.set_rotation(0)
        level = self.canvas.extent(written)
        written.set_rotation(angle)
        origin = written.get_transform().transform(written.get_position())
        return affinity.rotate(level, angle, origin=tuple(origin))


def halves(frame: Frame, left: float = 0.5) -> tuple[Frame, Frame]:
    """Return two columns of a frame, the first ``left`` of its width."""
    wide = (frame.width - GUTTER) * left
    return (
        Frame(frame.left, frame.bottom, frame.left + wide, frame.top),
        Frame(frame.left + wide + GUTTER, frame.bottom, frame.right, frame.top),
    )
