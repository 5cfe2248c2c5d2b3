"""Starting the server: where it may listen, and what it is told."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from karamap import UsageError
from karamap.app import serve
from karamap.core.paths import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def test_a_port_in_use_is_named_with_what_to_do(busy_port):
    with pytest.raises(UsageError, match=f"port {busy_port}: .*in use.*--port"):
        serve.require_free("127.0.0.1", busy_port)


def test_a_free_port_is_accepted():
    serve.require_free("127.0.0.1", free_port())


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_refused(host):
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


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),  # noqa: S104
        ("::1", "http://[::1]:8501"),
    ],
)
def test_the_address_to_open(host, address):
    assert serve.browser_address(host, 8501) == address


@pytest.mark.parametrize("path", ["/maps/karabakh", "maps/karabakh/", "/maps/karabakh/"])
def test_the_path_of_a_proxy_is_written_one_way(path):
    assert serve.parse_prefix(path) == "/maps/karabakh"


@pytest.mark.parametrize("path", ["", "/"])
def test_no_path_is_the_top_of_the_site(path):
    assert serve.parse_prefix(path) == ""


@pytest.mark.parametrize("path", ["../x", "a//b", "a b", "http://example.org/", "a?b", "a/.."])
def test_what_is_no_path_is_said(path):
    with pytest.raises(UsageError, match="is no path: expected names between slashes"):
        serve.parse_prefix(path)


@pytest.mark.parametrize(
    ("host", "opened"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("::", True)],  # noqa: S104
)
def test_a_server_that_lets_others_in_is_known(host, opened):
    assert serve.is_open(host) is opened
