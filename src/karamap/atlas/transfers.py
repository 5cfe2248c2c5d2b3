"""Who got how much ground from whom between two days, and in which districts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karamap.lang.messages import text
from karamap.lang.names import name_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karamap.atlas.atlas import Atlas
    from karamap.atlas.state import Changes

# the unit of ground outside the oblast and the districts around it
ELSEWHERE = "rest"


@dataclass(frozen=True)
class Transfer:
    """Ground that went from one holder (None: not mapped before) to another.

    ``units`` maps each unit of ground (a district, or a part of the oblast) to its km2, the
    largest first.
    """

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
    for move in changes.moves:
        units = ground.setdefault((move["from"], move["to"]), {})
        units[move["unit"]] = units.get(move["unit"], 0.0) + move["km2"]
    found = [
        Transfer(before, after, dict(sorted(units.items(), key=lambda unit: -unit[1])))
        for (before, after), units in ground.items()
    ]
    return sorted(found, key=lambda item: -item.km2)


def unit_names(atlas: Atlas, units: Iterable[str], language: str, day: date) -> list[str]:
    """Return the names of units of ground as they were called on a day, each once."""
    # a unit that is not mapped on the day is called as at another
    items = {
        item.properties["unit"]: item
        for item in (*atlas.layers["control"], *atlas.features("control", day))
    }
    elsewhere = text("panel.elsewhere", language)
    return list(
        dict.fromkeys(
            elsewhere if unit == ELSEWHERE else name_on(items[unit], day, language)
            for unit in units
        )
    )
