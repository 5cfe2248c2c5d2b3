"""Zones derived from the blocks: the buffer zone, as held and as meant; the peacekeepers' zone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from karamap.build.control import Block, days, span_of_step
from karamap.build.steps import holder
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.evidence.control import CORRIDOR_UNIT, OBLAST_UNITS, SURROUNDING_UNITS, Names
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import Called, feature_names

# the towns that "the region's main inhabited areas" can only mean: the seats of its five raions
CORE_TOWNS = ("stepanakert", "shusha", "martuni", "martakert", "askeran", "hadrut")
RINGS = {"ring_15km": 15_000, "ring_20km": 20_000, "d30_range": 15_400}
# the plan is dated 1992 by the article; in September 2020 the belt ceased to protect
PLAN_FROM, PLAN_UNTIL = date(1992, 1, 1), date(2020, 9, 27)

DEPLOYED = date(2020, 11, 10)
# in the fighting of the last two days posts fell, but the peacekeepers' zone did not move
OFFENSIVE, DISARMED = date(2023, 9, 19), date(2023, 9, 20)
# Andranik's march through the Hakari valley in 1918 made no belt
BELT_FROM = date(1991, 9, 2)
# when Lachin was handed over, what was left was the corridor alone
BELT_UNTIL = date(2020, 12, 1)
WITHDRAWN = date(2024, 6, 12)


def buffer_zone(blocks: Iterable[Block], names: Mapping[str, Called]) -> list[Feature]:
    """Return the ground held outside the former oblast."""
    return [
        feature(
            block.geometry,
            id=f"buffer-{block.id}-{step.start.isoformat()}",
            **names[block.unit].between(*days(step, following)),
            model="held_outside_oblast",
            unit=block.unit,
            **_while_a_belt(span_of_step(step, following)),
            basis="derived",
            accuracy_m=block.accuracy_m,
            confidence=step.confidence,
            sources=list(step.sources),
        )
        for block in blocks
        if block.unit in (*SURROUNDING_UNITS, CORRIDOR_UNIT)
        for step, following in block.spans()
        if step.controller == "armenian_forces" and BELT_FROM <= step.start < BELT_UNTIL
    ]


def _while_a_belt(span: dict[str, str | None]) -> dict[str, str | None]:
    """Return a span that ends with the belt, at the latest."""
    last = BELT_UNTIL.isoformat()
    if (end := span["end_date"]) and end <= last:
        return span
    return {**span, "end_date": last, "end_date:edtf": last}


def buffer_rings(evidence: Evidence) -> list[Feature]:
    """Return the rings round the towns of the oblast: the article's idea of the buffer."""
    called = feature_names(evidence.folder)
    return [_ring(model, evidence, called[model.replace("_", "-")]) for model in RINGS]


def _ring(model: str, evidence: Evidence, names: Names) -> Feature:
    towns = [evidence.places[name] for name in CORE_TOWNS]
    return feature(
        shapely.union_all([disc(town.lon, town.lat, RINGS[model]) for town in towns]),
        id=f"buffer-{model}",
        **names.properties(),
        model=model,
        **dates_of(PLAN_FROM, PLAN_UNTIL, "1992"),
        basis="computed",
        accuracy_m=500,
        confidence="medium",
        sources=["meduza-karabakh-abandoned"],
    )


def disc(lon: float, lat: float, radius_m: float) -> BaseGeometry:
    """Return the ground within ``radius_m`` of a point, measured along the earth."""
    back = _from_plane_at(lon, lat)
    circle = Point(0, 0).buffer(radius_m, quad_segs=16)
    return shapely.transform(circle, lambda xy: np.column_stack(back.transform(*xy.T)))


@lru_cache(maxsize=128)  # takes longer than all else, and several rings have the same middle
def _from_plane_at(lon: float, lat: float) -> Transformer:
    """Return what turns metres east and north of a point into degrees."""
    here = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    return Transformer.from_crs(here, "EPSG:4326", always_xy=True)


def peacekeeping_zone(blocks: Sequence[Block], names: Names) -> list[Feature]:
    """Return the zone of the Russian peacekeepers, from deployment to withdrawal.

    Its ground is what Armenian forces held of the former oblast, and the corridor; after
    20 September 2023 they stayed on the same ground until they left.
    """
    inside = [block for block in blocks if block.unit in (*OBLAST_UNITS, CORRIDOR_UNIT)]
    days = sorted({step.start for block in inside for step in block.steps})
    moves = [day for day in days if DEPLOYED <= day < OFFENSIVE]
    changed: list[tuple[date, BaseGeometry]] = []
    for day in moves:
        shape = _held(inside, day)
        if not changed or not shape.equals(changed[-1][1]):
            changed.append((day, shape))
    ends = [*(day for day, _ in changed[1:]), DISARMED]
    zones = [
        _zone("deployment", (day, end), shape, names)
        for (day, shape), end in zip(changed, ends, strict=True)
    ]
    return [*zones, _zone("withdrawal", (DISARMED, WITHDRAWN), changed[-1][1], names)]


def _held(blocks: Iterable[Block], day: date) -> BaseGeometry:
    """Return the ground held by Armenian forces or contested with them on a day."""
    held = (block for block in blocks if holder(block.steps, day) == "armenian_forces")
    return shapely.coverage_union_all([block.geometry for block in held])


def _zone(phase: str, days: tuple[date, date], shape: BaseGeometry, names: Names) -> Feature:
    return feature(
        shape,
        id=f"peacekeeping-{phase}-{days[0].isoformat()}",
        **names.properties(),
        phase=phase,
        **dates_of(*days),
        basis="derived",
        accuracy_m=2_000,
        confidence="medium",
        sources=["trilateral-statement-2020"],
    )
