"""The key dates: the days a reader who has time for few should see.

Two rules find them. The data give the days on which much ground changed hands (at least
:data:`MUCH_KM2`); such a day gives way to a key date that follows within four months, since
the map a little later tells both. A table names the turns that moved little ground or none:
what an oblast, a front, a road or a year's end means is not to be had from areas.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from karamap.core.dates import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karamap.atlas.atlas import Atlas

# about a third of the former oblast
MUCH_KM2 = 1_500
# a day of much ground this long before another key date gives way to it
GIVES_WAY = timedelta(days=120)

TURNS = (
    date(1918, 5, 28),  # two republics, no border
    date(1923, 7, 7),  # the oblast is formed
    date(1988, 2, 20),  # it asks for its transfer
    date(1991, 4, 30),  # villages around the oblast are emptied
    date(1992, 5, 18),  # a road to Armenia is open
    date(1992, 9, 1),  # Azerbaijan's offensive at its farthest
    date(1993, 4, 3),  # a second road, and the first district outside the oblast taken whole
    date(1993, 10, 29),  # the last of the districts taken in 1993
    date(1994, 5, 12),  # ceasefire
    date(2016, 4, 5),  # the line moves for the first time
    date(2020, 9, 27),  # the second war begins
    date(2020, 10, 20),  # its course, half-way
    date(2020, 11, 10),  # ceasefire, peacekeepers
    date(2022, 12, 12),  # the road is blocked
    LAST_DAY,
)
# the day that the cover of the atlas and the picture of a link show: every sign is on it
COVER = date(2020, 11, 10)
# pairs worth seeing side by side: before and after a war
PAIRS = ((date(1991, 12, 31), date(1994, 5, 12)), (date(2020, 9, 26), date(2020, 12, 1)))


def key_dates(atlas: Atlas) -> tuple[date, ...]:
    """Return the key dates of an atlas, in order."""
    kept: list[date] = []
    for day in sorted({*TURNS, *_of_much_ground(atlas)}, reverse=True):
        if day in TURNS or not kept or kept[-1] - day > GIVES_WAY:
            kept.append(day)
    return tuple(reversed(kept))


def _of_much_ground(atlas: Atlas) -> Iterator[date]:
    """Yield the days whose changes move much ground, told from the spans: they are many days."""
    control = [(item, item.properties) for item in atlas.layers["control"]]
    held = {(given["block"], item.span[1]): given["controller"] for item, given in control}
    moved: dict[date, float] = {}
    for item, given in control:
        day, holder = item.span[0], given["controller"]
        if held.get((given["block"], day), holder) != holder:
            moved[day] = moved.get(day, 0.0) + atlas.control_km2[item.id]
    yield from (day for day, km2 in moved.items() if km2 >= MUCH_KM2)
