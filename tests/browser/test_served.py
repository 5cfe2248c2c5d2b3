"""One server as a proxy's neighbour: below a path, without a home, leaving its package alone."""

from __future__ import annotations

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from appwindow import App

from bench import serving
from bench.load import Met, Plan, crowd
from karamap.core.paths import PACKAGE, geodata_folder

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from bench.serving import Server

pytestmark = pytest.mark.browser

PREFIX = "/maps/karabakh"
HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR")


def files_that_ship() -> dict[Path, tuple[int, int]]:
    """Return size and time of every file of the package, its app and its geodata."""
    folders = {PACKAGE, (PACKAGE / "app"), geodata_folder()}
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    stats = {file: file.stat() for file in files if "__pycache__" not in file.parts}
    return {file: (stat.st_size, stat.st_mtime_ns) for file, stat in stats.items()}


def apart(task: Coroutine) -> object:
    """Run a task in a thread of its own: the browser's driver has a loop in this one already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, task).result()


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory) -> Path:
    """A home that is not there and that nobody can make, not even root."""
    file = tmp_path_factory.mktemp("account") / "file"
    file.touch()
    return file / "home"


@pytest.fixture(scope="module")
def server(tmp_path_factory, nowhere) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("served") / "log"
    bare = {name: value for name, value in os.environ.items() if name not in HOMES}
    before = files_that_ship()
    with serving.running(log, prefix=PREFIX, environment={**bare, "HOME": str(nowhere)}) as served:
        yield served
    assert files_that_ship() == before


def test_only_this_machine_gets_in(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5):
        pass
    # any other address of the machine stands for its place in a network
    with pytest.raises(OSError, match=r"refused|timed out"):
        socket.create_connection(("127.0.0.2", server.port), timeout=5)


def test_the_app_works_below_the_path_of_a_proxy(server, open_page):
    opened = open_page("about:blank")
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    app = App(opened, f"{server.address}?date=2020-11-10")
    app.frame.locator("#year").focus()
    app.page.keyboard.press("ArrowLeft")
    app.expect("2019-12-31", "31 December 2019")
    assert urlsplit(app.page.url).path.rstrip("/") == PREFIX
    app.page.get_by_text("Download", exact=True).click()
    app.settle()  # a button that is being drawn anew loses the press
    with app.page.expect_download() as waiting:
        app.page.get_by_role("link", name="GeoJSON of this day").click()
    assert Path(waiting.value.path()).stat().st_size > 100_000
    paths = [urlsplit(url).path for url in asked if url.startswith("http")]
    assert len(paths) > 20
    assert [path for path in paths if not path.startswith(PREFIX)] == []
    opened.leave()


def test_a_crowd_finds_its_panels_and_its_files(server):
    met = Met()
    plan = Plan(seconds=2, arrive=0, think=0.1, files=0.2)
    apart(crowd(server.address, 4, plan, met))
    assert met.errors == []
    assert len(met.loads) == 4
    assert len(met.updates) > 8
    assert len(met.files) > 0
    # nobody complains of the home that is not there
    told = server.log.read_text()
    assert "Traceback" not in told
    assert "Error" not in told
