"""Finding places by name."""

from __future__ import annotations

from datetime import date

import pytest

from karamap import UsageError
from karamap.describe.changes import unit_names
from karamap.lang.folding import sound
from karamap.lang.names import find, folded


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


@pytest.mark.parametrize(
    ("unit", "day", "name"),
    [
        ("kalbajar", "1918-06-01", "Kalbajar"),
        ("kalbajar", "1993-04-02", "Kalbajar"),
        ("kalbajar", "1993-04-03", "Kalbajar (Karvachar)"),
        ("lachin", "1992-05-17", "Lachin"),
        ("lachin", "1994-05-12", "Lachin (Berdzor)"),
        ("fuzuli", "1930-08-08", "Karyagino"),
        ("fuzuli", "1988-02-20", "Fuzuli"),
        ("fuzuli", "2020-10-17", "Fuzuli (Varanda)"),
        ("mardakert", "1925-01-01", "Jraberd"),
        ("askeran", "1977-01-01", "Stepanakert"),
        ("askeran", "1988-02-20", "Askeran"),
    ],
)
def test_ground_is_called_by_the_name_of_the_day(atlas, unit, day, name):
    assert unit_names(atlas, [unit], "en", date.fromisoformat(day)) == [name]


def test_no_name_of_the_nineties_is_told_before_them(atlas):
    younger = {"Akna", "Berdzor", "Jrakan", "Karvachar", "Kashunik", "Kovsakan", "Varanda"}
    for layer in ("control", "districts", "buffer_zone"):
        for item in atlas.layers[layer]:
            for span in item.properties.get("names") or [item.properties]:
                end = span["end_date"]
                if end is not None and end < "1992-05-18" and "(" in str(span["name_en"]):
                    assert not younger & set(str(span["name_en"]).strip(")").split(" (")), item[
                        "id"
                    ].id
