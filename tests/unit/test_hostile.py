"""Nothing in the data reaches HTML, SVG, Markdown or a file name as anything but text."""

from __future__ import annotations

import io
import os
import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from streamlit.testing.v1 import AppTest

from hostile import HOSTILE, Markup, hostile_geodata
from karamap import Atlas, DataError
from karamap.atlas import key_dates
from karamap.core.paths import PACKAGE
from karamap.evidence.sources import read_sources
from karamap.render.map.options import MapOptions
from karamap.render.map.snapshot import draw
from karamap.render.pdf import document
from karamap.render.pdf import pages as sheets
from karamap.site import pages
from karamap.site.plan import DOWNLOADS
from karamap.site.work import Done, tasks
from karamap.web.notebook import frame

if TYPE_CHECKING:
    from pathlib import Path

PIECE = "<img src=x onerror"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_geodata(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def atlas(folder: Path) -> Atlas:
    return Atlas.load(folder)


def test_a_drawing_holds_the_words_as_text(atlas):
    svg = draw(atlas, date(2020, 11, 10), "svg", MapOptions(language="hy"))
    elements = list(ET.fromstring(svg).iter())  # noqa: S314 - drawn by us
    names = {element.tag.rpartition("}")[2] for element in elements}
    assert names.isdisjoint({"script", "img", "foreignObject", "iframe"})
    assert not any(key.startswith("on") for element in elements for key in element.attrib)
    assert any(PIECE in (element.text or "") for element in elements)


def test_the_pdf_atlas_holds_the_words_as_text(atlas, monkeypatch):
    monkeypatch.setattr(key_dates, "TURNS", key_dates.TURNS[:1])
    monkeypatch.setattr(key_dates, "MUCH_KM2", float("inf"))
    for module in (document, sheets):
        monkeypatch.setattr(module, "PAIRS", ())
    file = document.draw(atlas, "hy")
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(file)]
    words = ["".join(page.split()).replace("\ufffe", "") for page in pages]
    # an event, a published figure, a source: what could be code stands there as it was written
    told = "${7*7}[x](javascript:window.pwned=3)$x^$&lt"
    assert sum(told in page for page in words) >= 3
    reader = PdfReader(io.BytesIO(file))
    annotated = [item.get_object() for page in reader.pages for item in page.get("/Annots", ())]
    assert annotated
    assert not any("/A" in item for item in annotated)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader.root_object)


def test_a_notebook_cell_is_one_frame_and_nothing_else(atlas):
    cell = frame(atlas, date(1994, 1, 1))
    assert cell.startswith('<iframe title="')
    # nothing in it can end the attribute that holds the page, or the frame
    assert (cell.count("<"), cell.count('"'), cell.count("'")) == (2, 6, 0)


def test_the_pages_of_the_site_hold_alt_texts_as_text(atlas, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "render", lambda *_, **__: "<html><head></head></html>")
    for name in (*(f"downloads/{name}" for name in DOWNLOADS.values()), "snapshots/x"):
        for home in ("", "az/", "hy/", "ru/"):
            (tmp_path / home / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / home / name).touch()
    pages.write_pages(atlas, tmp_path, "", [Done(task, HOSTILE) for task in tasks(atlas)])
    written = [path for path in tmp_path.rglob("*.html") if path.stat().st_size > 1000]
    assert len(written) == 9
    for path in written:
        markup = Markup(path.read_text("utf-8"))
        # the example of a map in a frame listens before the frame is there
        own = ["script", "iframe", "script"] if path.name == "embed-example.html" else []
        assert markup.dangers() == own, path
        assert ("http-equiv", "Content-Security-Policy") in markup.attributes


@pytest.fixture
def app(folder, monkeypatch) -> AppTest:
    monkeypatch.setitem(os.environ, "KARAMAP_GEODATA", str(folder))
    opened = AppTest.from_file((PACKAGE / "app") / "main.py", default_timeout=120)
    opened.query_params["date"] = "2020-11-10"
    return opened.run()


def test_the_panels_of_the_app_hold_the_words_as_text(app):
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    shown = [body for body in bodies if not body.startswith("<style")]
    assert sum("&lt;img src=x" in body for body in shown) > 1
    for body in shown:
        assert Markup(body).dangers() == [], body
    labels = [button.label for button in app.button]
    assert any("\\<img src=x" in label for label in labels)
    # every sign that Markdown or Streamlit's own directives could read stands behind a backslash
    assert not any("](javascript" in label or "{{7" in label for label in labels)


def test_an_address_that_runs_code_is_refused(tmp_path):
    path = tmp_path / "sources.json"
    path.write_text('[{"id":"a","type":"book","title":"A","URL":"javascript:alert(1)"}]', "utf-8")
    with pytest.raises(DataError, match="entry 'a', property 'URL': found 'javascript"):
        read_sources(path)
