"""What printers' rules forbid in a text, by language: a name and a pattern for each."""

from __future__ import annotations

import re

_UNITS = r"(?:km²|km|км²|км|կմ²|կմ)(?!\w)"
EVERYWHERE = {
    "a hyphen in a range": r"(?<![\d-])\d[\d.,\u00a0]*-\d(?!\d?-\d)",
    "a unit that may leave its number": rf"[\d}}] {_UNITS}",
    "a unit that touches its number": rf"[\d}}]{_UNITS}",
    "square kilometres without their sign": r"\b(?:km|км|կմ)2",
    "thousands that may part": r"\d \d{3}(?!\d)",
    "a straight quotation mark": r"\"",
    "a date for machines": r"\d{4}-\d{2}|\b\d{3}X\b|\d[~?](?=\W|$)|/\.\.",
    "a hyphen for a dash": r" - ",
    "two spaces": r"\S  +\S",
}
_TOUCHING = {"a percent sign apart": r"[\d}][ \u00a0]%"}
BY_LANGUAGE = {
    "en": {**_TOUCHING, "quotation marks of others": "[«»„]", "a straight apostrophe": r"\w'\w"},
    "az": {**_TOUCHING, "quotation marks of others": "[«»„]"},
    "hy": {
        **_TOUCHING,
        "quotation marks of others": "[“”„]",
        "a colon": r":(?=\s|$)",
        "a semicolon": r";",
    },
    "ru": {
        "quotation marks of others": "[“”„]",
        "a percent sign that may part": r"[\d}] %",
        "a percent sign that touches": r"[\d}]%",
    },
}


def faults(text: str, language: str) -> list[str]:
    """Return the names of the rules that a text breaks."""
    # commands and what a reader types are no prose
    prose = re.sub(r"\{\w+\}", "{}", re.sub(r"`[^`]*`", "", text))
    rules = EVERYWHERE | BY_LANGUAGE[language]
    return [name for name, pattern in rules.items() if re.search(pattern, prose)]
