"""Features as the rows of tables: columns, their types, and one table of all layers as CSV.

In tables dates are ISO dates, lists are JSON text, and what is null or absent is empty; every
property keeps its name.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import shapely

from karamap.core.geojson import DECIMALS
from karamap.core.layers import BY_ID, COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from karamap.core.geojson import Feature

Kind = Literal["text", "date", "integer", "number", "boolean", "json"]
DATES = ("start_date", "end_date")


@dataclass(frozen=True, slots=True)
class Column:
    """A property that features of a layer have, and what its values are."""

    name: str
    kind: Kind


def columns(layer_id: str, items: Iterable[Feature]) -> list[Column]:
    """Return the columns of a layer: those of its catalogue entry, then what else is there.

    Parameters
    ----------
    layer_id
        The layer.
    items
        All its features, not only those of one day, so that its columns are always the same.
    """
    values: dict[str, list[Any]] = {name: [] for name in (*COMMON, *BY_ID[layer_id].properties)}
    for item in items:
        for name, value in item.properties.items():
            values.setdefault(name, []).append(value)
    return [Column(name, _kind(name, found)) for name, found in values.items()]


def _kind(name: str, values: Iterable[object]) -> Kind:
    if name in DATES:
        return "date"
    types = {type(value) for value in values if value is not None}
    kinds: tuple[tuple[set[type], Kind], ...] = (
        (set(), "text"),
        ({bool}, "boolean"),
        ({int}, "integer"),
        ({int, float}, "number"),
        ({list, dict}, "json"),
    )
    return next((kind for among, kind in kinds if types <= among), "text")


def flat(value: object) -> object:
    """Return a value as it stands in a cell: lists as JSON text, all else as it is."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def features_csv(
    layers: Mapping[str, Sequence[Feature]], headers: Mapping[str, Sequence[Column]]
) -> str:
    """Return features of all layers as one table: layer, properties, and geometry as WKT.

    Parameters
    ----------
    layers
        The features by layer.
    headers
        The columns of each of these layers.
    """
    names = list(dict.fromkeys(column.name for layer in layers for column in headers[layer]))
    rows = (
        (layer, *(_cell(item.properties.get(name)) for name in names), _wkt(item))
        for layer, items in layers.items()
        for item in items
    )
    return csv_text(("layer", *names, "wkt"), rows)


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else flat(value)


def _wkt(item: Feature) -> str | None:
    geometry = item.geometry
    return None if geometry is None else shapely.to_wkt(geometry, rounding_precision=DECIMALS)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV: a header, commas, lines ended by a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
