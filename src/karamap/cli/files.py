"""Commands that write files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@OUTPUT
@LANGUAGE
@GEODATA
def page(output: Path, language: str, geodata: Path | None) -> None:
    """Write the interactive map as one HTML file that works from disk, with no internet."""
    from karamap import export
    from karamap.atlas import Atlas
    from karamap.strings import parse_language
    from karamap.web.page import render

    export.require_suffix(output, ("html", "htm"))
    language = parse_language(language)
    export.write(output, render(Atlas.load(geodata), language=language))


@click.command()
@click.argument("date")
@OUTPUT
@click.option("--size", default="1920x1080", show_default=True, help="Pixels, WIDTHxHEIGHT.")
@click.option(
    "--layers", help="Layers to draw, comma-separated; default: those the map opens with."
)
@LANGUAGE
@GEODATA
def snapshot(
    date: str, output: Path, size: str, layers: str | None, language: str, geodata: Path | None
) -> None:
    """Draw the map at DATE as a picture (png), drawing (svg) or sheet (pdf)."""
    from karamap import export
    from karamap.atlas import Atlas
    from karamap.dates import parse_day
    from karamap.figure.snapshot import draw, parse_size
    from karamap.layers import parse_layers
    from karamap.strings import parse_language

    suffix = export.require_suffix(output, ("png", "svg", "pdf"))
    day, language = parse_day(date), parse_language(language)
    pixels, chosen = parse_size(size), parse_layers(layers) if layers else None
    atlas = Atlas.load(geodata)
    picture = draw(atlas, day, suffix, size=pixels, layers=chosen, language=language)
    export.write(output, picture)


COMMANDS = (page, snapshot)
