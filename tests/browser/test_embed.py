"""The page in somebody else's page: the messages of docs/embed.md, and what they cannot do."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

HOST = """<!DOCTYPE html><title>Host</title>
<iframe src="embed.html%s" style="width: 900px; height: 600px"></iframe>
<script>
  window.heard = [];
  window.addEventListener("message", ({ data }) => window.heard.push(data));
  window.tell = (message) =>
    document.querySelector("iframe").contentWindow.postMessage(message, "*");
</script>"""


@pytest.fixture(scope="module")
def host(page_of, open_page):
    windows = []

    def open_it(link: str = ""):
        around = page_of("embed").with_name("around.html")
        around.write_text(HOST % link, "utf-8")
        opened = open_page(around.as_uri())
        opened.page.frames[1].wait_for_function("document.body?.classList.contains('ready')")
        windows.append(opened)
        return opened.page

    yield open_it
    for opened in windows:
        opened.leave()


@pytest.fixture(scope="module")
def page(host):
    """A page with the map in it as it is by itself."""
    page = host()
    page.wait_for_function("heard.length > 0")
    # it says that it is ready
    assert page.evaluate("heard") == [{"karamap": 1, "type": "ready"}]
    return page


def send(page, message: object) -> None:
    page.evaluate("heard.length = 0")
    page.evaluate("(message) => tell(message)", message)


def answer(page, message: object) -> dict:
    """Send a message; return the last answer once all that it set off is told."""
    send(page, message)
    page.wait_for_function("heard.length > 0")
    page.wait_for_timeout(250)
    return page.evaluate("heard.at(-1)")


def is_ignored(page, *messages: object) -> bool:
    """Send messages; tell whether nothing comes back."""
    for message in messages:
        send(page, message)
    page.wait_for_timeout(250)
    return page.evaluate("heard.length") == 0


def test_each_message_does_what_it_says_and_is_answered_with_the_state(page):
    told = answer(page, {"karamap": 1, "type": "setDate", "date": "1994-05-12"})
    assert told["type"] == "state"
    assert told["state"]["date"] == "1994-05-12"
    told = answer(page, {"karamap": 1, "type": "setLayers", "layers": ["control"]})
    assert "places" not in told["state"]["layers"]
    told = answer(page, {"karamap": 1, "type": "setView", "view": [39.9, 46.9, 10]})
    assert told["state"]["view"] == pytest.approx([39.9, 46.9, 10], abs=0.01)
    told = answer(page, {"karamap": 1, "type": "setCompare", "date": "2020-12-01", "how": "side"})
    assert (told["state"]["compare"], told["state"]["how"]) == ("2020-12-01", "side")
    told = answer(page, {"karamap": 1, "type": "setLanguage", "language": "hy"})
    assert told["state"]["language"] == "hy"
    told = answer(page, {"karamap": 1, "type": "setCompare", "date": None})
    assert told["state"]["compare"] is None
    assert answer(page, {"karamap": 1, "type": "get"})["state"] == told["state"]
    # who asked is told what the reader does
    page.evaluate("heard.length = 0")
    page.frames[1].focus("#year")
    page.keyboard.press("Home")
    page.wait_for_function("heard.some(({state}) => state?.date === '1918-01-01')")


WRONG = (
    ({"type": "setDate", "date": "banana"}, "banana"),
    ({"type": "setDate", "date": 1994}, "date"),
    ({"type": "setDate"}, "date"),
    ({"type": "setDate", "date": "1994", "then": "alert(1)"}, "then"),
    ({"type": "setLayers", "layers": "control"}, "layers"),
    ({"type": "setLayers", "layers": ["nope"]}, "nope"),
    ({"type": "setView", "view": [1, 2]}, "view"),
    ({"type": "setCompare", "date": "2020-12-01", "how": "sideways"}, "sideways"),
    ({"type": "setLanguage", "language": "xx"}, "xx"),
    ({"type": "get", "more": 1}, "more"),
)


def test_a_wrong_message_gets_an_error_and_what_is_none_no_answer(page):
    before = page.frames[1].evaluate("[karamap.date, karamap.layers, karamap.view]")
    for message, words in WRONG:
        send(page, {"karamap": 1, **message})
        page.wait_for_function("heard.some(({ type }) => type === 'error')")
        # a frame that is still finding its size tells of its view besides
        told = page.evaluate("heard.find(({ type }) => type === 'error')")
        assert (told["karamap"], told["type"], told["of"]) == (1, "error", message["type"])
        assert words in told["message"]
        assert page.frames[1].evaluate("[karamap.date, karamap.layers, karamap.view]") == before
    # what is no message for the map is ignored
    assert is_ignored(
        *(page, "setDate", None, 7, {}, {"karamap": 2, "type": "get"}, {"karamap": 1}),
        *({"karamap": 1, "type": kind} for kind in ("constructor", "dance")),
        {"type": "streamlit:render", "args": {"date": "1950"}},
    )
    assert page.frames[1].evaluate("karamap.date") == before[0]


def test_panels_and_answers_are_there_if_the_link_asks_and_the_address_stays(host):
    page = host("?date=2020-11-10")
    frame = page.frames[1]
    assert frame.evaluate("karamap.date") == "2020-11-10"
    parts = {"#read-out": True, "#timeline": True, "#panels": False, "#tools": False}
    assert {part: frame.is_visible(part) for part in parts} == parts
    length = page.evaluate("history.length")
    answer(page, {"karamap": 1, "type": "setDate", "date": "1994"})
    assert frame.evaluate("location.search") == "?date=2020-11-10"
    assert page.evaluate("history.length") == length
    assert host("?panels=1").frames[1].is_visible("#panels")
    # an origin that is not on the list is not answered
    page = host("?origin=https://example.org")
    assert is_ignored(page, {"karamap": 1, "type": "setDate", "date": "1994"})
    page = host("?origin=null,https://example.org")
    told = answer(page, {"karamap": 1, "type": "setDate", "date": "1950"})
    assert told["state"]["date"] == "1950-12-31"
