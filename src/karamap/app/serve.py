"""Starting the app: Streamlit in this process, set up so that nothing leaves the machine.

Every setting is given on the command line that Streamlit reads, where it wins over what a
reader may have in a configuration file of their own.
"""

import os
import re
import runpy
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from ipaddress import ip_address
from pathlib import Path

import click

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.scratch import scratch_folder
from karamap.core.style import SCREEN

STARTUP_SECONDS = 30
# names that neither climb (..) nor need escaping
_PREFIX = re.compile(r"(?!\.)[\w.~-]+(/(?!\.)[\w.~-]+)*", re.ASCII)

_SETTINGS = {
    # nobody is counted, asked or called
    "browser.gatherUsageStats": "false",
    "server.showEmailPrompt": "false",
    "server.headless": "true",
    # a finished app, not a workbench, wherever Streamlit was installed
    "global.developmentMode": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "logger.hideWelcomeMessage": "true",
    "runner.magicEnabled": "false",
    "server.fileWatcherType": "none",
    # Python collects garbage when there is some; to search the whole atlas for it after each
    # move of each reader took seven times as long as the move itself
    "runner.postScriptGC": "false",
    "theme.base": "light",
    "theme.primaryColor": "#6d3b5d",
    "theme.backgroundColor": SCREEN.palette.paper,
    "theme.secondaryBackgroundColor": SCREEN.palette.halo,
    "theme.textColor": SCREEN.palette.ink,
}


def run(host: str, port: int, *, prefix: str = "", open_browser: bool) -> None:
    """Serve the app until it is interrupted; open the reader's browser, if asked, when it answers.

    ``prefix`` is the path below which a proxy shows the app, as ``/maps/karabakh``; empty for the
    top. What cannot be served (host, port, prefix) is a UsageError; without a folder for temporary
    files, which the app needs, it is an OutputError.
    """
    temporary = scratch_folder()
    main = Path(__file__).with_name("asgi.py")
    prefix = parse_prefix(prefix)
    require_free(host, port)
    _provide_home(temporary)
    address = browser_address(host, port) + prefix
    click.echo(f"karamap: {address} (Ctrl-C ends it)")
    if is_open(host):
        click.echo(f"karamap: {host} lets other machines in; without --host only this one may")
    if open_browser:
        threading.Thread(target=_open, args=(address,), daemon=True).start()
    sys.argv = command(main, host, port, prefix)
    # this process becomes the server: signals and exit codes need no passing on
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def command(main: Path, host: str, port: int, prefix: str = "") -> list[str]:
    """Return the command line of Streamlit for the app at ``main``."""
    settings = {
        **_SETTINGS,
        "server.address": host,
        "server.port": str(port),
        "server.baseUrlPath": prefix,
    }
    return ["streamlit", "run", str(main), *(f"--{key}={value}" for key, value in settings.items())]


def parse_prefix(path: str) -> str:
    """Return a proxy's path as ``/maps/karabakh``, or nothing for the top; else a UsageError."""
    bare = path.strip("/")
    if not bare:
        return ""
    if not _PREFIX.fullmatch(bare):
        raise UsageError(
            f"{shorten(path)!r} is no path: expected names between slashes, as /maps/karabakh, "
            "of letters, digits and - . _ ~"
        )
    return f"/{bare}"


def is_open(host: str) -> bool:
    """Return whether other machines can reach a server at ``host``."""
    try:
        return not ip_address(socket.gethostbyname(host) if ":" not in host else host).is_loopback
    except OSError:
        return True


def require_free(host: str, port: int) -> None:
    """Raise :class:`UsageError` unless a server can be put at ``host`` and ``port``."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                # as the server does: a port that is only cooling down counts as free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"cannot listen on {host} port {port}: {reason}; "
            "expected a free port of this machine, to be chosen with --port"
        ) from error


def browser_address(host: str, port: int) -> str:
    """Return the address under which a browser on this machine finds the server."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - every interface, this machine's own too
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _open(address: str) -> None:
    """Open a browser once the server answers; without one the printed address must do."""
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(0.1)


def _provide_home(instead: Path) -> None:
    """Give Streamlit a home to look for settings in, if this account has none that it may read."""
    try:
        usable = os.access(Path.home(), os.R_OK | os.X_OK)
    except RuntimeError:
        usable = False
    if not usable:
        os.environ["HOME"] = str(instead)
