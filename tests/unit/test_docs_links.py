"""Links and paths in the pages of the documentation lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from documented import HOME, LASTING, PAGES, spans

if TYPE_CHECKING:
    from pathlib import Path


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings have where Markdown is shown."""
    plain = [
        re.sub(r"[^\w\- ]", "", line.lower())
        for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    ]
    return {line.strip().replace(" ", "-") for line in plain}


def links(text: str) -> list[str]:
    tokens = MarkdownIt().enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    targets = [child.attrGet("href") or child.attrGet("src") for child in inline]
    return [str(target) for target in targets if target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOME).as_posix())
def test_links_lead_somewhere(page: Path):
    for target in links(page.read_text("utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there.read_text("utf-8")), target


# where a path in a page may begin
ROOTS = (".", "src/karamap", "src/karamap/web", "geodata", "geodata/evidence", "geodata/base",
         "geodata/layers", "tests", "tests/browser", "docs", "src/karamap/lang",
         "frontend/src")  # fmt: skip
# written by karamap, or by its reader
MADE_LATER = {
    ".venv/bin/",
    "embed.html",
    "LICENCES.md",
    "derived/areas.csv",
    "derived/places.jsonld",
}


@pytest.mark.parametrize("page", LASTING, ids=lambda page: page.relative_to(HOME).as_posix())
def test_files_named_in_the_pages_exist(page: Path):
    ending = r"(?:py|js|ts|json|csv|md|geojson|toml|cff|css|png|svg)"
    for span in spans(page.read_text("utf-8")):
        if not re.fullmatch(rf"[\w./-]+\.{ending}|(?:[\w.-]+/)+", span):
            continue
        if span in MADE_LATER or re.search(r"[A-Z]{3,}\.json$", span):
            continue
        assert any((HOME / root / span).exists() for root in (*ROOTS, page.parent)), span


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [HOME / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in links(page.read_text("utf-8")):
            there = (page.parent / target.split("#")[0]).resolve()
            if there.suffix == ".md" and there.is_file():
                waiting.append(there)
    assert set(PAGES) <= reached
