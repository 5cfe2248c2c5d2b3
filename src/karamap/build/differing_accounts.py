"""Accounts that differ: the ground whose holder depends on whom one believes, and for how long.

A row of ``place_control`` with an ``account`` tells of the drawn row it names another date or
another holder. It moves no line; here it becomes an overlay over the ground of its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.build import ground
from karamap.build.control import Block, points_of, sites_of
from karamap.build.places import names_on, told
from karamap.build.steps import Steps, holder
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.layers import CONFIDENCES, NAMES
from karamap.evidence.control import PlaceControl
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import feature_names


@dataclass(frozen=True, slots=True)
class Doubt:
    """The days from ``start`` to the eve of ``end`` (None: still), each as it is recorded."""

    start: date
    end: date | None
    start_edtf: str
    end_edtf: str | None


def doubt(
    account: PlaceControl, drawn: PlaceControl, steps: Steps, rows: Iterable[PlaceControl]
) -> Doubt | None:
    """Return for how long an account and the map's row differ; None if on no day.

    Two dates of one holder differ from the earlier to the later. Another holder does from the
    account's day until the next of the ``steps`` of the ground, or the next row of the place.
    """
    first, last = sorted((account, drawn), key=lambda row: row.start)
    agreed = holder(steps, account.start) == account.controller
    if account.controller == drawn.controller:
        # ground that was theirs before is in no doubt
        if first.start == last.start or (first is account and agreed):
            return None
        return Doubt(first.start, last.start, first.when.edtf, last.when.edtf)
    begins = drawn if agreed else account
    if begins.start < account.start:
        return None
    later = {step.start: step.edtf for step in steps} | {row.start: row.when.edtf for row in rows}
    end = min((day for day in later if day > last.start), default=None)
    return Doubt(begins.start, end, begins.when.edtf, later[end] if end else None)


def differing_accounts(blocks: Sequence[Block], evidence: Evidence) -> list[Feature]:
    """Return the overlay: the ground of a place on the days on which accounts of it differ."""
    sites = sites_of(evidence, points_of(evidence))
    drawn = {row.id: row for row in evidence.place_control if not row.account}
    title = feature_names(evidence.folder)["differing-accounts"].properties()
    found = []
    for row in evidence.place_control:
        home = drawn[row.account] if row.account else None
        parts = [block for block in blocks if home and _follows(block, home)]
        if home is None or not parts:
            continue
        if span := doubt(row, home, parts[0].steps, evidence.control_of(row.place_id)):
            called = names_on(evidence.places[row.place_id], span.start, evidence)
            names = {
                key: str(title[key]).format(called[key]) if called[key] else None for key in NAMES
            }
            item = feature(
                shapely.union_all([_nearest_to(row.place_id, each, sites) for each in parts]),
                id=f"differing-{row.id}",
                **names,
                **dates_of(span.start, span.end, span.start_edtf, span.end_edtf),
                basis="derived",
                accuracy_m=max(block.accuracy_m for block in parts),
                confidence=max(row.confidence, home.confidence, key=CONFIDENCES.index),
                sources=sorted({*row.sources, *home.sources}),
                place=row.place_id,
                account=row.id,
                accounts=[told(each) for each in sorted((home, row), key=lambda row: row.start)],
            )
            found.append(item)
    return found


def _follows(block: Block, row: PlaceControl) -> bool:
    """Tell whether a block is ground of a row's place, drawn as the row says."""
    return row.place_id in block.places and holder(block.steps, row.start) == row.controller


def _nearest_to(place_id: str, block: Block, sites: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return the ground of a block that is nearer to a place than to others of the block."""
    own = {name: sites[name] for name in block.places}
    if len(own) == 1:
        return block.geometry
    cells = ground.cells({block.id: block.geometry}, own)
    return shapely.union_all([cell.geometry for cell in cells if cell.place == place_id])
