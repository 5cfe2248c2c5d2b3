"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

_GEODATA = "karamap.geodata"


def _remember(ctx: click.Context, _: click.Parameter, folder: Path | None) -> Path | None:
    ctx.find_root().meta[_GEODATA] = folder
    return folder


def used_geodata(ctx: click.Context) -> Path:
    """Return the folder of geodata that a command was given, or the one that ships."""
    from karamap.core.paths import geodata_folder

    return ctx.find_root().meta.get(_GEODATA) or geodata_folder()


GEODATA = click.option(
    "--geodata",
    type=click.Path(path_type=Path),
    callback=_remember,
    envvar="KARAMAP_GEODATA",
    help="Folder of geodata to use instead of the one that ships with karamap; else read from "
    "KARAMAP_GEODATA.",
)
LANGUAGE = click.option(
    "--lang",
    "language",
    default="en",
    show_default=True,
    help="Language of the text: en, az, hy or ru.",
)
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; its ending tells the format.",
)
