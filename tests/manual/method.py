"""The picture of the method: ``python tests/manual/method.py docs/method.png``.

Left the places and anchors with their cells, right the lines that the map draws from them.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import shapely
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from karamap.atlas.atlas import Atlas
from karamap.build import corridor, districts, ground
from karamap.build.control import points_of, sites_of
from karamap.core.paths import geodata_folder
from karamap.core.style import SCREEN
from karamap.evidence.evidence import Evidence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

DAY = date(2010, 1, 1)
WEST, SOUTH, EAST, NORTH = 46.85, 39.35, 47.5, 40.15
INK, PAPER = SCREEN.palette.ink, SCREEN.palette.paper
FRONT = SCREEN.line("front_lines_2020")


def draw(path: Path) -> None:
    """Draw the two panels, the south-east of the line of contact in 2010, to a PNG file."""
    folder = geodata_folder()
    atlas, evidence = Atlas.load(folder), Evidence.read(folder / "evidence")
    with mpl.rc_context({"font.size": 9}):
        figure = Figure(figsize=(10, 8), layout="constrained")
        left, right = figure.subplots(1, 2)
        _cells(left, atlas, evidence)
        _lines(right, atlas)
        for axes in (left, right):
            axes.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), xticks=[], yticks=[])
            axes.set_aspect(1 / ground.LON_SCALE)
        figure.savefig(path, dpi=110, metadata={"Software": None})


def _cells(axes: Axes, atlas: Atlas, evidence: Evidence) -> None:
    """Draw the places and anchors, and the ground nearest to each."""
    pieces = districts.ground_units(atlas.folder / "base", evidence.folder)
    units = corridor.with_corridor(evidence, {item.id: item.geometry for item in pieces})
    points = points_of(evidence)
    for cell in ground.cells(units, sites_of(evidence, points)):
        middle = cell.geometry.representative_point()
        _fill(axes, cell.geometry, atlas.control_at(middle.x, middle.y, DAY), edge=INK)
    for point in points.values():
        axes.plot(point.x, point.y, "o", color=INK, markersize=2.5)
    for anchor in evidence.anchors:
        axes.plot(anchor.lon, anchor.lat, "+", color=FRONT, markersize=7)
    axes.set_title("Dated places (dots), anchors (+), and the ground nearest to each", fontsize=9)


def _lines(axes: Axes, atlas: Atlas) -> None:
    """Draw the holders and the line between them."""
    for item in atlas.features("control", DAY):
        _fill(axes, item.geometry, item.properties["controller"], edge="none")
    for item in atlas.features("line_of_contact", DAY):
        for part in shapely.get_parts(item.geometry):
            axes.plot(*part.xy, color=INK, linewidth=2.2)
    axes.set_title(f"Holders and the line of contact, {DAY:%Y}, smoothed", fontsize=9)


def _fill(axes: Axes, geometry: BaseGeometry, holder: str | None, edge: str) -> None:
    for part in shapely.get_parts(geometry):
        xy = shapely.get_coordinates(part.exterior)
        style = SCREEN.styles.get(f"control:{holder}")
        fill = _faded((style and style.fill) or PAPER)
        axes.fill(xy[:, 0], xy[:, 1], facecolor=fill, edgecolor=edge, linewidth=0.3)


def _faded(colour: str) -> tuple[float, ...]:
    """Return a colour as the map shows it on paper, opaque, so that overlaps do not darken."""
    pairs = zip(to_rgb(colour), to_rgb(PAPER), strict=True)
    opacity = SCREEN.control_opacity
    return tuple(opacity * own + (1 - opacity) * paper for own, paper in pairs)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
