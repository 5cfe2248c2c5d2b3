"""Commands that look after the geodata."""

from pathlib import Path

import click

from karamap.cli.main import main
from karamap.cli.options import GEODATA


@main.command()
@GEODATA
def validate(geodata: Path | None) -> None:
    """Check the geodata and report every problem; exit 1 if there is one."""
    from karamap.check.run import validate as find_problems
    from karamap.core.errors import DataError
    from karamap.core.paths import geodata_folder

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
    from karamap.build.build import save, stale
    from karamap.core.errors import DataError
    from karamap.core.paths import geodata_folder

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
