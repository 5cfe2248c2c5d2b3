"""`karamap export`: the data of an atlas in the formats that others read.

The ending of the file's name tells the format; :data:`FORMATS` lists those there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from karamap.atlas.atlas import Atlas
from karamap.core import geojson
from karamap.core.atomic import replacing, require_suffix, write
from karamap.core.errors import UsageError
from karamap.core.geojson import Feature
from karamap.core.layers import LAYER_IDS
from karamap.core.progress import progress
from karamap.export.data_package import package_files, zipped
from karamap.export.geopackage import write_geopackage
from karamap.export.linked_places import linked_places
from karamap.export.tables import areas_csv, features_csv
from karamap.lang.messages import text

# by which Excel knows UTF-8; it takes a text without one for that of an old code page
BYTE_ORDER_MARK = "\ufeff"

Table = Literal["features", "areas"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; ``for_excel`` begins a CSV with a byte-order mark, without shapes."""

    day: date | None = None
    layers: tuple[str, ...] | None = None
    table: Table = "features"
    for_excel: bool = False
    language: str = "en"


def export(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    """Write data of an atlas to a file, in the format that its name asks for.

    Parameters
    ----------
    atlas
        Whose data.
    path
        The file: ``.gpkg``, ``.geojson``, ``.csv``, ``.zip`` or ``.jsonld``; coordinates in it
        are EPSG:4326.
    wanted
        Which day, layers, table and words.

    Raises
    ------
    UsageError
        If the name asks for none, or for one that does not go with what is wanted.
    OutputError
        If the file cannot be written; what was there before is untouched.
    """
    FORMATS[check(path, wanted)](atlas, path, wanted)


def check(path: Path, wanted: Wanted) -> str:
    """Return the format that a file name asks for; errors are those of :func:`export`."""
    suffix = require_suffix(path, tuple(FORMATS))
    if wanted.layers == ():
        raise UsageError(f"no layer is named: expected some of {', '.join(LAYER_IDS)}")
    if wanted.table == "areas":
        if suffix != "csv":
            raise UsageError(f"areas are a table: expected a name in .csv, got {path.name!r}")
        if wanted.layers is not None:
            raise UsageError("areas are those of the whole map: expected no --layers with them")
    if wanted.for_excel and suffix != "csv":
        raise UsageError(f"only a .csv is written for Excel: got {path.name!r}")
    if suffix in _WHOLE and (wanted.day or wanted.layers is not None):
        raise UsageError(
            f"a .{suffix} holds all days and layers: expected neither --date nor --layers with it"
        )
    return suffix


def _features(atlas: Atlas, wanted: Wanted) -> dict[str, Sequence[Feature]]:
    """Return the wanted features by layer, from the bottom of the map to its top."""
    names = LAYER_IDS if wanted.layers is None else wanted.layers
    if wanted.day is None:
        return {name: atlas.layers[name] for name in names}
    return {name: tuple(atlas.features(name, wanted.day)) for name in names}


def _geopackage(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    layers = _features(atlas, wanted)
    label = text("export.working", wanted.language, name=path.name)
    with replacing(path) as temporary, progress(len(layers), label) as tick:
        write_geopackage(temporary, atlas, layers, wanted.language, tick)


def _geojson(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    write(path, geojson.dumps(geojson.layered(_features(atlas, wanted))))


def _csv(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    if wanted.table == "areas":
        table = areas_csv(atlas, wanted.language, wanted.day)
    else:
        table = features_csv(atlas, _features(atlas, wanted), shapes=not wanted.for_excel)
    write(path, BYTE_ORDER_MARK + table if wanted.for_excel else table)


def _data_package(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    files = package_files(atlas, wanted.language)
    with progress(len(files), text("export.working", wanted.language, name=path.name)) as tick:
        content = zipped(files, tick)
    write(path, content)


def _linked_places(atlas: Atlas, path: Path, wanted: Wanted) -> None:
    write(path, linked_places(atlas, wanted.language))


FORMATS: dict[str, Callable[[Atlas, Path, Wanted], None]] = {
    "gpkg": _geopackage,
    "geojson": _geojson,
    "csv": _csv,
    "zip": _data_package,
    "jsonld": _linked_places,
}
_WHOLE = ("zip", "jsonld")
