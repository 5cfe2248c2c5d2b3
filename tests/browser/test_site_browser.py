"""The static site in a browser: from disk, and from a folder of a server that knows no Python."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import axe
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The address of the site below the top of a plain file server."""
    top = site.parent.parent
    handler = functools.partial(_Quiet, directory=str(top))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{site.relative_to(top)}"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["disk", "server"])
def home(site: Path, server: str, request: pytest.FixtureRequest) -> str:
    return site.as_uri() if request.param == "disk" else server


@pytest.fixture
def visit(open_page):
    """Open an address; at the end nothing may have failed or been asked of another host."""
    opened = []

    def go(address: str, **context):
        opened.append(open_page(address, **context))
        return opened[-1].page

    yield go
    for each in opened:
        each.leave()


def test_the_map_opens_on_the_date_of_its_link(home: str, visit):
    page = visit(f"{home}/index.html?date=1994-05-12")
    page.wait_for_function("document.body.classList.contains('ready')")
    assert page.evaluate("karamap.date") == "1994-05-12"


def test_another_language_opens_on_the_same_view(home: str, visit):
    page = visit(f"{home}/index.html?date=2020-10-20")
    page.wait_for_function("document.body.classList.contains('ready')")
    page.click("#site-panel summary")
    with page.expect_navigation():
        page.click("#site-panel a[hreflang=hy]")
    page.wait_for_function("document.body.classList.contains('ready')")
    assert page.evaluate("document.documentElement.lang") == "hy"
    assert page.evaluate("karamap.date") == "2020-10-20"
    page.click("#site-panel summary")
    with page.expect_navigation():
        page.click("#site-panel a[hreflang=en]")
    page.wait_for_function("document.body.classList.contains('ready')")
    assert page.evaluate("[document.documentElement.lang, karamap.date]") == ["en", "2020-10-20"]


def test_from_the_map_to_the_plain_pages_and_back(home: str, visit):
    page = visit(f"{home}/ru/index.html")
    page.click("#site-panel summary")
    with page.expect_navigation():
        page.click("#site-panel a[href$='about.html']")
    with page.expect_navigation():
        page.click("main a[href$='snapshots/index.html']")
    with page.expect_navigation():
        page.click("li[id='2020-11-10'] p a")
    page.wait_for_function("document.body.classList.contains('ready')")
    assert page.evaluate("[document.documentElement.lang, karamap.date]") == ["ru", "2020-11-10"]


def test_snapshots_are_shown(home: str, visit):
    page = visit(f"{home}/snapshots/index.html")
    pictures = page.locator(".sheet img")
    for index in range(pictures.count()):
        pictures.nth(index).scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.images].every((image) => image.complete && image.naturalWidth > 300)"
    )


def test_the_example_leads_the_map_and_hears_it(home: str, visit):
    page = visit(f"{home}/embed-example.html")
    frame = page.frame_locator("#map")
    frame.locator("body.ready").wait_for()
    page.wait_for_function("said.textContent.includes('2020-11-10')")
    page.click("[data-date='1994-05-12']")
    page.wait_for_function("said.textContent.includes('1994-05-12')")
    assert page.frames[1].evaluate("karamap.date") == "1994-05-12"


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
@pytest.mark.parametrize("language", ["", "az/", "hy/", "ru/"])
def test_plain_pages_fit_their_window(site: Path, visit, language: str, size: tuple[int, int]):
    for name in ("about.html", "snapshots/index.html"):
        address = f"{site.as_uri()}/{language}{name}"
        page = visit(address, width=size[0], height=size[1])
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("language", ["", "az/", "hy/", "ru/"])
def test_the_panel_fits_the_map(site: Path, visit, language: str):
    page = visit(f"{site.as_uri()}/{language}index.html")
    page.wait_for_function("document.body.classList.contains('ready')")
    page.click("#site-panel summary")
    fits = """() => {
      const panel = document.querySelector("#site-panel");
      const edge = panel.getBoundingClientRect();
      const links = [...panel.querySelectorAll("a")].map((link) => link.getBoundingClientRect());
      return links.every((box) => box.height >= 24 && box.right <= edge.right);
    }"""
    assert page.evaluate(fits)


def test_no_plain_page_breaks_a_rule_in_any_language(site: Path, server: str, visit):
    plain = [
        file.relative_to(site).as_posix()
        for file in sorted(site.rglob("*.html"))
        if file.name not in ("index.html", "embed.html") or file.parent.name == "snapshots"
    ]
    assert len(plain) >= 9
    page = visit("about:blank")
    for file in plain:
        page.goto(f"{server}/{file}")
        axe.load(page)
        assert axe.violations(page) == [], file
