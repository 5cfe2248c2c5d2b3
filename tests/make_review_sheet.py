"""Write a sheet for a native reader: ``python tests/make_review_sheet.py hy sheet.html``.

One file that opens from disk, without the internet: pictures of the page in the language, then
every text beside the English one with room for a remark, where it is met, and sentences composed of
parts. The button at the top saves the remarks as a table. Needs a Chromium (tests/README.md).
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karamap import Atlas
from karamap.core.layers import LANGUAGES
from karamap.core.versions import CODE, data_version
from karamap.lang import messages
from karamap.web import render
from told import OTHERS, all_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).parent
GUIDE = HERE.parent / "docs" / "translating.md"
GOLDEN = HERE / "golden" / "sentences.txt"
STYLE = """
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.4 sans-serif }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 1px solid #bbb; padding: .3rem .5rem; vertical-align: top; text-align: left;
  overflow-wrap: anywhere }
td:first-child { width: 11rem; color: #555; font-size: .8rem }
[contenteditable] { background: #fffbe6 }
img { max-width: 100%; border: 1px solid #bbb }
"""
# what was written, as rows of a table
SCRIPT = """
document.querySelector("button").addEventListener("click", () => {
  const quoted = (text) => '"' + text.replaceAll('"', '""') + '"';
  const rows = [...document.querySelectorAll("tr[data-key]")]
    .filter((row) => row.lastElementChild.textContent.trim())
    .map((row) => [row.dataset.key, row.children[2].textContent, row.lastElementChild.textContent]);
  const table = [["key", "now", "remark"], ...rows].map((row) => row.map(quoted).join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table.join("\\n") + "\\n"], { type: "text/csv" }));
  link.download = document.documentElement.lang + "-remarks.csv";
  link.click();
});
"""
# what the page is asked to show, and what that is
VIEWS = {
    "?date=1994-05-12": "The map, its legend and the timeline",
    "?date=2020-11-08&place=shusha": "A popup",
    "?date=1992-05-18&tour=5": "The story beside the map",
    "?date=2020-12-01&compare=2020-09-26": "Two dates compared",
    "?date=2023-09-20&mode=present": "Presenting to a class",
}


def sheet(language: str, pictures: Mapping[str, bytes], version: str) -> str:
    """Return the sheet of a language.

    Parameters
    ----------
    pictures
        JPEG pictures by what they show.
    version
        The versions of code and data that are read.
    """
    title = f"karamap in {messages.table(language)['language.name']}: every text, to be read"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(version)}. Write beside a text what it should say, and why. Then",
        "<button>save your remarks</button> and send the file, with your name and the date.</p>",
        *(
            f"<h2>{escape(what)}</h2><img alt='' src='data:image/jpeg;base64,"
            f"{base64.b64encode(picture).decode()}'>"
            for what, picture in pictures.items()
        ),
        *(f"<h2>{heading}</h2>{_table(rows)}" for heading, rows in _passages(language)),
    ]
    return (
        f"<!doctype html><html lang='{language}'><meta charset='utf-8'>"
        f"<title>{escape(title)}</title><style>{STYLE}</style>{''.join(parts)}"
        f"<script>{SCRIPT}</script></html>\n"
    )


def _passages(language: str) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield headings and rows: key, English, the language's own."""
    where = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", GUIDE.read_text("utf-8"), re.MULTILINE))
    english, own = all_texts("en"), all_texts(language)
    interface = messages.table()
    for group, met in where.items():
        keys = [key for key in interface if key.split(".")[0] == group]
        yield escape(met), [(key, english[key], own[key]) for key in keys]
    yield "Sentences composed of parts", list(_composed(language))
    evidence = [key for key in english if key not in interface]
    yield "Events, claims, figures, the tour", [(key, english[key], own[key]) for key in evidence]


def _composed(language: str) -> Iterator[tuple[str, str, str]]:
    for state in re.split(r"\n(?=\S)", GOLDEN.read_text("utf-8").strip()):
        name, *lines = state.splitlines()
        told = dict(line.strip().split(": ", 1) for line in lines)
        yield name, told["en"], told[language]


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    cells = (
        f"<tr data-key='{escape(key)}'><td>{escape(key)}<td>{escape(english)}<td>{escape(own)}"
        "<td contenteditable>"
        for key, english, own in rows
    )
    return f"<table>{''.join(cells)}</table>"


def pictures(atlas: Atlas, language: str) -> dict[str, bytes]:
    """Return the page in a language, as a browser shows it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with TemporaryDirectory() as folder, sync_playwright() as engines:
        file = Path(folder) / "map.html"
        file.write_text(render(atlas, language=language), encoding="utf-8")
        browser = engines.chromium.launch(
            executable_path=os.environ.get("KARAMAP_CHROMIUM"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        taken = {}
        for view, what in VIEWS.items():
            page.goto(file.as_uri() + view)
            page.locator("body.ready svg.labels text").first.wait_for()
            taken[what] = page.screenshot(type="jpeg", quality=70)
        browser.close()
    return taken


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("language", choices=[each for each in LANGUAGES if each in OTHERS])
    asked.add_argument("output", type=Path)
    given = asked.parse_args()
    loaded = Atlas.load()
    versions = f"Version {CODE}, data version {data_version(loaded.folder)}"
    shown = pictures(loaded, given.language)
    given.output.write_text(sheet(given.language, shown, versions), encoding="utf-8")
    sys.stdout.write(f"{given.output}: send it to a reader, and see docs/translating.md\n")
