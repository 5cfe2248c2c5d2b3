"""The servers of a run: pages as files, karamap's app, and the app of the peers."""

from __future__ import annotations

import functools
import os
import sys
import threading
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from bench import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve().parent


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def running(folder: Path, *apps: str) -> Iterator[dict[str, str]]:
    """Run servers and give their addresses by name: ``pages`` (a folder), and those asked for."""
    with ExitStack() as stack:
        found = {"pages": stack.enter_context(_files(folder))}
        for app in apps:
            found[app] = stack.enter_context(_APPS[app](folder))
        yield found


@contextmanager
def _karamap(folder: Path) -> Iterator[str]:
    with serving.running(folder / "karamap.log") as server:
        yield server.address


@contextmanager
def _peers(folder: Path) -> Iterator[str]:
    port = serving.free_port()
    words = ["-m", "streamlit", "run", str(_HERE / "peers.py"), *_AS_KARAMAP]
    server = serving.launch(
        [*words, f"--server.port={port}"],
        f"http://127.0.0.1:{port}/",
        port,
        folder / "peers.log",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        yield server.address
    finally:
        server.stop()


# what `karamap serve` tells Streamlit, too
_AS_KARAMAP = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
    "--server.address=127.0.0.1",
)
_APPS = {"karamap": _karamap, "peers": _peers}


@contextmanager
def _files(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("localhost", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
