"""Finding places by name."""

from __future__ import annotations

import pytest

from karamap import UsageError
from karamap.names import find, folded
from karamap.sounds import sound


@pytest.mark.parametrize(
    "name",
    ["Shusha", "shushi", "ŞUŞA", "Şuşa", "Шуша", "Շուշի", " shu-sha ", "susa", "susha", "susi"],
)
def test_shusha_is_found_first_in_four_scripts(atlas, name):
    assert find(atlas.layers["places"], name)[0]["id"] == "shusha"


@pytest.mark.parametrize("name", ["Khankendi", "Xankəndi", "Stepanakert", "Степанакерт"])
def test_names_of_both_sides_find_the_same_town(atlas, name):
    assert find(atlas.layers["places"], name)[0]["id"] == "stepanakert"


def test_a_beginning_is_enough(atlas):
    assert find(atlas.layers["places"], "Stepanak")[0]["id"] == "stepanakert"


@pytest.mark.parametrize("name", ["", "   ", "!?", "Atlantis"])
def test_what_is_no_place_is_refused(atlas, name):
    with pytest.raises(UsageError, match="no place is called"):
        find(atlas.layers["places"], name)


def test_folding_ignores_case_accents_and_signs():
    assert folded("Füzuli") == folded("FUZULI")
    assert folded("Xocavənd") == "xocavend"
    assert folded("Qaraxanbəyli (köhnə)") == "qaraxanbeylikohne"


@pytest.mark.parametrize(
    "names",
    [
        ("Shusha", "susha", "Şuşa", "Шуша"),
        ("Shushi", "Շուշի"),
        ("Stepanakert", "Степанакерт", "Ստեփանակերտ"),
        ("Jabrayil", "Cəbrayıl"),
        ("Kalbajar", "Kəlbəcər"),
    ],
)
def test_a_name_sounds_the_same_in_every_script(names):
    assert len({sound(name) for name in names}) == 1


def test_a_sound_is_plain():
    assert sound("Ağ-Dərə 2!") == "agdara2"
    assert sound("") == sound("?!") == ""
