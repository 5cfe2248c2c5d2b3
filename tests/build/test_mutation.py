"""No row of the evidence is idle: change it, and what is built from it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from karamap.build import borders, corridor, districts, places
from karamap.build.control import derive_blocks
from karamap.core.paths import geodata_folder
from karamap.evidence.evidence import Evidence, When

FOLDER = geodata_folder() / "evidence"
OTHER = {
    "azerbaijan": "armenian_forces",
    "armenian_forces": "azerbaijan",
    "contested": "azerbaijan",
}


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence.read(FOLDER)


@pytest.fixture(scope="module")
def blocks_of(evidence: Evidence):
    """What the blocks are, as comparable values, for evidence like the real one."""
    base = FOLDER.parent / "base"
    shapes = {item.id: item.geometry for item in districts.ground_units(base, FOLDER)}
    countries = {item.id: item.geometry for item in borders.countries(base, FOLDER)}
    units = corridor.with_corridor(evidence, shapes)

    def derive(changed: Evidence) -> list[object]:
        made = derive_blocks(changed, units, countries["armenia"])
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
    assert blocks_of(replace(evidence, anchors=evidence.anchors[1:])) != as_built
