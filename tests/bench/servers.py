"""The servers of a run: pages as files, karamap's app, and the app of the peers."""

from __future__ import annotations

import functools
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve().parent
_HOME = _HERE.parents[1]
_STARTUP_SECONDS = 60


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def running(folder: Path, *apps: str) -> Iterator[dict[str, str]]:
    """Run servers and give their addresses by name: ``pages`` (a folder), and those asked for."""
    with ExitStack() as stack:
        found = {"pages": stack.enter_context(_files(folder))}
        for app in apps:
            found[app] = stack.enter_context(_process(*_APPS[app]))
        yield found


_APPS = {
    "karamap": ("-m", "karamap", "serve", "--no-browser", "--port"),
    "peers": (
        *("-m", "streamlit", "run", str(_HERE / "peers.py")),
        # as `karamap serve` has them
        *("--server.headless=true", "--server.fileWatcherType=none"),
        *("--browser.gatherUsageStats=false", "--server.address=localhost", "--server.port"),
    ),
}


@contextmanager
def _files(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("localhost", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@contextmanager
def _process(*arguments: str) -> Iterator[str]:
    port = _free_port()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_HOME / "src"), *sys.path])}
    server = subprocess.Popen(
        [sys.executable, *arguments, str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://localhost:{port}/_stcore/health", server)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - ours
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"a server did not start: {' '.join(map(str, server.args))}")
