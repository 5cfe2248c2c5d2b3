"""The app in a browser, from the command that starts it to the address bar."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import axe
import pytest
from appwindow import App
from test_print import APP_SHEETS, check_map_sheet, printed
from test_tree import is_as_reviewed, tree

from bench import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.serving import Server

pytestmark = pytest.mark.browser

# the promise is 8 s on 2 idle cores; beside two more workers it may take three times that
FIRST_MAP_SECONDS = 24.0
DEADLINE_SECONDS = 60
USUAL = """() => {
  karamap.setLanguage("en");
  karamap.setCompare(null);
  karamap.setDate("1994-12-31");
  karamap.release();
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """The app from the command that starts it to the end of the tests."""
    started = serving.start(tmp_path_factory.mktemp("serve") / "log")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def window(server, open_page) -> Iterator[App]:
    """The app in a window that the tests share; nobody opened the app before."""
    app = App(open_page("about:blank"), server.address)
    yield app
    app.opened.leave()


@pytest.fixture
def app(window) -> Iterator[App]:
    """The shared window on the usual day; nothing may go wrong in it."""
    window.frame.evaluate(USUAL)
    window.expect("1994-12-31", "31 December 1994")
    yield window
    assert window.opened.errors == []


@pytest.fixture
def open_app(server, open_page) -> Iterator[Callable[..., App]]:
    windows = []

    def open_it(query: str = "") -> App:
        windows.append(App(open_page("about:blank"), server.address + query))
        return windows[-1]

    yield open_it
    for each in windows:
        each.opened.leave()


def unfold(app: App, name: str) -> None:
    """Open one of the panels that are folded at first."""
    panel = app.page.locator(".st-key-more details", has=app.page.get_by_text(name, exact=True))
    if panel.get_attribute("open") is None:
        # others are folded within it
        panel.locator("summary").first.click()
        app.settle()  # a button that is being drawn anew loses the press


def test_the_first_map_is_painted_in_time(server, window, record_property):
    seconds = window.painted - server.started
    print(f"first painted map {seconds:.1f} s after karamap serve")  # noqa: T201
    record_property("first_map_seconds", round(seconds, 2))
    assert seconds <= FIRST_MAP_SECONDS


def test_dragging_moves_the_map_and_python_hears_of_it_on_release(app):
    app.frame.evaluate("() => { window.sameFrame = true; }")
    sent = len(app.sent)
    shown = app.drag(1994, 2014)
    assert len(set(shown)) > 15
    assert len(app.sent) == sent
    assert "1994" in app.page.locator(".st-key-beside h1").inner_text()
    app.page.mouse.up()
    app.expect("2014-12-31", "31 December 2014")
    assert len(app.sent) > sent
    assert app.frame.evaluate("window.sameFrame") is True


def test_back_forward_and_a_panel_lead_map_and_panels(app):
    for start, end in ((1994, 2000), (2000, 2010)):
        app.drag(start, end)
        app.page.mouse.up()
        app.expect(f"{end}-12-31", f"31 December {end}")
    app.page.locator(".st-key-panel-next button").click()
    app.frame.wait_for_function("karamap.date > '2010-12-31'")
    app.settle()
    app.page.go_back()
    app.expect("2010-12-31", "31 December 2010")
    app.page.go_back()
    app.expect("2000-12-31", "31 December 2000")
    app.page.go_forward()
    app.expect("2010-12-31", "31 December 2010")
    app.page.go_back()
    app.page.go_back()
    app.expect("1994-12-31", "31 December 1994")
    app.page.get_by_role("button", name="Ceasefire takes effect").click()
    app.expect("1994-05-12", "12 May 1994")


def test_a_link_leads_map_panels_and_address_to_layers_view_and_comparison(open_app):
    layers, days = "layers=control,places", "date=2020-12-01&compare=2020-09-26&how=side"
    app = open_app(f"?{days}&{layers}&view=39.8,46.8,10")
    app.page.get_by_text("From 26 September 2020 to 1 December 2020").wait_for()
    assert app.date == "2020-12-01"
    assert app.frame.evaluate("karamap.layers.includes('control')")
    assert not app.frame.evaluate("karamap.layers.includes('districts')")
    lat, lon, zoom = app.frame.evaluate("karamap.view")
    assert (round(lat, 1), round(lon, 1), zoom) == (39.8, 46.8, 10)
    assert layers in app.page.url
    assert "compare=2020-09-26&how=side" in app.page.url
    # where the earlier date always has the left there is nothing to swap
    app.frame.evaluate("karamap.setCompare('2020-09-26', 'changes')")
    app.frame.locator("#swap").click()
    app.expect("2020-09-26", "26 September 2020")
    assert "compare=2020-12-01" in app.page.url
    app.page.go_back()
    app.expect("2020-12-01", "1 December 2020")


def test_the_map_fills_the_window_is_panned_in_it_and_fills_the_screen_by_a_key(app):
    usual = app.page.viewport_size
    for width, height, share in ((390, 844, 0.75), (1920, 1080, 1.0), (1280, 800, 1.0)):
        app.page.set_viewport_size({"width": width, "height": height})
        app.settle()
        box = app.page.locator("iframe").bounding_box()
        assert box["height"] >= share * height - 2
        timeline = app.frame.locator("#timeline").bounding_box()
        assert timeline["y"] + timeline["height"] <= height
        assert app.page.evaluate("document.documentElement.scrollWidth") <= width
    assert app.page.viewport_size == usual
    # panning alters the address without an entry of its own
    length, before = app.page.evaluate("history.length"), app.page.url
    app.page.mouse.move(300, 400)
    app.page.mouse.down()
    app.page.mouse.move(380, 430, steps=5)
    app.page.mouse.up()
    app.page.wait_for_function("(before) => location.href !== before", arg=before)
    app.settle()
    assert re.search(r"view=[\d.]+,[\d.]+,[\d.]+", app.page.url)
    assert app.page.evaluate("history.length") == length
    app.frame.locator("#year").focus()
    app.page.keyboard.press("f")
    app.frame.wait_for_function("document.fullscreenElement !== null")
    app.page.keyboard.press("f")
    app.frame.wait_for_function("document.fullscreenElement === null")


def test_a_bad_link_gets_a_message_without_its_mark_up_until_the_reader_moves_on(open_app):
    hostile = "%3Cimg%20src=x%20onerror=window.hit=1%3E[x](http://example.org)www.example.org"
    app = open_app(f"?date={hostile}&layers=nope&view=abc")
    alert = app.page.get_by_test_id("stAlert")
    for named in ("img src=x", "nope", "abc"):
        assert named in alert.inner_text()
    assert alert.locator("img, a").count() == 0
    assert app.date == "1994-12-31"
    app.frame.evaluate("() => { window.sameFrame = true; }")
    app.drag(1994, 2000)
    app.page.mouse.up()
    app.expect("2000-12-31", "31 December 2000")
    assert alert.count() == 0
    assert app.frame.evaluate("window.sameFrame") is True


def test_the_opening_view_does_not_depend_on_what_loads_first(window, open_page, server):
    opened = open_page("about:blank")
    opened.page.route("**/Html.*.js", lambda route: (time.sleep(2), route.continue_()))
    late = App(opened, server.address)
    # a resize keeps the middle to whole pixels, here up to 0.002 degrees
    assert late.opening_view == pytest.approx(window.opening_view, abs=0.005)
    opened.leave()


def test_the_keyboard_moves_the_map_and_panels_and_open_measurements_follow(app):
    app.page.get_by_role("button", name="Measure").click()
    chart = app.page.locator(".st-key-measures img.chart")
    chart.and_(app.page.locator('[alt*="On 31 December 1994"]')).wait_for()
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowRight")
    app.expect("1995-12-31", "31 December 1995")
    assert "On 31 December 1995" in chart.get_attribute("alt")
    assert chart.evaluate("(image) => image.complete && image.naturalWidth > 0")


def test_the_day_on_screen_can_be_downloaded_with_the_layers_on_screen(app):
    app.frame.evaluate("karamap.setLayers(['control', 'places'])")
    app.frame.evaluate("karamap.setDate('2020-11-10'); karamap.release()")
    app.expect("2020-11-10", "10 November 2020")
    unfold(app, "Download")

    def taken(name: str) -> tuple[str, bytes]:
        with app.page.expect_download(timeout=DEADLINE_SECONDS * 1000) as waiting:
            app.page.get_by_role("link", name=name).click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    name, picture = taken("PNG picture")
    assert name == "nagorno-karabakh-2020-11-10.png"
    assert picture.startswith(b"\x89PNG")
    _, data = taken("GeoJSON of this day")
    shown = {item["properties"]["layer"] for item in json.loads(data)["features"]}
    assert shown == {"control", "places", "countries", "lakes", "rivers"}


# What Streamlit's own markup breaks and the app cannot mend: rule, element, and why it stays.
# None at present; one that no longer matches fails.
STREAMLITS_OWN: dict[tuple[str, str], str] = {}


def test_map_and_panels_break_no_rule_in_any_language(app):
    app.frame.evaluate("karamap.setDate('2020-12-01'); karamap.release()")
    app.expect("2020-12-01", "1 December 2020")
    for frame in (app.page, app.frame):
        axe.load(frame)
    app.page.wait_for_selector(".st-key-more summary")
    for language in ("az", "hy", "ru", "en"):
        app.frame.evaluate("(language) => karamap.setLanguage(language)", language)
        app.settle()
        assert app.page.evaluate("document.documentElement.lang") == language
        title = app.frame.evaluate("document.title")
        assert app.page.get_attribute("iframe", "title") == title
        found = {(rule, where) for rule, where, _ in axe.violations(app.page)}
        assert found == set(STREAMLITS_OWN), language
        assert axe.violations(app.frame) == []
    folded = app.page.locator(".st-key-more details:not([open]) summary")
    while folded.count():
        folded.first.click()
    app.settle()
    found = {(rule, where) for rule, where, _ in axe.violations(app.page)}
    assert found == set(STREAMLITS_OWN)


EVENT = "Crowd enters the government building in Yerevan"
SOURCE = "Statement by the prime minister of Armenia"


def test_the_app_is_laid_out_for_ears_and_printed_as_map_day_and_sources(open_app, tmp_path):
    app = open_app("?date=2020-12-01&lang=en")
    # its buttons are the events of these days
    assert is_as_reviewed("app", tree(app.page, without="button"))
    app.frame.evaluate("karamap.setDate('2020-11-10'); karamap.release()")
    app.expect("2020-11-10", "10 November 2020")
    for size, across in APP_SHEETS:
        on_paper = printed(app.page, tmp_path, size, across=across)
        check_map_sheet(on_paper)
        behind = " ".join(on_paper.words[1:])
        assert EVENT in behind, (size, across)
        assert SOURCE in behind, (size, across)


def shown(app) -> dict:
    state = "({date: karamap.date, layers: karamap.layers, view: karamap.view, how: karamap.how,"
    return app.frame.evaluate(f"() => {state} compare: karamap.compare, clicks: window.clicks}})")


# the last one: it ends the server of the others
def test_a_map_outlives_its_server_and_finds_the_next_one(server, app):
    app.frame.evaluate(
        """() => {
          karamap.setLayers(["control", "places"]);
          karamap.setCompare("1991-12-31", "changes");
          karamap.setDate("1993-12-31");
          karamap.release();
        }"""
    )
    app.expect("1993-12-31", "31 December 1993")
    app.frame.evaluate("() => { window.clicks = 0; karamap.on('click', () => window.clicks++); }")

    assert app.opened.errors == []
    server.kill()
    app.page.get_by_role("status").wait_for()
    assert "no longer answers" in app.page.get_by_role("status").inner_text()
    assert app.page.get_by_test_id("stDialog").count() == 0
    app.drag(1993, 2000)
    app.page.mouse.up()
    assert app.date == "2000-12-31"
    app.page.go_back()
    app.frame.wait_for_function("karamap.date === '1993-12-31'")
    app.page.go_forward()
    app.frame.wait_for_function("karamap.date === '2000-12-31'")
    app.frame.evaluate("karamap.setView([39.8, 46.8, 10])")
    app.frame.locator(".labels text.places", has_text="Shusha").first.click()
    app.frame.locator(".leaflet-popup").wait_for()
    # the map moves until the popup is in view
    app.frame.wait_for_function("!document.querySelector('.leaflet-pan-anim')")
    before = shown(app)
    assert before["clicks"] == 1

    with serving.running(server.log, port=server.port):
        assert_found_again(app, before)
    # the browser complained of the server that was gone, as it has to
    app.opened.errors.clear()


def assert_found_again(app, before: dict) -> None:
    app.page.get_by_role("status").wait_for(state="hidden")
    app.expect("2000-12-31", "31 December 2000")
    assert shown(app) == before
    app.frame.locator(".leaflet-popup").wait_for()
    assert app.page.get_by_text("From 31 December 1991 to 31 December 2000").is_visible()
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowRight")
    app.expect("2001-12-31", "31 December 2001")
    assert "layers=control,places" in app.page.url
