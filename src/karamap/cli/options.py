"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

GEODATA = click.option(
    "--geodata",
    type=click.Path(path_type=Path),
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
