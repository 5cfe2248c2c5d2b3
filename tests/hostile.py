"""Geodata whose every text tries to break out of whatever it is shown in."""

from __future__ import annotations

import csv
import io
import json
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from karamap.core.paths import geodata_folder

if TYPE_CHECKING:
    from pathlib import Path

# mark-up, script, template, Markdown, style and mathematics; line separators break scripts
HOSTILE = (
    """</script></style></title>--><img src=x onerror="window.pwned=1"><script>window.pwned=2"""
    """</script>\u2028\u2029"'`{{7*7}}{% if %}${7*7}[x](javascript:window.pwned=3)$x^$&lt;\\"""
)
# as it stands in tables, whose texts are one line
IN_TABLES = HOSTILE.replace("\u2028", "").replace("\u2029", "")
ADDRESS = """https://example.org/"><img src=x onerror="window.pwned=4">"""

# columns and properties that hold words; the others hold ids, numbers, dates or known values
WORDS = (
    *("alt_names", "article_section", "claim", "container-title", "event", "note", "publisher"),
    *("section", "shows", "summary", "title", "title-short", "what"),
)
_STARTS = ("name_", "note_", "summary_", "text_", "title_")
_TRANSLATED = ("az", "hy", "ru")


def hostile_geodata(folder: Path) -> Path:
    """Return a copy of the geodata with a hostile text at the end of every word in it."""
    copy = folder / "geodata"
    shutil.copytree(geodata_folder(), copy)
    for path in (*copy.glob("layers/*.geojson"), copy / "sources.json"):
        found = json.loads(path.read_text("utf-8"))
        _spoil(found)
        path.write_text(json.dumps(found), "utf-8")
    for path in copy.glob("evidence/*.csv"):
        path.write_text(_spoiled_table(path), "utf-8")
    return copy


def _is_words(name: str) -> bool:
    return name in WORDS or (name.startswith(_STARTS) and not name.endswith("_from"))


def _spoil(found: Any) -> None:
    """Add the hostile text to every word in a JSON document, in place."""
    for item in found if isinstance(found, list) else ():
        _spoil(item)
    if not isinstance(found, dict):
        return
    for name, value in found.items():
        if name == "URL":
            found[name] = ADDRESS
        elif _is_words(name) and isinstance(value, str):
            found[name] = value + HOSTILE
        else:
            _spoil(value)


def _spoiled_table(path: Path) -> str:
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    spoil = [
        at
        for at, name in enumerate(header)
        if (_is_words(name) or (path.stem == "texts" and name in _TRANSLATED))
        # the section of a claim is looked up in another table
        and not (path.stem == "tour" and name == "section")
    ]
    for row in rows:
        for at in spoil:
            if row[at]:
                row[at] += IN_TABLES.replace(";", "")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


class Markup(HTMLParser):
    """The elements and attributes that a browser would find in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def dangers(self) -> list[str]:
        """Return what could run or fetch something."""
        return [tag for tag in self.tags if tag in ("script", "iframe", "object", "embed")] + [
            f"{name}={value}"
            for name, value in self.attributes
            if name.startswith("on")
            or (name in ("href", "src") and (value or "").startswith(("javascript:", "x")))
        ]
