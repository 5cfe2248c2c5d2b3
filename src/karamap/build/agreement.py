"""Telling a layer that has changed from one that another machine has rounded otherwise.

Versions of GEOS, PROJ and numpy differ in the last bits of a number. Now and then that turns the
last digit of a coordinate (about a metre) or makes a ring begin elsewhere: nothing the evidence
says, and nothing the map can show.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from karamap.core import geojson
from karamap.core.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.core.geojson import Feature

# degrees: one in the last digit of both longitude and latitude
TOLERANCE = 1.5 * 10**-geojson.DECIMALS


def settled(path: Path, features: list[Feature]) -> str:
    """Return the text of a layer: that of the file, if the features agree with it, else theirs."""
    text = geojson.dumps(features)
    try:
        kept = path.read_text(encoding="utf-8")
        if kept == text:
            return text
        old = geojson.read(path)
        return kept if len(old) == len(features) and all(map(_same, old, features)) else text
    except (DataError, OSError, UnicodeDecodeError):
        return text


def _same(kept: Feature, new: Feature) -> bool:
    if replace(kept, geometry=None) != replace(new, geometry=None):
        return False
    before, after = kept.geometry, new.geometry
    if before is None or after is None:
        return before is after
    if before.geom_type != after.geom_type:
        return False
    return bool(shapely.hausdorff_distance(before, geojson.rounded(after)) <= TOLERANCE)
