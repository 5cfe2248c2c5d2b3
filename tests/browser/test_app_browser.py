"""The app in a browser, from the command that starts it to the address bar."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import axe
import pytest
from appwindow import App, map_frame

from bench import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.serving import Server

pytestmark = pytest.mark.browser

# the promise is 8 s on 2 idle cores; beside two more workers it may take three times that
FIRST_MAP_SECONDS = 24.0
DEADLINE_SECONDS = 60


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Return a function that runs ``karamap serve`` on a free port until the tests are over."""
    running: list[Server] = []

    def start_it(port: int | None = None, **environment: str) -> Server:
        log = tmp_path_factory.mktemp("serve") / "log"
        surrounding = {**os.environ, **environment}
        running.append(serving.start(log, port=port, environment=surrounding))
        return running[-1]

    yield start_it
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def server(start) -> Server:
    return start()


@pytest.fixture
def open_app(server, open_page) -> Iterator[Callable[..., App]]:
    windows = []

    def open_it(query: str = "", **size: int) -> App:
        app = App(open_page("about:blank", **size), server.address + query)
        windows.append(app)
        return app

    yield open_it
    for app in windows:
        assert app.opened.errors == []
        assert app.opened.foreign == []
        app.page.context.close()


def seconds_to_first_map(start, open_page) -> float:
    server = start()
    opened = open_page(server.address)
    frame = map_frame(opened.page)
    frame.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    seconds = time.monotonic() - server.started
    opened.leave()
    server.stop()
    return seconds


def test_the_first_map_is_painted_in_time(start, open_page, record_property):
    seconds = seconds_to_first_map(start, open_page)
    print(f"first painted map {seconds:.1f} s after karamap serve")  # noqa: T201
    record_property("first_map_seconds", round(seconds, 2))
    assert seconds <= FIRST_MAP_SECONDS


def test_dragging_moves_the_map_and_python_hears_of_it_on_release(open_app):
    app = open_app()
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


def test_the_keyboard_moves_the_map_and_the_panels_follow(open_app):
    app = open_app("?date=1993-12-31")
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowRight")
    app.expect("1994-12-31", "31 December 1994")


def test_back_and_forward_lead_map_and_panels(open_app):
    app = open_app("?date=1994-12-31")
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


def test_a_panel_leads_the_map(open_app):
    app = open_app("?year=1994")
    app.page.get_by_role("button", name="Ceasefire takes effect").click()
    app.expect("1994-05-12", "12 May 1994")


def test_links_lead_to_date_layers_and_view(open_app):
    app = open_app("?date=2020-11-10&layers=control,places&view=39.8,46.8,10")
    app.expect("2020-11-10", "10 November 2020")
    assert app.frame.evaluate("karamap.layers.includes('control')")
    assert not app.frame.evaluate("karamap.layers.includes('districts')")
    lat, lon, zoom = app.frame.evaluate("karamap.view")
    assert (round(lat, 1), round(lon, 1), zoom) == (39.8, 46.8, 10)
    assert "layers=control,places" in app.page.url


def test_a_comparison_is_shared_by_map_panels_and_address(open_app):
    app = open_app("?date=2020-12-01&compare=2020-09-26&how=side")
    app.page.get_by_text("From 26 September 2020 to 1 December 2020").wait_for()
    assert "compare=2020-09-26&how=side" in app.page.url
    # where the earlier date always has the left there is nothing to swap
    app.frame.evaluate("karamap.setCompare('2020-09-26', 'changes')")
    app.frame.locator("#swap").click()
    app.expect("2020-09-26", "26 September 2020")
    assert "compare=2020-12-01" in app.page.url
    app.page.go_back()
    app.expect("2020-12-01", "1 December 2020")


def test_panning_alters_the_address_without_an_entry_of_its_own(open_app):
    app = open_app()
    length, before = app.page.evaluate("history.length"), app.page.url
    app.page.mouse.move(300, 400)
    app.page.mouse.down()
    app.page.mouse.move(380, 430, steps=5)
    app.page.mouse.up()
    app.page.wait_for_function("(before) => location.href !== before", arg=before)
    app.settle()
    assert re.search(r"view=[\d.]+,[\d.]+,[\d.]+", app.page.url)
    assert app.page.evaluate("history.length") == length


@pytest.mark.parametrize(
    ("query", "named"),
    [("?date=banana", "banana"), ("?layers=nope", "nope"), ("?view=abc", "abc")],
)
def test_a_bad_link_gets_a_message_and_a_map(start, server, open_page, query, named):
    opened = open_page(server.address + query)
    alert = opened.page.get_by_test_id("stAlert")
    alert.wait_for()
    assert named in alert.inner_text()
    frame = map_frame(opened.page)
    assert frame.evaluate("karamap.date") == "1994-12-31"
    assert opened.errors == []
    opened.page.context.close()


def test_the_message_goes_and_the_map_stays_when_the_reader_moves_on(open_app):
    app = open_app("?date=banana")
    app.frame.evaluate("() => { window.sameFrame = true; }")
    app.drag(1994, 2000)
    app.page.mouse.up()
    app.expect("2000-12-31", "31 December 2000")
    assert app.page.get_by_test_id("stAlert").count() == 0
    assert app.frame.evaluate("window.sameFrame") is True


def test_a_link_cannot_bring_mark_up(server, open_page):
    hostile = "?date=%3Cimg%20src=x%20onerror=window.hit=1%3E[x](http://example.org)www.example.org"
    opened = open_page(server.address + hostile)
    alert = opened.page.get_by_test_id("stAlert")
    alert.wait_for()
    assert alert.locator("img, a").count() == 0
    assert opened.foreign == []
    opened.page.context.close()


def test_broken_geodata_give_a_message_without_a_traceback(start, open_page, geodata):
    events = geodata / "layers" / "events.geojson"
    events.write_text(events.read_text(encoding="utf-8")[:3000], encoding="utf-8")
    opened = open_page(start(KARAMAP_GEODATA=str(geodata)).address)
    alert = opened.page.get_by_test_id("stAlert")
    alert.wait_for()
    assert "events.geojson" in alert.inner_text()
    assert "Traceback" not in opened.page.inner_text("body")
    opened.page.context.close()


@pytest.mark.parametrize(
    ("width", "height", "share"), [(1280, 800, 1.0), (1920, 1080, 1.0), (390, 844, 0.75)]
)
def test_the_map_fills_the_window(open_app, width, height, share):
    app = open_app(width=width, height=height)
    box = app.page.locator("iframe").bounding_box()
    assert box["height"] >= share * height - 2
    timeline = app.frame.locator("#timeline").bounding_box()
    assert timeline["y"] + timeline["height"] <= height
    assert app.page.evaluate("document.documentElement.scrollWidth") <= width


def settled_view(app):
    """Return the view once it has stayed the same for a while."""
    before, now = None, app.frame.evaluate("karamap.view")
    while before != now:
        app.page.wait_for_timeout(1000)
        before, now = now, app.frame.evaluate("karamap.view")
    return now


def test_the_opening_view_does_not_depend_on_what_loads_first(open_app, open_page, server):
    usual = open_app()
    opened = open_page("about:blank")
    opened.page.route("**/Html.*.js", lambda route: (time.sleep(2), route.continue_()))
    late = App(opened, server.address)
    # a resize keeps the middle to whole pixels, here up to 0.002 degrees
    assert settled_view(late) == pytest.approx(settled_view(usual), abs=0.005)
    opened.page.context.close()


def test_the_day_on_screen_can_be_downloaded(open_app):
    app = open_app("?date=2020-11-10")
    app.page.get_by_text("Download", exact=True).click()
    app.settle()  # a button that is being drawn anew loses the press
    with app.page.expect_download(timeout=DEADLINE_SECONDS * 1000) as waiting:
        app.page.get_by_role("link", name="PNG picture").click()
    assert waiting.value.suggested_filename == "nagorno-karabakh-2020-11-10.png"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_data_of_the_day_are_those_of_the_layers_on_screen(open_app):
    app = open_app("?date=2020-11-10&layers=control,places")
    app.page.get_by_text("Download", exact=True).click()
    app.settle()  # a button that is being drawn anew loses the press
    with app.page.expect_download(timeout=DEADLINE_SECONDS * 1000) as waiting:
        app.page.get_by_role("link", name="GeoJSON of this day").click()
    features = json.loads(Path(waiting.value.path()).read_text("utf-8"))["features"]
    always = {"countries", "lakes", "rivers"}
    assert {item["properties"]["layer"] for item in features} == {"control", "places", *always}


def test_the_open_measurements_follow_the_slider(open_app):
    app = open_app("?date=2000-12-31")
    app.page.get_by_role("button", name="Measure").click()
    chart = app.page.locator(".st-key-measures img.chart")
    chart.and_(app.page.locator('[alt*="On 31 December 2000"]')).wait_for()
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowRight")
    app.expect("2001-12-31", "31 December 2001")
    assert "On 31 December 2001" in chart.get_attribute("alt")
    assert chart.evaluate("(image) => image.complete && image.naturalWidth > 0")


def test_one_key_takes_the_map_to_full_screen(open_app):
    app = open_app()
    app.frame.locator("#year").focus()
    app.page.keyboard.press("f")
    app.frame.wait_for_function("document.fullscreenElement !== null")
    app.page.keyboard.press("f")
    app.frame.wait_for_function("document.fullscreenElement === null")


def shown(app) -> dict:
    state = "({date: karamap.date, layers: karamap.layers, view: karamap.view, how: karamap.how,"
    return app.frame.evaluate(f"() => {state} compare: karamap.compare, clicks: window.clicks}})")


def test_a_map_outlives_its_server_and_finds_the_next_one(start, open_page):
    server = start()
    query = "?date=1993-12-31&layers=control,places&compare=1991-12-31&how=changes"
    app = App(open_page("about:blank"), server.address + query)
    app.frame.evaluate("() => { window.clicks = 0; karamap.on('click', () => window.clicks++); }")

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

    start(port=server.port)
    app.page.get_by_role("status").wait_for(state="hidden")
    app.expect("2000-12-31", "31 December 2000")
    assert shown(app) == before
    app.frame.locator(".leaflet-popup").wait_for()
    assert app.page.get_by_text("From 31 December 1991 to 31 December 2000").is_visible()
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowRight")
    app.expect("2001-12-31", "31 December 2001")
    assert "layers=control,places" in app.page.url
    assert app.opened.foreign == []
    app.page.context.close()


# What Streamlit's own markup breaks and the app cannot mend: rule, element, and why it stays.
# None at present; one that no longer matches fails.
STREAMLITS_OWN: dict[tuple[str, str], str] = {}


def test_map_and_panels_break_no_rule_in_any_language(open_app):
    app = open_app("?date=2020-12-01")
    for frame in (app.page, app.frame):
        axe.load(frame)
    app.page.wait_for_selector(".st-key-more summary")
    for language in ("en", "az", "hy", "ru"):
        app.frame.evaluate("(language) => karamap.setLanguage(language)", language)
        app.settle()
        assert app.page.evaluate("document.documentElement.lang") == language
        title = app.frame.evaluate("document.title")
        assert app.page.get_attribute("iframe", "title") == title
        found = {(rule, where) for rule, where, _ in axe.violations(app.page)}
        assert found == set(STREAMLITS_OWN), language
        assert axe.violations(app.frame) == []
    for number in range(app.page.locator(".st-key-more summary").count()):
        app.page.locator(".st-key-more summary").nth(number).click()
    app.settle()
    found = {(rule, where) for rule, where, _ in axe.violations(app.page)}
    assert found == set(STREAMLITS_OWN)
