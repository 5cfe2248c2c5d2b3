"""No row of the evidence is idle: change it, and what is built from it changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest
import shapely

from karamap.build import places
from karamap.build.control import derive_blocks
from karamap.build.pockets import HOME
from karamap.evidence.cells import When
from karamap.evidence.evidence import Evidence

OTHER = {
    "azerbaijan": "armenian_forces",
    "armenian_forces": "azerbaijan",
    "contested": "azerbaijan",
}
# ground of the rows that are changed here, and that of the main body, from which pockets are told
UNITS = ("askeran", "fuzuli", "kalbajar", "shusha")


@pytest.fixture(scope="module")
def evidence(shipped) -> Evidence:
    return Evidence.read(shipped.folder / "evidence")


@pytest.fixture(scope="module")
def blocks_of(evidence: Evidence, shipped):
    """What the blocks of some units are, as comparable values, for evidence like the real one."""
    found = defaultdict(dict)
    for item in shipped.layers["control"]:
        found[item.properties["unit"]][item.properties["block"]] = item.geometry
    units = {unit: shapely.coverage_union_all([*found[unit].values()]) for unit in UNITS}
    [armenia] = (item.geometry for item in shipped.layers["countries"] if item.id == "armenia")
    assert evidence.places[HOME].unit in UNITS

    def here(rows):
        return [row for row in rows if evidence.places[row.place_id].unit in UNITS]

    def derive(changed: Evidence) -> list[object]:
        some = replace(
            changed, place_control=here(changed.place_control), anchors=here(changed.anchors)
        )
        made = derive_blocks(some, units, armenia)
        return [(block.id, block.geometry.wkb, block.steps) for block in made]

    return derive


@pytest.fixture(scope="module")
def as_built(evidence: Evidence, blocks_of) -> list[object]:
    return blocks_of(evidence)


def later(when: When) -> When:
    """Return a date ten days on, for certain."""
    day = when.first + timedelta(days=10)
    return When(day.isoformat(), day, day)


def test_every_row_on_a_place_is_in_the_layers(evidence: Evidence):
    layer = {item.id: item for item in places.places(evidence)}
    idle = []
    for at, row in enumerate(evidence.place_control):
        if row.account:
            continue
        for changed in (
            row.model_copy(update={"controller": OTHER[row.controller]}),
            row.model_copy(update={"when": later(row.when)}),
        ):
            rows = [*evidence.place_control]
            rows[at] = changed
            only = replace(
                evidence,
                places={row.place_id: evidence.places[row.place_id]},
                place_control=[item for item in rows if item.place_id == row.place_id],
            )
            if places.places(only)[0] == layer[row.place_id]:
                idle.append(row.id)
    assert not idle


@pytest.mark.parametrize(
    ("row_id", "how"),
    [("kalbajar-1993-04-03", "date"), ("shusha-1992-05-15", "controller")],
)
def test_a_changed_row_on_a_unit_changes_control(evidence, blocks_of, as_built, row_id, how):
    rows = {row.id: row for row in evidence.unit_control}
    row = rows[row_id]
    rows[row_id] = (
        row.model_copy(update={"when": later(row.when)})
        if how == "date"
        else row.model_copy(update={"controller": OTHER[row.controller]})
    )
    assert blocks_of(replace(evidence, unit_control=list(rows.values()))) != as_built


def test_a_changed_row_on_a_place_changes_control(evidence, blocks_of, as_built):
    rows = {row.id: row for row in evidence.place_control}
    rows["shusha-2020-11-08"] = rows["shusha-2020-11-08"].model_copy(
        update={"controller": "armenian_forces"}
    )
    assert blocks_of(replace(evidence, place_control=list(rows.values()))) != as_built


def test_an_anchor_that_goes_changes_control(evidence, blocks_of, as_built):
    [first, *others] = evidence.anchors
    assert evidence.places[first.place_id].unit in UNITS
    assert blocks_of(replace(evidence, anchors=others)) != as_built
