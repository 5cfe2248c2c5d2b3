"""The pages of the documentation, and what is told in them."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).parents[1]
PAGES = [
    *(HOME / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    HOME / "tests" / "README.md",
    *sorted((HOME / "geodata").glob("*.md")),
    *sorted((HOME / "docs").glob("*.md")),
]
PAGES = [page for page in PAGES if page.is_file()]
# what was is told in changelogs, whether it is still there or not
LASTING = [page for page in PAGES if page.name != "CHANGELOG.md"]
TEXT = {page.relative_to(HOME).as_posix(): page.read_text("utf-8") for page in PAGES}


def section(page: str, heading: str) -> str:
    """The text below a heading, up to the next of its level or above."""
    level = heading.split(" ", maxsplit=1)[0]
    found = re.search(
        rf"^{re.escape(heading)}[^\n]*\n(.*?)(?=^#{{1,{len(level)}}} |\Z)",
        page,
        re.DOTALL | re.MULTILINE,
    )
    assert found, f"no heading {heading!r}"
    return found[1]


def spans(text: str) -> set[str]:
    """The words set as code, and the parts of lists among them."""
    return set(re.findall(r"`([^`\n]+)`", text))


def column(text: str, number: int = 0) -> list[str]:
    """The cells of a column of all tables in a text, without their headings."""
    rows = re.findall(
        r"^\|(.+)\|$", re.sub(r"^\|.*\|\n\|[-|: ]+\|$", "", text, flags=re.MULTILINE), re.MULTILINE
    )
    return [re.split(r"(?<!\\)\|", row)[number].strip() for row in rows]


def named(text: str, number: int = 0) -> set[str]:
    return set().union(*(spans(cell) for cell in column(text, number)), set())
