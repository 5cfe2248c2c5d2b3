"""Wheel and fingers over a map that stands in a page which scrolls."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

HOST = """<!DOCTYPE html><meta name=viewport content="width=device-width">
<title>Host</title><body style="margin: 0"><div style="height: 300px">before</div>
<iframe src="%s" style="width: 100%%; height: 560px; border: 0"></iframe>
<div style="height: 3000px">after</div>"""


@pytest.fixture
def framed(page_of, open_page):
    """A page around the map, opened with the settings of a browser."""

    def open_it(host: str, **context):
        around = page_of(host).with_name("page.html")
        around.write_text(HOST % page_of(host).name, "utf-8")
        page = open_page(around.as_uri(), **context).page
        frame = page.frames[1]
        frame.wait_for_function("document.body?.classList.contains('ready')")
        return page, frame

    return open_it


def scrolled(page) -> float:
    """Return how far the page is scrolled, once it has been at rest for some frames."""
    return page.evaluate(
        """() => new Promise((done) => {
          let [last, still] = [-1, 0];
          const look = () => {
            still = scrollY === last ? still + 1 : 0;
            last = scrollY;
            if (still > 8) done(scrollY);
            else requestAnimationFrame(look);
          };
          look();
        })"""
    )


def test_the_wheel_is_the_pages_until_ctrl_is_held(framed):
    page, frame = framed("embed")
    zoom = frame.evaluate("karamap.view[2]")
    page.mouse.move(500, 600)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    frame.wait_for_function("(zoom) => karamap.view[2] > zoom", arg=zoom)
    page.keyboard.up("Control")
    assert scrolled(page) == 0
    assert not frame.is_visible("#gesture")
    zoom = frame.evaluate("karamap.view[2]")
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 100")
    assert frame.inner_text("#gesture").startswith("To zoom the map, hold Ctrl")
    assert frame.evaluate("karamap.view[2]") == zoom
    frame.wait_for_function("document.querySelector('#gesture').hidden")
    # in the reader's language
    frame.evaluate("karamap.setLanguage('ru')")
    page.mouse.move(500, 400)
    page.mouse.wheel(0, -50)
    frame.wait_for_selector("#gesture", state="visible")
    assert "Ctrl" in frame.inner_text("#gesture")
    assert "карты" in frame.inner_text("#gesture")


def test_where_the_map_can_go_no_further_the_wheel_is_the_pages(framed):
    page, frame = framed("file")
    page.mouse.move(700, 500)
    frame.evaluate("([lat, lon]) => karamap.setView([lat, lon, 12])", [39.8, 46.8])
    page.mouse.wheel(0, -300)
    page.wait_for_function("scrollY === 0")
    page.mouse.wheel(0, 300)
    frame.wait_for_function("karamap.view[2] < 12")
    assert scrolled(page) == 0
    # as far out as the map goes
    frame.evaluate("karamap.setView([39.8, 46.8, 1])")
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 200")
    assert not frame.is_visible("#gesture")


@pytest.fixture
def fingers(framed):
    """A phone, and what its fingers do."""

    def on(host: str):
        page, frame = framed(host, width=390, height=844, has_touch=True, is_mobile=True)
        session = page.context.new_cdp_session(page)

        def swipe(dy: int, count: int = 1) -> None:
            def send(kind, way=0.0):
                spots = [{"x": 150 + 60 * i, "y": 520 + way, "id": i} for i in range(count)]
                points = [] if kind == "touchEnd" else spots
                session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
                page.evaluate("new Promise(requestAnimationFrame)")

            send("touchStart")
            for step in range(1, 13):
                send("touchMove", dy * step / 12)
            send("touchEnd")

        return page, frame, swipe

    return on


def test_one_finger_scrolls_the_page_and_two_move_the_map(fingers):
    page, frame, swipe = fingers("embed")
    view = frame.evaluate("karamap.view")
    swipe(-200)
    page.wait_for_function("scrollY > 100")
    # a finger that leaves the glass in motion throws the page: it is at rest before it is put back
    assert scrolled(page) > 100
    assert frame.evaluate("karamap.view") == view
    page.evaluate("scrollTo(0, 0)")
    assert scrolled(page) == 0
    frame.evaluate("karamap.setView([39.8, 46.8, 10])")
    swipe(-120, 2)
    frame.wait_for_function("karamap.view[0] < 39.7")
    assert scrolled(page) == 0


def test_a_finger_moves_the_map_as_far_as_it_goes_and_then_the_page(fingers):
    page, frame, swipe = fingers("file")
    frame.evaluate("karamap.setView([39.8, 46.8, 10])")
    swipe(-150)
    frame.wait_for_function("karamap.view[0] < 39.75")
    assert scrolled(page) == 0
    # as far south as it goes
    frame.evaluate("karamap.setView([38, 46.8, 10])")
    swipe(-150)
    page.wait_for_function("scrollY > 80")
