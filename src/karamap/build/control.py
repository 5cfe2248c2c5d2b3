"""Control: who held each block of ground, from day to day, derived from dated places and units.

For a cell the latest row counts: a row of its own place, else one of its unit. Two things the
rows do not say are added. Ground starts as the First Republic's, and as contested where the
units table says so. And in autumn 2020 ground changed hands before it was announced, as
:mod:`karamap.build.pockets` tells; both dates stay on record as an EDTF interval.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median, median_low

from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from karamap.build import ground
from karamap.build.blocks import blocks
from karamap.build.ground import Cell
from karamap.build.heights import Friction
from karamap.build.pockets import without_pockets
from karamap.build.steps import INDEPENDENCE, Step, Steps, collapsed
from karamap.build.trim import trimmed
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.layers import CONFIDENCES
from karamap.core.shapes import shared_lines
from karamap.evidence.control import OBLAST_UNITS, PlaceControl, UnitControl
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import Called

# kinds of places whose holder holds the ground around them
OWNERS = ("city", "town", "village", "height", "site")

# accuracy of ground without dated places, whose edges are agreed lines (sources.md)
AGREED_ACCURACY_M = 1_000
# before the oblast no line existed: the later outline only says which highland is meant
UNPLACED_1918_ACCURACY_M = 15_000
OBLAST_DRAWN = date(1923, 7, 7)


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
    evidence: Evidence,
    units: Mapping[str, BaseGeometry],
    armenia: BaseGeometry,
    friction: Friction | None = None,
) -> list[Block]:
    """Derive the blocks of ground and their histories from dated places.

    ``units`` is a coverage of Azerbaijan's territory, without exclaves, and ``armenia`` the land
    through which ground on its border is not cut off, both in longitude/latitude; without
    ``friction`` all ground is equally hard to cross.
    """
    points = points_of(evidence)
    sites = sites_of(evidence, points)
    cells = ground.cells(units, sites)
    announced = [_history(cell, evidence, points) for cell in cells]
    histories = without_pockets(announced, cells, armenia)
    # cells of a unit with the same history are one block
    keys = [
        (cell.unit, tuple((step.start, step.controller) for step in steps))
        for cell, steps in zip(cells, histories, strict=True)
    ]
    holders = {(unit, dates): dates for unit, dates in keys}
    drawn_from = zip(keys, cells, strict=True)
    drawn = blocks(drawn_from, units, sites, points, holders=holders, friction=friction)
    shapes = trimmed(drawn, {key: key[0] for key in drawn}, holders, list(points.values()))
    members: dict[tuple[str, tuple[tuple[date, str], ...]], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        members[key].append(index)
    spacing = _spacing(cells, points)
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


def points_of(evidence: Evidence) -> dict[str, Point]:
    """Return the dated places that own ground; passes and ranges lie between grounds."""
    dated = {row.place_id for row in evidence.place_control if not row.account}
    places = [evidence.places[name] for name in sorted(dated)]
    return {item.id: Point(item.lon, item.lat) for item in places if item.kind in OWNERS}


def sites_of(evidence: Evidence, points: Mapping[str, Point]) -> dict[str, BaseGeometry]:
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
        if isinstance(row, UnitControl) and row.scope == "held" and not _takes(row, held):
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


def _takes(row: UnitControl, held: str) -> bool:
    """Tell whether a row speaks of ground that is ``held``: what the other side still has."""
    if row.controller == "contested":
        return held == "armenian_forces"
    return held != row.controller


def _narrowness(row: PlaceControl | UnitControl) -> int:
    """Rank rows of one day: the narrower the ground a row speaks of, the more it counts."""
    if isinstance(row, PlaceControl):
        return 3
    if row.scope == "part":
        return 2
    return 0 if row.unit == "oblast" else 1


def _concerns(row: UnitControl, cell: Cell, unit: str) -> bool:
    inside = unit in OBLAST_UNITS if row.unit == "oblast" else row.unit == unit
    return inside and (row.scope != "part" or cell.place in row.places)


def _spacing(cells: Sequence[Cell], points: Mapping[str, Point]) -> dict[int, float]:
    """Return for each cell of a place half the median distance to its neighbours, in metres."""
    near: dict[int, list[float]] = defaultdict(list)
    for i, j, _ in shared_lines([cell.geometry for cell in cells]):
        here, there = cells[i].place, cells[j].place
        if here and there:
            metres = points[here].distance(points[there]) * 111_000
            near[i].append(metres)
            near[j].append(metres)
    return {i: median(found) / 2 for i, found in near.items()}


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


def control(blocks: Iterable[Block], names: Mapping[str, Called]) -> list[Feature]:
    """Return the control layer: a feature for each block and each of its holders."""
    return [
        feature(
            block.geometry,
            id=f"control-{block.id}-{step.start.isoformat()}",
            **names[block.unit].between(*days(step, following)),
            controller=step.controller,
            block=block.id,
            unit=block.unit,
            **span_of_step(step, following),
            basis="derived",
            accuracy_m=_accuracy(block, following),
            confidence=step.confidence,
            sources=list(step.sources),
        )
        for block in blocks
        for step, following in block.spans()
    ]


def span_of_step(step: Step, following: Step | None) -> dict[str, str | None]:
    """Return the date properties of a span between two steps."""
    return dates_of(*days(step, following), step.edtf, following.edtf if following else None)


def days(step: Step, following: Step | None) -> tuple[date, date | None]:
    """Return the first day of a span between two steps, and the first day after it."""
    return step.start, following.start if following else None


def _accuracy(block: Block, following: Step | None) -> int:
    """Return how far the edge of a span may be off; of one over before 1923 no line is known."""
    unplaced = following is not None and following.start <= OBLAST_DRAWN
    return UNPLACED_1918_ACCURACY_M if unplaced else block.accuracy_m
