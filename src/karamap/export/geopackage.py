"""GeoPackage: every layer as a layer of its own, for QGIS and everything that reads GDAL."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from karamap.atlas.atlas import Atlas
from karamap.atlas.state import CRS
from karamap.core.dates import LAST_DAY
from karamap.core.errors import OutputError
from karamap.core.geojson import Feature
from karamap.core.layers import BY_ID
from karamap.core.progress import no_tick
from karamap.evidence.datapackage import LICENCES, layer_licence
from karamap.export.tables import Header, Kind, columns, flat
from karamap.lang.messages import text

# areas and lines are of one part or of several: all become collections, of one if need be
GEOMETRIES = {
    "area": "MultiPolygon",
    "line": "MultiLineString",
    "point": "Point",
    "mixed": "Unknown",
}
_TYPES: dict[Kind, str] = {
    "date": "datetime64[D]",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
}
_COLLECTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "MultiPolygon": shapely.multipolygons,
    "MultiLineString": shapely.multilinestrings,
}


def write_geopackage(
    path: Path,
    atlas: Atlas,
    layers: Mapping[str, Sequence[Feature]],
    language: str,
    tick: Callable[[], None] = no_tick,
) -> None:
    """Write layers of an atlas to a new GeoPackage; the same layers always give the same bytes.

    ``tick`` is called after each layer. An OutputError if GDAL cannot write it, or not all of it.
    """
    try:
        with _no_clock():
            for number, (layer_id, items) in enumerate(layers.items()):
                kind = GEOMETRIES[BY_ID[layer_id].kind]
                pyogrio.raw.write(
                    path,
                    layer=layer_id,
                    driver="GPKG",
                    append=number > 0,
                    crs=CRS,
                    geometry_type=kind,
                    geometry=_wkb(items, kind),
                    **_fields(items, columns(layer_id, atlas.layers[layer_id])),
                    layer_options={
                        # titles must differ from each other: the id makes sure
                        "IDENTIFIER": f"{text(f'layer.{layer_id}', language)} ({layer_id})",
                        "DESCRIPTION": _description(layer_id, language, atlas.versions),
                    },
                )
                tick()
        reason = "" if _indexed(path) == len(layers) else "an index of places found no room"
    except (DataSourceError, DataLayerError, FeatureError, sqlite3.Error) as error:
        # before the last colon GDAL repeats the statement that failed
        reason = str(error).rpartition(": ")[2].lower()
    if reason:
        raise OutputError(
            f"cannot write {path.name}: {reason}; expected a writable folder with room in it"
        )


def _indexed(path: Path) -> int:
    """Return how many layers have a spatial index: on a full disk GDAL leaves it out in silence."""
    with closing(sqlite3.connect(path)) as database:
        asked = "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
        return int(database.execute(asked).fetchone()[0])


def _wkb(items: Sequence[Feature], kind: str) -> NDArray[Any]:
    found = np.empty(len(items), dtype=object)
    for index, item in enumerate(items):
        geometry = item.geometry
        if geometry is not None and kind in _COLLECTIONS and geometry.geom_type != kind:
            geometry = _COLLECTIONS[kind]([geometry])
        found[index] = None if geometry is None else shapely.to_wkb(geometry)
    return found


def _description(layer_id: str, language: str, versions: Mapping[str, str]) -> str:
    """Return the licence of a layer, and whom the map's data come from."""
    licence = LICENCES[layer_licence(layer_id)]
    credit = text("attribution", language, **versions)
    return " · ".join(filter(None, (licence["title"], licence.get("path"), credit)))


def _fields(items: Sequence[Feature], header: Header) -> dict[str, Any]:
    """Return the columns with their types, and where they are null."""
    data, masks = [], []
    for name, kind in header.items():
        values = [item.properties.get(name) for item in items]
        null = np.array([value is None for value in values], dtype=bool)
        dtype = _TYPES.get(kind, "object")
        filling: object = {"object": None, "datetime64[D]": "NaT"}.get(dtype, 0)
        # what is no number, date or yes or no is text
        told = (lambda value: str(flat(value))) if dtype == "object" else flat
        filled = [filling if value is None else told(value) for value in values]
        data.append(np.array(filled, dtype=dtype))
        masks.append(null if null.any() and dtype != "object" else None)
    return {"fields": list(header), "field_data": data, "field_mask": masks}


@contextmanager
def _no_clock() -> Iterator[None]:
    """Have GDAL write the map's last day for the present time."""
    name = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(name)
    pyogrio.set_gdal_config_options({name: f"{LAST_DAY.isoformat()}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({name: before})
