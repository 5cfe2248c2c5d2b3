"""Starting the server: where it may listen, and what it is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from karamap import UsageError
from karamap.app import serve
from karamap.cli import main
from karamap.core.paths import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_only_a_free_port_of_this_machine_is_accepted(busy_port):
    serve.require_free("127.0.0.1", free_port())
    with pytest.raises(UsageError, match=f"port {busy_port}: .*in use.*--port"):
        serve.require_free("127.0.0.1", busy_port)
    for host in ("no-such-host.invalid", "192.0.2.1"):
        with pytest.raises(UsageError, match=f"cannot listen on {host}"):
            serve.require_free(host, free_port())


def test_the_command_says_it_in_one_sentence(busy_port):
    done = subprocess.run(
        [sys.executable, "-m", "karamap", "serve", "--no-browser", "--port", str(busy_port)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert str(busy_port) in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_command_the_app_starts(monkeypatch):
    started = []
    monkeypatch.setattr(serve, "run", lambda *where, **how: started.append((where, how)))
    for words in ([], ["serve", "--port", "8600", "--base-url-path", "/maps", "--no-browser"]):
        assert CliRunner().invoke(main, words).exit_code == 0
    assert started == [
        (("127.0.0.1", 8501), {"prefix": "", "open_browser": True}),
        (("127.0.0.1", 8600), {"prefix": "/maps", "open_browser": False}),
    ]
    refused = CliRunner().invoke(main, ["serve", "--port", "65536"])
    assert "65536 is too large: expected at most 65535" in refused.stderr
    assert len(started) == 2


def test_streamlit_is_told_to_call_nobody():
    words = serve.command((PACKAGE / "app") / "main.py", "127.0.0.1", 8600)
    for setting in (
        "--browser.gatherUsageStats=false",
        "--server.showEmailPrompt=false",
        "--server.headless=true",
        "--server.address=127.0.0.1",
        "--server.port=8600",
        "--runner.postScriptGC=false",
    ):
        assert setting in words


def test_the_address_to_open_and_the_path_of_a_proxy_are_written_one_way():
    for host, address in (
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),  # noqa: S104
        ("::1", "http://[::1]:8501"),
    ):
        assert serve.browser_address(host, 8501) == address
    for path in ("/maps/karabakh", "maps/karabakh/", "/maps/karabakh/"):
        assert serve.parse_prefix(path) == "/maps/karabakh"
    for path in ("", "/"):
        assert serve.parse_prefix(path) == ""
    for path in ("../x", "a//b", "a b", "http://example.org/", "a?b", "a/.."):
        with pytest.raises(UsageError, match="is no path: expected names between slashes"):
            serve.parse_prefix(path)


def test_a_server_that_lets_others_in_is_known():
    for host in ("127.0.0.1", "localhost", "::1"):
        assert not serve.is_open(host), host
    for host in ("0.0.0.0", "::", "no-such-host.invalid"):  # noqa: S104
        assert serve.is_open(host), host


@pytest.fixture
def streamlit(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Return a function that puts another program in the place of Streamlit."""
    monkeypatch.setattr(sys, "argv", [])

    def put(program: Callable[[], None]) -> None:
        monkeypatch.setattr(serve.runpy, "run_module", lambda *_, **__: program())

    return put


def test_the_browser_opens_when_the_app_answers_and_not_before(streamlit, monkeypatch, capsys):
    port, opened, asked = free_port(), Queue(), []
    monkeypatch.setattr(serve.webbrowser, "open", opened.put)

    class Starting(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, opened.qsize()))
            self.send_response(503 if len(asked) == 1 else 200)
            self.end_headers()

        def log_message(self, *_):
            pass

    def answer() -> None:
        assert sys.argv[:2] == ["streamlit", "run"]
        with HTTPServer(("127.0.0.1", port), Starting) as server:
            server.handle_request()
            server.handle_request()
            assert opened.get(timeout=30) == f"http://127.0.0.1:{port}/maps"

    streamlit(answer)
    serve.run("127.0.0.1", port, prefix="maps", open_browser=True)
    assert asked == [("/maps/_stcore/health", 0)] * 2
    assert capsys.readouterr().out == f"karamap: http://127.0.0.1:{port}/maps (Ctrl-C ends it)\n"


def test_an_account_without_a_home_gets_one_and_an_open_server_is_told(
    streamlit, monkeypatch, capsys
):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setenv("HOME", "/proc/nobody")
    monkeypatch.setattr(Path, "home", homeless)
    homes = []
    streamlit(lambda: homes.append(Path(os.environ["HOME"]).is_dir()))
    serve.run("0.0.0.0", free_port(), open_browser=False)  # noqa: S104
    assert homes == [True]
    assert "0.0.0.0 lets other machines in" in capsys.readouterr().out
