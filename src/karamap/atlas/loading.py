"""What is done once with the layers of an atlas: they are read, and their features measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import STRtree

from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.core.geodesy import areas_km2, to_metres
from karamap.core.layers import LAYERS
from karamap.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from karamap.core.geojson import Feature

# how near a place must lie to be named beside a line, and up to which rank it counts as known
NEAR_KM, KNOWN = 6, 3


def read_layers(folder: Path) -> dict[str, tuple[Feature, ...]]:
    """Return the features of every layer, by its id; a DataError if one is missing or broken."""
    layers = {layer.id: tuple(geojson.read(folder / f"{layer.id}.geojson")) for layer in LAYERS}
    for name, items in layers.items():
        _require_readable(name, items)
    return layers


def _require_readable(name: str, items: Iterable[Feature]) -> None:
    """Refuse features without what every question needs: usable dates, a block of control."""
    for item in items:
        try:
            _ = item.span, item.properties["block"] if name == "control" else None
        except (KeyError, TypeError, ValueError) as error:
            found = f"no usable id, start_date or end_date ({error!r})"
            wanted = "ISO dates, null for an open end"
            raise DataError(Problem(f"layers/{name}.geojson", found, wanted, item.id)) from error


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
