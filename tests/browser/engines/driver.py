"""A person at Chromium, Firefox or WebKit, all led alike: each by what its own packages bring."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from engine import HEIGHT, WIDTH, Engine, until
from firefox import Firefox
from webkit import WebKit

if TYPE_CHECKING:
    from pathlib import Path

MIDDLE = """const box = document.querySelector(%s).getBoundingClientRect();
return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];"""


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


ENGINES = {kind.name: kind for kind in (Chromium, Firefox, WebKit)}
