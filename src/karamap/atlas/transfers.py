"""Who got how much ground from whom between two days, and in which districts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karamap.atlas.state import Changes


@dataclass(frozen=True)
class Transfer:
    """Ground that went from one holder (None: not mapped before) to another; ``units`` in km2."""

    before: str | None
    after: str
    units: dict[str, float]

    @property
    def km2(self) -> float:
        """Return how much ground it is in all."""
        return sum(self.units.values())


def transfers(changes: Changes) -> list[Transfer]:
    """Return who got how much ground from whom, the largest first."""
    ground: dict[tuple[str | None, str], dict[str, float]] = {}
    for item in changes.ground_changes:
        units = ground.setdefault((item.before, item.after), {})
        units[item.unit] = units.get(item.unit, 0.0) + item.km2
    found = [
        Transfer(before, after, dict(sorted(units.items(), key=lambda unit: -unit[1])))
        for (before, after), units in ground.items()
    ]
    return sorted(found, key=lambda item: -item.km2)
