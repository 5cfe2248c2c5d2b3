"""The words of the map in its four languages: complete and alike in form."""

from __future__ import annotations

import csv
import re
import string
from datetime import date
from typing import TYPE_CHECKING

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from karamap import strings
from karamap.curate.evidence import read_sources
from karamap.dates import FIRST_DAY, LAST_DAY
from karamap.layers import LANGUAGES, layer, parse_layers
from karamap.paths import geodata_folder
from karamap.viewpoint import parse_view

if TYPE_CHECKING:
    from karamap import Atlas

OTHERS = tuple(language for language in LANGUAGES if language != strings.DEFAULT)
EVIDENCE = geodata_folder() / "evidence"
# the texts of each table that texts.csv translates
TRANSLATED = {
    "events": ("title", "summary"),
    "claims": ("claim", "note", "shows"),
    "figures": ("what", "note"),
}
MONTH_LETTERS = 4
NAME_WORDS = 2
TOUR_STEPS = (10, 14)
TOUR_WORDS = (40, 90)
WORD = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"\{\w+\}")


def rows_of(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that a translation writes in figures too."""
    joined = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    return {number.replace(",", ".") for number in re.findall(r"\d{2,}(?:[.,]\d+)?", joined)}


TOUR = rows_of("tour")


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_the_interface_speaks_the_languages_of_the_names() -> None:
    assert set(strings.languages()) == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_an_interface_has_the_keys_of_english_in_the_same_order(language: str) -> None:
    assert list(strings.table(language)) == list(strings.table())


@pytest.mark.parametrize("language", OTHERS)
def test_a_string_has_the_placeholders_of_the_english_one(language: str) -> None:
    english = strings.table()
    differ = {
        key: text
        for key, text in strings.table(language).items()
        if placeholders(text) != placeholders(english[key])
    }
    assert differ == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_string_is_translated_unless_it_has_no_words(language: str) -> None:
    english = strings.table()
    # names and units may be the same; where there are more words, something was forgotten
    same = {
        key
        for key, text in strings.table(language).items()
        if text == english[key] and len(WORD.findall(PLACEHOLDER.sub("", text))) > NAME_WORDS
    }
    assert same == set()


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], dict[str, str]]:
    rows = rows_of("texts")
    found = {(row["id"], row["field"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_text_of_the_evidence_is_translated_once(texts) -> None:
    wanted = {
        (row["id"], field)
        for table, fields in TRANSLATED.items()
        for row in rows_of(table)
        for field in fields
        if row[field]
    }
    sections = {(row["id"], "section") for row in rows_of("sections")}
    assert set(texts) == wanted | sections


def test_a_claim_or_event_of_the_article_stands_in_a_known_section() -> None:
    known = {row["title_en"] for row in rows_of("sections")}
    claimed = {row["section"] for row in rows_of("claims")}
    told = {row["article_section"] for row in rows_of("events") if row["in_article"] == "yes"}
    assert claimed | told <= known


def test_every_text_is_there_in_every_language(texts) -> None:
    empty = {
        (*key, language) for key, row in texts.items() for language in OTHERS if not row[language]
    }
    assert empty == set()


def test_a_translation_keeps_the_numbers(texts) -> None:
    english = {
        (row["id"], field): row[field]
        for table, fields in TRANSLATED.items()
        for row in rows_of(table)
        for field in fields
    }
    # thousands are written 1,960 there and 1960 or 1 960 here, decimals 6.4 and 6,4
    wanted = {key: numbers(re.sub(r"(?<=\d),(?=\d{3})", "", text)) for key, text in english.items()}
    differ = {
        (*key, language)
        for key, row in texts.items()
        if key in wanted
        for language in OTHERS
        if not wanted[key] <= numbers(row[language])
    }
    assert differ == set()


def test_the_tour_follows_the_article() -> None:
    order = [row["id"] for row in rows_of("sections")]
    visited = [order.index(step["section"]) for step in TOUR]
    assert visited == sorted(visited)
    # the introduction is told by the first step and the last
    assert set(visited) == set(range(1, len(order)))
    assert TOUR_STEPS[0] <= len(TOUR) <= TOUR_STEPS[1]


@pytest.mark.parametrize("step", TOUR, ids=lambda step: step["id"])
def test_a_step_of_the_tour_can_be_shown(step: dict[str, str], atlas: Atlas) -> None:
    day = date.fromisoformat(step["date"])
    assert FIRST_DAY <= day <= LAST_DAY
    if step["compare"]:
        assert FIRST_DAY <= date.fromisoformat(step["compare"]) <= LAST_DAY
        assert atlas.at(step["compare"]).areas_km2 != atlas.at(day).areas_km2
    parse_view(step["view"].replace(";", ","))
    wanted = step["layers"].split(";")
    assert list(parse_layers(wanted)) == wanted
    assert all(layer(name).choice for name in wanted)
    state = atlas.at(day)
    assert [name for name in wanted if not state.features[name]] == []
    assert set(step["claims"].split(";")) <= {row["id"] for row in rows_of("claims")}
    assert set(step["sources"].split(";")) <= set(read_sources(EVIDENCE.parent / "sources.json"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", TOUR, ids=lambda step: step["id"])
def test_a_step_of_the_tour_is_told_in_40_to_90_words(step: dict[str, str], language: str) -> None:
    assert step[f"title_{language}"]
    assert TOUR_WORDS[0] <= len(step[f"text_{language}"].split()) <= TOUR_WORDS[1]


@pytest.mark.parametrize("step", TOUR, ids=lambda step: step["id"])
def test_a_step_of_the_tour_has_the_same_numbers_in_all_languages(step: dict[str, str]) -> None:
    wanted = numbers(re.sub(r"(?<=\d),(?=\d{3})", "", step["text_en"]))
    for language in OTHERS:
        assert wanted <= numbers(step[f"text_{language}"]), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_of_the_pictures_has_every_letter(language: str) -> None:
    glyphs = FT2Font(font_manager.findfont("DejaVu Sans")).get_charmap()
    letters = set("".join(strings.table(language).values()))
    assert {letter for letter in letters if ord(letter) not in glyphs} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_month_has_at_most_four_letters(language: str) -> None:
    months = [strings.text(f"month_short.{month}", language) for month in range(1, 13)]
    assert len(set(months)) == len(months)
    assert max(map(len, months)) <= MONTH_LETTERS
