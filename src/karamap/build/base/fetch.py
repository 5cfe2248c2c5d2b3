"""Download, verify and clip the public packages: ``python -m karamap.build.base.fetch``.

Needed only to renew ``geodata/base``; ``karamap build`` reads what is committed there.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from karamap.build import coverage, heights
from karamap.build.base import clip, hydrography, relief, terrain
from karamap.build.base.labels import LINE_1994, OBLAST
from karamap.build.base.packages import PACKAGES, Package, member_bytes
from karamap.build.base.units import digitised
from karamap.core import geojson
from karamap.core.errors import KaramapError
from karamap.core.geojson import Feature, feature
from karamap.core.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

BOUNDS = coverage.BOX.bounds
RETRIEVED = date(2026, 11, 23)

# which file comes from which package, and what was done to it
DONE = {
    "countries.geojson": (
        "countries",
        "cut to the box; exclaves taken out of the surrounding country; slivers given to one side;"
        " shared edges thinned together; islands under 2 km2 left out; the exclave of Karki, which"
        " the source lacks, added from geodata/evidence/units_digitised.geojson",
    ),
    "districts_raw.geojson": (
        "admin1",
        "districts of Azerbaijan's main body; wrong labels corrected, towns joined to districts;"
        " lines as drawn (see geodata/evidence/registration.csv for their displacement)",
    ),
    "oblast.geojson": (
        "disputed",
        "pieces of 'Former USSR oblast in 1991' joined over gaps of up to 244 m into one polygon",
    ),
    "line_1994.geojson": ("disputed", "pieces of 'Ceasefire Line 1994' joined"),
    "lakes.geojson": (
        "water",
        "chosen lakes, tile edges joined and outlines rounded; the sea is what the countries leave",
    ),
    "rivers.geojson": (
        "elevation",
        "own tracing down the elevation model (steepest descent, hollows filled); in the plain"
        " drawn through towns; the Aras is the border line of countries.geojson (ODbL-1.0)",
    ),
    "crest_murovdag.geojson": (
        "elevation",
        "own tracing: the divide between the Tartar and the rivers that run north",
    ),
    "relief.png": ("elevation", "own shading and tinting, rows evenly spaced in Web Mercator"),
    "relief.json": ("elevation", "georeference of relief.png"),
    heights.PICTURE: (
        "elevation",
        "cut to the ground that control is told by; metres, one pixel a cell, hollows below the"
        " sea at 0",
    ),
    heights.GEOREFERENCE: ("elevation", "georeference of heights.png"),
}


@click.command()
@click.option(
    "--packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with packages already downloaded; what is missing is downloaded into it.",
)
def main(packages: Path | None) -> None:
    """Renew geodata/base from the pinned packages."""
    try:
        if packages is not None:
            _renew(packages, shipped("geodata"))
            return
        with TemporaryDirectory() as folder:
            _renew(Path(folder), shipped("geodata"))
    except KaramapError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _renew(packages: Path, geodata: Path) -> None:
    base, evidence = geodata / "base", geodata / "evidence"
    source = {key: member_bytes(package, packages) for key, package in PACKAGES.items()}
    countries = clip.countries(
        source["countries"], coverage.polygons(digitised(evidence)["karki"])[0]
    )
    lakes = clip.lakes(source["water"], countries)
    elevation = terrain.read(source["elevation"], BOUNDS)
    drainage = terrain.drainage(elevation)
    oblast = clip.closed_ring(clip.disputed_lines(source["disputed"], OBLAST.source))
    line = clip.disputed_lines(source["disputed"], LINE_1994.source)
    collections: dict[str, Sequence[Feature]] = {
        "countries": countries,
        "districts_raw": clip.districts(source["admin1"]),
        "oblast": [feature(oblast, id=OBLAST.id, **OBLAST.names.properties())],
        "line_1994": [feature(line[0], id=LINE_1994.id, **LINE_1994.names.properties())],
        "lakes": lakes,
        "rivers": hydrography.rivers(drainage, countries, lakes),
        "crest_murovdag": [hydrography.murovdag_crest(drainage)],
    }
    for name, features in collections.items():
        (base / f"{name}.geojson").write_text(geojson.dumps(list(features)), encoding="utf-8")
    _write_relief(base, elevation, lakes)
    heights.write(base, elevation)
    _write_json(base / "provenance.json", provenance())


def _write_relief(base: Path, elevation: terrain.Elevation, lakes: Sequence[Feature]) -> None:
    picture = relief.picture(elevation, BOUNDS, [item.geometry for item in lakes])
    (base / "relief.png").write_bytes(picture)
    width, height = relief.size(BOUNDS)
    _write_json(
        base / "relief.json",
        {"bounds": list(BOUNDS), "crs": "EPSG:3857", "width": width, "height": height},
    )


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def provenance() -> dict[str, dict[str, str]]:
    """Return, for each file of geodata/base, where it comes from and what was done to it."""
    return {name: _record(PACKAGES[key], done) for name, (key, done) in DONE.items()}


def _record(package: Package, done: str) -> dict[str, str]:
    return {
        "registry": package.registry,
        "package": package.name,
        "version": package.version,
        "archive": package.archive,
        "sha256": package.sha256,
        "file": package.member,
        "retrieved": RETRIEVED.isoformat(),
        "licence": package.licence,
        "attribution": package.attribution,
        "done": done,
    }


if __name__ == "__main__":
    main()
