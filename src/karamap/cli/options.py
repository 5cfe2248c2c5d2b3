"""Options that several commands take."""

import re
from collections.abc import Callable
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


def spoken(_: click.Context, __: click.Parameter, language: str | None) -> str | None:
    """Return a language of the interface as it was given; refuse any other."""
    from karamap.lang.messages import parse_language

    return None if language is None else parse_language(language)


class Command(click.Command):
    """A command that tells of an option given twice, and of one that is empty.

    By itself click takes the last of two, and an empty one for none.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words behind the command."""
        if not ctx.resilient_parsing:
            _require_once(self, ctx, args)
        return super().parse_args(ctx, args)


def _require_once(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Raise a usage error if an option that is taken once is given twice, or is empty."""
    given, _, order = command.make_parser(ctx).parse_args(args=list(args))
    for option in order:
        if not isinstance(option, click.Option):
            continue
        name, count, value = option.opts[-1], order.count(option), given.get(str(option.name))
        if not option.multiple and count > 1:
            times = "twice" if count == 2 else f"{count} times"  # noqa: PLR2004 - as English has it
            raise click.UsageError(f"{name} is given {times}: expected it once", ctx)
        if option.default != "" and (value == "" or (isinstance(value, list) and "" in value)):
            raise click.UsageError(f"{name} is empty: expected a value", ctx)


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
        if self.min is not None and int(value) < self.min:
            self.fail(f"{value} is too small: expected at least {self.min}", *where)
        if self.max is not None and int(value) > self.max:
            self.fail(f"{value} is too large: expected at most {self.max}", *where)
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
    callback=spoken,
    help="Language of the text: en, az, hy or ru.",
)


def output_option(help_: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option that says where to write."""
    kind = click.Path(path_type=Path)
    return click.option("-o", "--output", type=kind, required=True, help=help_)


OUTPUT = output_option("File to write; its ending tells the format.")
