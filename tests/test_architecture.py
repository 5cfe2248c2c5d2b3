"""The flow of data goes one way, libraries keep to their places, and the picture shows both."""

from __future__ import annotations

import re

import networkx as nx
import pytest

from manual import picture
from manual.boxes import flow, upward
from manual.imports import HOME, STAGES, foreign, imports, modules, stage

PAGE = (HOME / "docs" / "architecture.md").read_text("utf-8")
# library -> packages and modules it may be used in, as the page says
PLACES = {
    library: set(re.findall(r"`(\w+)`", where))
    for libraries, where in re.findall(r"^\| (`.+?) \| (`.+?) \|", PAGE, re.MULTILINE)
    for library in re.findall(r"`(\w+)`", libraries)
}


def test_every_module_stands_in_a_stage():
    for module in modules():
        assert 0 <= stage(module) < len(STAGES)


def test_no_module_imports_from_a_later_stage_as_it_loads():
    early = [e for e in imports() if not e.late and stage(e.imported) > stage(e.importer)]
    assert not early


def test_who_asks_a_later_stage_when_it_runs_is_told_on_the_picture():
    assert {one for one, _ in upward()} == {"atlas", "state"}
    assert len(upward()) == 4, "the page says four"


def test_no_two_modules_import_each_other_round_a_circle():
    graph = nx.DiGraph((entry.importer, entry.imported) for entry in imports() if not entry.late)
    assert list(nx.simple_cycles(graph)) == []


def test_karamap_never_imports_the_app():
    assert not [
        entry
        for entry in imports()
        if entry.imported.startswith("app.") and not entry.importer.startswith("app.")
    ]


@pytest.mark.parametrize("library", sorted(PLACES))
def test_a_library_keeps_to_its_place(library: str):
    users = {module.split(".")[0] for module, used in foreign() if used == library}
    assert users, f"nobody uses {library}"
    assert users <= PLACES[library]


def test_the_page_tells_where_the_heavy_libraries_live():
    assert {"folium", "streamlit", "matplotlib"} <= set(PLACES)


def test_the_picture_fits_the_imports():
    svg = (HOME / "docs" / "architecture.svg").read_text("utf-8")
    drawn = picture.shown(svg)
    now = picture.graph()
    as_kept = {**now, "flow": [list(p) for p in flow()], "upward": [list(p) for p in upward()]}
    assert drawn == as_kept, "run `python tests/make_manual.py`"
