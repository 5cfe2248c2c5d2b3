"""Pieces of ground, from which the districts of all years and the units of control are made.

A piece is ground that no boundary of any year divides. Together the pieces fill Azerbaijan's
main body as a coverage, and those inside the autonomous oblast are exactly the oblast.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely
from shapely import Point

from karamap.build import coverage
from karamap.build.base.partition import fit, largest_share
from karamap.build.base.pulls import Known, pulled
from karamap.build.base.registration import register
from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.evidence.control import Place
from karamap.evidence.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

DIVIDING = ("hadrut", "karki", "khankendi", "shahumyan")
# ground that the registered lines leave in the wrong piece by more than places can mend: to
# which piece what lies inside a drawn area goes, and from which
REDRAWN = {
    "aghdara-south": ("mardakert-south", ("aghdam", "mardakert-east", "mardakert-west")),
    "askeran-south-west": ("khojaly", ("shusha",)),
    "kalbajar-east": ("kalbajar", ("mardakert-west",)),
    "mardakert-seysulan": ("mardakert-east", ("aghdam",)),
    "martuni-east": ("martuni", ("aghdam", "aghjabadi", "fuzuli")),
    "tartar-gapanli": ("tartar", ("mardakert-east",)),
    "tartar-north": ("tartar", ("barda", "yevlakh")),
}
DRAWN = (*DIVIDING, *REDRAWN)
REST = "rest"

# the units of control inside the oblast are its raions, outside it the districts around;
# whatever is not named here is the rest of the country, as one unit
UNITS = {
    "askeran": ("khankendi", "khojaly"),
    "hadrut": ("hadrut",),
    "mardakert": ("mardakert-east", "mardakert-south", "mardakert-west"),
    "martuni": ("martuni",),
    "shusha": ("shusha",),
    "aghdam": ("aghdam",),
    "fuzuli": ("fuzuli",),
    "jabrayil": ("jabrayil",),
    "kalbajar": ("kalbajar",),
    "lachin": ("lachin",),
    "qubadli": ("qubadli",),
    "zangilan": ("zangilan",),
    "goranboy": ("goranboy",),
    "shahumyan": ("shahumyan",),
    "tartar": ("tartar",),
    "baku": (
        "absheron", "baku", "gobustan", "khachmaz", "khizi", "quba", "qusar", "salyan", "shabran",
        "siyazan", "sumqayit",
    ),
    "shamakhi": ("aghsu", "hajigabul", "kurdamir", "shamakhi", "shirvan"),
    "mughan": (
        "astara", "bilasuvar", "jalilabad", "lankaran", "lerik", "masalli", "neftchala", "yardimli",
    ),
}  # fmt: skip
OBLAST_PIECES = (
    "hadrut",
    "khankendi",
    "khojaly",
    "mardakert-east",
    "mardakert-south",
    "mardakert-west",
    "martuni",
    "shusha",
)


# the pieces that a present district has inside the former oblast
DISTRICT_PIECES = {
    "aghdam": ("mardakert-south",),
    "kalbajar": ("mardakert-west",),
    "khojavend": ("hadrut", "martuni"),
    "tartar": ("mardakert-east",),
}
SETTLEMENTS = ("city", "town", "village")


def digitised(evidence: Path) -> dict[str, BaseGeometry]:
    """Return the areas drawn by hand, by id; only their edges inside other areas count."""
    path = evidence / "units_digitised.geojson"
    areas = {item.id: item.geometry for item in geojson.read(path)}
    missing = sorted(set(DRAWN) - areas.keys())
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
    path = evidence / "places.csv"
    rows = read_table(path, Place)
    return MappingProxyType(pulled(registered, known_places(rows, registered)))


def known_places(places: Iterable[Place], among: Container[str]) -> list[Known]:
    """Return the settlements whose membership is sure, with the pieces they may lie in."""
    return [
        Known(Point(place.lon, place.lat), parts, place.confidence == "high")
        for place in places
        if place.kind in SETTLEMENTS
        and place.confidence != "low"
        and (parts := pieces_of(place))
        and all(part in among for part in parts)
    ]


def pieces_of(place: Place) -> tuple[str, ...]:
    """Return the pieces in one of which a place lies, by its unit of control and its district."""
    own = UNITS.get(place.unit or "", ())
    if not place.oblast:
        return own or (place.district,)
    by_district = DISTRICT_PIECES.get(place.district, (place.district,))
    return tuple(name for name in own if name in by_district) or own


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
    return _redrawn(found, drawn)


def _redrawn(
    found: Mapping[str, BaseGeometry], drawn: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Give what lies in the areas of :data:`REDRAWN` to the piece it belongs to."""
    outline = shapely.coverage_union_all(list(found.values()))
    cut = coverage.faces([outline, *found.values(), *(drawn[name] for name in REDRAWN)])

    def name_of(face: Polygon) -> str | None:
        middle = face.representative_point()
        if not outline.contains(middle):
            return None
        name = largest_share(face, found)
        for area, (piece, sources) in REDRAWN.items():
            if name in sources and drawn[area].contains(middle):
                return piece
        return name

    return coverage.dissolve(cut, name_of)


def _divided(
    region: BaseGeometry, drawn: BaseGeometry, within: str, without: str
) -> dict[str, BaseGeometry]:
    """Divide a region along the edge of an area drawn over it."""
    parts = {within: region.intersection(drawn), without: region.difference(drawn)}
    return fit(parts, region, lambda geometry: geometry)


def joined(found: Mapping[str, BaseGeometry], names: Iterable[str]) -> BaseGeometry:
    """Return the union of some pieces.

    Raises
    ------
    DataError
        If there is no such piece.
    """
    try:
        return shapely.coverage_union_all([found[name] for name in names])
    except KeyError as error:
        known = ", ".join(sorted(found))
        raise DataError(f"there is no piece of ground {error}: expected one of {known}") from error


def unit_shapes(base: Path, evidence: Path) -> dict[str, BaseGeometry]:
    """Return the units of control: a coverage that fills the country's main body."""
    found = pieces(base, evidence)
    named = {name for parts in UNITS.values() for name in parts}
    rest = [name for name in sorted(found) if name not in named]
    return {unit: joined(found, parts) for unit, parts in {**UNITS, REST: rest}.items()}
