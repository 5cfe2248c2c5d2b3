"""The war of 2020 as one view: its fronts by date, and by what way the ground changed hands.

Both are told by the lines and the ground of the other layers, and never drawn apart from them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.build.control import Block
from karamap.build.steps import holder
from karamap.core.geodesy import area_km2, length_km
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.layers import FRONT_DAYS, LANGUAGES
from karamap.evidence.claims import Figure
from karamap.lang.formats import PERCENT, long_date, number, short_number, with_unit
from karamap.lang.messages import text

# crumbs where two lines all but coincide are no front of their own
LEAST_KM = 1.0
# the last day before the war, the ceasefire, the last hand-over
EVE, CEASEFIRE, HANDED_OVER = date(2020, 9, 26), date(2020, 11, 10), date(2020, 12, 1)
# the lines of the war are shown as long as the layer of the fronts is
FRONTS_UNTIL = date(2020, 12, 12)
# until the ground was whole again
OUTCOME_UNTIL = date(2023, 9, 19)
# the published share of each outcome
PUBLISHED = {"taken": "mikaelyan-combat", "handed_over": "mikaelyan-handed", "kept": "rem-2020-mik"}


def fronts_by_day(fronts: Iterable[Feature]) -> list[Feature]:
    """Return where ``front_lines_2020`` ran first on some days of the war, each from its day on."""
    lines = list(fronts)
    before: BaseGeometry = shapely.GeometryCollection()
    made = []
    for day in map(date.fromisoformat, FRONT_DAYS):
        there = [item for item in lines if item.span[0] <= day < (item.span[1] or date.max)]
        front = shapely.union_all([item.geometry for item in there])
        new = _without_crumbs(shapely.difference(front, before))
        begun = [item for item in there if item.geometry.intersects(new)]
        before = shapely.union(before, front)
        made.append(_front(day, new, begun))
    return made


def _without_crumbs(line: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.line_merge(line))
    lines: BaseGeometry = shapely.multilinestrings(
        [part for part in parts if length_km(part) >= LEAST_KM]
    )
    return lines


def _front(day: date, line: BaseGeometry, stretches: Sequence[Feature]) -> Feature:
    given = [item.properties for item in stretches]
    # what ran so before is no source of the day
    of_day = [each for each in given if each["start_date"] == day.isoformat()] or given
    return feature(
        line,
        id=f"front-{day.isoformat()}",
        **{f"name_{language}": long_date(day, language) for language in LANGUAGES},
        **dates_of(day, FRONTS_UNTIL),
        basis="derived",
        accuracy_m=max(each["accuracy_m"] for each in given),
        confidence="medium",
        sources=sorted({key for each in of_day for key in each["sources"]}),
        day=day.isoformat(),
    )


def outcome_2020(blocks: Iterable[Block], figures: Mapping[str, Figure]) -> list[Feature]:
    """Return the ground that Armenian forces held on the eve of the war, by what became of it.

    ``figures`` are published ones by id, with the share of each outcome.
    """
    ground = list(_outcomes(blocks))
    whole = sum(area_km2(block.geometry) for _, block in ground)
    made = []
    for outcome, figure in PUBLISHED.items():
        parts = [block for each, block in ground if each == outcome]
        shape = shapely.coverage_union_all([block.geometry for block in parts])
        share = round(100 * area_km2(shape) / whole, 1)
        made.append(_outcome(outcome, shape, share, figures[figure]))
    return made


def _outcomes(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    for block in blocks:
        if holder(block.steps, EVE) != "armenian_forces":
            continue
        if holder(block.steps, CEASEFIRE) != "armenian_forces":
            yield "taken", block
        else:
            handed = holder(block.steps, HANDED_OVER) != "armenian_forces"
            yield "handed_over" if handed else "kept", block


def _outcome(outcome: str, shape: BaseGeometry, share: float, published: Figure) -> Feature:
    return feature(
        shape,
        id=f"outcome-{outcome.replace('_', '-')}",
        **{
            f"name_{language}": text(
                f"outcome.{outcome}",
                language,
                share=with_unit(number(share, language, 1), PERCENT, language),
                published=with_unit(short_number(published.low, language, 2), PERCENT, language),
            )
            for language in LANGUAGES
        },
        **dates_of(HANDED_OVER, OUTCOME_UNTIL),
        basis="derived",
        accuracy_m=3_000,
        confidence="medium",
        sources=[*published.sources, "trilateral-statement-2020", "karamap-tracing"],
        outcome=outcome,
    )
