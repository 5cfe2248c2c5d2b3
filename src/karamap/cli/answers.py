"""Commands that answer on standard output: the state, a place, changes, measurements."""

from collections.abc import Callable
from pathlib import Path

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA, LANGUAGE


def _format(*styles: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option that chooses the form of an answer."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(styles),
        default="text",
        show_default=True,
        help="Form of the answer.",
    )


@main.command()
@click.argument("date")
@_format("text", "json", "csv", "geojson")
@LANGUAGE
@GEODATA
def at(date: str, style: str, language: str, geodata: Path | None) -> None:
    """Print the state of the map at DATE (YYYY-MM-DD or YYYY)."""
    from karamap.api import Atlas
    from karamap.cli import answer_formats
    from karamap.core.dates import parse_day

    day = parse_day(date)
    click.echo(answer_formats.state(Atlas.load(geodata).at(day), style, language), nl=False)


@main.command()
@click.argument("place", nargs=-1, required=True)
@click.option("--date", "when", help="One day only (YYYY-MM-DD or YYYY).")
@_format("text", "json")
@LANGUAGE
@GEODATA
def who(
    place: tuple[str, ...], when: str | None, style: str, language: str, geodata: Path | None
) -> None:
    """Print who held a PLACE (a name, or LON LAT), when, and by which sources."""
    from karamap.api import Atlas
    from karamap.core.dates import parse_day
    from karamap.describe.place_history import who as answer

    day = parse_day(when) if when else None
    click.echo(answer(Atlas.load(geodata), place, day, style, language), nl=False)


@main.command()
@click.argument("since", metavar="FROM")
@click.argument("until", metavar="TO")
@_format("text", "json", "csv", "geojson")
@LANGUAGE
@GEODATA
def changes(since: str, until: str, style: str, language: str, geodata: Path | None) -> None:
    """Print who gained and lost how much territory between two dates, and where."""
    from karamap.api import Atlas
    from karamap.cli import answer_formats

    atlas = Atlas.load(geodata)
    found = atlas.changes(since, until)
    click.echo(answer_formats.changes(atlas, found, style, language), nl=False)


@main.command()
@click.option("--date", "when", help="One day only (YYYY-MM-DD or YYYY); default: through time.")
@_format("text", "csv", "json")
@click.option(
    "--town",
    "towns",
    multiple=True,
    help="Town to draw the buffer zone's rings round, with --date; may be repeated.",
)
@LANGUAGE
@GEODATA
def measure(
    when: str | None, style: str, towns: tuple[str, ...], language: str, geodata: Path | None
) -> None:
    """Measure areas, lines and the buffer zone, beside published figures and their sources."""
    from karamap.api import Atlas
    from karamap.cli.measure_formats import report
    from karamap.core.dates import parse_day

    day = parse_day(when) if when else None
    click.echo(report(Atlas.load(geodata), style, day, towns, language), nl=False)
