"""Chromium, Firefox and WebKit led alike: each by what its own packages bring.

Chromium is led by Playwright; Firefox by WebDriver BiDi, which it speaks itself; WebKit by
WebKitWebDriver, in GTK's small browser on a screen that Xvfb keeps in memory.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 1280, 800
PATIENCE_S = 90
# keys by the code points that WebDriver gives them
KEYS = {
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "End": "\ue010", "Home": "\ue011",
    "Space": " ",
}  # fmt: skip
MIDDLE = """const box = document.querySelector(%s).getBoundingClientRect();
return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];"""


class MissingError(RuntimeError):
    """An engine is not there, or does not start."""


class Engine(Protocol):
    """A browser with one window, as a person has it."""

    name: str
    version: str

    def open(self, address: str) -> None:
        """Go to an address and wait for it to be loaded."""

    def run(self, script: str) -> Any:
        """Return what the body of a function returns in the page."""

    def press(self, key: str) -> None:
        """Press a key and let it go."""

    def drag(self, start: tuple[int, int], *stops: tuple[int, int]) -> None:
        """Press the mouse at a point, lead it over others, and let it go; alone: a click."""

    def back(self) -> None:
        """Go back in the history."""

    def picture(self, path: Path) -> None:
        """Write what the window shows."""

    def quit(self) -> None:
        """End the browser."""


class Person:
    """What a person does in a page, by whatever engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open(self, address: str) -> None:
        # what is asked of the page must not be answered by the one before
        self.engine.open("about:blank")
        self.engine.open(address)
        self.wait("document.body?.classList.contains('ready')")

    def get(self, expression: str) -> Any:
        return self.engine.run(f"return {expression}")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        until(lambda: self._holds(condition), f"{self.engine.name}: {condition}")

    def _holds(self, condition: str) -> bool:
        """Tell whether a condition is true; in a page that is just coming it is not yet."""
        return bool(self.engine.run(f"try {{ return {condition} }} catch {{ return false }}"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.engine.press(key)

    def middle(self, selector: str) -> tuple[int, int]:
        x, y = self.engine.run(MIDDLE % json.dumps(selector))
        return x, y

    def click(self, selector: str) -> None:
        self.wait(f"document.querySelector({json.dumps(selector)})?.getClientRects().length > 0")
        self.engine.drag(self.middle(selector))

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        self.engine.run(f"document.querySelector({json.dumps(selector)}).select?.()")
        self.press(*text)

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list; its menu is the system's, which no driver reaches."""
        self.engine.run(
            f"const list = document.querySelector({json.dumps(selector)});"
            f"list.value = {json.dumps(value)};"
            "list.dispatchEvent(new Event('input', { bubbles: true }));"
            "list.dispatchEvent(new Event('change', { bubbles: true }));"
        )


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something is so; what is told is what was waited for."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE_S} s: {what}")
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def found(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    raise MissingError(f"none of {', '.join(names)} is installed")


class Chromium:
    """Led by Playwright."""

    name = "chromium"

    def __init__(self, browser: Any) -> None:
        # that of the other tests: Playwright bears no second driver in a process
        self._browser = browser
        self.version = self._browser.version
        size = {"width": WIDTH, "height": HEIGHT}
        self._page = self._browser.new_context(viewport=size).new_page()

    def open(self, address: str) -> None:
        self._page.goto(address)

    def run(self, script: str) -> Any:
        return self._page.evaluate(f"() => {{ {script} }}")

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def drag(self, start: tuple[int, int], *stops: tuple[int, int]) -> None:
        mouse = self._page.mouse
        mouse.move(*start)
        mouse.down()
        for stop in stops:
            mouse.move(*stop)
        mouse.up()

    def back(self) -> None:
        self._page.go_back()

    def picture(self, path: Path) -> None:
        self._page.screenshot(path=path)

    def quit(self) -> None:
        self._page.context.close()


def pointer(start: tuple[int, int], stops: tuple[tuple[int, int], ...]) -> list[dict[str, Any]]:
    """Return the actions of a mouse as WebDriver and BiDi have them."""
    first, *others = (
        {"type": "pointerMove", "x": x, "y": y, "duration": 60} for x, y in (start, *stops)
    )
    down, up = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
    return [{"type": "pointer", "id": "mouse", "actions": [first, down, *others, up]}]


def typed(key: str) -> list[dict[str, Any]]:
    value = KEYS.get(key, key)
    acts = [{"type": way, "value": value} for way in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keys", "actions": acts}]


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


def end(process: subprocess.Popen[bytes]) -> None:
    if process.stdout:
        process.stdout.close()
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


ENGINES = {kind.name: kind for kind in (Chromium, Firefox, WebKit)}
