"""Validation: every problem in the geodata is collected, then all are reported.

Each file is read and checked by itself first: tables, bibliography and base geography in
:mod:`karamap.check.inputs`, the layers in :mod:`karamap.check.features`. What compares features of
several layers is in :mod:`karamap.check.partition`, the shape of derived lines in
:mod:`karamap.check.shape`, what compares files with the data package in
:mod:`karamap.check.checksums`; none of them speaks of files that are known to be damaged.
"""

from collections.abc import Collection
from pathlib import Path

from karamap.check import checksums, inputs, partition, shape
from karamap.check.features import File, layer_problems
from karamap.core import geojson
from karamap.core.errors import DataError
from karamap.core.geojson import Feature
from karamap.core.layers import LAYERS
from karamap.core.problems import Problem, collected


def validate(folder: Path) -> list[Problem]:
    """Return all problems of a geodata folder; an empty list if there are none.

    Of a table row, the first wrong cell is told; of everything else, all that is wrong.

    Parameters
    ----------
    folder
        A folder with ``base/``, ``evidence/``, ``layers/`` and ``sources.json``.
    """
    if not folder.is_dir():
        return [Problem(folder.name, "no folder", "a folder of geodata")]
    sources, problems = inputs.bibliography(folder)
    problems += inputs.table_problems(folder, sources)
    problems += inputs.geography_problems(folder, sources)
    layers = _layers(folder, sources, problems)
    problems += partition.problems(layers)
    problems += shape.problems(folder, layers)
    # a change nobody built from, in a file that no check above can call wrong
    damaged = {problem.file for problem in problems}
    problems += (each for each in checksums.problems(folder) if each.file not in damaged)
    return problems


def _layers(
    folder: Path, sources: Collection[str], problems: list[Problem]
) -> dict[str, list[Feature]]:
    """Return the layers that are sound; what is wrong with the others goes to ``problems``."""
    sound = {}
    for layer in LAYERS:
        file = File(f"layers/{layer.id}.geojson", layer, sources)
        items, found = collected(geojson.read_each(folder / file.name))
        if items is not None:
            found += layer_problems(file, items)
            if not found:
                sound[layer.id] = items
        problems += found
    return sound


def explained(folder: Path) -> DataError | None:
    """Return the first problem of the geodata as an error, for damage that loading overlooks."""
    problems = validate(folder)
    if not problems:
        return None
    return DataError(f"{problems[0]}; `karamap validate` lists all {len(problems)}")


# what damaged geodata make of code that trusts them
DAMAGE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
