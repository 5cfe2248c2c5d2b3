"""The command line: ``karamap`` and its sub-commands.

Exit codes: 0 done, 1 the data or the machine failed, 2 the command was not well formed.
Messages go to standard error, results to standard output.
"""

from __future__ import annotations

from pathlib import Path

import click

from karamap.errors import KaramapError

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


class _Commands(click.Group):
    """A group that tells what went wrong in one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KaramapError as error:
            click.echo(f"karamap: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Commands, invoke_without_command=True)
@click.version_option(package_name="karamap")
@click.pass_context
def main(context: click.Context) -> None:
    """Map of Nagorno-Karabakh, 1918-2024. Without a command: start the app."""
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def serve(host: str, port: int, no_browser: bool) -> None:
    """Start the app and open it in a browser."""
    from karamap.serve import run

    run(host, port, open_browser=not no_browser)


@main.command()
@click.argument("date")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "geojson"]),
    default="text",
    show_default=True,
)
@LANGUAGE
@GEODATA
def at(date: str, style: str, language: str, geodata: Path | None) -> None:
    """Print the state of the map at DATE (YYYY-MM-DD or YYYY)."""
    from karamap import report
    from karamap.atlas import Atlas
    from karamap.dates import parse_day
    from karamap.strings import parse_language

    day, language = parse_day(date), parse_language(language)
    click.echo(report.state(Atlas.load(geodata).at(day), style, language), nl=False)


@main.command()
@click.argument("place", nargs=-1, required=True)
@click.option("--date", "when", help="One day only (YYYY-MM-DD or YYYY).")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@LANGUAGE
@GEODATA
def who(
    place: tuple[str, ...], when: str | None, style: str, language: str, geodata: Path | None
) -> None:
    """Print who held a PLACE (a name, or LON LAT), when, and by which sources."""
    from karamap.atlas import Atlas
    from karamap.dates import parse_day
    from karamap.strings import parse_language
    from karamap.who import who as answer

    day, language = parse_day(when) if when else None, parse_language(language)
    click.echo(answer(Atlas.load(geodata), place, day, style, language), nl=False)


@main.command()
@click.argument("since", metavar="FROM")
@click.argument("until", metavar="TO")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "geojson"]),
    default="text",
    show_default=True,
)
@LANGUAGE
@GEODATA
def changes(since: str, until: str, style: str, language: str, geodata: Path | None) -> None:
    """Print what changed on the map between two dates."""
    from karamap import report
    from karamap.atlas import Atlas
    from karamap.strings import parse_language

    language = parse_language(language)
    click.echo(report.changes(Atlas.load(geodata).changes(since, until), style, language), nl=False)


@main.command()
@click.option("--date", "when", help="One day only (YYYY-MM-DD or YYYY); default: through time.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
)
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
    from karamap.atlas import Atlas
    from karamap.dates import parse_day
    from karamap.measure_report import report
    from karamap.strings import parse_language

    day, language = parse_day(when) if when else None, parse_language(language)
    click.echo(report(Atlas.load(geodata), style, day, towns, language), nl=False)


@main.command()
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


@main.command()
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


@main.command()
@GEODATA
def validate(geodata: Path | None) -> None:
    """Check the geodata and report every problem; exit 1 if there is one."""
    from karamap.errors import DataError
    from karamap.paths import geodata_folder
    from karamap.validate import validate as find_problems

    problems = find_problems(geodata or geodata_folder())
    for problem in problems:
        click.echo(str(problem))
    if problems:
        count = len(problems)
        raise DataError(f"{count} problem{'s' if count > 1 else ''} in the geodata, listed above")
    click.echo("The geodata are sound.")


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a built file is out of date.")
@GEODATA
def build(check: bool, geodata: Path | None) -> None:
    """Build the layers from the evidence and the base geography."""
    from karamap.curate.build import save, stale
    from karamap.errors import DataError
    from karamap.paths import geodata_folder

    folder = geodata or geodata_folder()
    if not check:
        changed = save(folder)
        click.echo("\n".join(changed) if changed else "Nothing to do: all layers are up to date.")
        return
    if outdated := stale(folder):
        raise DataError(
            f"not what the evidence gives: {', '.join(outdated)}; expected the files that "
            "`karamap build` writes"
        )
    click.echo("All layers are what the evidence gives.")
