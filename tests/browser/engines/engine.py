"""What a browser of any engine is asked to do, and what the drivers of all share."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH, HEIGHT = 1280, 800
PATIENCE_S = 90
# keys by the code points that WebDriver gives them
KEYS = {
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "End": "\ue010", "Home": "\ue011",
    "Space": " ",
}  # fmt: skip


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


def end(process: subprocess.Popen[bytes]) -> None:
    if process.stdout:
        process.stdout.close()
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
