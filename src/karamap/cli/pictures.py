"""Commands that draw pictures: one day, or the days between two in motion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT, Decimal, Whole

if TYPE_CHECKING:
    from karamap.render.map.options import MapOptions

_OPTIONS = (
    click.option(
        "--preset",
        metavar="NAME",
        help="A sheet for its place: square (1080x1080), story (1080x1920), slide (1920x1080), "
        "column (900x1200, for print) or thumbnail (1200x630); large words, one line of sources.",
    ),
    click.option(
        "--size",
        help="WIDTHxHEIGHT in pixels, 16:9 (a slide), or paper: A4, A3 (landscape), "
        "A4-portrait, A3-portrait; default: 1920x1080, in motion 1280x720.",
    ),
    click.option("--theme", default="screen", show_default=True, help="screen, print, mono "
                 "(hatches and greys only) or contrast."),
    click.option("--names", help="Language of the names on the map: en, az, hy or ru; default: "
                 "that of the text."),
    click.option(
        "--layers", help="Layers to draw, comma-separated; default: those the map opens with."
    ),
    click.option("--view", help="LAT,LON,ZOOM as in links to the page; default: what the day is "
                 "about."),
    click.option("--whole", is_flag=True, help="Show the whole area, whatever the day is about."),
    click.option("--title", help="Words over the map in place of the day's headline."),
    click.option("--subtitle", help="Words under the date."),
    click.option("--credit", help="Words before the sources: who made the picture."),
    click.option("--note", help="A note beside the map."),
    LANGUAGE,
)  # fmt: skip
# the longest words of one's own that a sheet has room for
LONGEST_WORDS = 200


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how a map is drawn."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _map_options(
    size: str | None, default_size: str, dpi: int | None = None, **words: Any
) -> MapOptions:
    """Return how a map is to be drawn by the options of a command, or raise a UsageError."""
    from karamap.render.map.options import OWN_WORDS, read_options
    from karamap.render.map.sheet import Sheet, parse_preset

    preset, language = words.pop("preset"), words.pop("language")
    if preset and size:
        raise click.UsageError("--preset sets its own size: expected no --size with it")
    if words["view"] and words["whole"]:
        raise click.UsageError("--view and --whole cannot be combined: expected only one of them")
    sheet = parse_preset(preset) if preset else Sheet.parse(size or default_size, dpi)
    own = {name: _own(name, words[name]) for name in OWN_WORDS}
    return read_options(sheet, language, **words | own)


def _own(name: str, words: str | None) -> str | None:
    """Return words of one's own in one line, if any; a UsageError if too long for a sheet."""
    line = " ".join((words or "").split())
    if len(line) > LONGEST_WORDS:
        raise click.UsageError(
            f"--{name} has {len(line)} letters: expected at most {LONGEST_WORDS}"
        )
    return line or None


@main.command()
@click.argument("date")
@OUTPUT
@_with_options
@click.option(
    "--dpi",
    type=Whole(),
    help="Pixels an inch: on paper 300 by default, on a slide 144. A size in pixels keeps its "
    "pixels.",
)
@click.option(
    "--compare",
    metavar="DATE",
    help="Another day: shade the territory that changed hands between the two.",
)
@click.option(
    "--alt",
    is_flag=True,
    help="Also write what the map shows in words, beside the file under its name with .txt added.",
)
@GEODATA
def snapshot(
    date: str,
    output: Path,
    size: str | None,
    dpi: int | None,
    *,
    alt: bool,
    geodata: Path | None,
    **words: Any,
) -> None:
    """Draw the map at DATE as a picture (png), drawing (svg) or sheet (pdf)."""
    from karamap.api import Atlas
    from karamap.core import atomic
    from karamap.core.dates import parse_day
    from karamap.render.map.sheet import DEFAULT_SIZE
    from karamap.render.map.snapshot import SUFFIXES, compose

    suffix = atomic.require_suffix(output, SUFFIXES)
    day, look = parse_day(date), _map_options(size, DEFAULT_SIZE, dpi, **words)
    words_beside = output.with_name(f"{output.name}.txt") if alt else None
    for path in filter(None, (output, words_beside)):
        atomic.require_place(path)
    drawing = compose(Atlas.load(geodata), day, look)
    atomic.write(output, drawing.save(suffix))
    if words_beside:
        atomic.write(words_beside, drawing.alt_text() + "\n")


@main.command()
@click.option("--from", "since", default="1988-02-20", show_default=True, help="First day.")
@click.option("--to", "until", default="2024-12-31", show_default=True, help="Last day.")
@OUTPUT
@click.option(
    "--step",
    default="change",
    show_default=True,
    help="change: a picture for each change of the map; month, year: for the last day of each.",
)
@click.option("--fps", type=Decimal(), default=2, show_default=True, help="Pictures a second.")
@click.option(
    "--hold",
    type=Decimal(),
    default=2,
    show_default=True,
    help="Seconds on key dates: stops, events of the article, much territory changing hands.",
)
@_with_options
@GEODATA
def animate(
    since: str,
    until: str,
    output: Path,
    step: str,
    fps: float,
    hold: float,
    *,
    size: str | None,
    geodata: Path | None,
    **words: Any,
) -> None:
    """Draw the days between two as an animation (gif, webp or mp4)."""
    from karamap.api import Atlas
    from karamap.core import atomic
    from karamap.core.dates import parse_day
    from karamap.core.progress import progress
    from karamap.lang.messages import text
    from karamap.render.map.film import DEFAULT_SIZE, SUFFIXES
    from karamap.render.map.film import animate as draw
    from karamap.render.map.frames import frames

    suffix = atomic.require_suffix(output, SUFFIXES)
    first, last = parse_day(since), parse_day(until)
    look = _map_options(size, DEFAULT_SIZE, **words)
    atomic.require_place(output)
    atlas = Atlas.load(geodata)
    shown = frames(atlas, first, last, step, fps=fps, hold=hold)
    with progress(len(shown), text("progress.pictures", look.language)) as tick:
        film = draw(atlas, shown, suffix, look, tick)
    atomic.write(output, film)
