"""The buffer zone: the article's rings against what was held."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.build.zones import CORE_TOWNS, RINGS
from karamap.core.errors import UsageError
from karamap.describe.measurements import buffer_words
from karamap.stats.buffer_zone import buffer_comparison, town_ids
from karamap.stats.published import OUTSIDE_OBLAST
from karamap.stats.quantities import ground, total

DAY = date(2000, 1, 1)


@pytest.mark.parametrize("model", RINGS)
@pytest.mark.parametrize("day", [date(1992, 6, 1), DAY, date(2020, 11, 10)])
def test_the_parts_add_up_to_what_is_held(atlas, model, day):
    found = buffer_comparison(atlas, day, model)
    held = total(ground(atlas, day), (*OUTSIDE_OBLAST, "shahumyan"), "armenian_forces")
    assert found.held == pytest.approx(held, abs=1)
    for part in found.districts:
        assert min(part.inside_held, part.inside_not_held, part.beyond_held) >= 0
        in_unit = ("lachin", "lachin_corridor") if part.unit == "lachin" else (part.unit,)
        of_unit = total(ground(atlas, day), in_unit, "armenian_forces")
        assert part.held == pytest.approx(of_unit, abs=0.1)


def test_rings_are_the_same_on_all_days_and_grow_with_their_radius(atlas):
    inside = {
        model: [buffer_comparison(atlas, day, model).inside for day in (DAY, date(2024, 1, 1))]
        for model in RINGS
    }
    for sizes in inside.values():
        assert sizes[0] == pytest.approx(sizes[1], abs=2)
    assert inside["ring_15km"][0] < inside["d30_range"][0] < inside["ring_20km"][0]


def test_towns_are_the_reader_s_to_pick(atlas):
    six = buffer_comparison(atlas, DAY, "d30_range")
    one = buffer_comparison(atlas, DAY, "d30_range", town_ids(atlas, ["Ստեփանակերտ"]))
    assert (six.towns, one.towns) == (CORE_TOWNS, ("stepanakert",))
    assert one.inside < six.inside
    assert one.held == pytest.approx(six.held, abs=1)
    assert town_ids(atlas, []) == CORE_TOWNS


def test_in_words(atlas):
    words = buffer_words(atlas, buffer_comparison(atlas, DAY, "d30_range", ("martuni",)), "en")
    assert words.startswith("Within 15.4\N{NO-BREAK SPACE}km of Martuni, ")
    assert "In all they held" in words
    peace = buffer_words(atlas, buffer_comparison(atlas, date(1970, 1, 1)), "en")
    assert "held none of it" in peace


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"model": "ring_99km"}, "there is no ring 'ring_99km': expected one of ring_15km"),
        ({"towns": ("atlantis",)}, "there is no place 'atlantis'"),
        ({"towns": ()}, "expected at least one"),
    ],
)
def test_what_cannot_be_compared_is_named(atlas, words, says):
    with pytest.raises(UsageError, match=says):
        buffer_comparison(atlas, DAY, **words)
