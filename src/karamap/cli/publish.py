"""Commands that publish: the atlas as a booklet, the map as a site."""

import os
from pathlib import Path

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT, Whole, output_option


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
