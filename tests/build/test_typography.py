"""Every text keeps the printers' rules of its language."""

from __future__ import annotations

import pytest

from karamap.core.layers import LANGUAGES
from told import all_texts
from typography import faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_the_rules_of_its_language(language: str) -> None:
    told = all_texts(language)
    assert {where: found for where, text in told.items() if (found := faults(text, language))} == {}


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("en", "between 1991-1994", "a hyphen in a range"),
        ("en", "40 to 50 km wide", "a unit that may leave its number"),
        ("en", "11,458 km2", "square kilometres without their sign"),
        ("en", "91\u00a0% of it", "a percent sign apart"),
        ("az", "«zonası»", "quotation marks of others"),
        ("hy", "Աղբյուրներ: այստեղ", "a colon"),
        ("hy", "“բուֆերային գոտի”", "quotation marks of others"),
        ("ru", "93 % территории", "a percent sign that may part"),
        ("ru", "since 1992-06~", "a date for machines"),
    ],
)
def test_a_breach_is_noticed(language: str, text: str, rule: str) -> None:
    assert rule in faults(text, language)
