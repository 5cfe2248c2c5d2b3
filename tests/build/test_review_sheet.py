"""The sheet for a native reader, and what is said of those who have read."""

from __future__ import annotations

import csv
import re
from html import escape, unescape
from pathlib import Path

import pytest

from make_review_sheet import GOLDEN, sheet
from told import OTHERS, all_texts

HOME = Path(__file__).parents[2]
LANGUAGE = {"az": "Azerbaijani", "hy": "Armenian", "ru": "Russian"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_sheet_has_every_text_and_every_composed_sentence(language: str) -> None:
    made = sheet(language, {"A popup": b"picture"}, "Version 1")
    told = {unescape(key) for key in re.findall(r"data-key='([^']*)'", made)}
    assert told >= all_texts(language).keys()
    sentences = re.findall(rf"^  {language}: (.+)$", GOLDEN.read_text("utf-8"), re.MULTILINE)
    assert all(f"<td>{escape(words.strip())}<td" in made for words in sentences)
    # it opens from disk, without the internet
    assert not re.search(r"(?:src|href)='(?!data:)|url\(|@import|https?://[^<]*\.(?:js|css)", made)


def test_a_language_awaits_a_native_reader_until_one_is_recorded() -> None:
    with (HOME / "docs" / "readers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert row["language"] in OTHERS
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["date"])
        assert row["name"]
        assert row["version"]
        assert row["read"]
    read = {row["language"] for row in rows}
    told = " ".join((HOME / "docs" / "neutrality.md").read_text("utf-8").split())
    if not read:
        assert "were translated by the project and **await a native reader**" in told
        assert "No native reader has looked yet." in (HOME / "docs/translating.md").read_text(
            "utf-8"
        )
    for language in set(OTHERS) - read:
        assert LANGUAGE[language] in told.split("**await a native reader**")[0]
