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


COMMANDS = (page,)
