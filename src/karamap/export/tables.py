"""Tables: features by columns with types, all layers as CSV, and who held how much when as CSV.

In tables dates are ISO dates, lists are JSON text, and what is null or absent is empty; every
property keeps its name.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import Any, Literal

import shapely

from karamap.atlas.atlas import Atlas
from karamap.core.dates import visible
from karamap.core.geojson import DECIMALS, Feature
from karamap.core.layers import BY_ID, COMMON, CONTROLLERS
from karamap.describe.measurements import ground_name
from karamap.evidence.control import OBLAST_UNITS
from karamap.stats.published import OUTSIDE_OBLAST, series
from karamap.stats.quantities import DISTRICTS, share

Kind = Literal["text", "date", "integer", "number", "boolean", "json"]
# the properties that features of a layer have, and what their values are
Header = dict[str, Kind]
DATES = ("start_date", "end_date")

# the Table Schema of the table of areas, and its header
AREAS_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "start_date", "type": "date", "description": "First day"},
        {"name": "end_date", "type": "date", "description": "First day no longer; empty: still"},
        {
            "name": "ground",
            "type": "string",
            "description": "all; oblast (its five districts); surrounding (the seven districts "
            "around it); or a unit of control, which these and 'all' are the sums of",
        },
        {"name": "name", "type": "string", "description": "What the area is called"},
        {"name": "controller", "type": "string", "constraints": {"enum": list(CONTROLLERS)}},
        {"name": "area_km2", "type": "number", "constraints": {"minimum": 0}},
        {
            "name": "share_pct",
            "type": "number",
            "description": "Of the area",
            "constraints": {"minimum": 0, "maximum": 100},
        },
    ],
    "primaryKey": ["ground", "start_date", "controller"],
}


def columns(layer_id: str, items: Iterable[Feature]) -> Header:
    """Return the columns of a layer: those of its catalogue entry, then what else is there.

    ``items`` are all its features, not only those of one day, so that its columns stay the same.
    """
    values: dict[str, list[Any]] = {name: [] for name in (*COMMON, *BY_ID[layer_id].properties)}
    for item in items:
        for name, value in item.properties.items():
            values.setdefault(name, []).append(value)
    return {name: _kind(name, found) for name, found in values.items()}


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
    atlas: Atlas, layers: Mapping[str, Sequence[Feature]], *, shapes: bool = True
) -> str:
    """Return features of some layers as one table: layer, properties, and geometry as WKT.

    ``shapes`` has it that there is a geometry, whose cells can be longer than spreadsheets take.
    """
    headers = (columns(layer, atlas.layers[layer]) for layer in layers)
    names = list(dict.fromkeys(chain.from_iterable(headers)))
    rows = (
        (
            layer,
            *(_cell(item.properties.get(name)) for name in names),
            *((_wkt(item),) if shapes else ()),
        )
        for layer, items in layers.items()
        for item in items
    )
    return csv_text(("layer", *names, *(("wkt",) if shapes else ())), rows)


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


def areas_csv(atlas: Atlas, language: str, day: date | None = None) -> str:
    """Return the km2 of each ground each controller held, from each day on which it changed."""
    header = [field["name"] for field in AREAS_SCHEMA["fields"]]
    return csv_text(header, _areas(atlas, language, day))


def _areas(atlas: Atlas, language: str, day: date | None) -> Iterator[tuple[object, ...]]:
    for ground, units in _grounds(atlas).items():
        name = ground_name(atlas, units, language)
        for now, after in pairwise((*series(atlas, units), None)):
            end = after.day if after else None
            if now is None or (day and not visible(now.day, end, day)):
                continue
            whole = sum(now.km2.values())
            for controller, km2 in now.km2.items():
                area, part = f"{km2:.3f}", f"{share(km2, whole):.3f}"
                yield now.day, end, ground, name, controller, area, part


def _grounds(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Return the units of control that each ground is made of."""
    grounds = {"all": (), "oblast": OBLAST_UNITS, "surrounding": OUTSIDE_OBLAST, **DISTRICTS}
    told = {unit for units in grounds.values() for unit in units}
    units = dict.fromkeys(item.properties["unit"] for item in atlas.layers["control"])
    return grounds | {unit: (unit,) for unit in units if unit not in told}
