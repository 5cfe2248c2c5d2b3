"""What a change did, in words: from whom ground went to whom, and in which districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap.lang.messages import text
from karamap.lang.names import name_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from karamap.atlas.atlas import Atlas

# the unit of ground outside the oblast and the districts around it
ELSEWHERE = "rest"


def holder_name(controller: str, language: str) -> str:
    """Return what a holder is called."""
    return text(f"class.control:{controller}", language)


def holder_within(controller: str, language: str) -> str:
    """Return what a holder is called within a sentence."""
    return text(f"holder.{controller}", language)


def from_to(before: str, after: str, language: str) -> str:
    """Return from whom ground went to whom."""
    return text(
        "panel.from_to",
        language,
        before=holder_name(before, language),
        after=holder_within(after, language),
    )


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


def km2_by_name(
    atlas: Atlas, units: Mapping[str, float], language: str, day: date
) -> dict[str, float]:
    """Return the km2 by name of the district: two units may be parts of one."""
    found: dict[str, float] = {}
    for unit, km2 in units.items():
        (name,) = unit_names(atlas, [unit], language, day)
        found[name] = found.get(name, 0.0) + km2
    return found
