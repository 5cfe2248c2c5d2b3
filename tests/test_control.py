"""The derivation of ground, control and fronts, on small ground made here and on the real one."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from karamap.curate import ground
from karamap.curate.control import (
    ARMENIA,
    HOME,
    Step,
    _without_pockets,
    collapsed,
)
from karamap.curate.evidence import Evidence
from karamap.curate.ground import Cell

UNITS = {"west": box(46, 39, 46.5, 40), "east": box(46.5, 39, 47, 40)}


def step(day: str, controller: str) -> Step:
    return Step(date.fromisoformat(day), day, controller, "high", ("general-knowledge",))


coordinates = st.tuples(
    st.floats(46.01, 46.99, allow_nan=False).map(lambda x: round(x, 3)),
    st.floats(39.01, 39.99, allow_nan=False).map(lambda y: round(y, 3)),
).filter(lambda xy: abs(xy[0] - 46.5) > 0.005)


@given(st.lists(coordinates, min_size=1, max_size=25, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_cells_and_blocks_are_a_partition_that_keeps_every_place(found, data):
    points = {f"p{i:02d}": Point(xy) for i, xy in enumerate(found)}
    cells = ground.cells(UNITS, points)
    assert {cell.place for cell in cells if cell.place} == set(points)
    for cell in cells:
        assert cell.place is None or cell.geometry.covers(points[cell.place])
    sides = [data.draw(st.booleans()) for _ in cells]
    keys = [(cell.unit, side) for cell, side in zip(cells, sides, strict=True)]
    blocks = ground.blocks(zip(keys, cells, strict=True), UNITS, points)
    whole = shapely.union_all(list(blocks.values()))
    assert sum(block.area for block in blocks.values()) == pytest.approx(whole.area, abs=1e-6)
    assert whole.area == pytest.approx(1.0, abs=1e-5)
    for key, cell in zip(keys, cells, strict=True):
        assert cell.place is None or blocks[key].buffer(2e-5).covers(points[cell.place])


def test_steps_that_change_nothing_are_joined():
    steps = collapsed(
        [
            step("1918-05-28", "azerbaijan"),
            step("1993-07-23", "armenian_forces"),
            step("1994-05-12", "armenian_forces"),
            step("2020-11-20", "contested"),
            step("2020-11-20", "azerbaijan"),
        ]
    )
    assert [(item.start.year, item.controller) for item in steps] == [
        (1918, "azerbaijan"),
        (1993, "armenian_forces"),
        (2020, "azerbaijan"),
    ]


def test_the_last_of_two_steps_on_a_day_counts():
    steps = collapsed([step("1993-01-01", "contested"), step("1993-01-01", "azerbaijan")])
    assert [item.controller for item in steps] == ["azerbaijan"]


def pockets(*announced: str | None, border: int | None = None) -> list[list[tuple[str, str]]]:
    """Return histories of a row of cells from home on, each announced on a day of October 2020."""
    cells = [
        Cell("u", HOME if i == 0 else f"p{i}", box(i, 0, i + 1, 1)) for i in range(len(announced))
    ]
    graph = nx.path_graph(len(cells))
    graph.add_node(ARMENIA)
    if border is not None:
        graph.add_edge(border, ARMENIA)
    held = step("1994-05-12", "armenian_forces")
    histories = [(held,) if day is None else (held, step(day, "azerbaijan")) for day in announced]
    return [
        [(item.start.isoformat(), item.edtf) for item in steps]
        for steps in _without_pockets(histories, cells, graph)
    ]


def test_ground_cut_off_has_changed_hands_with_both_dates_kept():
    ends = pockets(None, "2020-10-09", "2020-11-07")
    assert ends[2][1] == ("2020-10-09", "2020-10-09/2020-11-07")
    assert ends[1][1] == ("2020-10-09", "2020-10-09")


def test_ground_on_the_border_of_armenia_is_not_cut_off():
    ends = pockets(None, "2020-10-09", "2020-11-07", border=2)
    assert ends[2][1] == ("2020-11-07", "2020-11-07")


def test_a_pocket_still_held_at_the_ceasefire_is_left():
    ends = pockets(None, "2020-10-09", "2020-12-13")
    assert ends[2][1] == ("2020-12-13", "2020-12-13")


@pytest.mark.parametrize(
    ("layer", "day"),
    [
        ("line_of_contact", "1994-06-01"),
        ("line_of_contact", "2016-05-01"),
        ("front_lines_2020", "2020-10-20"),
        ("front_lines_2020", "2020-11-20"),
        ("line_of_contact", "2022-01-01"),
    ],
)
def test_the_front_is_exactly_the_boundary_between_holders(atlas, layer, day):
    when = date.fromisoformat(day)
    holders: dict[str, list] = {"azerbaijan": [], "armenian_forces": [], "contested": []}
    for item in atlas.features("control", when):
        holders[item["properties"]["controller"]].append(item["geometry"])
    held = shapely.union_all(holders["armenian_forces"])
    facing = shapely.union_all(holders["azerbaijan"] + holders["contested"])
    boundary = held.boundary.intersection(facing.boundary)
    front = shapely.union_all([item["geometry"] for item in atlas.features(layer, when)])
    assert front.length > 1
    assert front.difference(boundary.buffer(2e-5)).length == 0
    assert boundary.difference(front.buffer(2e-5)).length == pytest.approx(0, abs=1e-3)


def test_every_dated_place_lies_with_its_recorded_holder(atlas):
    """Announcements are upper bounds: ground may have changed hands before, never after."""
    evidence = Evidence.read(atlas.folder / "evidence")
    wrong, total = [], 0
    for name in {row.place_id for row in evidence.place_control}:
        place = evidence.places[name]
        for row in evidence.control_of(name):
            total += 1
            if atlas.control_at(place.lon, place.lat, row.start) != row.controller:
                wrong.append(row.id)
    assert len(wrong) <= 0.005 * total, sorted(wrong)
