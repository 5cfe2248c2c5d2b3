"""What is checked of the inputs of the build: bibliography, evidence tables, base geography."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from karamap.build import corridor, heights
from karamap.check.features import EAST, NORTH, SOUTH, WEST, File, shape_problems
from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.core.layers import BY_ID, NAMES, Layer
from karamap.core.problems import Problem, collected, label, problem_of, sorted_out
from karamap.core.textfile import read_json
from karamap.evidence.cells import COUNTED, file_of
from karamap.evidence.datapackage import LICENCES
from karamap.evidence.evidence import Evidence
from karamap.evidence.reviews import Review, review_problems
from karamap.evidence.schema import READERS
from karamap.evidence.sources import read_entries
from karamap.evidence.tables import SEPARATOR, Record, read_cells

# the GeoJSON files that layers are built from: their shapes, and the properties that are read
_OF_COUNTRIES, _OF_LAKES = BY_ID["countries"].values, BY_ID["lakes"].values
GEOGRAPHY = (
    Layer("base/countries", "area", ("iso", "part", *NAMES), _OF_COUNTRIES),
    Layer("base/crest_murovdag", "line"),
    Layer("base/districts_raw", "area", ("name_en",)),
    Layer("base/lakes", "area", ("water", "since", *NAMES), _OF_LAKES),
    Layer("base/line_1994", "line"),
    Layer("base/oblast", "area", NAMES),
    Layer("base/rivers", "line", ("rank", *NAMES)),
    Layer("evidence/routes", "mixed", corridor.PROPERTIES),
    Layer("evidence/units_digitised", "area"),
)
RELIEF, ORIGINS = "base/relief.png", "base/provenance.json"
# pictures of ground, and where they lie
PICTURES = {RELIEF: "base/relief.json", f"base/{heights.PICTURE}": f"base/{heights.GEOREFERENCE}"}
LARGEST_RELIEF = 8192  # pixels a side: larger pictures would not fit a page


def bibliography(folder: Path) -> tuple[Collection[str], list[Problem]]:
    """Return the keys of the sources, and what is wrong with the bibliography."""
    entries, problems = collected(read_entries(folder / "sources.json"))
    return frozenset(str(entry["id"]) for entry in entries or ()), problems


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as far as it can be read: the cells of its rows, and those with the right cells."""

    name: str
    cells: list[dict[str, str]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)


def table_problems(folder: Path, sources: Collection[str]) -> list[Problem]:
    """Return what is wrong with the tables; of each row, the first wrong cell."""
    problems: list[Problem] = []
    tables = {name: _table(folder, name, problems) for name in READERS}
    known = {name: {row["id"] for row in table.cells} for name, table in tables.items()}
    known["sources"] = set(sources)
    counted = [
        {row["id"] for row in tables[name].cells if row["topic"] == topic}
        for name, topic in COUNTED.items()
    ]
    known["counts"] = set().union(*counted) if all(counted) else set()
    for table in tables.values():
        problems += _reference_problems(table, known)
    known["routes"] = _ids(folder / "evidence" / "routes.geojson")
    reviews = [row for row in tables["review"].records if isinstance(row, Review)]
    problems += review_problems(reviews, known)
    if not problems:
        # what ties rows of several tables together
        try:
            Evidence.read(folder / "evidence")
        except DataError as error:
            problems.append(problem_of(error))
    return problems


def _ids(path: Path) -> set[str]:
    """Return the ids of the features of a file; none if it cannot be read, as is told elsewhere."""
    items, _ = collected(geojson.read_each(path))
    return {str(item.properties.get("id")) for item in items or ()}


def _table(folder: Path, name: str, problems: list[Problem]) -> _Table:
    """Return a table; what is wrong with its cells goes to ``problems``."""
    model, path = READERS[name], folder / "evidence" / f"{name}.csv"
    table = _Table(name)
    try:
        for cells in sorted_out(read_cells(path, model), problems):
            # a row is known by its id whatever else is wrong with it
            table.cells.append(cells)
            try:
                table.records.append(model.of(label(path), cells))
            except DataError as error:
                problems.append(problem_of(error))
    except DataError as error:
        problems.append(problem_of(error))
    return table


def _reference_problems(table: _Table, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    refers = {name: cell.refers for name, cell in READERS[table.name].columns.items()}
    for cells in table.cells:
        for column, of in refers.items():
            # a table that could not be read makes nothing unknown
            if not of or not cells[column] or not known[of]:
                continue
            file = file_of(of)
            for key in cells[column].split(SEPARATOR):
                if key not in known[of]:
                    where = f"evidence/{table.name}.csv"
                    yield Problem(where, repr(key), f"an id of {file}", cells["id"], column)


def geography_problems(folder: Path, sources: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with shapes, relief and the record of where they come from."""
    for layer in GEOGRAPHY:
        file = File(f"{layer.id}.geojson", layer, sources)
        items, problems = collected(geojson.read_each(folder / file.name))
        yield from problems
        if items is None:
            continue
        yield from shape_problems(file, items)
        if layer.id == corridor.LAYER:
            yield from corridor.date_problems(items)
    for picture, georeference in PICTURES.items():
        yield from _picture_problems(folder, picture, georeference)
    yield from _origin_problems(folder)


def _picture_problems(folder: Path, name: str, georeference: str) -> Iterator[Problem]:
    size = None
    try:
        with Image.open(folder / name) as picture:
            size = picture.size
            if max(size) > LARGEST_RELIEF:
                yield Problem(name, f"{size[0]} x {size[1]} pixels", f"at most {LARGEST_RELIEF}")
                return
            picture.load()
            if name == RELIEF and picture.palette is None:
                yield Problem(name, f"a picture in mode {picture.mode}", "one with a palette")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        yield Problem(name, f"no readable picture ({error})", "a whole PNG")
    try:
        given = read_json(folder / georeference)
    except DataError as error:
        yield problem_of(error)
        return
    if not isinstance(given, dict):
        yield Problem(georeference, repr(given), "an object with bounds, width and height")
        return
    if not _are_bounds(given.get("bounds")):
        wanted = "[west, south, east, north] in degrees"
        yield Problem(georeference, repr(given.get("bounds")), wanted, property="bounds")
    for side, pixels in zip(("width", "height"), size or (), strict=False):
        if given.get(side) != pixels:
            wanted = f"{pixels}, as {name} has"
            yield Problem(georeference, repr(given.get(side)), wanted, property=side)


def _are_bounds(value: object) -> bool:
    sides = 4
    if not isinstance(value, list) or len(value) != sides:
        return False
    if not all(type(side) in (int, float) for side in value):
        return False
    west, south, east, north = value
    # a relief far wider than the map would be that of another map
    return bool(WEST <= west < east <= EAST and SOUTH <= south < north <= NORTH)


def _origin_problems(folder: Path) -> Iterator[Problem]:
    try:
        origins = read_json(folder / ORIGINS)
    except DataError as error:
        yield problem_of(error)
        return
    if not isinstance(origins, dict):
        yield Problem(ORIGINS, repr(origins), "an object with an entry for each file of base/")
        return
    files = {path.name for path in (folder / "base").iterdir() if path.is_file()}
    for name in sorted(files - {"provenance.json"}):
        origin = origins.get(name)
        if not isinstance(origin, dict):
            yield Problem(ORIGINS, repr(origin), "where this file comes from", name)
            continue
        if origin.get("licence") not in LICENCES:
            wanted = f"one of {', '.join(LICENCES)}"
            yield Problem(ORIGINS, repr(origin.get("licence")), wanted, name, "licence")
        if not isinstance(origin.get("attribution"), str) or not origin["attribution"]:
            found = repr(origin.get("attribution"))
            yield Problem(ORIGINS, found, "whom to name", name, "attribution")
    for name in sorted(origins.keys() - files):
        yield Problem(ORIGINS, "an entry of no file", "entries of files that are there", name)
