"""`karamap build`: base geography and evidence in, layers and data package out."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import shapely

from karamap.build import (
    borders,
    corridor,
    districts,
    events,
    heights,
    movements,
    places,
    roads,
    war_of_2020,
    zones,
)
from karamap.build.control import control, derive_blocks
from karamap.build.differing_accounts import differing_accounts
from karamap.build.fronts import fronts
from karamap.core import geojson
from karamap.core.atomic import write
from karamap.core.errors import DataError
from karamap.core.geojson import Feature
from karamap.core.layers import LAYERS, NAMES
from karamap.core.paths import DESCRIPTOR
from karamap.evidence.control import CORRIDOR_UNIT, Names
from karamap.evidence.datapackage import datapackage
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import AreaName, Called, feature_names
from karamap.evidence.tables import rows

NAKHCHIVAN = "nakhchivan"
# degrees: one in the last digit of both longitude and latitude
TOLERANCE = 1.5 * 10**-geojson.DECIMALS


def build(folder: Path) -> dict[str, str]:
    """Build every layer from the evidence and the base geography.

    Parameters
    ----------
    folder
        A geodata folder with ``base/``, ``evidence/`` and ``sources.json``.

    Returns
    -------
    dict
        The text of each built file by its path relative to ``folder``; a layer that only other
        versions of the libraries would round otherwise keeps its text.
    """
    layers = build_layers(folder)
    names = {f"layers/{layer.id}.geojson": layer.id for layer in LAYERS}
    files = {name: settled(folder / name, layers[layer]) for name, layer in names.items()}
    return {**files, DESCRIPTOR: datapackage(folder, files)}


def build_layers(folder: Path) -> dict[str, list[Feature]]:
    """Return the features of every layer, by layer id."""
    evidence = Evidence.read(folder / "evidence")
    base = folder / "base"
    countries = borders.countries(base, folder / "evidence")
    areas = {item.id: item for item in countries}
    ground = {
        item.id: item
        for item in (areas[NAKHCHIVAN], *districts.ground_units(base, folder / "evidence"))
    }
    shapes = {unit: item.geometry for unit, item in ground.items()}
    units = corridor.with_corridor(evidence, shapes)
    friction = heights.friction(heights.read(base))
    blocks = derive_blocks(evidence, units, areas["armenia"].geometry, friction)
    called, names = feature_names(folder / "evidence"), _names(ground.values(), evidence.folder)
    lines = fronts(blocks, called)
    return {
        "countries": countries,
        "lakes": borders.lakes(base),
        "rivers": borders.rivers(base),
        "control": control(blocks, names),
        "differing_accounts": differing_accounts(blocks, evidence),
        "buffer_zone": zones.buffer_zone(blocks, names),
        "buffer_rings": zones.buffer_rings(evidence),
        "peacekeeping_zone": zones.peacekeeping_zone(blocks, called["peacekeeping-zone"]),
        "lachin_corridor": corridor.lachin_corridor(evidence, shapes),
        "districts": districts.districts(base, folder / "evidence"),
        "roads": roads.roads(evidence),
        "people_moved": movements.people_moved(evidence),
        "autonomous_oblast": borders.autonomous_oblast(
            base, folder / "evidence", called["former-oblast"]
        ),
        **lines,
        "fronts_by_day": war_of_2020.fronts_by_day(lines["front_lines_2020"]),
        "outcome_2020": war_of_2020.outcome_2020(blocks, evidence.figures),
        "places": places.places(evidence),
        "events": events.events(evidence),
    }


def _names(units: Iterable[Feature], evidence: Path) -> dict[str, Called]:
    """Return what each unit of control was called in which years."""
    dated = rows(evidence, AreaName)
    called = {
        item.id: Called(item.id, Names(*(item.properties[key] for key in NAMES)), dated)
        for item in units
    }
    return called | {CORRIDOR_UNIT: called["lachin"]}


def settled(path: Path, features: list[Feature]) -> str:
    """Return the text of a layer: that of the file, if the features agree with it, else theirs.

    Versions of GEOS, PROJ and numpy differ in the last bits of a number. Now and then that turns
    the last digit of a coordinate (about a metre) or makes a ring begin elsewhere: nothing the
    evidence says, and nothing the map can show.
    """
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


def stale(folder: Path) -> list[str]:
    """Return the built files that differ from what the evidence gives, as relative paths."""
    return list(_changed(folder))


def save(folder: Path) -> list[str]:
    """Build, and write the files that differ; return their relative paths."""
    (folder / "layers").mkdir(exist_ok=True)
    changed = _changed(folder)
    for name, text in changed.items():
        write(folder / name, text)
    return list(changed)


def _changed(folder: Path) -> dict[str, str]:
    return {
        name: text
        for name, text in build(folder).items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    }
