"""Which days an animation shows, and for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from karamap.atlas.atlas import Atlas
from karamap.core.dates import shorten
from karamap.core.errors import UsageError

# steps by the calendar, each to a last day, as pandas calls them
LAST_DAYS = {"year": "YE", "month": "ME"}
STEPS = ("change", *LAST_DAYS)

# pictures a second, and seconds on a key date; the last frame stays twice as long
FPS, HOLD = 2.0, 2.0
LAST_STAYS = 2
# a day is a key date from so much ground changing hands on, in km2
KEY_KM2 = 500.0
# where pictures follow each other so closely, as in a war, any ground that the map marks counts
DAILY, DAILY_KM2 = timedelta(days=7), 1.0
# more pictures than these make no file that anybody can open
MOST_FRAMES = 400
SLOWEST, FASTEST, LONGEST_HOLD = 0.1, 25.0, 60.0


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of an animation: its day, how long it stays, in ms, and whether it is key."""

    day: date
    ms: int
    key: bool


def frames(
    atlas: Atlas,
    since: date,
    until: date,
    step: str = "change",
    *,
    fps: float = FPS,
    hold: float = HOLD,
) -> list[Frame]:
    """Return the pictures from one day to another, both included.

    ``step`` is ``change`` (each day on which the map changes, or that is a stop), ``year`` or
    ``month`` (their last days). ``hold`` is seconds on a key date: one since the picture before
    which there was a stop, an event that the article tells of began, or 500 km2 or more changed
    hands; in a picture for each few days any ground that did. More than 400 pictures, days in the
    wrong order or another value are a UsageError.
    """
    if since >= until:
        raise UsageError(f"the first date must come before the second: got {since} and {until}")
    if not SLOWEST <= fps <= FASTEST:
        raise UsageError(f"{fps:g} pictures a second: expected from {SLOWEST:g} to {FASTEST:g}")
    if not 1 / FASTEST <= hold <= LONGEST_HOLD:
        raise UsageError(
            f"{hold:g} seconds on a key date: expected from {1 / FASTEST:g} to {LONGEST_HOLD:g}"
        )
    days = _days(atlas, since, until, step)
    if len(days) > MOST_FRAMES:
        raise UsageError(
            f"{len(days)} pictures are too many: expected at most {MOST_FRAMES}; choose days "
            "closer together or a longer step"
        )
    short, long = round(100 / fps) * 10, round(100 * hold) * 10
    keys = [False, *(_is_key(atlas, *pair) for pair in pairwise(days))]
    found = [
        Frame(day, max(short, long) if key else short, key)
        for day, key in zip(days, keys, strict=True)
    ]
    return [*found[:-1], Frame(days[-1], LAST_STAYS * max(short, long), key=True)]


def _days(atlas: Atlas, since: date, until: date, step: str) -> Sequence[date]:
    if step not in STEPS:
        raise UsageError(f"{shorten(step)!r} is no step: expected one of {', '.join(STEPS)}")
    stops = {stop.day for stop in atlas.subjects.stops}
    found: Iterable[date] = sorted(stops.union(atlas.change_dates))
    if step in LAST_DAYS:
        found = pd.date_range(since, until, freq=LAST_DAYS[step]).date
    return [since, *(day for day in found if since < day < until), until]


def _is_key(atlas: Atlas, before: date, day: date) -> bool:
    """Tell whether much happened after one day and up to another."""
    if any(before < stop.day <= day for stop in atlas.subjects.stops):
        return True
    moved = atlas.changes(before, day).moves
    ground = sum(move["km2"] for move in moved if move["from"] is not None)
    if ground >= (DAILY_KM2 if day - before <= DAILY else KEY_KM2):
        return True
    return any(
        before < item.span[0] <= day and item.properties["in_article"]
        for item in atlas.layers["events"]
    )
