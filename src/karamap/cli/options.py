"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

GEODATA = click.option(
    "--geodata",
    type=click.Path(path_type=Path),
    help="Folder of geodata to use instead of the one that ships with karamap.",
)
LANGUAGE = click.option("--lang", "language", default="en", help="Language of the text.")
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; its ending tells the format.",
)
