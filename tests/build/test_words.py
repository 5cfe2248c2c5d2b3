"""The words of the map in its four languages: complete and alike in form."""

from __future__ import annotations

import json
import re
import string
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from matplotlib.ft2font import FT2Font

from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.fonts import font_files
from karamap.core.layers import LANGUAGES, layer, parse_layers
from karamap.core.map_view import parse_view
from karamap.evidence.sources import read_sources
from karamap.lang import messages
from karamap.lang.formats import long_date, short_month
from told import EVIDENCE, OTHERS, TOUR, all_texts, english_texts, rows_of

if TYPE_CHECKING:
    from karamap import Atlas

MONTH_LETTERS = 4
NAME_WORDS = 2
TOUR_STEPS = (10, 14)
TOUR_WORDS = (40, 90)
QUOTED_WORDS = 12
HERE = Path(__file__).parents[1]
# patterns by language: words that take a side, in any case
BANNED = json.loads((HERE / "banned_words.json").read_text(encoding="utf-8"))
# where such a word stands all the same, because the text tells who used it
ATTRIBUTED = json.loads((HERE / "attributed_words.json").read_text(encoding="utf-8"))
WORD = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"\{\w+\}")


def english_numbers(text: str) -> set[str]:
    """Return the numbers of an English text, in which thousands are written 1,960."""
    return numbers(re.sub(r"(?<=\d),(?=\d{3})", "", text))


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that a translation writes in figures too."""
    joined = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", "", text)
    return {number.replace(",", ".") for number in re.findall(r"\d{2,}(?:[.,]\d+)?", joined)}


def banned_in(text: str, language: str) -> list[str]:
    return [word for word in BANNED[language] if re.search(word, text, re.IGNORECASE)]


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_the_interface_speaks_the_languages_of_the_names() -> None:
    assert set(messages.languages()) == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_an_interface_has_the_keys_and_placeholders_of_english_in_other_words(
    language: str,
) -> None:
    english, table = messages.table(), messages.table(language)
    assert list(table) == list(english)
    differ = {
        key: text for key, text in table.items() if placeholders(text) != placeholders(english[key])
    }
    assert differ == {}
    # names and units may be the same; where there are more words, something was forgotten
    same = {
        key
        for key, text in table.items()
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
    sections = {(row["id"], "section") for row in rows_of("sections")}
    assert set(texts) == english_texts().keys() | sections
    empty = {
        (*key, language) for key, row in texts.items() for language in OTHERS if not row[language]
    }
    assert empty == set()


def test_a_claim_or_event_of_the_article_stands_in_a_known_section() -> None:
    known = {row["title_en"] for row in rows_of("sections")}
    claimed = {row["section"] for row in rows_of("claims")}
    told = {row["article_section"] for row in rows_of("events") if row["in_article"] == "yes"}
    assert claimed | told <= known


def test_a_translation_keeps_the_numbers(texts) -> None:
    wanted = {key: english_numbers(text) for key, text in english_texts().items()}
    differ = {
        (*key, language)
        for key in wanted
        for language in OTHERS
        if not wanted[key] <= numbers(texts[key][language])
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


@pytest.mark.parametrize("step", TOUR, ids=lambda step: step["id"])
def test_a_step_of_the_tour_is_told_in_40_to_90_words_and_the_same_numbers(
    step: dict[str, str],
) -> None:
    wanted = english_numbers(step["text_en"])
    for language in LANGUAGES:
        assert step[f"title_{language}"]
        text = step[f"text_{language}"]
        assert TOUR_WORDS[0] <= len(text.split()) <= TOUR_WORDS[1], language
        assert language == "en" or wanted <= numbers(text), language


def test_a_headline_has_the_same_numbers_in_all_languages() -> None:
    for stop in rows_of("stops"):
        wanted = english_numbers(stop["headline_en"])
        for language in OTHERS:
            assert wanted <= numbers(stop[f"headline_{language}"]), (stop["id"], language)


def test_every_place_has_two_names_and_others_that_are_missing_are_listed_with_a_reason() -> None:
    places = rows_of("places")
    assert [row["id"] for row in places if not (row["name_en"] and row["name_az"])] == []
    empty = {
        (row["id"], language)
        for row in rows_of("places")
        for language in OTHERS
        if not row[f"name_{language}"]
    }
    listed = [(row["place_id"], row["language"]) for row in rows_of("names_missing")]
    assert len(listed) == len(set(listed))
    assert set(listed) == empty
    assert all(row["note"] for row in rows_of("names_missing"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_of_the_pictures_has_every_letter(language: str) -> None:
    letters = set("".join(messages.table(language).values()))
    for file in font_files():
        glyphs = FT2Font(file).get_charmap()
        assert {letter for letter in letters if ord(letter) not in glyphs} == set()


def test_a_short_month_has_at_most_four_letters() -> None:
    for language in LANGUAGES:
        months = [short_month(month, language).rstrip(".") for month in range(1, 13)]
        assert len(set(months)) == len(months), language
        assert max(map(len, months)) <= MONTH_LETTERS, language


def test_a_date_fits_into_a_sentence() -> None:
    for language, sentence in (
        ("en", "No change on the map since 9 November 2020"),
        ("az", "9 noyabr 2020 tarixindən xəritədə dəyişiklik yoxdur"),
        ("hy", "2020 թ. նոյեմբերի\u00a09-ից ի վեր քարտեզում փոփոխություն չկա"),
        ("ru", "На карте нет изменений с 9 ноября 2020\u00a0года"),
    ):
        day = long_date(date(2020, 11, 9), language)
        assert messages.text("caption.unchanged", language, date=day) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_takes_a_side_unless_it_is_said_by_a_side(language: str) -> None:
    texts = all_texts(language)
    for quotation in ATTRIBUTED:
        quoted = quotation["words"][language]
        texts[quotation["where"]] = texts[quotation["where"]].replace(quoted, "")
    found = {where: words for where, text in texts.items() if (words := banned_in(text, language))}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quotation", ATTRIBUTED, ids=lambda quotation: quotation["where"])
def test_a_quotation_is_short_there_and_says_whose_it_is(quotation, language: str) -> None:
    text = all_texts(language)[quotation["where"]]
    quoted = quotation["words"][language]
    assert quoted in text
    assert len(quoted.split()) <= QUOTED_WORDS
    assert banned_in(quoted, language)
    if quotation["said_by"] == "article":
        assert quotation["where"].endswith(".claim")
    else:
        assert quotation["said_by"][language] in text


def test_a_word_that_takes_a_side_is_noticed() -> None:
    for language, text in (
        ("en", "the liberated town"),
        ("en", "the Occupied districts"),
        ("az", "şəhər azad edildi"),
        ("az", "İşğal illəri"),
        ("hy", "քաղաքի ազատագրումը"),
        ("ru", "Освобождение города"),
        ("ru", "подписали договор"),
    ):
        assert banned_in(text, language), text
