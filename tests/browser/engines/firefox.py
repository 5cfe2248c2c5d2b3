"""Firefox, led by WebDriver BiDi, which it speaks itself."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING, Any

from engine import (
    HEIGHT,
    PATIENCE_S,
    WIDTH,
    MissingError,
    end,
    found,
    free_port,
    pointer,
    typed,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path


class Firefox:
    """Led by WebDriver BiDi over a socket that Firefox opens."""

    name = "firefox"

    def __init__(self) -> None:
        from websockets.sync.client import connect  # noqa: PLC0415

        path = found("firefox-esr", "firefox")
        self._home = tempfile.mkdtemp()
        port = free_port()
        self._process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--profile", self._home,
             f"--remote-debugging-port={port}", f"--width={WIDTH}", f"--height={HEIGHT}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self._home, "MOZ_HEADLESS": "1"},
        )  # fmt: skip
        self._open = contextlib.ExitStack()
        self._count = 0
        give_up = time.monotonic() + PATIENCE_S
        while True:
            try:
                channel = connect(f"ws://127.0.0.1:{port}/session", max_size=None)
                self._socket = self._open.enter_context(channel)
                break
            except OSError as error:
                if time.monotonic() > give_up or self._process.poll() is not None:
                    self.quit()
                    raise MissingError(f"Firefox does not start ({error})") from error
                time.sleep(0.05)
        session = self._ask("session.new", capabilities={})
        self.version = session["capabilities"]["browserVersion"]
        [tree] = self._ask("browsingContext.getTree")["contexts"]
        self._tab = tree["context"]
        size = {"width": WIDTH, "height": HEIGHT}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=size)

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if told.get("id") == self._count:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['message']}")
                return told["result"]

    def open(self, address: str) -> None:
        # now and then Firefox never tells that a page has come: the page is asked instead
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="none")
        # a page that is there may have written its state into the address already
        begun = json.dumps(address.partition("?")[0])
        there = f"location.href.startsWith({begun}) && document.readyState === 'complete'"
        until(lambda: self._is(there), f"Firefox: {address}")

    def _is(self, condition: str) -> bool:
        """Tell whether a condition holds; between two pages there is none to ask."""
        try:
            return bool(self.run(f"return {condition}"))
        except RuntimeError:
            return False

    def run(self, script: str) -> Any:
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=f"() => JSON.stringify((() => {{ {script} }})() ?? null)",
            awaitPromise=False,
            target={"context": self._tab},
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _act(self, actions: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", context=self._tab, actions=actions)

    def press(self, key: str) -> None:
        self._act(typed(key))

    def drag(self, start: tuple[int, int], *stops: tuple[int, int]) -> None:
        self._act(pointer(start, stops))

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def picture(self, path: Path) -> None:
        shot = self._ask("browsingContext.captureScreenshot", context=self._tab)
        path.write_bytes(base64.b64decode(shot["data"]))

    def quit(self) -> None:
        with contextlib.suppress(Exception):
            self._open.close()
        end(self._process)
        shutil.rmtree(self._home, ignore_errors=True)
