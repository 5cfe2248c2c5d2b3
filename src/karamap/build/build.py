"""`karamap build`: base geography and evidence in, layers and data package out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from karamap.build.agreement import settled
from karamap.build.control import control, derive_blocks
from karamap.build.differing_accounts import differing_accounts
from karamap.build.fronts import fronts
from karamap.core.atomic import write
from karamap.core.layers import LAYERS, NAMES
from karamap.core.paths import DESCRIPTOR
from karamap.evidence.area_names import Called, area_names
from karamap.evidence.control import Names
from karamap.evidence.datapackage import datapackage
from karamap.evidence.evidence import CORRIDOR_UNIT, Evidence
from karamap.evidence.geography import feature_names

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from karamap.core.geojson import Feature
    from karamap.evidence.area_names import AreaName


NAKHCHIVAN = "nakhchivan"


@dataclass(frozen=True)
class _Ground:
    """The ground that control is told by: units with their shapes and names."""

    shapes: dict[str, BaseGeometry]
    names: dict[str, Called]
    armenia: BaseGeometry

    @classmethod
    def of(cls, countries: list[Feature], units: list[Feature], names: list[AreaName]) -> _Ground:
        """Put the ground together from country borders, districts and raions."""
        shapes = {item.id: item.geometry for item in (*countries, *units)}
        named = {item.id: item.properties for item in (*countries, *units)}
        units_here = [NAKHCHIVAN, *(item.id for item in units)]
        called = {
            unit: Called(unit, Names(*(named[unit][key] for key in NAMES)), names)
            for unit in units_here
        }
        called[CORRIDOR_UNIT] = called["lachin"]
        return cls({unit: shapes[unit] for unit in units_here}, called, shapes["armenia"])


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
    ground = _Ground.of(
        countries,
        districts.ground_units(base, folder / "evidence"),
        area_names(folder / "evidence"),
    )
    units = corridor.with_corridor(evidence, ground.shapes)
    friction = heights.friction(heights.read(base))
    blocks = derive_blocks(evidence, units, ground.armenia, friction)
    called = feature_names(folder / "evidence")
    lines = fronts(blocks, called)
    return {
        "countries": countries,
        "lakes": borders.lakes(base),
        "rivers": borders.rivers(base),
        "control": control(blocks, ground.names),
        "differing_accounts": differing_accounts(blocks, evidence),
        "buffer_zone": zones.buffer_zone(blocks, ground.names),
        "buffer_rings": zones.buffer_rings(evidence),
        "peacekeeping_zone": zones.peacekeeping_zone(blocks, called["peacekeeping-zone"]),
        "lachin_corridor": corridor.lachin_corridor(evidence, ground.shapes),
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


def stale(folder: Path) -> list[str]:
    """Return the built files that differ from what the evidence gives, as relative paths."""
    return [
        name
        for name, text in build(folder).items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]


def save(folder: Path) -> list[str]:
    """Build, and write the files that differ; return their relative paths."""
    (folder / "layers").mkdir(exist_ok=True)
    changed = []
    for name, text in build(folder).items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            write(path, text)
            changed.append(name)
    return changed
