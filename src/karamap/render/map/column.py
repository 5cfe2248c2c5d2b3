"""Columns of text and signs: blocks stacked from the top, shrunk together if they do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from shapely.geometry import LineString

from karamap.render.map.canvas import Canvas
from karamap.render.map.projection import Frame

# the colours of the palette that words have
Tone = Literal["ink", "muted", "edge"]

# a column is shrunk in steps of this factor until its blocks fit
SHRINK = 0.95
SMALLEST = 0.4
# the fine rule over a row of a table
RULE, RULE_OPACITY = 0.7, 0.3


class Block(Protocol):
    """Something that stands in a column; measures in style pixels, ``unit`` pixels each."""

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return the pixels the block takes from top to bottom, ``width`` pixels wide."""

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw the block with its upper left corner at a point."""


@dataclass(frozen=True)
class Words:
    """A paragraph, broken into lines as wide as the column."""

    text: str
    size: float
    tone: Tone = "ink"
    bold: bool = False
    leading: float = 1.42
    after: float = 0.0

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return its height with the gap after it."""
        lines = wrapped(canvas, self.text, width, self.size * unit, bold=self.bold)
        return (len(lines) * self.leading * self.size + self.after) * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Write its lines."""
        size, colour = self.size * unit, getattr(canvas.theme.palette, self.tone)
        for line in wrapped(canvas, self.text, width, size, bold=self.bold):
            baseline = top - 0.5 * (self.leading - 1) * size - 0.8 * size
            canvas.write(line, left, baseline, size, colour=colour, bold=self.bold)
            top -= self.leading * size


@dataclass(frozen=True)
class Entry:
    """A row of a name at the left, broken where need be, and a figure at the right.

    ``row`` is the height of one line of it, ``indent`` the room before the name and ``gap`` that
    before the figure.
    """

    name: str
    figure: str
    size: float = 15.0
    row: float = 23.0
    gap: float = 12.0
    indent: float = 0.0
    tone: Tone = "ink"
    ruled: bool = True
    leading: float = 1.25

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return its height, one line more for each into which the name is broken."""
        lines = self._lines(canvas, width, unit)
        return (self.row + (len(lines) - 1) * self.leading * self.size) * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Write it, under a fine rule if it is ruled."""
        by, size, y = canvas.theme.palette, self.size * unit, top - self.row / 2 * unit
        colour, right = getattr(by, self.tone), left + width
        if self.ruled:
            rule = LineString([(left, top), (right, top)])
            canvas.line(rule, by.ink, RULE * unit, opacity=RULE_OPACITY)
        canvas.write(self.figure, right, y, size, colour=colour, anchor="right", baseline="center")
        for line in self._lines(canvas, width, unit):
            canvas.write(line, left + self.indent * unit, y, size, colour=colour, baseline="center")
            y -= self.leading * size

    def _lines(self, canvas: Canvas, width: float, unit: float) -> list[str]:
        room = width - self.indent * unit
        if self.figure:
            room -= canvas.width_of(self.figure, self.size * unit) + self.gap * unit
        return wrapped(canvas, self.name, room, self.size * unit)


@dataclass(frozen=True)
class Space:
    """Empty room."""

    pixels: float

    def height(self, canvas: Canvas, width: float, unit: float) -> float:  # noqa: ARG002
        """Return its height."""
        return self.pixels * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw nothing."""


def wrapped(
    canvas: Canvas, text: str, width: float, size: float, *, bold: bool = False
) -> list[str]:
    """Return a text in lines no wider than ``width``; a longer word has a line to itself."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and canvas.is_wider(longer, width, size, bold=bold):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def height_of(canvas: Canvas, blocks: Sequence[Block], width: float, unit: float) -> float:
    """Return the height of blocks one below the other."""
    return sum(block.height(canvas, width, unit) for block in blocks)


def fitting(canvas: Canvas, frame: Frame, unit: float, blocks: Sequence[Block]) -> float:
    """Return the size of a style pixel at which blocks fit a column, ``unit`` if they do."""
    smallest = SMALLEST * unit
    while height_of(canvas, blocks, frame.width, unit) > frame.height and unit > smallest:
        unit *= SHRINK
    return unit


def fill(
    canvas: Canvas, frame: Frame, unit: float, top: Sequence[Block], foot: Sequence[Block]
) -> None:
    """Draw blocks from the top of a column and others at its foot, shrunk if there are many."""
    unit = fitting(canvas, frame, unit, [*top, *foot])
    stack(canvas, frame, frame.top, unit, top)
    stack_up(canvas, frame, unit, foot)


def stack(canvas: Canvas, frame: Frame, top: float, unit: float, blocks: Sequence[Block]) -> None:
    """Draw blocks one below the other, from a height on the sheet down."""
    for block in blocks:
        block.draw(canvas, frame.left, top, frame.width, unit)
        top -= block.height(canvas, frame.width, unit)


def stack_up(canvas: Canvas, frame: Frame, unit: float, blocks: Sequence[Block]) -> None:
    """Draw blocks one below the other, the last at the foot of a column."""
    top = frame.bottom + height_of(canvas, blocks, frame.width, unit)
    stack(canvas, frame, top, unit, blocks)
