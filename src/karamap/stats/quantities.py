"""Measuring what figures speak of (:mod:`karamap.evidence.quantities`) on the map of a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

import shapely

from karamap.atlas.atlas import Atlas
from karamap.core.errors import DataError
from karamap.core.geodesy import area_km2, length_km
from karamap.core.geojson import Feature
from karamap.core.layers import LAYER_IDS
from karamap.evidence.control import CORRIDOR_UNIT, OBLAST_UNITS, SURROUNDING_UNITS
from karamap.evidence.quantities import Kind, Quantity

# the districts whose ground is told apart, with their units of control
DISTRICTS: dict[str, tuple[str, ...]] = {
    unit: (unit, CORRIDOR_UNIT) if unit == "lachin" else (unit,)
    for unit in (*OBLAST_UNITS, *SURROUNDING_UNITS, "shahumyan")
}
# degrees within which lines of two files are the same: they are rounded to five decimals
_GRID = 2e-5
_AREA_LAYERS = ("autonomous_oblast", "districts")


def value(atlas: Atlas, quantity: Quantity, day: date) -> float:
    """Return the value of a quantity on a day, in its unit; a DataError if the atlas lacks it."""
    return _MEASURES[quantity.kind](atlas, quantity, day)


Ground = dict[tuple[str, str], float]


# a table through time asks for each day once for each ground
@lru_cache(maxsize=512)
def ground(atlas: Atlas, day: date) -> Ground:
    """Return the km2 that each holder has in each unit on a day, by ``(unit, holder)``."""
    km2: Ground = defaultdict(float)
    for item in atlas.features("control", day):
        properties = item.properties
        km2[properties["unit"], properties["controller"]] += atlas.control_km2[item.id]
    return dict(km2)


def total(km2: Mapping[tuple[str, str], float], units: Iterable[str], holder: str | None) -> float:
    """Return the km2 of a holder (None: of all) in some units (none named: in all)."""
    chosen = set(units)
    return sum(
        size
        for (unit, held_by), size in km2.items()
        if (not chosen or unit in chosen) and holder in {None, held_by}
    )


def share(part: float, whole: float) -> float:
    """Return a part in percent of the whole; 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def _held_blocks(atlas: Atlas, quantity: Quantity, day: date) -> dict[str, Feature]:
    """Return the control features that the holder has in the subject's units, by block."""
    return {
        item.properties["block"]: item
        for item in atlas.features("control", day)
        if item.properties["controller"] == quantity.holder
        and (not quantity.subject or item.properties["unit"] in quantity.subject)
    }


def _area(atlas: Atlas, quantity: Quantity, _: date) -> float:
    return sum(area_km2(_by_id(atlas, name, _AREA_LAYERS).geometry) for name in quantity.subject)


def _held(atlas: Atlas, quantity: Quantity, day: date) -> float:
    return total(ground(atlas, day), quantity.subject, quantity.holder)


def _held_share(atlas: Atlas, quantity: Quantity, day: date) -> float:
    km2 = ground(atlas, day)
    held = total(km2, quantity.subject, quantity.holder)
    return share(held, total(km2, quantity.subject, None))


def _lost(atlas: Atlas, quantity: Quantity, day: date) -> float:
    before = _held_blocks(atlas, quantity, quantity.since or day)
    after = _held_blocks(atlas, quantity, day)
    return sum(atlas.control_km2[before[block].id] for block in before.keys() - after.keys())


def _lost_share(atlas: Atlas, quantity: Quantity, day: date) -> float:
    return share(_lost(atlas, quantity, day), _held(atlas, quantity, quantity.base or day))


def _kept_share(atlas: Atlas, quantity: Quantity, day: date) -> float:
    base = quantity.base or day
    before = _held(atlas, quantity, base)
    lost = _lost(atlas, Quantity("lost", quantity.subject, quantity.holder, since=base), day)
    return share(before - lost, before)


def _length(atlas: Atlas, quantity: Quantity, day: date) -> float:
    return sum(
        length_km(item.geometry)
        for subject in quantity.subject
        for item in _lines(atlas, subject, day)
    )


def _lines(atlas: Atlas, subject: str, day: date) -> list[Feature]:
    layer, _, stage = subject.partition(":")
    if layer not in LAYER_IDS:
        return [_by_id(atlas, subject, ("lachin_corridor",))]
    return [item for item in atlas.features(layer, day) if item.properties["stage"] == stage]


def _border(atlas: Atlas, quantity: Quantity, day: date) -> float:
    """Return how long a holder's ground borders on the countries named by their ids."""
    everywhere = Quantity("held", holder=quantity.holder)
    held = [item.geometry for item in _held_blocks(atlas, everywhere, day).values()]
    edge = shapely.boundary(shapely.coverage_union_all(held))
    countries = [_by_id(atlas, name, ("countries",)).geometry for name in quantity.subject]
    abroad = shapely.boundary(shapely.union_all(countries)).buffer(_GRID)
    shared = shapely.get_parts(shapely.intersection(edge, abroad))
    return sum(length_km(part) for part in shared if shapely.length(part))


def _distance(atlas: Atlas, quantity: Quantity, _: date) -> float:
    points = [_by_id(atlas, name, ("places",)).geometry for name in quantity.subject]
    return length_km(shapely.LineString(points))


def _by_id(atlas: Atlas, name: str, layers: Iterable[str]) -> Feature:
    for layer in layers:
        for item in atlas.layers[layer]:
            if item.id == name:
                return item
    raise DataError(f"measures.csv: found {name!r}, expected an id of {' or '.join(layers)}")


_MEASURES: dict[Kind, Callable[[Atlas, Quantity, date], float]] = {
    "area": _area,
    "held": _held,
    "held_share": _held_share,
    "lost": _lost,
    "lost_share": _lost_share,
    "kept_share": _kept_share,
    "length": _length,
    "border": _border,
    "distance": _distance,
}
