"""The derivation of ground, control and fronts, on small ground made here and on the real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from shapely.geometry import Point, box

from karamap.build import ground
from karamap.build.blocks import blocks, without_crumbs
from karamap.build.ground import Cell
from karamap.build.pockets import HOME, without_pockets
from karamap.build.steps import Step
from karamap.evidence.evidence import Evidence
from manual import method

DOCS = Path(__file__).parents[2] / "docs"
UNITS = {"west": box(46, 39, 46.5, 40), "east": box(46.5, 39, 47, 40)}


def step(day: str, controller: str) -> Step:
    return Step(date.fromisoformat(day), day, controller, "high", ("general-knowledge",))


coordinates = st.tuples(
    st.floats(46.01, 46.99, allow_nan=False).map(lambda x: round(x, 3)),
    st.floats(39.01, 39.99, allow_nan=False).map(lambda y: round(y, 3)),
).filter(lambda xy: abs(xy[0] - 46.5) > 0.005)


@given(st.lists(coordinates, min_size=1, max_size=12, unique=True), st.data())
@settings(max_examples=20, deadline=None)
def test_cells_and_blocks_are_a_partition_that_keeps_every_place(found, data):
    points = {f"p{i:02d}": Point(xy) for i, xy in enumerate(found)}
    cells = ground.cells(UNITS, points)
    assert {cell.place for cell in cells if cell.place} == set(points)
    for cell in cells:
        assert cell.place is None or cell.geometry.covers(points[cell.place])
    sides = [data.draw(st.booleans()) for _ in cells]
    keys = [(cell.unit, side) for cell, side in zip(cells, sides, strict=True)]
    made = blocks(zip(keys, cells, strict=True), UNITS, points, points)
    whole = shapely.union_all(list(made.values()))
    assert sum(block.area for block in made.values()) == pytest.approx(whole.area, abs=1e-6)
    assert whole.area == pytest.approx(1.0, abs=1e-5)
    for key, cell in zip(keys, cells, strict=True):
        assert cell.place is None or made[key].buffer(2e-5).covers(points[cell.place])


def test_a_crumb_goes_to_the_block_it_borders_on_most_and_an_island_stays():
    large, apart = box(46, 39, 46.4, 40), box(46.9, 39, 46.901, 39.001)
    crumb = box(46.499, 39.5, 46.5, 39.501)
    beside = box(46.4, 39, 46.499, 39.501)
    around = box(46.5, 39, 46.8, 40) | box(46.499, 39.501, 46.5, 40)
    pieces = [("a", large), ("a", crumb), ("a", apart), ("b", beside), ("c", around)]
    found = {
        name: shapely.union_all([part for key, part in without_crumbs(pieces, 1e-4) if key == name])
        for name in "abc"
    }
    assert found["a"].equals(large | apart)
    assert found["b"].equals(beside)
    assert found["c"].equals(around | crumb)


NOWHERE = box(40, 30, 41, 31)


def ends(announced: dict[object, str | None], armenia=NOWHERE) -> dict[str, list]:
    """Return when ground passed to Azerbaijan, by its column and row, or its name.

    Each is announced on a day of autumn 2020, or held throughout (None); home comes first.
    """
    cells = [
        Cell("u", HOME if i == 0 else name(key), square(*key) if len(key) == 2 else box(*key))
        for i, key in enumerate(announced)
    ]
    held = step("1994-05-12", "armenian_forces")
    histories = [
        (held,) if day is None else (held, step(day, "azerbaijan")) for day in announced.values()
    ]
    found = zip(cells, without_pockets(histories, cells, armenia), strict=True)
    return {cell.place: [(s.start.isoformat(), s.edtf) for s in steps[1:]] for cell, steps in found}


def name(key: tuple[float, ...]) -> str:
    return "p" + "".join(f"{value:g}" for value in key)


def square(column: int, row: int):
    """Return a square of about ten kilometres."""
    return box(46 + 0.1 * column, 39 + 0.1 * row, 46.1 + 0.1 * column, 39.1 + 0.1 * row)


def test_ground_cut_off_has_changed_hands_with_both_dates_kept():
    found = ends({(0, 0): None, (1, 0): "2020-10-09", (2, 0): "2020-11-07"})
    assert found["p20"] == [("2020-10-09", "2020-10-09/2020-11-07")]
    assert found["p10"] == [("2020-10-09", "2020-10-09")]


def test_ground_on_the_border_of_armenia_is_not_cut_off():
    row = {(0, 0): None, (1, 0): "2020-10-09", (2, 0): "2020-11-07"}
    behind = box(46.0, 39.1, 46.5, 39.3)
    assert ends(row, behind)["p20"] == [("2020-11-07", "2020-11-07")]


def test_a_pocket_still_held_at_the_ceasefire_is_left():
    found = ends({(0, 0): None, (1, 0): "2020-10-09", (2, 0): "2020-12-13"})
    assert found["p20"] == [("2020-12-13", "2020-12-13")]


@pytest.mark.parametrize(("height", "day"), [(0.03, "2020-10-09"), (0.09, "2020-11-07")])
def test_ground_behind_a_neck_under_six_kilometres_has_changed_hands(height, day):
    home, far = (46.0, 39.0, 46.3, 39.3), (46.5, 39.0, 46.8, 39.3)
    neck, rest = (46.3, 39.0, 46.5, 39 + height), (46.3, 39 + height, 46.5, 39.3)
    found = ends({home: None, neck: "2020-11-07", far: "2020-11-07", rest: "2020-10-09"})
    assert found[name(far)][0][0] == found[name(neck)][0][0] == day


def test_a_place_taken_was_reached_over_the_ground_announced_soonest():
    found = ends(
        {
            (0, 0): None, (0, 1): None, (0, 2): None,
            (1, 0): "2020-11-05", (1, 1): "2020-10-09", (1, 2): "2020-11-06",
            (2, 0): "2020-10-30", (2, 1): "2020-10-20", (2, 2): "2020-11-03",
            (3, 0): "2020-10-01", (3, 1): "2020-10-01", (3, 2): "2020-10-01",
        }
    )  # fmt: skip
    assert found["p21"] == [("2020-10-09", "2020-10-09/2020-10-20")]
    assert found["p20"] == [("2020-10-30", "2020-10-30")]


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
        holders[item.properties["controller"]].append(item.geometry)
    held = shapely.union_all(holders["armenian_forces"])
    facing = shapely.union_all(holders["azerbaijan"] + holders["contested"])
    boundary = held.boundary.intersection(facing.boundary)
    front = shapely.union_all([item.geometry for item in atlas.features(layer, when)])
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


def test_the_picture_of_the_method_is_drawn_from_the_data(tmp_path: Path):
    method.draw(tmp_path / "method.png")
    with (
        Image.open(tmp_path / "method.png") as drawn,
        Image.open(DOCS / "method.png") as kept,
    ):
        assert drawn.size == kept.size
        counted = {colour: count for count, colour in drawn.convert("RGB").getcolors(1 << 20)}
        colours = sorted(counted, key=counted.get, reverse=True)[:4]
        # paper, the two holders, in both panels
        assert set(colours[:3]) <= {colour for _, colour in kept.convert("RGB").getcolors(1 << 20)}
        assert min(counted[colour] for colour in colours[:3]) > 0.05 * drawn.width * drawn.height
