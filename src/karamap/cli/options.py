"""Options that several commands take."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from karamap.core.numerals import decimal

_GEODATA = "karamap.geodata"


def _remember(ctx: click.Context, _: click.Parameter, folder: Path | None) -> Path | None:
    ctx.find_root().meta[_GEODATA] = folder
    return folder


def used_geodata(ctx: click.Context) -> Path:
    """Return the folder of geodata that a command was given, or the one that ships."""
    from karamap.core.paths import geodata_folder

    return ctx.find_root().meta.get(_GEODATA) or geodata_folder()


class Decimal(click.types.FloatParamType):
    """A number in plain digits; ranges are the business of whoever uses it."""

    def convert(self, value: Any, *where: Any) -> Any:  # noqa: ANN401 - as click has it
        """Return the number that a value is."""
        try:
            return decimal(value) if isinstance(value, str) else float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number: expected one like 2 or 0.5", *where)


class Whole(click.IntRange):
    """A whole number in plain digits."""

    def convert(self, value: Any, *where: Any) -> Any:  # noqa: ANN401 - as click has it
        """Return the number that a value is."""
        if isinstance(value, str) and not re.fullmatch("-?[0-9]{1,9}", value):
            self.fail(f"{value!r} is not a whole number: expected one like 300", *where)
        return super().convert(value, *where)


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
