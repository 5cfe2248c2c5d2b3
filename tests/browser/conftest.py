"""A real Chromium in which every host but this machine is blocked, and what it complained about."""

from __future__ import annotations

import os
import shutil
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from opened import Opened
from script_coverage import Watch

from karamap import Atlas
from karamap.web import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# the shell without windows is the lightest
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
LOCAL = ("localhost", "127.0.0.1")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # no other host can be found, whoever asks
    "--host-resolver-rules=MAP * ~NOTFOUND, " + ", ".join(f"EXCLUDE {host}" for host in LOCAL),
]


def _give_up(reason: str) -> None:
    if os.environ.get("KARAMAP_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and KARAMAP_REQUIRE_BROWSER=1 asks for one")
    pytest.skip(reason)


def _wait_for_function(self, expression: str, *, arg=None, timeout: float = 30_000) -> None:
    """Wait for a condition without asking the page to evaluate a text.

    Playwright's own way does, which the pages' content security policy forbids.
    """
    from playwright.sync_api import Error, TimeoutError  # noqa: A004, PLC0415

    page = getattr(self, "page", self)
    end = time.monotonic() + timeout / 1000
    while time.monotonic() < end:
        try:
            if self.evaluate(expression, arg):
                return
        except Error as error:
            # a page that is just being left is asked again
            if "context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(15)
    raise TimeoutError(f"not within {timeout:.0f} ms: {expression}")


def _add_style(self, *, content: str) -> None:
    """Add a style sheet in the way that the policy leaves to scripts."""
    self.evaluate(
        """(content) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(content);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        content,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    for kind in (playwright.Page, playwright.Frame):
        kind.wait_for_function = _wait_for_function
        kind.add_style_tag = _add_style
    found = os.environ.get("KARAMAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as driver:
        try:
            chromium = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        except playwright.Error as error:
            first_line = str(error).strip().splitlines()[0]
            _give_up(f"no Chromium could be started ({found or 'Playwright’s own'}: {first_line})")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def open_page(browser) -> Callable[..., Opened]:
    """Return a function that opens an address in a fresh context of its own."""

    def open_it(address: str, *, width: int = 1280, height: int = 800, **context) -> Opened:
        viewport = {"width": width, "height": height}
        page = browser.new_context(viewport=viewport, **context).new_page()
        opened = Opened(page)
        if noted := os.environ.get("KARAMAP_SCRIPT_COVERAGE"):
            Watch(page, Path(noted))

        def note(request) -> None:
            # what the policy of a page forbids does not get as far as the network
            parts = urlsplit(request.url)
            here = parts.scheme in ("file", "data", "blob") or parts.hostname in LOCAL
            if not here and request.failure != "csp":
                opened.foreign.append(request.url)

        page.on("requestfailed", note)
        page.on("requestfinished", note)
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("console", lambda m: opened.errors.append(m.text) if m.type == "error" else None)
        page.goto(address)
        return opened

    return open_it


@pytest.fixture(scope="session")
def page_of(tmp_path_factory) -> Callable[[str], Path]:
    """Return a function that writes the page of the shipped atlas for a host, once, as a file."""
    folder = tmp_path_factory.mktemp("page")

    @cache
    def written(host: str) -> Path:
        file = folder / f"{host}.html"
        file.write_text(render(Atlas.load(), host=host), encoding="utf-8")
        return file

    return written


@pytest.fixture(scope="session")
def page_file(page_of) -> Path:
    """The page of the atlas that ships with karamap, as a file."""
    return page_of("file")


@pytest.fixture(scope="module")
def opened(request, open_page, page_file) -> Iterator[Opened]:
    """The map, open for all tests of a module: at the link ``START``, if the module has one."""
    start = getattr(request.module, "START", "")
    shown = open_page(page_file.as_uri() + start).shared()
    yield shown
    shown.leave()
