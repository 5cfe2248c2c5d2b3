"""The picture of the architecture, drawn from the imports; the graph it shows is kept inside it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from karamap.core.style import SCREEN
from manual.boxes import boxes, flow, upward
from manual.imports import STAGES

INK, MUTED, PAPER = SCREEN.palette.ink, SCREEN.palette.muted, SCREEN.palette.paper
DATA, BACK = SCREEN.palette.corridor, SCREEN.palette.front
TINTS = ("#e4ddcf", "#e9d3a4", "#d8d2ea", "#dbe6e4", "#f3e3cf", "#e2e8d5", "#e6dfe8")
WIDTH = 1180
LEFT, LINE, COLUMN, PAD, HEAD = 160, 14, 112, 9, 21
ROW_GAP, BOX_GAP = 42, 34
# no column of names is longer, but those of the ground
LONGEST, GROUND = 8, 3
# where boxes begin, across, so that no arrow runs through another; a new one stands last in its row
ACROSS = {
    "1:curate": 190, "1:karamap": 815, "2:karamap": 815, "3:karamap": 540, "4:karamap": 190,
    "4:web": 345, "4:export": 500, "4:figure": 655, "5:site": 705, "5:booklet": 880,
    "6:app": 240, "6:karamap": 540, "6:cli": 760, "0:karamap": 320,
}  # fmt: skip
FILES = ("geodata/evidence   geodata/base", "geodata/layers")


@dataclass(frozen=True)
class Box:
    """A box: its corner at the top left, and its size, in pixels."""

    name: str
    names: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where arrows leave and reach it, across."""
        return self.x + self.width / 2


def graph() -> dict[str, object]:
    """Return what the picture shows."""
    return {"stages": dict(zip(STAGES, boxes(), strict=True)), "flow": flow(), "upward": upward()}


def shown(svg: str) -> object:
    """Return what a picture drawn by :func:`draw` shows."""
    [kept] = re.findall(r"<dc:description>(.*?)</dc:description>", svg, re.DOTALL)
    return json.loads(kept.replace("&quot;", '"').replace("&gt;", ">").replace("&amp;", "&"))


def draw() -> str:
    """Return the picture as SVG; the same graph always gives the same text."""
    placed, height = _placed()
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    for number, title in enumerate(STAGES):
        _stage(axes, title, [box for key, box in placed.items() if int(key[0]) == number], number)
    for source, target in flow():
        _arrow(axes, placed[source], placed[target])
    _files(axes, placed)
    _notes(axes, height)
    written = io.StringIO()
    metadata = {"Date": None, "Creator": None, "Description": json.dumps(graph())}
    with mpl.rc_context({"svg.hashsalt": "karamap", "path.simplify": False}):
        figure.savefig(written, format="svg", metadata=metadata, facecolor="white")
    return re.sub(r"[ \t]+$", "", written.getvalue(), flags=re.MULTILINE)


def _placed() -> tuple[dict[str, Box], float]:
    """Return the boxes by stage and name, from the evidence down; the ground lies under all."""
    placed: dict[str, Box] = {}
    rows, y = boxes(), 64.0
    for number in (*range(1, len(rows)), 0):
        end = LEFT
        keys = {f"{number}:{name}": names for name, names in rows[number].items()}
        longest = GROUND if number == 0 else LONGEST
        tallest = max(_size(names, longest)[1] for names in keys.values())
        for key in sorted(keys, key=lambda key: ACROSS.get(key, WIDTH)):
            x = ACROSS.get(key, end + BOX_GAP)
            width, _ = _size(keys[key], longest)
            placed[key] = Box(key[2:], tuple(keys[key]), x, y, width, tallest)
            end = x + width
        y += tallest + ROW_GAP + (24 if number == 1 else 0)
    return placed, y + 28


def _size(names: list[str], longest: int) -> tuple[float, float]:
    columns = ceil(len(names) / longest)
    return columns * COLUMN + PAD, HEAD + ceil(len(names) / columns) * LINE + PAD


def _stage(axes, title: str, row: list[Box], number: int) -> None:
    top, height = row[0].y, row[0].height
    band = FancyBboxPatch(
        (12, top - 10), WIDTH - 24, height + 20,
        boxstyle="round,pad=0,rounding_size=9", fc=TINTS[number], ec="none", alpha=0.45,
    )  # fmt: skip
    axes.add_patch(band)
    words = "\n".join(wrap(title, 16))
    axes.text(26, top + height / 2, words, fontsize=11, weight="bold", color=INK, va="center")
    for box in row:
        shape = FancyBboxPatch(
            (box.x, box.y), box.width, box.height,
            boxstyle="round,pad=0,rounding_size=5", fc="white", ec=INK, lw=0.9,
        )  # fmt: skip
        axes.add_patch(shape)
        name = "modules" if box.name == "karamap" else box.name
        axes.text(box.x + PAD, box.y + 14, name, fontsize=10.5, weight="bold", color=INK)
        lines = ceil(len(box.names) / round((box.width - PAD) / COLUMN))
        for at, name in enumerate(box.names):
            x, y = box.x + PAD + at // lines * COLUMN, box.y + HEAD + 10 + at % lines * LINE
            axes.text(x, y, name, fontsize=8.6, color=MUTED)


def _arrow(axes, source: Box, target: Box) -> None:
    # between the middles, but no further out than both boxes reach
    start = min(max(target.middle, source.x + 20), source.x + source.width - 20)
    end = min(max(source.middle, target.x + 20), target.x + target.width - 20)
    top, bottom = source.y + source.height, target.y - 1
    bend = min(bottom - top, 90) * 0.55
    course = Path(
        [(start, top), (start, top + bend), (end, bottom - bend), (end, bottom)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    axes.add_patch(
        FancyArrowPatch(
            path=course, arrowstyle="-|>", mutation_scale=11, lw=1.2, color=INK, fc=INK, zorder=3
        )
    )


def _files(axes, placed: dict[str, Box]) -> None:
    """Draw the files that data lie in on their way, between the stages that write and read them."""
    curate, atlas = placed["1:curate"], placed["2:karamap"]
    below = curate.y + curate.height + 33
    spots = [(curate.middle, 27.0), (curate.x + curate.width - 50, below)]
    for (x, y), words in zip(spots, FILES, strict=True):
        axes.text(
            x, y, words, fontsize=9.5, color="white", ha="center", va="center", zorder=5,
            bbox={"boxstyle": "round,pad=0.45", "fc": DATA, "ec": "none"},
        )  # fmt: skip
    (x, y), (x2, y2) = spots
    for start, end in (
        ((x, y + 9), (curate.middle, curate.y - 1)),
        ((x2, curate.y + curate.height), (x2, y2 - 10)),
        ((x2 + 40, y2 + 6), (atlas.x + 24, atlas.y - 1)),
    ):
        style = {"arrowstyle": "-|>", "mutation_scale": 12, "lw": 1.8, "color": DATA}
        axes.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=0, zorder=4, **style))


def _notes(axes, height: float) -> None:
    late = ", ".join(f"{one} → {other}" for one, other in upward())
    lines = (
        ("Black: the lower imports from the upper; what follows from other arrows is left out. "
         "Every stage imports from the ground at the bottom.", MUTED),
        (f"Only when asked, and never at the start: {late}.", BACK),
    )  # fmt: skip
    for at, (words, colour) in enumerate(lines):
        axes.text(26, height - 36 + at * 16, words, fontsize=9, color=colour)
