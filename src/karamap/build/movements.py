"""People who had to leave: an arrow for each count, in the direction in which they went.

Its width tells how many they were, by the same measure for both peoples; where it runs tells
nothing but from where and to where.
"""

from datetime import timedelta

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from karamap.build.events import begins, ends
from karamap.core.geodesy import backward, forward
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.layers import LANGUAGES
from karamap.evidence.evidence import Evidence
from karamap.evidence.narrative import Movement, People
from karamap.lang.formats import number
from karamap.lang.messages import text

# half the width of the shaft in metres, for as many people as this and more, by the middle of
# the range
HALF_WIDTHS = ((200_000, 3_200), (50_000, 2_000), (0, 1_200))
# how many half widths the head is long, and reaches to each side
HEAD_LENGTH, HEAD_REACH = 4.0, 2.3
# how far an arrow bends aside, as a share of its length: two that face each other part
BEND = 0.12
STEPS = 8
# an arrow shows a direction: its place on the map may be off by as much as a table admits
ACCURACY_M = 20_000
# for so long after its last day a flight is still seen, as events are
STAYS = timedelta(days=30)


def people_moved(evidence: Evidence) -> list[Feature]:
    """Return an arrow for each row of ``movements.csv``, in its order."""
    people = {row.id: row for row in evidence.people}
    return [_feature(row, people[row.id]) for row in evidence.movements]


def _feature(movement: Movement, counted: People) -> Feature:
    when, middle = counted.when, (counted.low + counted.high) / 2
    half = next(width for least, width in HALF_WIDTHS if middle >= least)
    return feature(
        _arrow(movement, half),
        id=movement.id,
        **{f"name_{language}": _name(counted, language) for language in LANGUAGES},
        **dates_of(when.first, when.day_after + STAYS, begins(when), ends(when)),
        basis="digitised",
        accuracy_m=ACCURACY_M,
        confidence=counted.confidence,
        sources=[*counted.sources, "karamap-tracing"],
        people=counted.group,
        min=round(counted.low),
        max=round(counted.high),
        part_of=movement.part_of,
        way=movement.way,
    )


def _name(counted: People, language: str) -> str:
    """Return who they were, and how many: a range where accounts differ."""
    bounds = dict.fromkeys(number(each, language) for each in (counted.low, counted.high))
    group = text(f"people.{counted.group}", language)
    return text("people.part", language, group=group, number="–".join(bounds))


def _arrow(movement: Movement, half: float) -> BaseGeometry:
    """Return the outline of an arrow that bends to the right of its way."""
    tail, tip = forward(
        np.array([[movement.from_lon, movement.from_lat], [movement.to_lon, movement.to_lat]])
    )
    along = (tip - tail) / np.hypot(*(tip - tail))
    bow = (tail + tip) / 2 + 2 * BEND * np.hypot(*(tip - tail)) * np.array([along[1], -along[0]])
    into = (tip - bow) / np.hypot(*(tip - bow))
    neck = tip - HEAD_LENGTH * half * into
    # a curve from tail to neck that is drawn towards the bow
    t = np.linspace(0, 1, STEPS)[:, None]
    course = (1 - t) ** 2 * tail + 2 * t * (1 - t) * bow + t**2 * neck
    ahead = np.gradient(course, axis=0)
    ahead[-1] = into
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]]) / np.hypot(*ahead.T)[:, None]
    left, right = course + half * aside, course - half * aside
    barbs = neck + HEAD_REACH * half * np.outer([1, -1], aside[-1])
    ring = np.vstack([left, barbs[:1], tip[None], barbs[1:], right[::-1]])
    return shapely.Polygon(backward(ring))
