"""What is said beside the map, and when: notes of the legend, names of periods, recent events.

Page, figure, text and app read these tables, so that they say the same on the same day.
"""

from collections.abc import Sequence
from datetime import date

from karamap.atlas.subjects import STAYS
from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY, visible

# notes of the legend: key of the string, first day, first day no longer
_AFTER = LAST_DAY + ONE_DAY
NOTES = (
    ("control.unknown_before", FIRST_DAY, date(1918, 5, 28)),
    ("legend.unsettled", date(1918, 5, 28), date(1921, 7, 5)),
    # Azerbaijan's declaration of independence from the Soviet Union
    ("legend.de_jure", date(1991, 8, 30), _AFTER),
)

# the first day of each stretch of history, with the key of its name
PERIODS = (
    ("1918-01-01", "period.republics"),
    ("1920-04-28", "period.becoming_soviet"),
    ("1923-07-07", "period.soviet"),
    ("1988-02-20", "period.before_war"),
    ("1991-09-02", "period.first_war"),
    ("1994-05-12", "period.ceasefire"),
    ("2020-09-27", "period.second_war"),
    ("2020-11-10", "period.peacekeepers"),
    ("2023-09-19", "period.after_2023"),
)

# the rules by which the map stays even-handed, in the order they are told
POLICY = tuple(
    f"policy.{key}" for key in ("question", "terms", "names", "colours", "disputes", "errors")
)

# for so long an event is shown after its first day, unless it lasted longer
EVENT_STAYS = STAYS


def notes(day: date) -> list[str]:
    """Return the keys of what the legend has to say on a day."""
    return [key for key, start, end in NOTES if visible(start, end, day)]


def key_from(table: Sequence[tuple[str, str]], day: date) -> str:
    """Return the key in force on a day, by a table of first days and keys in order."""
    return next(key for start, key in reversed(table) if start <= day.isoformat())


def period(day: date) -> str:
    """Return the key of the name of the stretch of history that a day lies in."""
    return key_from(PERIODS, day)


def is_recent(start: date, end: date | None, day: date) -> bool:
    """Tell whether an event that lasted from ``start`` to the eve of ``end`` is shown on a day."""
    return visible(start, end and max(end, start + EVENT_STAYS), day)
