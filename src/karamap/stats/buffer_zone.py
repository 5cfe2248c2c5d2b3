"""The buffer zone as the article means it, beside the ground really held outside the oblast.

The idea is a ring: all ground within so many kilometres of the main towns of the oblast. What
was held followed districts, rivers and the front instead. Both are compared outside the oblast,
where alone the word makes sense.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.build.zones import CORE_TOWNS, RINGS, disc
from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.geodesy import areas_km2
from karamap.core.geojson import Feature
from karamap.evidence.control import CORRIDOR_UNIT, OBLAST_UNITS
from karamap.lang.names import find

# what is told of each district, as a table has it
BUFFER_COLUMNS = ("inside_held", "inside_not_held", "beyond_held")
TOWN_KINDS = ("city", "town")
# below this many km2 a ring only grazes a district
_TRACE_KM2 = 0.5


@dataclass(frozen=True, slots=True)
class Buffer:
    """The km2 within the rings, held by Armenian forces and not, and those held beyond them."""

    inside_held: float
    inside_not_held: float
    beyond_held: float

    @property
    def inside(self) -> float:
        """All ground within the rings."""
        return self.inside_held + self.inside_not_held

    @property
    def held(self) -> float:
        """All ground held."""
        return self.inside_held + self.beyond_held


@dataclass(frozen=True, slots=True)
class DistrictBuffer(Buffer):
    """The km2 of one district outside the oblast."""

    unit: str


@dataclass(frozen=True, slots=True)
class BufferComparison(Buffer):
    """Rings of ``radius_m`` round ``towns`` against what was held on a day, in km2."""

    day: date
    model: str
    radius_m: int
    towns: tuple[str, ...]
    districts: tuple[DistrictBuffer, ...]


def buffer_comparison(
    atlas: Atlas, day: date, model: str = "ring_15km", towns: Sequence[str] = CORE_TOWNS
) -> BufferComparison:
    """Compare the rings round some towns with the ground held outside the oblast on a day.

    ``model`` is ``ring_15km``, ``ring_20km`` or ``d30_range``, ``towns`` are ids of places, by
    default the seats of the oblast's raions and Shusha; others are a UsageError.
    """
    if model not in RINGS:
        known = ", ".join(RINGS)
        raise UsageError(f"there is no ring {shorten(model)!r}: expected one of {known}")
    ring = _ring([_place(atlas, town) for town in towns], RINGS[model])
    items = [
        item
        for item in atlas.features("control", day)
        if item.properties["unit"] not in OBLAST_UNITS
    ]
    found = _by_district(items, ring)
    sums = {key: sum(getattr(part, key) for part in found) for key in BUFFER_COLUMNS}
    radius_m, names = RINGS[model], tuple(towns)
    return BufferComparison(
        day=day, model=model, radius_m=radius_m, towns=names, districts=found, **sums
    )


def town_ids(atlas: Atlas, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the towns called so, the best known of each name; by default all six."""
    places = atlas.layers["places"]
    return tuple(dict.fromkeys(find(places, name)[0].id for name in names)) or CORE_TOWNS


def oblast_towns(atlas: Atlas) -> tuple[Feature, ...]:
    """Return the towns of the former oblast, the best known first: those to draw rings round."""
    oblast = shapely.union_all([item.geometry for item in atlas.layers["autonomous_oblast"]])
    towns = [
        item
        for item in atlas.layers["places"]
        if item.properties["kind"] in TOWN_KINDS and oblast.contains(item.geometry)
    ]
    return tuple(sorted(towns, key=lambda item: item.properties["rank"]))


def _place(atlas: Atlas, place_id: str) -> Feature:
    for item in atlas.layers["places"]:
        if item.id == place_id:
            return item
    raise UsageError(f"there is no place {shorten(place_id)!r}: expected the id of one on the map")


def _ring(towns: Sequence[Feature], radius_m: int) -> BaseGeometry:
    if not towns:
        raise UsageError("a ring is drawn round a town: expected at least one")
    points = [town.geometry for town in towns]
    return shapely.union_all([disc(point.x, point.y, radius_m) for point in points])


def _by_district(items: Sequence[Feature], ring: BaseGeometry) -> tuple[DistrictBuffer, ...]:
    shapes = np.array([item.geometry for item in items])
    inside = areas_km2(shapely.intersection(shapes, ring)).tolist()
    beyond = areas_km2(shapely.difference(shapes, ring)).tolist()
    km2: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(BUFFER_COLUMNS, 0.0))
    for item, within, without in zip(items, inside, beyond, strict=True):
        unit = item.properties["unit"]
        sums = km2["lachin" if unit == CORRIDOR_UNIT else unit]
        if item.properties["controller"] == "armenian_forces":
            sums["inside_held"] += within
            sums["beyond_held"] += without
        else:
            sums["inside_not_held"] += within
    return tuple(
        DistrictBuffer(unit=unit, **sums)
        for unit, sums in sorted(km2.items())
        if max(sums.values()) > _TRACE_KM2
    )
