"""The shape of derived lines: how it is measured, and how the derivation comes by it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from karamap.build import arcs, bends, grid, heights, smoothing
from karamap.build.base.terrain import Elevation
from karamap.build.blocks import blocks
from karamap.build.ground import cells
from karamap.build.tidy import ISLAND, Tidying
from karamap.build.trim import trimmed
from karamap.check.shape import problems
from karamap.core import geojson, shapes
from karamap.core.geodesy import to_degrees, to_metres
from karamap.core.paths import geodata_folder
from karamap.evidence.reviews import ShapeException

ARM, AZ = "armenian_forces", "azerbaijan"
WHOLE = box(-40_000, -40_000, 40_000, 40_000)  # metres in the equal-area plane
WAVE = [(x, 700 * np.sin(x / 1500)) for x in range(-40_000, 40_001, 500)]


def feature(name, shape, holder, start="1994-05-12", end=None):
    about = {
        "id": name, "block": name, "unit": "u", "controller": holder, "start_date": start,
        "end_date": end,
    }  # fmt: skip
    return geojson.feature(to_degrees(shape), **about)


def place(x, y, holder):
    rows = [{"start_date": "1994-05-12", "controller": holder}]
    return geojson.feature(to_degrees(Point(x, y)), id="place", control=rows)


def found(held, places=()):
    """Return the kinds of the breaches where one side holds ``held`` and the other the rest."""
    rest = WHOLE.difference(held)
    control = [feature("held", held.intersection(WHOLE), ARM), feature("rest", rest, AZ)]
    return sorted({breach.kind for breach in shapes.breaches(control, places)})


def below(line):
    """Return the ground below a line from west to east."""
    return shapely.Polygon([*line, (40_000, -40_000), (-40_000, -40_000)])


def test_a_line_that_winds_breaks_no_rule():
    assert found(below(WAVE)) == []


def test_a_long_straight_stretch_is_found():
    line = [xy for xy in WAVE if abs(xy[0]) > 4_000]
    assert found(below(line)) == ["straight"]
    assert found(below([xy for xy in WAVE if abs(xy[0]) > 2_000])) == []


def test_a_straight_stretch_counts_though_it_has_vertices_and_two_blocks():
    middle = [(x, 20 * (x % 1000 > 0)) for x in range(-5_000, 5_001, 500)]
    west = [xy for xy in WAVE if xy[0] < -5_000]
    east = [xy for xy in WAVE if xy[0] > 5_000]
    ground = below([*west, *middle, *east])
    half = box(-40_000, -40_000, 0, 40_000)
    control = [
        feature("a", ground.intersection(half), ARM),
        feature("b", ground.difference(half), ARM),
        feature("c", WHOLE.difference(ground), AZ),
    ]
    assert "straight" in {each.kind for each in shapes.breaches(control, [])}


@pytest.mark.parametrize(("degrees", "kinds"), [(30, {"angle"}), (60, set())])
def test_a_sharp_angle_is_found(degrees, kinds):
    half = np.radians(degrees / 2)
    tip = [(-5000 * np.tan(half), 0), (0, 5_000), (5000 * np.tan(half), 0)]
    west = [xy for xy in WAVE if xy[0] < tip[0][0] - 300]
    east = [xy for xy in WAVE if xy[0] > tip[2][0] + 300]
    assert set(found(below([*west, *tip, *east]))) & {"angle"} == kinds


@pytest.mark.parametrize(("width", "kinds"), [(700, ["narrow"]), (1_500, [])])
def test_a_finger_and_a_neck_are_found_by_their_width(width, kinds):
    ground = below(WAVE)
    finger = box(-width / 2, -2_000, width / 2, 4_000)
    assert found(ground.union(finger)) == kinds
    head = Point(0, 6_500).buffer(2_700)
    assert found(ground.union(finger).union(head)) == kinds


def test_an_island_needs_a_source_of_its_own():
    island = below(WAVE).union(Point(5_000, 12_000).buffer(1_100))
    assert found(island) == ["island"]
    assert found(island, [place(5_000, 12_000, ARM)]) == []
    assert found(island, [place(5_000, 12_000, AZ)]) == ["island"]
    assert found(below(WAVE).union(Point(5_000, 12_000).buffer(1_400))) == []


def test_lines_between_units_and_days_before_are_not_measured():
    held, rest = box(-40_000, -40_000, 0, 40_000), box(0, -40_000, 40_000, 40_000)
    one, other = feature("a", held, ARM), feature("b", rest, AZ)
    other.properties["unit"] = "v"
    assert not shapes.breaches([one, other], [])
    other.properties["unit"] = "u"
    [(breach, days)] = shapes.breaches([one, other], []).items()
    assert (breach.kind, days) == ("straight", [date(1994, 5, 12)])
    assert breach.figure == pytest.approx(80, abs=0.1)


def test_a_breach_and_an_exception_that_excuses_nothing_are_reported(tmp_path):
    (tmp_path / "evidence").mkdir()
    table = tmp_path / "evidence" / "shape_exceptions.csv"
    control = [
        feature("a", box(-40_000, -40_000, 0, 40_000), ARM),
        feature("b", box(0, -40_000, 40_000, 40_000), AZ),
    ]
    layers = {"control": control, "places": []}
    lon, lat = to_degrees(Point(0, 0)).coords[0]

    def told(*rows):
        table.write_text("\n".join([",".join(ShapeException.columns), *rows]) + "\n", "utf-8")
        return [str(problem) for problem in problems(tmp_path, layers)]

    row = f"known,straight,{lon:.4f},{lat:.4f},1994-05-12,,no place for miles"
    assert told(row) == []
    [breach, unused] = told(row.replace("straight", "angle"))
    assert breach.startswith("layers/control.geojson, feature ")
    assert "80.0 km at" in breach
    assert "on 1994-05-12, expected no straight stretch" in breach
    assert unused.startswith("evidence/shape_exceptions.csv, row 'known'")
    assert len(told(row.replace("1994-05-12", "1994-05-13"))) == 2


@pytest.mark.parametrize(
    ("held", "figure", "wanted"),
    [
        (
            below([*WAVE[:70], (-2_000, 0), (0, 9_000), (2_000, 0), *WAVE[91:]]),
            "25 degrees",
            "under 40 degrees",
        ),
        (below(WAVE).union(box(-350, -2_000, 350, 4_000)), "m at", "narrower than 1 km"),
        (below(WAVE).union(Point(5_000, 12_000).buffer(1_100)), "3.8 km2", "no island under 5 km2"),
    ],
)
def test_each_kind_of_breach_is_told_with_its_figure(held, figure, wanted, tmp_path):
    (tmp_path / "evidence").mkdir()
    table = tmp_path / "evidence" / "shape_exceptions.csv"
    row = "elsewhere,straight,44.0000,41.0000,1994-05-12,,far from here"
    table.write_text(f"{','.join(ShapeException.columns)}\n{row}\n", "utf-8")
    control = [feature("held", held, ARM), feature("rest", WHOLE.difference(held), AZ)]
    told = [str(problem) for problem in problems(tmp_path, {"control": control, "places": []})]
    assert any(figure in each and wanted in each for each in told), told
    # what is wrong with the table is told of the table
    table.write_text("no table", "utf-8")
    assert list(problems(tmp_path, {"control": control, "places": []})) == []
    assert list(problems(tmp_path, {"control": control})) == []


# --- the derivation


def test_a_line_lies_on_the_ridge_though_that_is_not_half_way():
    unit = box(46.0, 39.5, 46.4, 39.7)
    sites = {"west": Point(46.1, 39.6), "east": Point(46.3, 39.6)}
    columns = np.arange(120)
    ridge = 1500 * np.exp(-(((columns - 55) / 3.0) ** 2))  # its crest is at 46.2625
    model = Elevation(np.tile(ridge, (60, 1)), 45.8, 39.85)
    parts = [(cell.place, cell) for cell in cells({"u": unit}, sites)]
    level = blocks(parts, {"u": unit}, sites, sites)
    steep = blocks(parts, {"u": unit}, sites, sites, friction=heights.friction(model))
    middle = LineString([(46.0, 39.6), (46.4, 39.6)])
    ends = [shapely.bounds(found["west"].intersection(middle))[2] for found in (level, steep)]
    assert ends[0] == pytest.approx(46.2, abs=0.008)  # it may be bent by as much
    assert 46.23 < ends[1] < 46.29


def tidied(labels, holders, kept=(), placed=()):
    labels = np.array(labels)
    masks = [np.zeros(labels.shape, dtype=bool) for _ in range(2)]
    for mask, squares in zip(masks, (kept, placed), strict=True):
        for square in squares:
            mask[square] = True
    return Tidying(labels, np.zeros(labels.shape, dtype=int), np.array(holders), *masks).run()


def field(*blocks_of):
    """Return a field of block 0, with blocks laid over it: number, rows, columns."""
    labels = np.zeros((70, 70), dtype=int)
    for number, rows, columns in blocks_of:
        labels[slice(*rows), slice(*columns)] = number
    return labels


def test_needles_go_to_the_ground_around_and_broad_ground_stays():
    labels = tidied(field((1, (30, 60), (10, 60)), (1, (10, 30), (33, 36))), [[0], [1]])
    assert (labels[12:28] == 0).all()
    assert (labels[35:55, 15:55] == 1).all()


def test_a_needle_of_one_day_only_goes_too():
    three = field((1, (30, 60), (10, 60)), (2, (10, 30), (33, 36)))
    assert 2 in tidied(three, [[0, 0], [1, 1], [2, 2]], kept=[(20, 34)])
    labels = tidied(three, [[0, 0], [1, 1], [0, 1]])
    assert (labels[12:28] != 2).all()


def test_a_small_island_stays_only_with_a_place_in_it():
    island = field((1, (30, 37), (30, 37)))
    assert (island == 1).sum() < ISLAND
    assert not (tidied(island, [[0], [1]]) == 1).any()
    assert (tidied(field((1, (30, 37), (30, 37))), [[0], [1]], placed=[(33, 33)]) == 1).any()


def test_ground_stays_in_its_unit():
    labels = field((1, (0, 70), (30, 32)))
    unit = np.zeros(labels.shape, dtype=int)
    unit[:, 30:32] = 1
    nothing = np.zeros(labels.shape, dtype=bool)
    after = Tidying(labels.copy(), unit, np.array([[0], [1]]), nothing, nothing).run()
    assert (after == labels).all()


def test_a_place_owns_the_ground_around_it():
    unit = {"u": box(46.0, 39.5, 46.2, 39.7)}
    net = grid.Grid.over(unit, ["u"])
    labels = np.where(net.unit == 0, 0, grid.NONE)
    given = grid.own_ground(net, labels, [grid.Seed(7, 0, 46.1, 39.6)], 2.6)
    assert labels[net.square(46.1, 39.6)] == 7
    assert 16 <= given.sum() <= 26
    assert (labels[given] == 7).all()


def wave_length(xy):
    return max(np.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(xy))


def test_a_straight_line_is_bent_away_from_a_place_and_its_ends_stay():
    line = np.column_stack([np.arange(0, 15_001, 250.0), np.zeros(61)])
    higher_north = lambda xy: xy[:, 1]  # noqa: E731
    nobody = np.array([[7_500.0, 30_000.0]])
    path = [list(range(len(line)))]
    free = bends.bent(line, path, [[0]], nobody, higher_north)
    assert np.allclose(free[[0, -1]], line[[0, -1]])
    assert 300 < free[:, 1].max() <= bends.BOW_M
    assert free[:, 1].min() > -1
    thinned = shapely.get_coordinates(LineString(free).simplify(shapes.STRAIGHT_PLAY_M))
    assert wave_length(thinned) < shapes.STRAIGHT_M
    village = np.array([[7_500.0, 700.0]])
    beside = bends.bent(line, path, [[0]], village, higher_north)
    assert beside[28:33, 1].min() < -300
    short = bends.bent(line[:15], [list(range(15))], [[0]], nobody, higher_north)
    assert (short == line[:15]).all()


def test_lines_that_are_no_front_stay_straight():
    line = np.column_stack([np.arange(0, 15_001, 250.0), np.zeros(61)])
    path = [list(range(len(line)))]
    assert (bends.bent(line, path, [[]], line[:1] + 9e9, lambda xy: xy[:, 1]) == line).all()


def test_two_paths_of_one_front_are_bent_as_one():
    line = np.column_stack([np.arange(0, 8_001, 250.0), np.zeros(33)])
    paths = [list(range(17)), list(range(32, 15, -1))]
    bent = bends.bent(line, paths, [[0, 1]], line[:1] + 9e9, lambda xy: xy[:, 1])
    assert bent[:, 1].max() > 300


def test_a_line_meets_that_of_its_unit_squarely():
    unit = box(46.0, 39.5, 46.4, 39.7)
    slanting = LineString([(46.2, 39.6), (46.39, 39.71), (46.41, 39.72)])
    line = arcs.ended(slanting, unit, unit.buffer(-arcs.ENDING))
    *_, before, end = line.coords
    assert end[1] >= 39.7
    assert before[0] == pytest.approx(end[0], abs=1e-6)
    along = LineString([(46.05, 39.698), (46.35, 39.698)])
    assert arcs.ended(along, unit, unit.buffer(-arcs.ENDING)).is_empty


def test_relaxing_leaves_loose_ends_and_keeps_junctions():
    stairs = LineString([(0, 0), (0.002, 0), (0.002, 0.002), (0.004, 0.002), (0.004, 0.004)])
    arm = LineString([(0.004, 0.004), (0.006, 0.004)])
    other = LineString([(0.004, 0.004), (0.004, 0.008)])
    drawn = smoothing.Net([stairs, arm, other]).drawn()
    assert drawn[0].coords[0] == (0, 0)
    assert len({line.coords[i] for line, i in zip(drawn, (-1, 0, 0), strict=True)}) == 1


def test_a_needle_that_is_drawn_goes_to_the_ground_around_it():
    body, needle = box(46.0, 39.0, 46.4, 39.2), box(46.2, 39.2, 46.206, 39.25)
    whole = box(46.0, 39.0, 46.4, 39.4)
    areas = {"held": body.union(needle), "rest": whole.difference(body.union(needle))}
    day = date(1994, 5, 12)
    holders = {"held": [(day, ARM)], "rest": [(day, AZ)]}
    units = dict.fromkeys(areas, "u")
    after = trimmed(areas, units, holders, [])
    assert after["held"].intersection(needle).area < 0.1 * needle.area
    assert shapely.union_all(list(after.values())).area == pytest.approx(whole.area, abs=1e-6)
    assert sum(each.area for each in after.values()) == pytest.approx(whole.area, abs=1e-6)
    village = [Point(46.203, 39.24)]
    assert trimmed(areas, units, holders, village)["held"].covers(village[0])


def test_the_heights_kept_are_those_of_the_ground():
    model = heights.read(geodata_folder() / "base")
    assert model.heights.shape == (264, 300)
    crest, plain = model.heights[model.cell(46.3, 40.3)], model.heights[model.cell(47.3, 39.9)]
    assert crest > 2_500
    assert plain < 400
    hard = heights.friction(model)
    assert hard.at(np.array([46.3]), np.array([40.3]))[0] > 2
    assert hard.at(np.array([30.0]), np.array([30.0]))[0] == 1


# the last is in the same square of the grid: no line can be drawn between them
@pytest.mark.parametrize("lon", [46.201, 46.2001])
def test_every_place_lies_in_its_block_though_another_is_near(lon):
    unit = {"u": box(46.0, 39.5, 46.4, 39.7)}
    points = {"a": Point(46.2, 39.6), "b": Point(lon, 39.6), "c": Point(46.3, 39.6)}
    parts = [(cell.place, cell) for cell in cells(unit, points)]
    made = blocks(parts, unit, points, points)
    assert all(made[name].buffer(2e-5).covers(point) for name, point in points.items())
    whole = shapely.union_all(list(made.values()))
    assert whole.area == pytest.approx(unit["u"].area, abs=1e-6)
    assert to_metres(whole).area == pytest.approx(
        sum(to_metres(each).area for each in made.values()), rel=1e-6
    )
