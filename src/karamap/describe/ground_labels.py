"""What is written on the ground: what the land is called, who holds it, how it changed hands.

The page writes the same (``frontend/src/map/ground-labels.ts``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from karamap.core.geojson import Feature
from karamap.describe.captions import key_from
from karamap.lang.formats import long_date
from karamap.lang.messages import text

# what the ground of the oblast was called, from which day on: before there was an oblast the
# highland had no line, but it had a name
LAND_NAMES = (("1918-01-01", "land.karabakh"), ("1923-07-07", "land.nagorno_karabakh"))
LAND_LAYER = "autonomous_oblast"
# it is written where its line or where places are shown
NAMED_WITH = (LAND_LAYER, "places")
# the sizes it may have in style pixels, the best first; where its ground is small in the view,
# this share of its width at least lies on it
LAND_SIZES, OVERHANGING = (19.0, 16.0, 13.5, 12.0), 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """Which features are told by a text of the interface, and from when to when.

    They are those of a class that began in the days ``began`` (half open; any if not given);
    where ``dated``, the text names the day, so those of each day have a text of their own.
    """

    key: str
    feature_class: str
    began: tuple[str, str] | None = None
    until: str | None = None
    dated: bool = False


# after September 2023 the ground is one again, and how it came to be so is told by other maps
_UNTIL = "2023-09-19"
# the most telling first: there is not always room for all
RULES = (
    Rule("ground.peacekeepers", "peacekeeping_zone"),
    Rule(
        "ground.handed_over",
        "control:azerbaijan",
        began=("2020-11-20", "2020-12-02"),
        until=_UNTIL,
        dated=True,
    ),
    Rule(
        "ground.taken_2020", "control:azerbaijan", began=("2020-09-27", "2020-11-11"), until=_UNTIL
    ),
    Rule("ground.armenian_forces", "control:armenian_forces"),
    Rule("ground.contested", "control:contested"),
)


@dataclass(frozen=True)
class GroundLabel:
    """A text, the class of the features whose ground it is written on, and those features."""

    words: str
    feature_class: str
    features: tuple[Feature, ...]


def land_name(day: date, language: str) -> str:
    """Return what the land the map is about was called on a day."""
    return text(key_from(LAND_NAMES, day), language)


def ground_labels(
    there: Iterable[tuple[str, Feature]], day: date, language: str
) -> list[GroundLabel]:
    """Return what is to be written on the ground of a day; features come with their class."""
    found: dict[tuple[str, str], list[Feature]] = {}
    features = list(there)
    for rule in RULES:
        if rule.until and day.isoformat() >= rule.until:
            continue
        for feature_class, item in features:
            start = item.span[0]
            in_time = rule.began is None or rule.began[0] <= start.isoformat() < rule.began[1]
            if feature_class == rule.feature_class and in_time:
                date_ = {"date": long_date(start, language)} if rule.dated else {}
                words = text(rule.key, language, **date_)
                found.setdefault((words, feature_class), []).append(item)
    return [GroundLabel(*key, tuple(items)) for key, items in found.items()]
