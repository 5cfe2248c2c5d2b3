"""What is measured once of all features: areas of ground, and places near lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import STRtree

from karamap.core.geodesy import areas_km2, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from karamap.core.geojson import Feature

# how near a place must lie to be named beside a line, and up to which rank it counts as known
NEAR_KM, KNOWN = 6, 3


def block_km2(control: Sequence[Feature]) -> dict[str, float]:
    """Return the km2 of each control feature, by its id; a block is measured once."""
    blocks: dict[str, BaseGeometry] = {item.properties["block"]: item.geometry for item in control}
    km2 = dict(zip(blocks, areas_km2(list(blocks.values())), strict=True))
    return {item.id: float(km2[item.properties["block"]]) for item in control}


def places_near(lines: Iterable[Feature], places: Sequence[Feature]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the known places within :data:`NEAR_KM` of each line, by its id."""
    known = [item for item in places if item.properties["rank"] <= KNOWN]
    tree = STRtree([to_metres(item.geometry) for item in known])
    return {
        line.id: tuple(
            known[index].id
            for index in sorted(tree.query(to_metres(line.geometry), "dwithin", NEAR_KM * 1000))
        )
        for line in lines
    }
