"""The terms of docs/glossary.csv are used wherever English has them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from karamap.core.layers import LANGUAGES
from told import OTHERS, all_texts

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.csv"
with GLOSSARY.open(encoding="utf-8", newline="") as file:
    TERMS = list(csv.DictReader(file))
TOLD = {
    language: {
        # a dotted capital is two letters once it is made small
        where: re.sub(r"\{\w+\}", "", text).replace("İ", "i")
        for where, text in all_texts(language).items()
    }
    for language in LANGUAGES
}


def used(forms: str) -> re.Pattern[str]:
    """Return a pattern for a term; endings change behind a bar, a stroke parts two forms."""
    stems = (
        r"\w*\W+".join(re.escape(word.split("|")[0]) for word in form.split())
        for form in forms.replace("İ", "i").split("/")
    )
    return re.compile("|".join(rf"\b{stem}" for stem in stems), re.IGNORECASE)


def test_a_term_is_listed_once_with_a_form_in_each_language_and_its_usage() -> None:
    names = [term["term"] for term in TERMS]
    assert len(names) == len(set(names))
    assert all(term[column] for term in TERMS for column in (*LANGUAGES, "usage"))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["term"])
def test_a_term_is_used_wherever_english_has_it(term: dict[str, str]) -> None:
    there = [where for where, text in TOLD["en"].items() if used(term["en"]).search(text)]
    assert there, "English does not use it"
    missing = {
        (where, language): TOLD[language][where]
        for where in there
        for language in OTHERS
        if where in TOLD[language] and not used(term[language]).search(TOLD[language][where])
    }
    assert missing == {}
