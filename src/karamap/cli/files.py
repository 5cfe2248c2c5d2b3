"""Commands that write files to take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT, spoken

if TYPE_CHECKING:
    from karamap.export.formats import Table


@main.command()
@OUTPUT
@click.option(
    "--lang",
    "language",
    callback=spoken,
    help="Language it opens in; default: that of the browser.",
)
@GEODATA
def page(output: Path, language: str | None, geodata: Path | None) -> None:
    """Write the interactive map as one HTML file that works from disk, with no internet."""
    from karamap.api import Atlas
    from karamap.core import atomic
    from karamap.web.page import render

    atomic.require_suffix(output, ("html", "htm"))
    atomic.require_place(output)
    atomic.write(output, render(Atlas.load(geodata), language=language))


@main.command("export")
@OUTPUT
@click.option("--date", "when", help="The state on one day (YYYY-MM-DD or YYYY); default: all.")
@click.option("--layers", help="Layers to take, comma-separated; default: all.")
@click.option(
    "--table",
    type=click.Choice(["features", "areas"]),
    default="features",
    show_default=True,
    help="What a csv holds: features, or who held how much of each area.",
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(["excel"]),
    help="Write a csv that Excel opens right: with a byte-order mark, without shapes.",
)
@LANGUAGE
@GEODATA
def export_data(
    output: Path,
    when: str | None,
    layers: str | None,
    table: Table,
    reader: str | None,
    language: str,
    geodata: Path | None,
) -> None:
    """Write the data: gpkg, geojson, csv, zip (the data package), jsonld (Linked Places)."""
    from karamap.api import Atlas
    from karamap.core import atomic
    from karamap.core.dates import parse_day
    from karamap.core.layers import parse_layers
    from karamap.export.formats import Wanted, check, export

    wanted = Wanted(
        day=parse_day(when) if when else None,
        layers=None if layers is None else parse_layers(layers),
        table=table,
        for_excel=reader is not None,
        language=language,
    )
    check(output, wanted)
    atomic.require_place(output)
    export(Atlas.load(geodata), output, wanted)
