"""Pieces of ground, from which the districts of all years and the units of control are made.

A piece is ground that no boundary of any year divides. Together the pieces fill Azerbaijan's
main body as a coverage, and those inside the autonomous oblast are exactly the oblast.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely

from karamap import geojson
from karamap.curate.partition import fit
from karamap.curate.registration import register
from karamap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DRAWN = ("hadrut", "karki", "khankendi", "shahumyan")
REST = "rest"

# the units of control inside the oblast are its raions, outside it the districts around;
# whatever is not named here is the rest of the country, as one unit
UNITS = {
    "askeran": ("khankendi", "khojaly"),
    "hadrut": ("hadrut",),
    "mardakert": ("mardakert-east", "mardakert-west"),
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
}
OBLAST_PIECES = (
    "hadrut",
    "khankendi",
    "khojaly",
    "mardakert-east",
    "mardakert-west",
    "martuni",
    "shusha",
)


def digitised(evidence: Path) -> dict[str, BaseGeometry]:
    """Return the areas drawn by hand, by id; only their edges inside other areas count."""
    path = evidence / "units_digitised.geojson"
    areas = {item["id"]: item["geometry"] for item in geojson.read(path)}
    missing = sorted(set(DRAWN) - areas.keys())
    if missing:
        raise DataError(f"{path.name} lacks the areas {', '.join(missing)}")
    return areas


@lru_cache(maxsize=4)
def pieces(base: Path, evidence: Path) -> Mapping[str, BaseGeometry]:
    """Return the pieces by id: those of the oblast, and each district outside it."""
    done, drawn = register(base, evidence), digitised(evidence)
    found = dict(done.outside)
    found |= _divided(found["goranboy"], drawn["shahumyan"], "shahumyan", "goranboy")
    found |= _divided(done.inside["khojavend"], drawn["hadrut"], "hadrut", "martuni")
    found |= _divided(done.inside["khojaly"], drawn["khankendi"], "khankendi", "khojaly")
    found["shusha"] = done.inside["shusha"]
    found["mardakert-west"] = done.inside["kalbajar"]
    found["mardakert-east"] = done.inside["tartar"]
    return MappingProxyType(found)


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
