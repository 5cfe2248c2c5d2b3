"""WebKit, led by WebKitWebDriver in GTK's small browser, on a screen that Xvfb keeps in memory."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from engine import HEIGHT, PATIENCE_S, WIDTH, MissingError, end, found, free_port, pointer, typed


class WebKit:
    """Led by WebKitWebDriver, in GTK's small browser."""

    name = "webkit"

    def __init__(self) -> None:
        driver, display = found("WebKitWebDriver"), found("Xvfb")
        folders = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        if not folders:
            raise MissingError("WebKitGTK's MiniBrowser is not installed")
        self._home = tempfile.mkdtemp()
        quiet = {"stderr": subprocess.DEVNULL}
        # larger than the window, which has a frame of its own; it says which number was free
        screen = ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self._display = subprocess.Popen([display, *screen], stdout=subprocess.PIPE, **quiet)
        assert self._display.stdout
        number = self._display.stdout.readline().decode().strip()
        environment = {
            **os.environ, "HOME": self._home, "XDG_RUNTIME_DIR": self._home,
            "GDK_BACKEND": "x11", "DISPLAY": f":{number}", "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
        }  # fmt: skip
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
        port = free_port()
        self._process = subprocess.Popen([driver, f"--port={port}"], **quiet)
        self._address = f"http://127.0.0.1:{port}"
        options = {"binary": str(folders[-1]), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        give_up = time.monotonic() + PATIENCE_S
        while True:
            try:
                session = self._ask("POST", "/session", {"capabilities": wanted})
                break
            except (OSError, RuntimeError) as error:
                if time.monotonic() > give_up:
                    self._session = ""
                    self.quit()
                    raise MissingError(f"WebKit does not start ({error})") from error
                time.sleep(0.1)
        self.version = session["capabilities"]["browserVersion"]
        self._session = f"/session/{session['sessionId']}"
        self._tell("POST", "/window/rect", {"width": WIDTH, "height": HEIGHT})
        # the bars of the browser take some of it
        width, height = self.run("return [innerWidth, innerHeight]")
        rest = {"width": 2 * WIDTH - width, "height": 2 * HEIGHT - height}
        self._tell("POST", "/window/rect", rest)

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, method=method)  # noqa: S310
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            raise RuntimeError(f"{path}: {told['error']}: {told['message']}") from error

    def _tell(self, method: str, path: str, body: object = None) -> Any:
        return self._ask(method, self._session + path, body)

    def open(self, address: str) -> None:
        self._tell("POST", "/url", {"url": address})

    def run(self, script: str) -> Any:
        return self._tell("POST", "/execute/sync", {"script": script, "args": []})

    def press(self, key: str) -> None:
        self._tell("POST", "/actions", {"actions": typed(key)})

    def drag(self, start: tuple[int, int], *stops: tuple[int, int]) -> None:
        self._tell("POST", "/actions", {"actions": pointer(start, stops)})

    def back(self) -> None:
        self._tell("POST", "/back", {})

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._tell("GET", "/screenshot")))

    def quit(self) -> None:
        if self._session:
            with contextlib.suppress(OSError, RuntimeError):
                self._tell("DELETE", "")
        for process in (self._process, self._display):
            end(process)
        shutil.rmtree(self._home, ignore_errors=True)
