"""Dated GeoJSON on a folium map: from disk, by hand and keyboard, in a notebook, in st_folium."""

from __future__ import annotations

import os
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import axe
import folium
import pytest

from bench import serving
from karamap.core.dates import visible
from karamap.lang.formats import long_date
from karamap.web.plugin import DatedGeoJson, offline

pytestmark = pytest.mark.browser

HOME = Path(__file__).parents[2]
HOSTILE = "<img src=x onerror='throw 1'> & {{ 7 * 7 }}"
# name, start, end; in this order they lie over each other
SPANS = [
    ("always", None, None),
    ("mill", "1872-03-01", "1918-11-03"),
    ("ruin", "1918-11-03", "1919-01-01"),
    ("bridge", None, "1969-12-31"),
    ("ferry", "1969-12-31", "1970-01-01"),
    ("new bridge", "1970-01-01", None),
    ("station", "1923-01-15", "2001-09-15"),
    ("museum", "2001-09-15", None),
]
DAYS = sorted({day for _, *span in SPANS for day in span if day})
CHART = "Object.values(window).find((each) => each instanceof L.Map)"
SLIDER = ".dated-bar input[type=range]"
# what is drawn, from the lowest to the topmost
SHOWN = """[...document.querySelectorAll(".leaflet-pane > svg path")]
  .filter(({ style }) => style.display !== "none").map((path) => path.classList[0])"""


def geojson(spans=SPANS, *, west: float = 0) -> dict:
    def feature(at: int, name: str, start: str | None, end: str | None) -> dict:
        x, y = west + 0.2 * at, 0.1 * at
        ring = [[x, y], [x + 0.5, y], [x + 0.5, y + 0.5], [x, y + 0.5], [x, y]]
        return {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": {"name": name, "start": start, "end": end},
        }

    features = [feature(at, *span) for at, span in enumerate(spans)]
    return {"type": "FeatureCollection", "features": features}


def style(item: dict) -> dict:
    return {"className": item["properties"]["name"].replace(" ", "-"), "fillOpacity": 1}


def chart(*layers: DatedGeoJson, **options) -> folium.Map:
    made = folium.Map([0.5, 1], zoom_start=8, tiles=None, **options)
    for layer in layers:
        made.add_child(layer)
    made.add_child(folium.LayerControl(collapsed=False))
    return offline(made)


@pytest.fixture
def show(open_page, tmp_path):
    """Return a function that opens a map from disk; in the end nothing may have failed in it."""
    shown = []

    def open_it(made: folium.Map, **context):
        file = tmp_path / f"{len(shown)}.html"
        made.save(str(file))
        opened = open_page(file.as_uri(), **context)
        opened.page.wait_for_selector(".dated-bar")
        shown.append(opened)
        return opened.page

    yield open_it
    for opened in shown:
        opened.leave()


def there(day: str, spans=SPANS) -> list[str]:
    at = date.fromisoformat
    return [
        name.replace(" ", "-")
        for name, start, end in spans
        if visible(at(start or "0001-01-01"), end and at(end), at(day))
    ]


def said(page) -> str:
    return page.text_content(".dated-date")


def today(page) -> str:
    return page.evaluate(f"{CHART}.datedTimeline.date")


def go(page, day: str) -> None:
    page.evaluate(f"(day) => {CHART}.datedTimeline.setDate(day)", day)


def test_each_day_has_what_the_time_rule_says_in_the_order_of_the_data(show):
    days = [*DAYS, *(str(date.fromisoformat(day) - timedelta(1)) for day in DAYS[1:])] * 2
    random.Random(14).shuffle(days)  # noqa: S311
    for canvas in (False, True):
        page = show(chart(DatedGeoJson(geojson(), style=style), prefer_canvas=canvas))
        for day in days:
            go(page, day)
            assert page.evaluate(SHOWN) == there(day), (day, canvas)
            assert said(page) == long_date(date.fromisoformat(day), "en")


def test_the_keyboard_leads_through_time_and_plays(show):
    page = show(chart(DatedGeoJson(geojson(), style=style, speed=60)))
    page.focus(SLIDER)
    walked = [today(page)]
    for _ in DAYS[1:]:
        page.keyboard.press("ArrowRight")
        walked.append(today(page))
        assert page.get_attribute(SLIDER, "aria-valuetext") == said(page)
    assert walked == DAYS
    steps = {
        "ArrowRight": "2001-09-15",
        "PageDown": "2000-09-15",
        "Shift+ArrowLeft": "2000-09-14",
        "ArrowDown": "1970-01-01",
        "Shift+ArrowUp": "1970-01-02",
        "End": "2001-09-15",
        "Home": "1872-03-01",
        "ArrowLeft": "1872-03-01",
    }
    for key, day in steps.items():
        page.keyboard.press(key)
        assert today(page) == day, key
    # the map does not pan meanwhile
    assert page.evaluate(f"{CHART}.getCenter().lng") == 1

    # from change to change
    page.evaluate(f"window.told = []; {CHART}.on('datechange', ({{ date }}) => told.push(date))")
    play = page.locator(".dated-play")
    assert play.get_attribute("aria-label") == "Play"
    page.keyboard.press("Space")
    page.wait_for_function(f"!{CHART}.datedTimeline.playing")
    assert page.evaluate("told") == DAYS[1:]
    # from the end it begins anew, and can be paused
    play.click()
    page.wait_for_function("told.length > 7")
    play.click()
    assert page.evaluate("told.slice(6, 8)") == DAYS[:2]

    # by itself, unless less motion is asked for
    def playing(**context):
        page = show(chart(DatedGeoJson(geojson(), autoplay=True)), **context)
        # what it does by itself, it does in the first frame
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return page.evaluate(f"{CHART}.datedTimeline.playing")

    assert playing(reduced_motion="no-preference")
    assert not playing(reduced_motion="reduce")


def test_a_date_is_typed_or_said_to_be_none(show):
    page = show(chart(DatedGeoJson(geojson(), language="ru")))
    box = page.locator(".dated-form input")
    box.fill("1969-12")
    box.press("Enter")
    assert today(page) == "1969-12-01"
    box.fill("1830")
    box.press("Enter")
    complaint = page.locator(".dated-complaint")
    assert "«1830» — не дата с 1872-03-01 по 2001-09-15" in complaint.text_content()
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("1872")
    box.press("Enter")
    assert today(page) == "1872-03-01"
    assert complaint.is_hidden()
    assert said(page) == long_date(date(1872, 3, 1), "ru")


def test_buttons_and_slider_lead_through_time(show):
    page = show(chart(DatedGeoJson(geojson(), step="year", language="az")))
    page.click(".dated-next")
    assert today(page) == "1873-03-01"
    page.click(".dated-previous")
    # it says that it leads nowhere, and does not
    page.click(".dated-previous", force=True)
    assert today(page) == "1872-03-01"
    assert page.get_attribute(".dated-previous", "aria-disabled") == "true"
    assert page.get_attribute(".dated-previous", "title") == "Geri"
    box = page.locator(SLIDER).bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    page.wait_for_function(f"{CHART}.datedTimeline.date.startsWith('193')")
    assert page.evaluate(f"{CHART}.getCenter().lng") == 1


def test_two_layers_share_the_timeline_and_the_list_of_layers_switches_them(show):
    ways = [("road", "1840", None), ("rail", "1899-05-21", "1962")]
    page = show(
        chart(
            DatedGeoJson(geojson(), style=style, name="Town", title="Port Null"),
            DatedGeoJson(geojson(ways, west=0.1), style=style, name="Ways", date="1900"),
        )
    )
    assert page.locator(".dated-bar").count() == 1
    assert page.text_content(".dated-title") == "Port Null"
    town = ["always", "mill", "bridge"]
    assert page.evaluate(SHOWN) == [*town, "road", "rail"]
    changes = f"{CHART}.datedTimeline.changes"
    assert "1962-01-01" in page.evaluate(changes)
    box = page.get_by_role("checkbox", name="Ways")
    box.uncheck()
    assert page.evaluate(SHOWN) == town
    assert page.evaluate(changes) == DAYS
    go(page, "1970-01-01")
    box.check()
    assert page.evaluate(SHOWN) == ["always", "new-bridge", "station", "road"]
    town_box = page.get_by_role("checkbox", name="Town")
    town_box.uncheck()
    town_box.check()
    assert set(page.evaluate(SHOWN)) == {"always", "new-bridge", "station", "road"}


def test_a_pane_and_a_place_of_its_own(show):
    made = folium.Map([0.5, 1], zoom_start=8, tiles=None)
    folium.map.CustomPane("low", z_index=250).add_to(made)
    DatedGeoJson(geojson(), style=style, position="top", date="1970", pane="low").add_to(made)
    page = show(offline(made))
    assert page.evaluate(SHOWN) == there("1970-01-01")
    assert page.locator(".leaflet-low-pane path.always").count() == 1
    bar, zoom = (
        page.locator(name).bounding_box() for name in (".dated-bar", ".leaflet-control-zoom")
    )
    assert bar["y"] == 0
    assert zoom["y"] >= bar["height"]


def test_what_was_hidden_while_the_map_was_zoomed_is_where_it_belongs(show):
    made = chart(DatedGeoJson(geojson(), style=style), zoom_animation=False)
    path = "document.querySelector('.mill').getAttribute('d')"
    page = show(made)
    zoom = f"{CHART}.setView([0.4, 0.8], 9, {{ animate: false }})"
    page.evaluate(zoom)
    expected = page.evaluate(path)
    page = show(made)
    before = page.evaluate(path)
    go(page, "1970-01-01")
    page.evaluate(zoom)
    go(page, "1900-01-01")
    assert page.evaluate(path) == expected != before


def test_words_are_told_as_plain_text(show):
    data = geojson([(HOSTILE, "1918", "1970")])
    data["features"] += geojson([("elsewhere, later", "1971", None)], west=5)["features"]
    made = chart(DatedGeoJson(data, tooltip=["name"], popup=lambda _: f"1\n{HOSTILE}"))
    page = show(made)
    shape = page.locator(".leaflet-interactive").first
    shape.hover()
    assert page.text_content(".leaflet-tooltip") == f"name: {HOSTILE}"
    shape.click()
    assert page.inner_text(".leaflet-popup-content") == f"1\n{HOSTILE}"
    # what is gone has nothing to say
    go(page, "1971-01-01")
    for kind in ("popup", "tooltip"):
        page.wait_for_selector(f".leaflet-{kind}", state="detached")


def test_it_is_accessible_and_large_enough_for_fingers(show):
    made = chart(DatedGeoJson(geojson(), title="Port Null", language="hy"))
    for width, height in ((1280, 800), (390, 844), (300, 400)):
        page = show(made, width=width, height=height)
        for control in page.locator(".dated-bar :is(button, select, input):visible").all():
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 44, width
            assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        # what folium itself writes: no language, no title, zooming forbidden, no structure
        page.evaluate("document.documentElement.lang = 'en'; document.title = 'map'")
        own = ("meta-viewport", "region", "landmark-one-main", "page-has-heading-one")
        axe.load(page)
        found = [each for each in axe.violations(page, without=own) if "dated" in each[1]]
        assert found == [], width
        # Leaflet's corners are clear of the bar
        bar = page.locator(".dated-bar").bounding_box()
        credit = page.locator(".leaflet-control-attribution").bounding_box()
        assert credit["y"] + credit["height"] <= bar["y"] + 1, width


def test_a_notebook_shows_it(open_page, tmp_path):
    notebook = tmp_path / "notebook.html"
    cell = chart(DatedGeoJson(geojson(), style=style, date="1918-11-03"))._repr_html_()
    notebook.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{cell}", "utf-8")
    opened = open_page(notebook.as_uri())
    opened.page.frame_locator("iframe").locator(".dated-bar").wait_for()
    assert opened.page.frames[1].evaluate(SHOWN) == there("1918-11-03")
    opened.leave()


APP = """
import sys
sys.path[:0] = {path!r}
from streamlit_folium import st_folium
from test_plugin_browser import DatedGeoJson, chart, geojson, style
layers = (DatedGeoJson(geojson(), style=style, popup="name", title="Port Null"),)
st_folium(chart(*layers), width=900, height=500, returned_objects=["last_object_clicked_popup"])
"""


def test_st_folium_shows_it(open_page, tmp_path):
    pytest.importorskip("streamlit_folium")
    script = tmp_path / "app.py"
    path = [str(HOME / "src"), str(HOME / "tests"), str(HOME / "tests" / "browser")]
    script.write_text(APP.format(path=path), "utf-8")
    port = serving.free_port()
    options = ("--server.headless=true", "--browser.gatherUsageStats=false",
               "--server.fileWatcherType=none", "--server.address=127.0.0.1")  # fmt: skip
    server = serving.launch(
        ["-m", "streamlit", "run", str(script), *options, f"--server.port={port}"],
        f"http://127.0.0.1:{port}/",
        port,
        tmp_path / "log",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        opened = open_page(server.address)
        holder = opened.page.wait_for_selector("iframe[src*=streamlit_folium]", timeout=60_000)
        inside = holder.content_frame()
        inside.wait_for_selector(".dated-bar", timeout=60_000)
        inside.focus(SLIDER)
        for day in DAYS[1:]:
            opened.page.keyboard.press("ArrowRight")
            assert inside.evaluate(SHOWN) == there(day)
        assert opened.foreign == []
        assert [each for each in opened.errors if "dated" in each.lower()] == []
        opened.page.context.close()
    finally:
        server.stop()
