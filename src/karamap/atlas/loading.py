"""Reading the layers of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.core.layers import LAYERS
from karamap.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from karamap.core.geojson import Feature


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
