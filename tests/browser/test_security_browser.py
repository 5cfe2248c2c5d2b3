"""The page under its policy: hostile data, hostile links, hostile neighbours; nothing ever runs."""

# ruff: noqa: E501 - tables of messages, one a line; paths before imports

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from opened import served

sys.path.insert(0, str(Path(__file__).parents[1]))
from hostile import hostile_geodata
from karamap import Atlas
from karamap.web import render
from querystrings import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

# each is read as the page reads its address, which takes tens of milliseconds; by hand, 10,000
QUERIES = int(os.environ.get("KARAMAP_QUERIES", "120"))
# of so many, one is opened in a page of its own
OF_WHICH_OPENED = 40
# what the browser refused, and elements that nobody but an intruder makes
WATCH = """
  window.refused = [];
  window.strange = [];
  window.failed = [];
  addEventListener("securitypolicyviolation", (e) => refused.push(`${e.violatedDirective} ${e.blockedURI}`));
  addEventListener("error", (e) => failed.push(e.message));
  addEventListener("unhandledrejection", (e) => failed.push(String(e.reason)));
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (/^(script|iframe|object|embed|link|base|form)$/i.test(node.nodeName) && document.body?.matches(".ready")) strange.push(node.outerHTML);
        if (node.nodeName === "IMG" && !/^(data|blob):/.test(node.src)) strange.push(node.outerHTML);
        if ([...(node.attributes ?? [])].some(({ name }) => name.startsWith("on"))) strange.push(node.outerHTML);
      }
    }
  }).observe(document, { childList: true, subtree: true });
"""


def all_is_well(page) -> None:
    seen = page.evaluate("[refused, strange, failed, window.pwned ?? null]")
    assert seen == [[], [], [], None]


def watched(open_page, address: str):
    """Open an address, watched from its first moment."""
    opened = open_page("about:blank")
    opened.page.add_init_script(WATCH)
    opened.page.goto(address)
    opened.page.wait_for_selector("body.ready")
    return opened


PRESS_SOME = """() => [...document.querySelectorAll("#story-body button")].slice(0, 3)
  .forEach((button) => button.checkVisibility() && button.click())"""


def use_everything(page) -> None:
    """Go through all that the page can do."""
    for tab in ("tour", "article", "events", "people", "words", "sources"):
        if page.evaluate("karamap.story") is None:
            page.locator("#open-story").click()
        page.locator(f"#tab-{tab}").click()
        page.evaluate(PRESS_SOME)
    page.locator("#search").fill("<img src=x")
    page.locator("#search").fill("sh")
    page.locator("#close-story").click()
    for how in ("changes", "swipe", "side"):
        page.evaluate("(how) => karamap.setCompare('2020-09-26', how)", how)
    page.mouse.click(500, 400)
    page.evaluate("karamap.setCompare(null)")
    page.evaluate("karamap.openAsked(new URLSearchParams('place=shusha'))")
    page.keyboard.press("Escape")
    for theme in ("contrast", "screen"):
        page.evaluate("(theme) => karamap.setTheme(theme)", theme)
    for language in ("az", "hy", "ru", "en"):
        page.evaluate("(language) => karamap.setLanguage(language)", language)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.evaluate("karamap.setMode('present')")
    page.evaluate("karamap.setMode(null)")
    with page.expect_download():
        page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error()); }")
        page.locator("#copy").click()
        page.locator("#picture-copy").click()


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    page = folder / "map.html"
    page.write_text(render(Atlas.load(hostile_geodata(folder))), "utf-8")
    return page


@pytest.fixture(scope="module")
def own(open_page, page_file):
    """The page that ships, watched: used, then asked for anything, then broken into."""
    opened = watched(open_page, page_file.as_uri())
    yield opened
    opened.leave()


def test_the_policy_holds_while_everything_is_used(own):
    use_everything(own.page)
    all_is_well(own.page)


def test_the_policy_holds_over_hostile_geodata(open_page, hostile_page):
    opened = watched(open_page, hostile_page.as_uri())
    use_everything(opened.page)
    all_is_well(opened.page)
    # it is there, as text
    opened.page.locator("#open-story").click()
    opened.page.locator("#tab-events").click()
    assert "<img src=x onerror" in opened.page.locator("#story-body").inner_text()
    opened.leave()


def test_links_of_every_kind_are_read_without_an_error_or_markup(own):
    page = own.page
    # browsers slow down pages that change their address often: hand the queries to the reader
    page.evaluate(
        """() => {
          const Own = URLSearchParams;
          window.URLSearchParams = class extends Own {
            constructor(given) { super(given === location.search ? window.asked ?? given : given); }
          };
          window.open = (query) => {
            window.asked = query;
            dispatchEvent(new PopStateEvent("popstate"));
          };
          HTMLAnchorElement.prototype.click = () => {};
        }"""
    )
    queries = list(strings(QUERIES))
    for start in range(0, len(queries), 100):
        page.evaluate("(queries) => queries.forEach(window.open)", queries[start : start + 100])
        all_is_well(page)
    # the reader did read them
    page.evaluate("window.open('?date=1950&lang=hy')")
    assert page.evaluate("[karamap.date, karamap.language]") == ["1950-12-31", "hy"]
    page.evaluate("window.open('?date=%3Cimg%20src%3Dx%3E')")
    assert "<img src=x>" in page.locator("#notice p").inner_text()
    assert (own.errors, own.foreign) == ([], [])


def test_what_gets_in_all_the_same_cannot_run_or_call_home(own):
    page = own.page
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.pwned = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend",
            '<b onclick="window.pwned = 2"></b><img src="https://example.org/x.png"><style>b{}</style>' +
            '<iframe src="https://example.org/"></iframe><form action="https://example.org/"></form>');
          document.querySelector("b[onclick]").click();
          document.forms[document.forms.length - 1].submit();
          fetch("https://example.org/").catch(() => {});
          new Image().src = "https://example.org/y.png";
        }"""
    )
    # each tells in its own time, the form last
    page.wait_for_function("new Set(refused.map((each) => each.split(' ')[0])).size >= 7")
    refused = {each.split()[0] for each in page.evaluate("refused")}
    assert refused == {
        *("script-src-elem", "script-src-attr", "style-src-elem", "img-src", "frame-src"),
        *("form-action", "connect-src"),
    }
    assert page.evaluate("window.pwned ?? null") is None
    assert own.foreign == []
    # what the browser has to say about it
    assert len(own.errors) >= 7
    own.errors.clear()


def test_some_links_are_opened_as_a_reader_would(open_page, page_file):
    first, *others = list(strings(QUERIES, seed=2024))[::OF_WHICH_OPENED]
    opened = watched(open_page, page_file.as_uri() + first)
    for query in others:
        all_is_well(opened.page)
        opened.page.goto(page_file.as_uri() + query)
        opened.page.wait_for_selector("body.ready")
    all_is_well(opened.page)
    opened.leave()


HOST = """<!DOCTYPE html><title>Host</title><iframe id="map" src="%s" width="900" height="600"></iframe>
<script>
  window.heard = [];
  addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));
  window.tell = (message) => document.querySelector("#map").contentWindow.postMessage(message, "*");
</script>"""
STRANGER = """<!DOCTYPE html><title>Stranger</title><script>
  window.heard = [];
  addEventListener("message", ({ data }) => heard.push(data));
  // another frame of the page around it, which belongs to somebody else
  window.tell = (message) => parent.frames[0].postMessage(message, "*");
</script>"""
MALFORMED = [
    *(None, True, 0, "", [], {}, "setDate", [1, "setDate"], {"karamap": "1", "type": "get"}),
    *({"karamap": 1, "type": kind} for kind in (None, 7, [], {}, "__proto__", "toString", "hasOwnProperty")),
    *({"karamap": 1, "type": "setDate", "date": date} for date in (None, [], {}, 0, "<img src=x onerror=alert(1)>", "9" * 10000)),
    *({"karamap": 1, "type": "setLayers", "layers": layers} for layers in (None, {}, [None], [[]], ["__proto__"], ["<b>"])),
    *({"karamap": 1, "type": "setView", "view": view} for view in (None, [1, 2], ["1", "2", "3"], [1e308, -1e308, 1e308], [None, 0, 0])),
    *({"karamap": 1, "type": "setCompare", "date": date, "how": how} for date, how in ((7, "side"), ("1994", 7), ("1994", "__proto__"), ({}, None))),
    *({"karamap": 1, "type": "setLanguage", "language": language} for language in (None, "__proto__", "en\u0000", ["en"])),
]  # fmt: skip


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[str]:
    """An origin of somebody else, with a page to frame beside the map."""
    folder = tmp_path / "strangers"
    folder.mkdir()
    (folder / "stranger.html").write_text(STRANGER, "utf-8")
    with served(folder) as address:
        yield address


@contextmanager
def framed(open_page, host: str, *frames: str) -> Iterator[tuple]:
    """Open a page with frames, watched; yield it and what lies in each of them."""
    opened = open_page("about:blank")
    page = opened.page
    page.add_init_script(WATCH)
    page.goto(host)
    page.wait_for_function("heard.some(({ type }) => /ready/i.test(type))")
    yield opened, *(next(each for each in page.frames if each.url.startswith(f)) for f in frames)
    page.context.close()


def test_the_frame_hears_its_allowed_origin_only_and_survives_malformed_messages(
    open_page, page_of, strangers, tmp_path
):
    (tmp_path / "host").mkdir()
    with served(page_of("embed").parent) as maps, served(tmp_path / "host") as host:
        link = f"{maps}/embed.html?panels=1&origin={quote(host)}"
        around = HOST % link + f'<iframe src="{strangers}/stranger.html"></iframe>'
        (tmp_path / "host" / "index.html").write_text(around, "utf-8")
        with framed(open_page, f"{host}/", maps, strangers) as (opened, frame, stranger):
            hears_only_its_host(opened, frame, stranger, maps)


def hears_only_its_host(opened, frame, stranger, maps: str) -> None:
    page = opened.page
    before = frame.evaluate("[karamap.date, karamap.layers, karamap.language, karamap.compare]")

    # a neighbour of another origin is neither heard nor answered
    stranger.evaluate("tell({ karamap: 1, type: 'setDate', date: '1950' })")
    # what is no message changes nothing and breaks nothing
    for message in MALFORMED:
        page.evaluate("(message) => tell(message)", message)
    page.evaluate("tell({ karamap: 1, type: 'get' })")
    page.wait_for_function("heard.some(({ type }) => type === 'state')")
    after = frame.evaluate("[karamap.date, karamap.layers, karamap.language, karamap.compare]")
    assert after == before
    assert stranger.evaluate("heard") == []
    assert {each["origin"] for each in page.evaluate("heard")} == {maps}

    page.evaluate("tell({ karamap: 1, type: 'setDate', date: '1950' })")
    page.wait_for_function("heard.some(({ state }) => state?.date === '1950-12-31')")
    all_is_well(frame)
    assert (opened.errors, opened.foreign) == ([], [])


def test_the_map_in_the_app_hears_the_window_around_it_only(
    open_page, page_of, strangers, tmp_path
):
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "map.html").symlink_to(page_of("component"))
    around = HOST % "map.html" + f'<iframe src="{strangers}/stranger.html"></iframe>'
    (inner / "index.html").write_text(around, "utf-8")
    with (
        served(inner) as host,
        framed(open_page, f"{host}/", f"{host}/map.html", strangers) as (opened, frame, stranger),
    ):
        page = opened.page
        frame.wait_for_selector("body.ready")
        before = frame.evaluate("karamap.date")
        stranger.evaluate("tell({ type: 'streamlit:render', args: { date: '1950-01-01' } })")
        for args in (
            *(None, 7, [], {"date": 7}, {"layers": "x"}, {"view": [1]}, {"compare": 5}),
            {"language": "<b>"},
        ):
            page.evaluate("(args) => tell({ type: 'streamlit:render', args })", args)
        page.evaluate("tell({ type: 'streamlit:render', args: { height: 601 } })")
        page.wait_for_function("heard.some(({ height }) => height === 601)")
        assert frame.evaluate("karamap.date") == before
        all_is_well(frame)
        page.evaluate("tell({ type: 'streamlit:render', args: { date: '2020-10-20' } })")
        frame.wait_for_function("karamap.date === '2020-10-20'")
        assert opened.foreign == []
