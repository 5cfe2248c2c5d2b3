"""What `karamap validate` asks of the shape of derived lines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from karamap.core.errors import DataError
from karamap.core.geojson import Feature
from karamap.core.problems import Problem
from karamap.core.shapes import Breach, breaches
from karamap.evidence.reviews import NEAR_M, ShapeException
from karamap.evidence.tables import rows

TABLE, LAYER = "shape_exceptions", "layers/control.geojson"
# how the figure of a breach is written, and what the rule asks for
_RULES = {
    "straight": ("{:.1f} km", "no straight stretch of a line between holders over 6 km"),
    "angle": ("{:.0f} degrees", "no angle of a line between holders under 40 degrees"),
    "narrow": ("about {:.0f} m", "no part of a holder's ground narrower than 1 km"),
    "island": ("{:.1f} km2", "no island under 5 km2 without a source of its own"),
}


def problems(folder: Path, layers: Mapping[str, Sequence[Feature]]) -> Iterator[Problem]:
    """Yield the breaches of the rules of shape in sound layers, and idle exceptions."""
    if not {"control", "places"} <= layers.keys():
        return
    try:
        exceptions = rows(folder / "evidence", ShapeException)
    except DataError:
        return  # told with the other tables
    used: set[str] = set()
    for breach, days in breaches(layers["control"], layers["places"]).items():
        left = []
        for day in days:
            excuses = [item.id for item in exceptions if item.excuses(breach, day)]
            used.update(excuses)
            if not excuses:
                left.append(day)
        if left:
            yield _problem(breach, left)
    for item in exceptions:
        if item.id not in used:
            yield Problem(
                f"evidence/{TABLE}.csv",
                f"no {item.kind} breach within {NEAR_M / 1000:g} km on its days",
                "a breach that it excuses",
                item.id,
            )


def _problem(breach: Breach, days: Sequence[date]) -> Problem:
    more = f" and {len(days) - 1} later days" if len(days) > 1 else ""
    where = f"at {breach.lat} {breach.lon} on {days[0]}{more}"
    figure, wanted = _RULES[breach.kind]
    found = f"{breach.kind}: {figure.format(breach.figure)} {where}"
    return Problem(LAYER, found, wanted, breach.block)
