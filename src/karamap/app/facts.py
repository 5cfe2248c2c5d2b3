"""What there is to say about a day: the ground that moved, the events around it, the sources.

All of it comes from the atlas; nothing here knows how it is shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from karamap.api import Atlas
from karamap.atlas.state import Changes
from karamap.core.dates import FIRST_DAY, ONE_DAY
from karamap.core.geojson import Feature
from karamap.describe import counts
from karamap.describe.captions import EVENT_STAYS
from karamap.describe.changes import heard

# layers whose every feature is there for a reason of its own, so that its sources matter
_TELLING = (
    "autonomous_oblast", "line_of_contact", "front_lines_2020", "lachin_corridor",
    "peacekeeping_zone", "differing_accounts", "buffer_zone", "buffer_rings",
)  # fmt: skip


@dataclass(frozen=True)
class Window:
    """The days a panel speaks about: after ``since``, up to and with ``until``."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since < day <= self.until


def window_of_change(day: date) -> Window | None:
    """Return the span that changes are told for: the year on its 31 December, else the day.

    None on the map's first day, which has no eve.
    """
    if day <= FIRST_DAY:
        return None
    return Window(max(FIRST_DAY, _since(day, ONE_DAY)), day)


def window_between(day: date, compare: date | None) -> Window | None:
    """Return the span between two days, whichever comes first; None if there is none."""
    if compare is None or compare == day:
        return None
    return Window(min(day, compare), max(day, compare))


def window_of_events(day: date) -> Window:
    """Return the span that events are told for: the year on its 31 December, else 30 days."""
    return Window(_since(day, EVENT_STAYS), day)


def _since(day: date, usual: timedelta) -> date:
    return day.replace(year=day.year - 1) if is_year_end(day) else day - usual


def is_year_end(day: date) -> bool:
    """Tell whether a day stands for its whole year, as the stops of the year slider do."""
    return (day.month, day.day) == (12, 31)


def told(atlas: Atlas, changes: Changes, layers: Iterable[str]) -> list[Feature]:
    """Return the features that a change brought: ground under a new holder, lines and zones."""
    moved = {item.block for item in changes.ground_changes}
    ground = atlas.features("control", changes.until)
    return [
        *(item for item in ground if item.properties["block"] in moved),
        *(item for name in heard(layers) for item in changes.began.get(name, ())),
    ]


def events(atlas: Atlas, days: Window) -> list[Feature]:
    """Return the events that began in a span of days, the latest first."""
    found = [item for item in atlas.layers["events"] if item.span[0] in days]
    return sorted(found, key=lambda item: item.span[0], reverse=True)


def sources(
    atlas: Atlas, day: date, layers: Iterable[str], told: Sequence[Feature]
) -> list[dict[str, Any]]:
    """Return the sources of what is told and of the lines and zones shown, most used first."""
    shown = (item for name in layers if name in _TELLING for item in atlas.features(name, day))
    cited = [item.properties["sources"] for item in (*told, *shown)]
    cited += [row.sources for item in told for row in counts.rows(atlas.story, item)]
    keys = Counter(key for each in cited for key in each)
    return [atlas.sources[key] for key, _ in keys.most_common() if key in atlas.sources]


def neighbours(atlas: Atlas, day: date) -> tuple[date | None, date | None]:
    """Return the last change before a day and the next after it."""
    before = [other for other in atlas.change_dates if other < day]
    after = [other for other in atlas.change_dates if other > day]
    return (before[-1] if before else None), (after[0] if after else None)
