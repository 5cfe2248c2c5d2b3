"""Control: who held each block of ground, from day to day, derived from dated places and units.

For a cell the latest row counts: a row of its own place, else one of its unit. Two things the
rows do not say are added. Ground starts as the First Republic's, and as contested where the
units table says so. And in autumn 2020, when villages were announced up to weeks after the
front had passed them, ground cut off from its own side's main body has changed hands by then,
unless a later row says that it was still held; both dates stay on record as an EDTF interval.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from statistics import median, median_low
from typing import TYPE_CHECKING

import networkx as nx
from shapely.geometry import MultiPoint, Point

from karamap.curate import ground
from karamap.curate.evidence import OBLAST_UNITS, Evidence, PlaceControl, UnitControl
from karamap.geojson import Feature, feature
from karamap.layers import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from karamap.curate.ground import Cell

# Azerbaijan's and Armenia's declarations of independence: before, there was nobody to hold
INDEPENDENCE = date(1918, 5, 28)
# the weeks in which announcements lag behind the front
POCKETS_FROM, POCKETS_UNTIL = date(2020, 9, 27), date(2020, 11, 10)
# kinds of places whose holder holds the ground around them
OWNERS = ("city", "town", "village", "height", "site")
HOME = "stepanakert"  # the main body of the Armenian-held ground is where this place lies
ARMENIA = -1  # its node in the graph of cells

# accuracy of ground without dated places, whose edges are agreed lines (sources.md)
AGREED_ACCURACY_M = 1_000
# before the oblast no line existed: the later outline only says which highland is meant
CONTESTED_1918_ACCURACY_M = 15_000
OBLAST_DRAWN = date(1923, 7, 7)


@dataclass(frozen=True, slots=True)
class Step:
    """From ``start`` on ``controller`` held the ground."""

    start: date
    edtf: str
    controller: str
    confidence: str
    sources: tuple[str, ...]
    by_place: bool = False


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Ground of one unit that changed hands on the same days."""

    id: str
    unit: str
    geometry: BaseGeometry
    steps: Steps
    accuracy_m: int
    places: tuple[str, ...]

    def spans(self) -> Iterable[tuple[Step, Step | None]]:
        """Yield each step with the one that ends it."""
        return zip(self.steps, (*self.steps[1:], None), strict=True)

    def holder(self, day: date) -> Step | None:
        """Return the step in force on a day."""
        return next((step for step in reversed(self.steps) if step.start <= day), None)


def derive_blocks(
    evidence: Evidence, units: Mapping[str, BaseGeometry], armenia: BaseGeometry
) -> list[Block]:
    """Derive the blocks of ground and their histories.

    Parameters
    ----------
    evidence
        Places with their dated control, and that of units.
    units
        A coverage of Azerbaijan's territory, without exclaves, in longitude/latitude.
    armenia
        Armenia, through which ground on its border is not cut off.
    """
    points = _points(evidence)
    cells = ground.cells(units, _sites(evidence, points))
    graph = _adjacency(cells, armenia)
    histories = _without_pockets([_history(cell, evidence, points) for cell in cells], cells, graph)
    keys = [(cell.unit, _dates(steps)) for cell, steps in zip(cells, histories, strict=True)]
    shapes = ground.blocks(zip(keys, cells, strict=True), units, points)
    members: dict[tuple[str, tuple[object, ...]], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        members[key].append(index)
    spacing = _spacing(cells, graph, points)
    made = [
        _block(
            [cells[i] for i in inside],
            [histories[i] for i in inside],
            shapes[key],
            [spacing[i] for i in inside if i in spacing],
        )
        for key, inside in members.items()
    ]
    return sorted(made, key=lambda block: block.id)


def _points(evidence: Evidence) -> dict[str, Point]:
    """Return the dated places that own ground; passes and ranges lie between grounds."""
    dated = {row.place_id for row in evidence.place_control}
    places = [evidence.places[name] for name in sorted(dated)]
    return {item.id: Point(item.lon, item.lat) for item in places if item.kind in OWNERS}


def _sites(evidence: Evidence, points: Mapping[str, Point]) -> dict[str, BaseGeometry]:
    """Return the places with the anchors that extend their ground."""
    found = {name: [(point.x, point.y)] for name, point in points.items()}
    for anchor in evidence.anchors:
        found[anchor.place_id].append((anchor.lon, anchor.lat))
    return {name: MultiPoint(xy) for name, xy in found.items()}


def _history(cell: Cell, evidence: Evidence, points: Mapping[str, Point]) -> Steps:
    """Return the steps of a cell, without those that change nothing."""
    unit = cell.unit
    if cell.place and cell.geometry.covers(points[cell.place]):
        # a place just across a unit's line, itself known to a kilometre, goes with its own unit
        unit = evidence.places[cell.place].unit or unit
    rows: list[PlaceControl | UnitControl] = [
        row for row in evidence.unit_control if _concerns(row, cell, unit)
    ]
    if cell.place:
        rows += evidence.control_of(cell.place)
    steps = [
        Step(INDEPENDENCE, INDEPENDENCE.isoformat(), "azerbaijan", "low", ("general-knowledge",))
    ]
    for row in sorted(rows, key=lambda row: (row.start, _narrowness(row))):
        held = steps[-1].controller
        if isinstance(row, UnitControl) and row.scope == "held" and held == row.controller:
            continue
        steps.append(
            Step(
                row.start,
                row.when.edtf,
                row.controller,
                row.confidence,
                row.sources,
                by_place=isinstance(row, PlaceControl),
            )
        )
    return collapsed(steps)


def _narrowness(row: PlaceControl | UnitControl) -> int:
    """Rank rows of one day: the narrower the ground a row speaks of, the more it counts."""
    if isinstance(row, PlaceControl):
        return 3
    if row.scope == "part":
        return 2
    return 0 if row.unit == "oblast" else 1


def _concerns(row: UnitControl, cell: Cell, unit: str) -> bool:
    inside = cell.unit in OBLAST_UNITS if row.unit == "oblast" else row.unit == unit
    return inside and (row.scope != "part" or cell.place in row.places)


def collapsed(steps: Sequence[Step]) -> Steps:
    """Drop steps overridden on their own day and those that change no holder."""
    kept: list[Step] = []
    for step in steps:
        if kept and kept[-1].start == step.start:
            kept.pop()
        if kept and kept[-1].controller == step.controller:
            kept[-1] = _joined(kept[-1], step)
        else:
            kept.append(step)
    return tuple(kept)


def _joined(step: Step, confirmation: Step) -> Step:
    """Add the sources of a later row that names the same holder."""
    return replace(step, sources=tuple(dict.fromkeys(step.sources + confirmation.sources)))


def _adjacency(cells: Sequence[Cell], armenia: BaseGeometry) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from([*range(len(cells)), ARMENIA])
    shapes = [cell.geometry for cell in cells]
    graph.add_edges_from(ground.neighbours(shapes))
    border = armenia.boundary.buffer(1e-4)
    graph.add_edges_from((i, ARMENIA) for i, shape in enumerate(shapes) if shape.intersects(border))
    return graph


def _without_pockets(
    histories: Sequence[Steps], cells: Sequence[Cell], graph: nx.Graph[int]
) -> list[Steps]:
    """Let ground cut off from the main body of its side change hands when it was cut off."""
    current = list(histories)
    window = {step.start for steps in histories for step in steps}
    home = next(i for i, cell in enumerate(cells) if cell.place == HOME)
    for day in sorted(day for day in window if POCKETS_FROM <= day < POCKETS_UNTIL):
        held = [i for i, steps in enumerate(current) if _holder(steps, day) == "armenian_forces"]
        whole = graph.subgraph([*held, ARMENIA])
        main = nx.node_connected_component(whole, home)
        for pocket in nx.connected_components(whole):
            if pocket == main or ARMENIA in pocket or _held_later(pocket, current):
                continue
            for i in pocket:
                current[i] = _cut_off(current[i], day)
    return current


def _holder(steps: Steps, day: date) -> str | None:
    return next((step.controller for step in reversed(steps) if step.start <= day), None)


def _held_later(pocket: Iterable[int], histories: Sequence[Steps]) -> bool:
    """Tell whether ground of a pocket was still held when the fighting ended."""
    return any(_holder(histories[i], POCKETS_UNTIL) == "armenian_forces" for i in pocket)


def _cut_off(steps: Steps, day: date) -> Steps:
    """Return a history in which the next announcement takes effect when the ground was cut off."""
    later = next((i for i, step in enumerate(steps) if step.start > day), None)
    if later is None:
        return steps
    announced = steps[later]
    moved = replace(
        announced, start=day, edtf=f"{day.isoformat()}/{announced.edtf}", confidence="medium"
    )
    return collapsed([*steps[:later], moved, *steps[later + 1 :]])


def _dates(steps: Steps) -> tuple[object, ...]:
    """Return what makes two histories the same."""
    return tuple((step.start, step.controller) for step in steps)


def _spacing(
    cells: Sequence[Cell], graph: nx.Graph[int], points: Mapping[str, Point]
) -> dict[int, float]:
    """Return for each cell of a place half the median distance to its neighbours, in metres."""
    spacing = {}
    for i, cell in enumerate(cells):
        near = [
            points[cell.place].distance(points[other]) * 111_000
            for j in graph.neighbors(i)
            if j != ARMENIA and cell.place and (other := cells[j].place)
        ]
        if near:
            spacing[i] = median(near) / 2
    return spacing


def _block(
    cells: Sequence[Cell], histories: Sequence[Steps], shape: BaseGeometry, spacing: Sequence[float]
) -> Block:
    places = tuple(sorted(cell.place for cell in cells if cell.place))
    unit = cells[0].unit
    accuracy = AGREED_ACCURACY_M
    if spacing:
        accuracy = max(AGREED_ACCURACY_M, round(median(spacing) / 100) * 100)
    return Block(
        id=f"{unit}-{places[0]}" if places else unit,
        unit=unit,
        geometry=shape,
        steps=tuple(_agreed_step(column) for column in zip(*histories, strict=True)),
        accuracy_m=accuracy,
        places=places,
    )


def _agreed_step(steps: Sequence[Step]) -> Step:
    """Return one step for the same step of many cells."""
    ranks = [CONFIDENCES.index(step.confidence) for step in steps]
    return replace(
        steps[0],
        edtf=min(step.edtf for step in steps),
        confidence=CONFIDENCES[median_low(ranks)],
        sources=tuple(sorted({key for step in steps for key in step.sources})),
        by_place=any(step.by_place for step in steps),
    )


def control(
    blocks: Iterable[Block], names: Mapping[str, Mapping[str, str | None]]
) -> list[Feature]:
    """Return the control layer: a feature for each block and each of its holders.

    Parameters
    ----------
    blocks
        What :func:`derive_blocks` returns.
    names
        The ``name_*`` properties of each unit.
    """
    return [
        feature(
            block.geometry,
            id=f"control-{block.id}-{step.start.isoformat()}",
            **names[block.unit],
            controller=step.controller,
            block=block.id,
            unit=block.unit,
            **span_properties(step, following),
            basis="derived",
            accuracy_m=_accuracy(block, step),
            confidence=step.confidence,
            sources=list(step.sources),
        )
        for block in blocks
        for step, following in block.spans()
    ]


def span_properties(step: Step, following: Step | None) -> dict[str, str | None]:
    """Return the four date properties of a span between two steps."""
    return {
        "start_date": step.start.isoformat(),
        "end_date": following.start.isoformat() if following else None,
        "start_date:edtf": step.edtf,
        "end_date:edtf": following.edtf if following else None,
    }


def _accuracy(block: Block, step: Step) -> int:
    unplaced = step.controller == "contested" and step.start < OBLAST_DRAWN
    return CONTESTED_1918_ACCURACY_M if unplaced else block.accuracy_m
