"""The war of 2020 as one view: fronts by date, and what was taken, handed over and kept."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest
import shapely

from karamap import Atlas
from karamap.core.geodesy import area_km2, length_km
from karamap.core.layers import FRONT_DAYS, OUTCOMES
from karamap.core.style import THEMES, Theme
from karamap.lang.messages import languages


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def test_a_front_by_day_runs_where_the_front_ran_that_day(atlas: Atlas) -> None:
    for front in atlas.layers["fronts_by_day"]:
        day = date.fromisoformat(front.properties["day"])
        there = shapely.union_all(
            [item.geometry for item in atlas.features("front_lines_2020", day)]
        )
        astray = shapely.difference(front.geometry, there.buffer(1e-4))
        assert length_km(astray) == 0 if not astray.is_empty else True, day
        assert front.span[0] == day


def test_no_stretch_is_drawn_for_two_days(atlas: Atlas) -> None:
    fronts = [item.geometry for item in atlas.layers["fronts_by_day"]]
    assert all(shapely.intersection(a, b).length == 0 for a, b in combinations(fronts, 2))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.id)
def test_fronts_by_day_darken_with_the_date(theme: Theme) -> None:
    colours = [theme.styles[f"fronts_by_day:{day}"].stroke or "" for day in FRONT_DAYS]
    light = [sum(bytes.fromhex(colour[1:])) for colour in colours]
    assert all(later < earlier for earlier, later in pairwise(light))


def test_outcomes_make_up_what_was_held_on_the_eve(atlas: Atlas) -> None:
    outcomes = {item.properties["outcome"]: item for item in atlas.layers["outcome_2020"]}
    assert tuple(outcomes) == OUTCOMES
    whole = sum(area_km2(item.geometry) for item in outcomes.values())
    assert whole == pytest.approx(atlas.areas_km2(date(2020, 9, 26))["armenian_forces"], rel=0.001)
    assert all(
        shapely.intersection(a.geometry, b.geometry).area < 1e-6
        for a, b in combinations(outcomes.values(), 2)
    )
    # what this map gives, and the published number beside it
    assert outcomes["taken"].properties["name_en"] == (
        "Taken in the war: 35.7% of the territory held before (published: 32.55%)"
    )
    assert "39.85%" in outcomes["handed_over"].properties["name_en"]
    assert "27,7" in outcomes["kept"].properties["name_ru"]
    for language in languages():
        names = {item.properties[f"name_{language}"] for item in outcomes.values()}
        assert len(names) == len(OUTCOMES)


def test_views_of_the_war_are_no_changes(atlas: Atlas) -> None:
    changes = atlas.changes("2020-09-26", "2020-12-01")
    assert not {"fronts_by_day", "outcome_2020"} & {*changes.began, *changes.ended}
