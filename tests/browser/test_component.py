"""The page inside the app: Streamlit's component messages, spoken by a stand-in for Streamlit."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PARENT = """<!DOCTYPE html><title>Parent</title>
<iframe src="component.html" style="width: 1000px; height: 700px"></iframe>
<script>
  window.heard = [];
  window.addEventListener("message", ({ data }) => window.heard.push(data));
  window.tell = (args) => document.querySelector("iframe").contentWindow
    .postMessage({ type: "streamlit:render", args }, "*");
</script>"""


@pytest.fixture(scope="module")
def opened(open_page, page_of):
    parent = page_of("component").with_name("parent.html")
    parent.write_text(PARENT, "utf-8")
    shown = open_page(parent.as_uri())
    shown.page.wait_for_function("heard.some(({type}) => type === 'streamlit:componentReady')")
    # the way Streamlit expects
    [ready] = [m for m in shown.page.evaluate("heard") if m["type"] == "streamlit:componentReady"]
    assert ready["isStreamlitMessage"] is True
    assert ready["apiVersion"] == 1
    yield shown
    shown.leave()


@pytest.fixture
def page(opened):
    opened.page.wait_for_timeout(500)
    opened.page.evaluate("heard.length = 0")
    return opened.page


def frame(page):
    return page.frames[1]


def values(page) -> list[dict]:
    return page.evaluate(
        "heard.filter(({type}) => type === 'streamlit:setComponentValue').map(({value}) => value)"
    )


def test_it_is_ready_and_takes_what_python_asks_for(page):
    args = {
        "date": "2020-10-20",
        "layers": ["control", "places"],
        "view": [39.8, 46.8, 9.5],
        "height": 640,
    }
    page.evaluate("(args) => tell(args)", args)
    page.wait_for_function(
        "heard.some((m) => m.type === 'streamlit:setFrameHeight' && m.height === 640)"
    )
    assert frame(page).evaluate("karamap.date") == "2020-10-20"
    assert "front_lines_2020" not in frame(page).evaluate("karamap.layers")
    assert frame(page).evaluate("karamap.view") == pytest.approx([39.8, 46.8, 9.5], abs=0.01)
    # and what it has shown before, asked for anew
    for day in ("2023-09-21", "1950-12-31", "2023-09-21"):
        page.evaluate("(date) => tell({date})", day)
        frame(page).wait_for_function("(day) => karamap.date === day", arg=day)


def test_it_reports_what_the_reader_does_on_release_only(page):
    slider = frame(page).locator("#year")
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2, steps=12)
    frame(page).wait_for_function("karamap.date < '1960'")
    assert values(page) == []
    page.mouse.up()
    page.wait_for_function("heard.some(({type}) => type === 'streamlit:setComponentValue')")
    assert {value["date"] for value in values(page)} == {frame(page).evaluate("karamap.date")}

    page.evaluate("tell({view: [39.76, 46.75, 10.5], date: '2000-01-01'})")
    frame(page).wait_for_function("karamap.view[2] === 10.5")
    frame(page).locator(".labels text.places", has_text="Shusha").first.click()
    page.wait_for_function("heard.some(({value}) => value?.clicked)")
    clicked = values(page)[-1]["clicked"]
    assert clicked["layer"] == "places"
    assert "shusha" in clicked["id"]


def test_a_server_that_comes_back_is_told_what_is_on_screen(page):
    page.evaluate("tell({date: '1994-12-31'})")
    frame(page).wait_for_function("karamap.date === '1994-12-31'")
    page.evaluate(
        "document.querySelector('iframe').contentWindow"
        ".postMessage({type: 'streamlit:render', args: {date: '1994-12-31'}, disabled: true}, '*')"
    )
    frame(page).evaluate("karamap.setDate('2000-12-31'); karamap.release()")
    page.wait_for_function("heard.some(({value}) => value?.date === '2000-12-31')")
    page.evaluate("heard.length = 0; tell({date: '1994-12-31'})")
    page.wait_for_function("heard.some(({value}) => value?.date === '2000-12-31')")
    state = values(page)[-1]
    # the new server starts from an old link first, and that moves nothing
    page.evaluate("(state) => tell({...state, date: '1950-12-31'})", state)
    page.evaluate("(state) => tell(state)", state)
    page.evaluate("(state) => tell({...state, date: '1994-12-31'})", state)
    frame(page).wait_for_function("karamap.date === '1994-12-31'")
    assert "1950-12-31" not in {value["date"] for value in values(page)}


def test_a_comparison_is_led_and_reported(page):
    page.evaluate("tell({date: '2020-12-01', compare: {date: '2020-09-26', how: 'side'}})")
    frame(page).wait_for_function("karamap.compare === '2020-09-26' && karamap.how === 'side'")
    assert values(page) == []
    frame(page).click("#end-compare")
    page.wait_for_function("heard.some(({value}) => value?.compare.date === null)")
    page.evaluate("tell({date: '2020-12-01', compare: {date: null, how: 'side'}})")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert frame(page).evaluate("karamap.compare") is None
