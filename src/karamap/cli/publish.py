"""Commands that publish: the atlas as a booklet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karamap.cli.options import GEODATA, LANGUAGE, OUTPUT

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
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
    """Write a hand-out for a class (pdf): a page for each key date, figures, sources."""
    from karamap import export
    from karamap.atlas import Atlas
    from karamap.booklet.document import draw, steps
    from karamap.progress import progress
    from karamap.strings import parse_language, text
    from karamap.style import parse_theme

    export.require_suffix(output, ("pdf",))
    language, look = parse_language(language), parse_theme(theme)
    loaded = Atlas.load(geodata)
    with progress(steps(loaded), text("booklet.working", language)) as tick:
        booklet = draw(loaded, language, look, tick)
    export.write(output, booklet)


COMMANDS = (atlas,)
