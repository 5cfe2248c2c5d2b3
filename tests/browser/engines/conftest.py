"""The pages a person opens, and every engine to open them in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import pytest
from driver import ENGINES, Person
from engine import MissingError
from opened import ASK, STATE, served

from karamap import Atlas
from karamap.web import render
from karamap.web.plugin import DatedGeoJson, offline

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parents[3]
HOST = (
    "<!DOCTYPE html><meta charset=utf-8><title>host</title><body class=ready>"
    "<iframe id=map src=embed.html title=map width=1000 height=560></iframe><script>"
    "window.told = []; addEventListener('message', ({ data }) => told.push(data));"
    "window.say = (type, more) =>"
    " document.querySelector('#map').contentWindow.postMessage({ karamap: 1, type, ...more }, '*');"
    "</script>"
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the page, the embedded map, and a page around it."""
    folder = tmp_path_factory.mktemp("engines")
    atlas = Atlas.load()
    (folder / "map.html").write_text(render(atlas, language="en"), "utf-8")
    (folder / "embed.html").write_text(render(atlas, language="en", host="embed"), "utf-8")
    (folder / "host.html").write_text(HOST, "utf-8")
    town = folium.Map(tiles=None)
    DatedGeoJson(HOME / "docs" / "town.geojson", tooltip="{name}", speed=20).add_to(town)
    town.fit_bounds(town.get_bounds())
    offline(town).save(str(folder / "town.html"))
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session", params=ENGINES)
def person(request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody at a browser; a missing one is a failure where browsers are asked for."""
    try:
        shared = (request.getfixturevalue("browser"),) if request.param == "chromium" else ()
        engine = ENGINES[request.param](*shared)
    except MissingError as error:
        if os.environ.get("KARAMAP_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{request.param}: {error}, and KARAMAP_REQUIRE_BROWSER=1 asks for it")
        pytest.skip(f"{request.param}: {error}")
    yield Person(engine)
    engine.quit()


@pytest.fixture(scope="session")
def opening(person: Person, site: str) -> Any:
    """What the map shows when it has just been opened."""
    person.open(f"{site}/map.html")
    return person.get(STATE)


@pytest.fixture
def at_map(person: Person, opening: Any) -> Person:
    """Somebody at the map as it opens: it is put back so, which takes a tenth of opening it."""
    person.engine.run(f"window.asked = false; ({ASK})('').then(() => {{ window.asked = true; }})")
    person.wait("window.asked")
    assert person.get(STATE) == opening
    return person
