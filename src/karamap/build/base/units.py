"""Pieces of ground, from which the districts of all years and the units of control are made.

A piece is ground that no boundary of any year divides. Together the pieces fill Azerbaijan's
main body as a coverage, and those inside the autonomous oblast are exactly the oblast.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.base.partition import fit, largest_share
from karamap.build.base.pulls import Known, pulled
from karamap.build.base.registration import register
from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.evidence.control import OBLAST_UNITS, Place
from karamap.evidence.geography import District, GroundUnit, Redrawn
from karamap.evidence.tables import rows

DIVIDING = ("hadrut", "karki", "khankendi", "shahumyan")
SETTLEMENTS = ("city", "town", "village")
REST = "rest"  # the unit of all pieces that no other unit has


def unit_pieces(evidence: Path) -> dict[str, tuple[str, ...]]:
    """Return the pieces of each unit of control, but for the rest of the country."""
    return {row.id: row.pieces for row in rows(evidence, GroundUnit) if row.id != REST}


def oblast_pieces(evidence: Path) -> list[str]:
    """Return the pieces of the former oblast, in alphabetical order."""
    units = unit_pieces(evidence)
    return sorted(piece for unit in OBLAST_UNITS for piece in units[unit])


def digitised(evidence: Path) -> dict[str, BaseGeometry]:
    """Return the areas drawn by hand, by id; only their edges inside other areas count."""
    path = evidence / "units_digitised.geojson"
    areas = {item.id: item.geometry for item in geojson.read(path)}
    drawn = {*DIVIDING, *(row.id for row in rows(evidence, Redrawn))}
    missing = sorted(drawn - areas.keys())
    if missing:
        raise DataError(f"{path.name} lacks the areas {', '.join(missing)}")
    return areas


@lru_cache(maxsize=4)
def pieces(base: Path, evidence: Path) -> Mapping[str, BaseGeometry]:
    """Return the pieces by id: those of the oblast, and each district outside it.

    Every place whose district is known lies in its own piece, except where it is too far from
    it (see :data:`karamap.build.base.pulls.FARTHEST_M`).
    """
    registered = _registered(base, evidence)
    places = rows(evidence, Place)
    return MappingProxyType(pulled(registered, _known_places(places, registered, evidence)))


def _known_places(places: Iterable[Place], among: Container[str], evidence: Path) -> list[Known]:
    """Return the settlements whose membership is sure, with the pieces they may lie in."""
    pieces_of = pieces_of_places(evidence)
    return [
        Known(Point(place.lon, place.lat), parts, place.confidence == "high")
        for place in places
        if place.kind in SETTLEMENTS
        and place.confidence != "low"
        and (parts := pieces_of(place))
        and all(part in among for part in parts)
    ]


def pieces_of_places(evidence: Path) -> Callable[[Place], tuple[str, ...]]:
    """Return a function that tells the pieces in one of which a place lies."""
    units, oblast = unit_pieces(evidence), oblast_pieces(evidence)
    of_district: dict[str, set[str]] = defaultdict(set)
    for row in rows(evidence, District):
        of_district[row.unit].update(piece for piece in row.pieces if piece in oblast)

    def pieces_of(place: Place) -> tuple[str, ...]:
        own = units.get(place.unit or "", ())
        if not place.oblast:
            return own or (place.district,)
        return tuple(name for name in own if name in of_district[place.district]) or own

    return pieces_of


def _registered(base: Path, evidence: Path) -> dict[str, BaseGeometry]:
    """Return the pieces as the registration leaves them."""
    done, drawn = register(base, evidence), digitised(evidence)
    found = dict(done.outside)
    found |= _divided(found["goranboy"], drawn["shahumyan"], "shahumyan", "goranboy")
    found |= _divided(done.inside["khojavend"], drawn["hadrut"], "hadrut", "martuni")
    found |= _divided(done.inside["khojaly"], drawn["khankendi"], "khankendi", "khojaly")
    found["shusha"] = done.inside["shusha"]
    found["mardakert-west"] = done.inside["kalbajar"]
    found["mardakert-east"] = done.inside["tartar"]
    return _redrawn(found, drawn, rows(evidence, Redrawn))


def _redrawn(
    found: Mapping[str, BaseGeometry], drawn: Mapping[str, BaseGeometry], redrawn: Sequence[Redrawn]
) -> dict[str, BaseGeometry]:
    """Give what lies in drawn areas to its piece, where registered lines are too far off."""
    outline = shapely.coverage_union_all(list(found.values()))
    cut = coverage.faces([outline, *found.values(), *(drawn[row.id] for row in redrawn)])

    def name_of(face: Polygon) -> str | None:
        middle = face.representative_point()
        if not outline.contains(middle):
            return None
        name = largest_share(face, found)
        for row in redrawn:
            if name in row.taken_from and drawn[row.id].contains(middle):
                return row.piece
        return name

    return coverage.dissolve(cut, name_of)


def _divided(
    region: BaseGeometry, drawn: BaseGeometry, within: str, without: str
) -> dict[str, BaseGeometry]:
    """Divide a region along the edge of an area drawn over it."""
    parts = {within: region.intersection(drawn), without: region.difference(drawn)}
    return fit(parts, region, lambda geometry: geometry)


def joined(found: Mapping[str, BaseGeometry], names: Iterable[str]) -> BaseGeometry:
    """Return the union of some pieces; a DataError if one is not there."""
    try:
        return shapely.coverage_union_all([found[name] for name in names])
    except KeyError as error:
        known = ", ".join(sorted(found))
        raise DataError(f"there is no piece of a unit {error}: expected one of {known}") from error


def unit_shapes(base: Path, evidence: Path) -> dict[str, BaseGeometry]:
    """Return the units of control: a coverage that fills the country's main body."""
    found, units = pieces(base, evidence), unit_pieces(evidence)
    named = {name for parts in units.values() for name in parts}
    rest = [name for name in sorted(found) if name not in named]
    return {unit: joined(found, parts) for unit, parts in {**units, REST: rest}.items()}
