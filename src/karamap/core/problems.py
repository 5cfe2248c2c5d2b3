"""What is wrong in the geodata: one problem, one sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from karamap.core.dates import shorten
from karamap.core.errors import DataError

T = TypeVar("T")

# what the parts of a file are called, by its ending
_PARTS = {".csv": ("row", "column"), ".json": ("entry", "property")}
_FOLDERS = ("base", "evidence", "layers")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the geodata: where it is, what was found and what was expected.

    ``feature`` is the id of a feature, row or entry, or its number in the file where it has none;
    ``property`` is a property or column of it.
    """

    file: str
    found: str
    expected: str
    feature: str | int | None = None
    property: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        part, property_ = _PARTS.get(PurePosixPath(self.file).suffix, ("feature", "property"))
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.feature is not None:
            number = isinstance(self.feature, int)
            name = f"number {self.feature}" if number else repr(shorten(str(self.feature), 60))
            where += f", {part} {name}"
        if self.property is not None:
            where += f", {property_} {shorten(self.property, 60)!r}"
        return f"{where}: found {_one_line(self.found)}, expected {self.expected}"


def _one_line(words: str) -> str:
    """Return what was found, fit for one line of a terminal."""
    return shorten("".join(char if char.isprintable() else " " for char in words), 120)


def label(path: Path) -> str:
    """Return the name of a file of the geodata, with the folder of the geodata it lies in."""
    folder = path.parent.name
    return f"{folder}/{path.name}" if folder in _FOLDERS else path.name


def sorted_out(items: Iterable[T | DataError], problems: list[Problem]) -> Iterator[T]:
    """Yield the items that could be read; what is wrong with the others goes to ``problems``."""
    for item in items:
        if isinstance(item, DataError):
            problems.append(problem_of(item))
        else:
            yield item


def collected(items: Iterable[T | DataError]) -> tuple[list[T] | None, list[Problem]]:
    """Return the items that could be read (None: not even the file), and what is wrong."""
    problems: list[Problem] = []
    try:
        return list(sorted_out(items, problems)), problems
    except DataError as error:
        return None, [problem_of(error)]


def problem_of(error: DataError) -> Problem:
    """Return the problem that an error tells of."""
    if isinstance(error.what, Problem):
        return error.what
    return Problem("geodata", str(error), "what geodata/README.md describes")


def first_raised(items: Iterable[T | DataError]) -> Iterator[T]:
    """Yield the items that could be read, up to the first that could not."""
    for item in items:
        if isinstance(item, DataError):
            raise item
        yield item
