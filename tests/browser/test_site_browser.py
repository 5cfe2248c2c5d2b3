"""The static site in a browser: from disk, and from a folder of a server that knows no Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import axe
import pytest
from opened import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

# whether the frame comes after the script that listens to it
LISTENS_FIRST = """program.compareDocumentPosition(document.querySelector("#map")) ===
  Node.DOCUMENT_POSITION_FOLLOWING"""


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The address of the site below the top of a plain file server."""
    top = site.parent.parent
    with served(top) as address:
        yield f"{address}/{site.relative_to(top)}"


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


PANEL_FITS = """() => {
  const panel = document.querySelector("#site-panel");
  const edge = panel.getBoundingClientRect();
  const links = [...panel.querySelectorAll("a")].map((link) => link.getBoundingClientRect());
  return links.every((box) => box.height >= 24 && box.right <= edge.right);
}"""


def assert_at(page, language: str, day: str) -> None:
    """The map is on a day in a language, and its panel has room for all links."""
    page.wait_for_function("document.body.classList.contains('ready')")
    assert page.evaluate("[document.documentElement.lang, karamap.date]") == [language, day]
    page.click("#site-panel summary")
    assert page.evaluate(PANEL_FITS)


# from English through other languages, and at last to Russian
@pytest.mark.parametrize(("where", "way"), [("disk", ("hy", "en", "ru")), ("server", ("az", "ru"))])
def test_from_language_to_language_to_the_plain_pages_and_back(site, server, visit, where, way):
    home = site.as_uri() if where == "disk" else server
    page = visit(f"{home}/index.html?date=2020-10-20")
    assert_at(page, "en", "2020-10-20")
    for language in way:
        with page.expect_navigation():
            page.click(f"#site-panel a[hreflang={language}]")
        assert_at(page, language, "2020-10-20")
    with page.expect_navigation():
        page.click("#site-panel a[href$='about.html']")
    with page.expect_navigation():
        page.click("main a[href$='snapshots/index.html']")
    pictures = page.locator(".sheet img")
    for index in range(pictures.count()):
        pictures.nth(index).scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.images].every((image) => image.complete && image.naturalWidth > 300)"
    )
    with page.expect_navigation():
        page.click("li[id='2020-11-10'] p a")
    assert_at(page, "ru", "2020-11-10")


def test_the_example_leads_the_map_and_hears_it(site, server, visit):
    for home in (site.as_uri(), server):
        page = visit(f"{home}/embed-example.html")
        frame = page.frame_locator("#map")
        frame.locator("body.ready").wait_for()
        # a script after the frame may still wait for the style sheet when the map says it is ready
        assert page.evaluate(LISTENS_FIRST)
        page.wait_for_function("said.textContent.includes('2020-11-10')")
        page.click("[data-date='1994-05-12']")
        page.wait_for_function("said.textContent.includes('1994-05-12')")
        assert page.frames[1].evaluate("karamap.date") == "1994-05-12"


def test_no_plain_page_breaks_a_rule_or_leaves_its_window_in_any_language(site, server, visit):
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
        for width, height in ((390, 844), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (file, width)
