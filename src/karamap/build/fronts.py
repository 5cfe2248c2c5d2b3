"""Fronts: the lines between holders, taken from the blocks and never drawn apart from them.

A *stretch* is the line shared by two blocks. It belongs to a front for as long as Armenian
forces hold one side and not the other. Stretches with the same days and the same quality are
one feature, so that a feature says how sure its own ground is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.build.control import AGREED_ACCURACY_M, Block
from karamap.build.steps import Step
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.shapes import shared_lines
from karamap.evidence.control import Names

# where the two line layers and their stages meet
WAR_STAGES = (
    (date(1991, 9, 2), date(1994, 5, 12), "line_of_contact", "war_1991_1994"),
    (date(1994, 5, 12), date(2020, 9, 27), "line_of_contact", "ceasefire_1994"),
    (date(2020, 9, 27), date(2020, 11, 10), "front_lines_2020", "war_2020"),
    (date(2020, 11, 10), date(2020, 12, 12), "front_lines_2020", "handover_2020"),
    (date(2020, 12, 12), None, "line_of_contact", "after_2020"),
)
# before the ceasefire few villages are dated: lines follow districts for want of better
WAR_ACCURACY_M = 5_000


@dataclass(frozen=True, slots=True)
class _Span:
    """The days on which a stretch is a front, and how well it is known there."""

    start: date
    end: date | None
    edtf: tuple[str, str | None]
    basis: str
    confidence: str
    accuracy_m: int


def fronts(blocks: Sequence[Block], names: Mapping[str, Names]) -> dict[str, list[Feature]]:
    """Return the layers ``line_of_contact`` and ``front_lines_2020``."""
    lines: dict[_Span, list[BaseGeometry]] = defaultdict(list)
    sources: dict[_Span, set[str]] = defaultdict(set)
    for i, j, line in shared_lines([block.geometry for block in blocks]):
        left, right = blocks[i], blocks[j]
        for span, keys in _front_spans(left, right):
            lines[span].append(line)
            sources[span].update(keys)
    layers: dict[str, list[Feature]] = {"line_of_contact": [], "front_lines_2020": []}
    begun: Counter[tuple[str, date]] = Counter()
    ordered = sorted(lines, key=lambda span: (span.start, span.end or date.max, str(span)))
    for span in ordered:
        line = shapely.line_merge(shapely.unary_union(lines[span]))
        for first, last, layer, stage in _by_stage(span):
            # told apart by number: stretches of one stage that begin on the same day
            begun[stage, first] += 1
            placed = stage != "war_1991_1994"
            item = feature(
                line,
                id=f"{layer}-{stage}-{first.isoformat()}-{begun[stage, first]:02d}",
                **names[stage.replace("_", "-")].properties(),
                stage=stage,
                **dates_of(
                    first,
                    last,
                    span.edtf[0] if first == span.start else None,
                    span.edtf[1] if last == span.end else None,
                ),
                basis=span.basis,
                accuracy_m=span.accuracy_m if placed else max(span.accuracy_m, WAR_ACCURACY_M),
                confidence=span.confidence if placed else "low",
                sources=sorted(sources[span]),
            )
            layers[layer].append(item)
    return layers


def _front_spans(left: Block, right: Block) -> Iterator[tuple[_Span, set[str]]]:
    """Yield the spans in which exactly one side of a stretch is held by Armenian forces."""
    days = sorted({step.start for block in (left, right) for step in block.steps})
    agreed = left.unit != right.unit
    accuracy = AGREED_ACCURACY_M if agreed else min(left.accuracy_m, right.accuracy_m)
    for day, following in zip(days, [*days[1:], None], strict=True):
        sides = left.holder(day), right.holder(day)
        if not _is_front(sides):
            continue
        known = [step for step in sides if step]
        end = _edtf_of(following, (left, right)) if following else None
        yield (
            _Span(
                day,
                following,
                (_edtf_of(day, (left, right)), end),
                basis="registered" if agreed else "derived",
                confidence="high" if agreed else "medium",
                accuracy_m=accuracy,
            ),
            {key for step in known for key in step.sources},
        )


def _is_front(sides: tuple[Step | None, Step | None]) -> bool:
    """Tell a front from the edge of ground that is contested as a whole unit."""
    held = [step for step in sides if step and step.controller == "armenian_forces"]
    facing = [step for step in sides if step and step.controller != "armenian_forces"]
    if len(held) != 1 or len(facing) != 1:
        return False
    return facing[0].controller == "azerbaijan" or facing[0].by_place


def _edtf_of(day: date, sides: Iterable[Block]) -> str:
    """Return the original date of the step that begins on a day."""
    return next(step.edtf for block in sides for step in block.steps if step.start == day)


def _by_stage(span: _Span) -> Iterator[tuple[date, date | None, str, str]]:
    """Cut a span where a stage of the conflict ends."""
    for begins, ends, layer, stage in WAR_STAGES:
        first = max(span.start, begins)
        last = min((day for day in (span.end, ends) if day), default=None)
        if last is None or first < last:
            yield first, last, layer, stage
