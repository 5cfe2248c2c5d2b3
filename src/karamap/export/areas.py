"""Who held how much of which ground through time, as a table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from karamap.core.dates import visible
from karamap.core.layers import CONTROLLERS
from karamap.describe.measurements import ground_name
from karamap.evidence.control import OBLAST_UNITS
from karamap.export.tables import csv_text
from karamap.stats.published import OUTSIDE_OBLAST, series
from karamap.stats.quantities import DISTRICTS, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karamap.atlas.atlas import Atlas

# the Table Schema of the table, and its header
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "start_date", "type": "date", "description": "First day"},
        {"name": "end_date", "type": "date", "description": "First day no longer; empty: still"},
        {
            "name": "ground",
            "type": "string",
            "description": "all; oblast (its five districts); surrounding (the seven districts "
            "around it); or a unit of control, which these and 'all' are the sums of",
        },
        {"name": "name", "type": "string", "description": "What the ground is called"},
        {"name": "controller", "type": "string", "constraints": {"enum": list(CONTROLLERS)}},
        {"name": "area_km2", "type": "number", "constraints": {"minimum": 0}},
        {
            "name": "share_pct",
            "type": "number",
            "description": "Of the ground",
            "constraints": {"minimum": 0, "maximum": 100},
        },
    ],
    "primaryKey": ["ground", "start_date", "controller"],
}


def areas_csv(atlas: Atlas, language: str, day: date | None = None) -> str:
    """Return how many km2 of each ground each controller held, from each day on which it changed.

    Parameters
    ----------
    atlas
        What is measured.
    language
        Language of the names of the grounds.
    day
        Only what held on this day.
    """
    header = [field["name"] for field in SCHEMA["fields"]]
    return csv_text(header, _rows(atlas, language, day))


def _rows(atlas: Atlas, language: str, day: date | None) -> Iterator[tuple[object, ...]]:
    for ground, units in _grounds(atlas).items():
        name = ground_name(atlas, units, language)
        for now, after in pairwise((*series(atlas, units), None)):
            end = after.day if after else None
            if now is None or (day and not visible(now.day, end, day)):
                continue
            whole = sum(now.km2.values())
            for controller, km2 in now.km2.items():
                area, part = f"{km2:.3f}", f"{share(km2, whole):.3f}"
                yield now.day, end, ground, name, controller, area, part


def _grounds(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Return the units of control that each ground is made of."""
    grounds = {"all": (), "oblast": OBLAST_UNITS, "surrounding": OUTSIDE_OBLAST, **DISTRICTS}
    told = {unit for units in grounds.values() for unit in units}
    units = dict.fromkeys(item.properties["unit"] for item in atlas.layers["control"])
    return grounds | {unit: (unit,) for unit in units if unit not in told}
