"""The history of a piece of ground while it is derived."""

from __future__ import annotations

from datetime import date

from karamap.build.steps import Step, collapsed, holder
from karamap.core.dates import LAST_DAY, ONE_DAY

REPUBLIC, TAKEN, RETURNED = date(1918, 5, 28), date(1992, 5, 8), date(2020, 11, 20)
AZ, AR = "azerbaijan", "armenian_forces"


def step(start: date, who: str, *sources: str) -> Step:
    return Step(start, start.isoformat(), who, "high", sources)


def test_a_later_row_of_the_same_day_overrides():
    first, second = step(TAKEN, AZ), step(TAKEN, AR)
    assert collapsed([first, second]) == (second,)


def test_a_row_that_names_the_same_holder_adds_its_sources():
    steps = [step(TAKEN, AR, "a", "b"), step(RETURNED, AR, "b", "c")]
    assert collapsed(steps) == (step(TAKEN, AR, "a", "b", "c"),)


def test_an_overridden_row_does_not_part_what_it_stood_between():
    steps = [step(REPUBLIC, AZ, "a"), step(TAKEN, AR), step(TAKEN, AZ, "b")]
    assert collapsed(steps) == (step(REPUBLIC, AZ, "a", "b"),)


def test_the_holder_of_a_day_is_that_of_the_last_step_begun():
    steps = (step(REPUBLIC, AZ), step(TAKEN, AR), step(RETURNED, AZ))
    days = (REPUBLIC - ONE_DAY, REPUBLIC, TAKEN - ONE_DAY, TAKEN, RETURNED, LAST_DAY)
    assert [holder(steps, day) for day in days] == [None, AZ, AZ, AR, AZ, AZ]


def test_nothing_is_nobody_s():
    assert collapsed([]) == ()
    assert holder((), TAKEN) is None
