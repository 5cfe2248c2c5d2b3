"""Commands that write what is taken away or published: page, data, handout, site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT, Whole, output_option, spoken

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


@main.command()
@OUTPUT
@LANGUAGE
@click.option(
    "--theme",
    default="print",
    show_default=True,
    help="print, screen, mono (for photocopiers) or contrast.",
)
@GEODATA
def atlas(output: Path, language: str, theme: str, geodata: Path | None) -> None:
    """Write a handout for a class (pdf): a page for each key date, figures, sources."""
    from karamap.api import Atlas
    from karamap.core import atomic
    from karamap.core.progress import progress
    from karamap.core.style import parse_theme
    from karamap.lang.messages import text
    from karamap.render.pdf.document import draw, steps

    atomic.require_suffix(output, ("pdf",))
    look = parse_theme(theme)
    atomic.require_place(output)
    loaded = Atlas.load(geodata)
    with progress(steps(loaded), text("booklet.working", language)) as tick:
        booklet = draw(loaded, language, look, tick)
    atomic.write(output, booklet)


@main.command()
@output_option("Folder to write; one that a former run made is replaced in one step.")
@click.option("--url", help="Address the site will have; makes its preview picture's absolute.")
@click.option(
    "--jobs",
    type=Whole(1),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="Number of processes that draw.",
)
@GEODATA
def site(output: Path, url: str | None, jobs: int, geodata: Path | None) -> None:
    """Write the map as a static site for any web server, in every language."""
    from karamap.api import Atlas
    from karamap.lang.messages import text
    from karamap.site import build

    made = build(Atlas.load(geodata), output, url=url, jobs=jobs)
    size = f"{made.size / 1e6:,.0f}"
    click.echo(text("site.written", folder=output, files=made.files, size=size))
