"""The words of the map in its four languages: complete and alike in form."""

from __future__ import annotations

import re
import string

import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from karamap import strings
from karamap.layers import LANGUAGES

OTHERS = tuple(language for language in LANGUAGES if language != strings.DEFAULT)
MONTH_LETTERS = 4
NAME_WORDS = 2
WORD = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"\{\w+\}")


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
