"""Pockets: ground that had changed hands in autumn 2020 before it was announced.

Villages were announced up to weeks after the front had passed them, so an announcement is an
upper bound. Two things had happened by then, unless the ground was still held when the fighting
ended: ground no longer joined to its side's main body, or joined by a neck too narrow to hold,
had changed hands; and where a place taken lies apart from its own side's ground, so had the
ground between, along the way that was announced soonest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.build.ground import Cell
from karamap.build.steps import Steps, collapsed, holder
from karamap.core.geodesy import to_metres
from karamap.core.shapes import shared_lines

# the weeks in which announcements lag behind the front; until 3 October they named single
# footholds along the old line, some of which did not hold, and prove nothing for other ground
FROM, UNTIL = date(2020, 10, 3), date(2020, 11, 10)
HOME = "stepanakert"  # the main body of the Armenian-held ground is where this place lies
# ground less wide than this is no neck: every point of it lies within 3 km of the other side,
# the reach of mortars and guided missiles, so that nothing behind it can be supplied
NECK_M = 6_000
# a cell belongs to the main body if more than this share of it does
BODY_SHARE = 0.5
# neighbours may gape by the rounding of coordinates and the curve of long sides in the plane
SEAM_M = 50


def without_pockets(
    histories: Sequence[Steps], cells: Sequence[Cell], armenia: BaseGeometry
) -> list[Steps]:
    """Let ground cut off from the main body of its side change hands when it was cut off.

    ``histories`` are the steps of each of the ``cells``. Ground on the border of ``armenia``
    (longitude/latitude) is not cut off.
    """
    current = list(histories)
    shapes = [to_metres(cell.geometry) for cell in cells]
    shapely.prepare(shapes)
    home = next(i for i, cell in enumerate(cells) if cell.place == HOME)
    beside = ((i, j) for i, j, _ in shared_lines([cell.geometry for cell in cells]))
    graph: nx.Graph[int] = nx.Graph(beside)
    days = {step.start for steps in histories for step in steps}
    behind = to_metres(armenia)
    for day in sorted(day for day in days if FROM <= day < UNTIL):
        for i in _passed(current, graph, day):
            current[i] = _moved_to(current[i], day)
        held = _held(current, day)
        body = _main_body(shapes, held, home, behind)
        for pocket in nx.connected_components(graph.subgraph(held - body)):
            if not _held_later(pocket, current):
                for i in pocket:
                    current[i] = _moved_to(current[i], day)
    return current


def _held(histories: Sequence[Steps], day: date) -> set[int]:
    return {i for i, steps in enumerate(histories) if holder(steps, day) == "armenian_forces"}


def _passed(histories: Sequence[Steps], graph: nx.Graph[int], day: date) -> set[int]:
    """Return the held cells that must have been taken to reach places already announced."""
    held = _held(histories, day)
    lag = {
        i: next((step.start - day).days for step in histories[i] if step.start > day)
        for i in held
        if not _held_later([i], histories)
    }
    passable = graph.subgraph([i for i in graph if i in lag or i not in held])
    taken = sorted(nx.connected_components(graph.subgraph(set(graph) - held)), key=len)
    if not taken:
        return set()
    *apart, main = taken
    found: set[int] = set()
    for island in apart:
        paths: dict[int, list[int]] = nx.multi_source_dijkstra_path(
            passable, island, weight=lambda _, there, __: lag.get(there, 0)
        )
        ways = [path for target, path in paths.items() if target in main]
        best = min(ways, key=lambda way: (sum(lag.get(i, 0) for i in way), way), default=[])
        found.update(i for i in best if i in held)
    return found


def _main_body(
    shapes: Sequence[BaseGeometry], held: Collection[int], home: int, behind: BaseGeometry
) -> set[int]:
    """Return the held cells joined to home, or to Armenia, by more than a neck."""
    order = sorted(held)
    areas = np.array([shapes[i] for i in order], dtype=object)
    whole = shapely.union_all([*areas, behind]).buffer(SEAM_M)
    wide = shapely.get_parts(whole.buffer(-NECK_M / 2 - SEAM_M))
    main = wide[int(np.argmin(shapely.distance(wide, shapes[home].representative_point())))]
    body = main.buffer(NECK_M / 2)
    shapely.prepare(body)
    joined = shapely.contains_properly(body, areas)
    # most cells lie wholly in it or apart; only what its outline cuts is measured
    cut = ~joined & shapely.intersects(body, areas)
    shares = shapely.area(shapely.intersection(areas[cut], body)) / shapely.area(areas[cut])
    joined[cut] = shares > BODY_SHARE
    return {i for i, inside in zip(order, joined, strict=True) if inside or i == home}


def _held_later(pocket: Iterable[int], histories: Sequence[Steps]) -> bool:
    """Tell whether ground of a pocket was still held when the fighting ended."""
    return any(holder(histories[i], UNTIL) == "armenian_forces" for i in pocket)


def _moved_to(steps: Steps, day: date) -> Steps:
    """Return a history in which the next announcement takes effect on an earlier day."""
    later = next((i for i, step in enumerate(steps) if step.start > day), None)
    if later is None:
        return steps
    announced = steps[later]
    moved = replace(
        announced, start=day, edtf=f"{day.isoformat()}/{announced.edtf}", confidence="medium"
    )
    return collapsed([*steps[:later], moved, *steps[later + 1 :]])
