"""Finding places by name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from karamap import UsageError
from karamap.core.layers import NAMES
from karamap.describe.changes import unit_names
from karamap.describe.place_history import who
from karamap.lang.folding import sound
from karamap.lang.names import both_names, find, folded, name_on

# the names by which a place is found first, in four scripts, of both sides, or their beginning
FOUND = {
    "shusha": (
        *("Shusha", "shushi", "ŞUŞA", "Şuşa", "Шуша", "Շուշի", " shu-sha ", "susa", "susha"),
        "susi",
    ),
    "stepanakert": ("Khankendi", "Xankəndi", "Stepanakert", "Степанакерт", "Stepanak"),
}


def test_a_place_is_found_first_by_any_of_its_names(atlas):
    for place, names in FOUND.items():
        for name in names:
            assert find(atlas.layers["places"], name)[0]["id"] == place, name


@pytest.mark.parametrize("name", ["", "   ", "!?", "Atlantis"])
def test_what_is_no_place_is_refused(atlas, name):
    with pytest.raises(UsageError, match="no place is called"):
        find(atlas.layers["places"], name)


def test_folding_ignores_case_accents_signs_and_the_script():
    assert folded("Füzuli") == folded("FUZULI")
    assert folded("Xocavənd") == "xocavend"
    assert folded("Qaraxanbəyli (köhnə)") == "qaraxanbeylikohne"
    for names in (
        ("Shusha", "susha", "Şuşa", "Шуша"),
        ("Shushi", "Շուշի"),
        ("Stepanakert", "Степанакерт", "Ստեփանակերտ"),
        ("Jabrayil", "Cəbrayıl"),
        ("Kalbajar", "Kəlbəcər"),
    ):
        assert len({sound(name) for name in names}) == 1, names
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


def named_spans(atlas):
    """Yield every name of a feature with its layer, id and days: one mapping of names by span."""
    for layer in ("places", "control", "districts", "buffer_zone", "countries"):
        for item in atlas.layers[layer]:
            for span in item.properties.get("names") or [item.properties]:
                yield layer, item.id, span


# one language each: the names that came with the wars and with the laws after them
YOUNGER = {
    "name_en": "Akna Berdzor Jrakan Karvachar Kashunik Kovsakan Varanda Sugovushan Aghdara "
    "Khojavend",
    "name_az": "Akna Berdzor Crakan Karvaçar Kaşunik Kovsakan Varanda Suqovuşan Ağdərə Xocavənd",
    "name_hy": "Ակնա Բերձոր Ջրական Քարվաճառ Քաշունիք Կովսական Սուգովուշան Աղդարա Խոջավենդ",
    "name_ru": "Акна Бердзор Джракан Карвачар Кашуник Ковсакан Суговушан Агдере Ходжавенд",
}


@pytest.mark.parametrize("key", YOUNGER)
def test_no_name_of_the_nineties_is_told_before_them(atlas, key):
    younger = set(YOUNGER[key].split())
    told = [
        (layer, item, span[key])
        for layer, item, span in named_spans(atlas)
        if span[key] and (span["end_date"] or "2025") <= "1991-11-26"
        # the district that was Martuni's from 1930 was called Varanda
        if younger & set(both_names(span[key])) and span["name_en"] != "Varanda"
    ]
    assert told == []


def test_a_name_of_2020_is_not_told_before_it(atlas):
    [place] = find(atlas.layers["places"], "mataghis")
    for key, younger in YOUNGER.items():
        names = both_names(name_on(place, date(1994, 4, 30), key.removeprefix("name_")))
        assert not set(names) & set(younger.split())
        assert len(both_names(name_on(place, date(2020, 10, 3), key.removeprefix("name_")))) == 2


def test_the_name_of_the_other_side_stands_in_brackets_in_all_languages_or_in_none(atlas):
    differ = {
        (layer, item): [span[key] for key in NAMES]
        for layer, item, span in named_spans(atlas)
        if layer != "countries"
        if len({"(" in span[key] for key in NAMES if span[key]}) > 1
    }
    assert differ == {}


# the letters of each language
LETTERS = {
    "name_az": re.compile(r"[^A-Za-zÇçƏəĞğİıÖöŞşÜü]"),
    "name_hy": re.compile(r"[^Ա-Ֆա-և]"),
    "name_ru": re.compile(r"[^А-Яа-яЁё]"),
}


@pytest.mark.parametrize("key", LETTERS)
def test_names_are_written_in_the_letters_of_their_language(atlas, key):
    foreign = {
        (item, span[key])
        for _, item, span in named_spans(atlas)
        if span[key] and LETTERS[key].search(re.sub(r"[\s()\d.,/’'–-]", "", span[key]))
    }
    assert foreign == set()


def test_a_heading_of_who_has_the_names_of_its_language_only(atlas):
    for language in ("hy", "ru"):
        for place in atlas.layers["places"]:
            heading = who(atlas, [place.id], None, "text", language).splitlines()[0]
            if place.properties[f"name_{language}"]:
                assert not re.search("[A-Za-z]", heading), heading
