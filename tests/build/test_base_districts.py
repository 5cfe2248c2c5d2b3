"""Districts of the base geography: on the right side of lines, of the published size.

Also the layers that are built on them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from base_geography import BASE, COUNTRIES, EVIDENCE, GEODATA, REDRAWN, holds, shapes, vertices
from shapely.geometry import Point

from karamap.build import borders, build, districts
from karamap.build.base import registration, units
from karamap.build.base.pulls import NEAR_M
from karamap.build.build import settled
from karamap.build.control import Block, points_of, sites_of
from karamap.build.steps import Step
from karamap.core import geodesy
from karamap.core.dates import parse_day
from karamap.evidence import geography
from karamap.evidence.evidence import Evidence
from karamap.evidence.tables import rows

if TYPE_CHECKING:
    from karamap import Atlas
    from karamap.core.geojson import Feature
    from karamap.evidence.control import Place

# the session's own builds nothing that ships (see conftest.py)
build_layers = build.build_layers

FORMER = geography.feature_names(EVIDENCE)["former-oblast"]

# km2: the published area, and how far ours may differ (the sources are that coarse)
AREAS = {
    "mardakert": (1705, 0.04),
    "askeran": (928, 0.05),
    "shusha": (285, 0.08),
    "martuni": (792, 0.03),
    "hadrut": (679, 0.05),
    "kalbajar": (1936, 0.05),
    "lachin": (1835, 0.05),
    "qubadli": (802, 0.06),
    "zangilan": (707, 0.05),
    "jabrayil": (1050, 0.05),
    "fuzuli": (1386, 0.05),
    "aghdam": (1094, 0.05),
    "shahumyan": (558, 0.10),
}
# places whose coordinates lie farther on the wrong side of a line than the line can be wrong
DOUBTFUL = {"yukhari-mazra", "yukhari-veysalli"}


def test_wrong_labels_are_corrected() -> None:
    raw = shapes("districts_raw")
    assert {"lachin", "khojaly", "shusha", "goygol", "shabran", "lankaran"} <= set(raw)
    assert not {"xanlar", "devechi", "stepanakert"} & set(raw)
    assert raw["lachin"].contains(Point(46.45, 39.75))  # not by the Caspian
    assert raw["lankaran"].centroid.x > 48
    assert raw["khojaly"].contains(Point(46.70, 39.90))


def test_control_points_record_their_residuals() -> None:
    points = rows(EVIDENCE, geography.ControlPoint)
    warp = registration.correction(points)
    missed = {
        point.id: geodesy.to_metres(warp(Point(point.raw))).distance(
            geodesy.to_metres(Point(point.true))
        )
        for point in points
    }
    for point in points:
        assert missed[point.id] == pytest.approx(point.residual_m, abs=2)
    shared = [missed[point.id] for point in points if not point.id.startswith(("shift", "anchor"))]
    assert np.median(shared) < 1_000
    assert max(shared) < 2_000


def test_the_correction_is_the_shift_that_was_measured() -> None:
    warp = registration.correction(rows(EVIDENCE, geography.ControlPoint))
    for lon, lat, east, north in [
        (46.60, 39.32, 0.8, 1.5),
        (46.64, 39.05, 0.4, 0.4),
        (46.35, 39.72, 1.4, 0.7),
        (47.12, 40.08, 1.1, 2.2),
    ]:
        before, after = Point(lon, lat), warp(Point(lon, lat))
        shift = np.subtract(*(geodesy.to_metres(item).coords[0] for item in (after, before)))
        assert shift / 1000 == pytest.approx([east, north], abs=0.75)


def test_pieces_fill_the_country_exactly(
    pieces: dict[str, shapely.Geometry], countries: dict[str, shapely.Geometry]
) -> None:
    found = pieces
    neighbours = [area for name, area in countries.items() if name != "azerbaijan"]
    assert all(area.is_valid for area in found.values())
    assert shapely.coverage_is_valid([*found.values(), *neighbours])
    filled = shapely.coverage_union_all(list(found.values()))
    assert vertices(filled) == vertices(countries["azerbaijan"])
    assert filled.normalize().equals_exact(countries["azerbaijan"].normalize(), 0)


def test_units_are_a_coverage_and_hold_the_oblast(
    unit_shapes: dict[str, shapely.Geometry],
    pieces: dict[str, shapely.Geometry],
    countries: dict[str, shapely.Geometry],
) -> None:
    assert shapely.coverage_is_valid(list(unit_shapes.values()))
    filled = shapely.coverage_union_all(list(unit_shapes.values()))
    assert filled.normalize().equals_exact(countries["azerbaijan"].normalize(), 0)
    raions = ("askeran", "hadrut", "mardakert", "martuni", "shusha")
    oblast = shapely.coverage_union_all([unit_shapes[name] for name in raions])
    drawn, _ = borders.autonomous_oblast(BASE, EVIDENCE, FORMER)
    assert oblast.normalize().equals_exact(drawn.geometry.normalize(), 0)
    assert oblast.geom_type == "Polygon"
    assert all(len(shapely.get_parts(unit_shapes[name])) == 1 for name in AREAS)
    assert set(units.oblast_pieces(EVIDENCE)) <= set(pieces)


@pytest.mark.parametrize("unit", AREAS)
def test_areas_are_near_the_published_ones(
    unit: str, unit_shapes: dict[str, shapely.Geometry]
) -> None:
    published, tolerance = AREAS[unit]
    assert geodesy.area_km2(unit_shapes[unit]) == pytest.approx(published, rel=tolerance)


def test_oblast_area() -> None:
    assert geodesy.area_km2(shapes("oblast")["oblast"]) == pytest.approx(4281.9, abs=0.5)
    drawn, _ = borders.autonomous_oblast(BASE, EVIDENCE, FORMER)
    assert geodesy.area_km2(drawn.geometry) == pytest.approx(4388, rel=0.02)


def test_the_ground_of_the_oblast_stays_when_the_oblast_ends() -> None:
    then, since = borders.autonomous_oblast(BASE, EVIDENCE, FORMER)
    assert [item.properties["status"] for item in (then, since)] == ["in_force", "former"]
    assert then.span[1] == since.span[0] == date(1991, 11, 26)
    assert since.span[1] is None
    assert since.geometry.equals(then.geometry)


def test_lines_pulled_past_places_stay_near_the_source_line() -> None:
    drawn, _ = borders.autonomous_oblast(BASE, EVIDENCE, FORMER)
    areas = units.digitised(EVIDENCE)
    redrawn = shapely.union_all([areas[row.id] for row in REDRAWN]).buffer(0.006)
    lines = [
        geodesy.to_metres(item.boundary.difference(redrawn))
        for item in (drawn.geometry, shapes("oblast")["oblast"])
    ]
    assert shapely.hausdorff_distance(*lines) < NEAR_M + 400


def test_every_settlement_is_in_its_district(
    places: list[Place], pieces: dict[str, shapely.Geometry]
) -> None:
    pieces_of = units.pieces_of_places(EVIDENCE)
    known = [
        place
        for place in places
        if place.kind in units.SETTLEMENTS and set(pieces_of(place)) <= set(pieces)
    ]
    assert len(known) > 390
    astray = {
        place.id
        for place in known
        if not any(pieces[name].contains(Point(place.lon, place.lat)) for name in pieces_of(place))
    }
    assert astray == DOUBTFUL


def test_redrawn_ground_went_to_its_piece(pieces: dict[str, shapely.Geometry]) -> None:
    areas = units.digitised(EVIDENCE)
    for name, piece, sources in ((row.id, row.piece, row.taken_from) for row in REDRAWN):
        left = [areas[name].buffer(-0.004).intersection(pieces[item]) for item in sources]
        # lines are pulled on past places afterwards, by a few hundred metres
        assert sum(map(geodesy.area_km2, left)) < 1, name
        assert areas[name].intersection(pieces[piece]).area > areas[name].area / 3, name
    assert not any(pieces[name].contains(Point(46.765, 40.0994)) for name in ("aghdam", "tartar"))


def test_the_places_the_sources_warn_of(
    places: list[Place],
    pieces: dict[str, shapely.Geometry],
    countries: dict[str, shapely.Geometry],
) -> None:
    points = {place.id: Point(place.lon, place.lat) for place in places}
    oblast, _ = borders.autonomous_oblast(BASE, EVIDENCE, FORMER)
    assert pieces["lachin"].contains(points["lachin"])
    assert pieces["jabrayil"].contains(points["jabrayil"])
    assert countries["armenia"].contains(points["kornidzor"])
    assert not oblast.geometry.contains(points["tartar"])
    assert not oblast.geometry.contains(points["jabrayil"])
    for name in ("shahumyan-town", "verishen-goranboy", "buzlukh", "manashid"):
        assert pieces["shahumyan"].contains(points[name])


def test_places_lie_in_their_country(
    places: list[Place], countries: dict[str, shapely.Geometry]
) -> None:
    codes = {row.id: row.iso for row in COUNTRIES}
    astray = {
        place.id
        for place in places
        if place.confidence != "low"
        and not any(
            codes[name] == place.country and area.contains(Point(place.lon, place.lat))
            for name, area in countries.items()
        )
    }
    assert astray == set()


def test_districts_of_a_day_do_not_overlap() -> None:
    built = districts.districts(BASE, EVIDENCE)
    starts = {parse_day(item.properties["start_date"]) for item in built}
    for day in sorted(starts):
        shown = [item.geometry for item in built if holds(item.properties, day.isoformat())]
        assert shapely.coverage_is_valid(shown), day


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("1923-07-06", set()),
        ("1925-01-01", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1930-12-31", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1950-01-01", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1964-01-01", {"askeran", "hadrut", "mardakert", "martuni"}),
        ("1992-10-12", {"aghdara", "khankendi", "khojaly", "khojavend", "shusha"}),
        ("1992-10-13", {"khankendi", "khojaly", "khojavend", "shusha"}),
        ("2024-01-01", {"aghdara", "khankendi", "khojaly", "khojavend", "shusha"}),
    ],
)
def test_districts_of_the_oblast_by_year(day: str, inside: set[str]) -> None:
    built = districts.districts(BASE, EVIDENCE)
    shown = [item.properties for item in built if holds(item.properties, day)]
    assert {item["unit"] for item in shown if item["group"] == "oblast"} == inside
    # before the raions Kurdistan uezd alone
    around = {"1923-07-06": 0, "1925-01-01": 1}.get(day, 7)
    assert sum(item["group"] == "surrounding" for item in shown) == around
    assert len({item["unit"] for item in shown}) == len(shown)


@pytest.mark.parametrize(
    ("day", "district"),
    [("1990-01-01", "mardakert"), ("1992-10-12", "aghdara"), ("1992-10-13", "aghdam"),
     ("2023-12-04", "aghdam"), ("2023-12-05", "aghdara")],
)  # fmt: skip
def test_the_south_of_mardakert_was_aghdams(day: str, district: str) -> None:
    shown = [item for item in districts.districts(BASE, EVIDENCE) if holds(item.properties, day)]
    srkhavend, kichan = (46.6857, 40.0627), (46.6724, 40.0636)
    guneypaya = (46.7048, 40.0959), (46.7272, 40.0921)
    for lon, lat in (srkhavend, kichan, *guneypaya):
        there = [i.properties["unit"] for i in shown if i.geometry.contains(Point(lon, lat))]
        assert there == [district]


# --- what is built on them


def block_of(items: list[Feature], evidence: Evidence) -> Block:
    """Read a block back from the spans of control that it has been built to."""
    items = sorted(items, key=lambda item: item.span[0])
    last, ground = items[-1].properties, items[-1].geometry
    points = points_of(evidence)
    # an anchor may extend the ground of a place into another unit
    places = tuple(
        name
        for name, site in sorted(sites_of(evidence, points).items())
        if ground.covers(points[name])
        or (ground.intersects(site) and evidence.places[name].unit != last["unit"])
    )
    said = {(row.start, row.controller) for name in places for row in evidence.control_of(name)}
    steps = tuple(
        Step(
            item.span[0],
            item.properties["start_date:edtf"],
            item.properties["controller"],
            item.properties["confidence"],
            tuple(item.properties["sources"]),
            by_place=(item.span[0], item.properties["controller"]) in said,
        )
        for item in items
    )
    return Block(last["block"], last["unit"], ground, steps, last["accuracy_m"], places)


def test_the_blocks_give_every_layer_that_ships(
    shipped: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = Evidence.read(EVIDENCE)
    items = defaultdict(list)
    for item in shipped.layers["control"]:
        items[item.properties["block"]].append(item)
    # to derive the blocks from the evidence takes most of a minute: `.ci/run` does
    blocks = [block_of(items[name], evidence) for name in sorted(items)]
    monkeypatch.setattr(build, "derive_blocks", lambda *_: blocks)
    built = build_layers(GEODATA)
    assert built.keys() == shipped.layers.keys()
    for name, features in built.items():
        path = GEODATA / "layers" / f"{name}.geojson"
        assert settled(path, features) == path.read_text(encoding="utf-8"), name
