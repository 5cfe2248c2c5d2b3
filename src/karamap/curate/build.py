"""`karamap build`: base geography and evidence in, layers and data package out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from karamap import geojson
from karamap.curate import borders, corridor, districts, events, places, zones
from karamap.curate.control import control, derive_blocks
from karamap.curate.evidence import CORRIDOR_UNIT, Evidence
from karamap.curate.fronts import fronts
from karamap.curate.package import datapackage
from karamap.export import write
from karamap.layers import LAYERS, NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from karamap.geojson import Feature


@dataclass(frozen=True)
class _Inputs:
    """What all layer families start from."""

    base: Path
    evidence: Evidence
    countries: list[Feature]
    units: list[Feature]

    @property
    def ground(self) -> dict[str, BaseGeometry]:
        """Return the districts and raions that control is told by, as shapes by id."""
        return {item["properties"]["unit"]: item["geometry"] for item in self.units}

    @property
    def names(self) -> dict[str, dict[str, str | None]]:
        """Return the names of the units of control."""
        names = {
            item["properties"]["unit"]: {name: item["properties"][name] for name in NAMES}
            for item in self.units
        }
        return {**names, CORRIDOR_UNIT: names["lachin"]}

    @property
    def armenia(self) -> BaseGeometry:
        """Return Armenia without its exclave."""
        return shapely.union_all(
            [
                item["geometry"]
                for item in self.countries
                if (item["properties"]["iso"], item["properties"]["part"]) == ("AM", "main")
            ]
        )


def build(folder: Path) -> dict[str, str]:
    """Build every layer from the evidence and the base geography.

    Parameters
    ----------
    folder
        A geodata folder with ``base/``, ``evidence/`` and ``sources.json``.

    Returns
    -------
    dict
        The text of each built file by its path relative to ``folder``.
    """
    layers = build_layers(folder)
    files = {f"layers/{layer.id}.geojson": geojson.dumps(layers[layer.id]) for layer in LAYERS}
    return {**files, "datapackage.json": datapackage(folder, files)}


def build_layers(folder: Path) -> dict[str, list[Feature]]:
    """Return the features of every layer, by layer id."""
    evidence = Evidence.read(folder / "evidence")
    base = folder / "base"
    inputs = _Inputs(
        base,
        evidence,
        borders.countries(base, folder / "evidence"),
        districts.ground_units(base, folder / "evidence"),
    )
    units = corridor.with_corridor(evidence, inputs.ground)
    blocks = derive_blocks(evidence, units, inputs.armenia)
    return {
        "countries": inputs.countries,
        "lakes": borders.lakes(base),
        "rivers": borders.rivers(base),
        "control": control(blocks, inputs.names),
        "buffer_zone": zones.buffer_zone(blocks, evidence, inputs.names),
        "peacekeeping_zone": zones.peacekeeping_zone(blocks),
        "lachin_corridor": corridor.lachin_corridor(evidence, inputs.ground),
        "districts": districts.districts(base, folder / "evidence"),
        "autonomous_oblast": borders.autonomous_oblast(base),
        **fronts(blocks),
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
