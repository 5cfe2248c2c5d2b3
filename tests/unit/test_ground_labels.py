"""What is written on the ground: the name of the land, who holds it, how it changed hands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from karamap.core.style import style_key
from karamap.describe.ground_labels import GroundLabel, ground_labels, land_name
from karamap.lang.messages import languages

if TYPE_CHECKING:
    from karamap import Atlas


def written(atlas: Atlas, day: date, language: str = "en") -> dict[str, GroundLabel]:
    there = [
        (style_key(layer, item.properties), item)
        for layer in ("control", "peacekeeping_zone")
        for item in atlas.features(layer, day)
    ]
    return {label.words: label for label in ground_labels(there, day, language)}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1918, 1, 1), "Karabakh"),
        (date(1923, 7, 6), "Karabakh"),
        (date(1923, 7, 7), "Nagorno-Karabakh"),
        (date(2024, 12, 31), "Nagorno-Karabakh"),
    ],
)
def test_the_land_has_a_name_on_every_day(day: date, name: str):
    assert land_name(day, "en") == name
    assert len({land_name(day, language) for language in languages()}) == len(languages())


def test_what_was_handed_over_bears_its_day(atlas: Atlas):
    units = {
        words: {item.properties.get("unit") for item in label.features}
        for words, label in written(atlas, date(2021, 1, 1)).items()
    }
    assert units["handed over 20 November 2020"] == {"aghdam"}
    assert units["handed over 25 November 2020"] == {"kalbajar"}
    assert units["handed over 1 December 2020"] == {"lachin", "lachin_corridor"}
    assert {"jabrayil", "zangilan", "hadrut"} <= units["taken in the war of 2020"]
    assert "kalbajar" not in units["taken in the war of 2020"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1930, 1, 1), set()),
        (date(1994, 12, 31), {"held by Armenian forces"}),
        (date(2020, 11, 24), {"Russian peacekeepers", "held by Armenian forces",
                              "taken in the war of 2020", "handed over 20 November 2020"}),
        (date(2024, 12, 31), set()),
    ],
)  # fmt: skip
def test_only_what_is_so_on_the_day_is_said(atlas: Atlas, day: date, words: set[str]):
    assert set(written(atlas, day)) == words
