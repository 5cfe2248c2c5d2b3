"""What validation finds: one problem, one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from karamap.dates import shorten


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the geodata: where it is, what was found and what was expected."""

    file: str
    found: str
    expected: str
    feature: str | None = None
    property: str | None = None

    def __str__(self) -> str:
        where = self.file
        if self.feature is not None:
            where += f", feature {shorten(self.feature, 60)!r}"
        if self.property is not None:
            where += f", property {self.property!r}"
        return f"{where}: found {shorten(self.found, 120)}, expected {self.expected}"
