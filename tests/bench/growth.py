"""Pages with many times the features: the real ones again, elsewhere and on days of their own.

Copies stand beside the real map, a whole frame apart, as if the map told of as many countries.
Either each copy has its days moved by as many days as it likes, so that about as much changes
on a day as in the real data (``spread``), or all change on the same days (``together``).
"""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from karamap.core.dates import FIRST_DAY, LAST_DAY, parse_day
from karamap.web.packing import packed
from karamap.web.page import embedded

if TYPE_CHECKING:
    from collections.abc import Callable

Data = dict[str, Any]

# how far apart the copies stand, and how far their days are moved at most
_FRAME_DEGREES = (4.0, 3.0)
_MOST_DAYS = 20 * 365
_BLOCK = re.compile(
    r'(<script type="application/json" id="karamap-data">)(.*?)(</script>)', re.DOTALL
)


def with_data(page: str, data: Data) -> str:
    """Return a page of karamap with other data: what it says stays."""
    start, end = _BLOCK.search(page).span(2)
    return f"{page[:start]}{embedded(packed(data))}{page[end:]}"


def grown(data: Data, times: int, *, together: bool) -> Data:
    """Return the data of a page with ``times`` as many features."""
    features = {layer: list(items) for layer, items in data["features"].items()}
    geometries, arcs = list(data["geometries"]), list(data["arcs"])
    changes = set(data["changes"])
    for copy in range(1, times):
        days = 0 if together else random.Random(copy).randint(-_MOST_DAYS, _MOST_DAYS)  # noqa: S311
        move = _mover(days)
        offset = len(geometries)
        across, down = _place(copy, data["units_per_degree"])
        by = (across, down)
        geometries += [_displaced(code, len(arcs), by) for code in data["geometries"]]
        arcs += [[x + across, y + down, *steps] for x, y, *steps in data["arcs"]]
        for layer, items in data["features"].items():
            features[layer] += [_copied(item, copy, move, offset, by) for item in items]
        changes |= {move(day) for day in data["changes"]}
    first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
    inside = sorted(day for day in changes if first < day <= last)
    more = {"features": features, "geometries": geometries, "arcs": arcs, "changes": inside}
    return {**data, **more}


def _mover(days: int) -> Callable[[str | None], str | None]:
    """Return what moves a day; what was there from the first day, or still is, stays so."""

    def move(day: str | None) -> str | None:
        if day is None or day <= FIRST_DAY.isoformat():
            return day
        return (parse_day(day) + timedelta(days)).isoformat()

    return move


def _place(copy: int, units: int) -> tuple[int, int]:
    """Return how far from the real map a copy stands: on a square of ten by ten."""
    row, column = divmod(copy, 10)
    east, south = _FRAME_DEGREES
    return round(column * east * units), round(-row * south * units)


def _displaced(code: Any, arcs: int, by: tuple[int, int]) -> Any:
    """Return a point elsewhere, or a geometry of the arcs that come after the first ``arcs``."""

    def renumbered(code: Any) -> Any:
        if isinstance(code, list):
            return [renumbered(part) for part in code]
        return code - arcs if code < 0 else code + arcs

    if isinstance(code[0], int):
        return [code[0] + by[0], code[1] + by[1]]
    return renumbered(code)


def _copied(
    item: Data,
    copy: int,
    move: Callable[[str | None], str | None],
    offset: int,
    by: tuple[int, int],
) -> Data:
    other = {
        **item,
        "id": f"{item['id']}-{copy}",
        "start": move(item["start"]),
        "end": move(item["end"]),
    }
    if "geometry" in item:
        other["geometry"] = item["geometry"] + offset
    # another country has districts of its own
    for name in ("block", "unit"):
        if name in item:
            other[name] = f"{item[name]}-{copy}"
    if "names" in item:
        spans = item["names"]
        moved = [{**s, "start": move(s["start"]), "end": move(s["end"])} for s in spans]
        other["names"] = moved
    if "spots" in item:
        other["spots"] = [[x + by[0], y + by[1], room] for x, y, room in item["spots"]]
    if "near" in item:
        other["near"] = [f"{place}-{copy}" for place in item["near"]]
    return other
