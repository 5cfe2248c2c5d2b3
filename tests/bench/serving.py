"""The app's server as a process of its own, for tests and measurements."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEADLINE_SECONDS = 60


@dataclass
class Server:
    """A running app: its address, when it was started on a monotonic clock, and its process."""

    address: str
    port: int
    started: float
    process: subprocess.Popen
    log: Path

    def stop(self) -> int:
        """End the app as a reader does, with Ctrl-C; return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(DEADLINE_SECONDS)

    def kill(self) -> None:
        """End the app as a power cut does."""
        self.process.kill()
        self.process.wait(DEADLINE_SECONDS)

    @property
    def resident_mb(self) -> float:
        """Memory the process holds, in MB (Linux)."""
        words = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return int(words[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def cpu_seconds(self) -> float:
        """Processor time spent so far (Linux)."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    log: Path,
    *options: str,
    port: int | None = None,
    prefix: str = "",
    environment: Mapping[str, str] = os.environ,
    **more: object,
) -> Server:
    """Run ``karamap serve`` and return it once it answers.

    ``log`` takes what it says, ``more`` goes to :class:`subprocess.Popen`.
    """
    port = port or free_port()
    words = ["-m", "karamap", "serve", "--no-browser", "--port", str(port), *options]
    if prefix:
        words += ["--base-url-path", prefix]
    address = f"http://127.0.0.1:{port}/{prefix.strip('/')}".rstrip("/") + "/"
    return launch(words, address, port, log, env={**environment}, **more)


def launch(words: list[str], address: str, port: int, log: Path, **more: object) -> Server:
    """Run Python with ``words``, which make a Streamlit app, and return it once it answers."""
    started = time.monotonic()
    with log.open("a") as out:
        process = subprocess.Popen(
            [sys.executable, *words], stdout=out, stderr=subprocess.STDOUT, **more
        )
    server = Server(address, port, started, process, log)
    while time.monotonic() < started + DEADLINE_SECONDS and process.poll() is None:
        try:
            with urlopen(f"{address}_stcore/health", timeout=1):  # noqa: S310 - our own
                return server
        except OSError:
            time.sleep(0.05)
    server.kill()
    raise RuntimeError(f"the app did not start:\n{log.read_text()}")


@contextmanager
def running(log: Path, *options: str, **settings: object) -> Iterator[Server]:
    """Run ``karamap serve`` as :func:`start` does, as long as it is needed."""
    server = start(log, *options, **settings)
    try:
        yield server
    finally:
        server.stop()
