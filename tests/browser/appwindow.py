"""The app in a browser window, as tests see and touch it."""

from __future__ import annotations

import time

PAINTED = """() => {
  const ground = document.querySelectorAll(".leaflet-control-under-pane path");
  return document.body.classList.contains("ready") && ground.length > 0;
}"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def map_frame(page):
    """Wait for the frame with the map, painted, and return it."""
    frame = page.wait_for_selector("iframe").content_frame()
    # a frame is blank first, and what is waited for there is never told of
    frame.wait_for_url("**/component/**")
    frame.wait_for_function(PAINTED)
    frame.evaluate(DRAWN)
    return frame


class App:
    """The app in a browser window, and the map page inside it."""

    def __init__(self, opened, address: str) -> None:
        self.opened = opened
        self.page = opened.page
        self.sent: list[object] = []
        self.page.on("websocket", lambda socket: socket.on("framesent", self._note))
        self.page.goto(address)
        self.frame = map_frame(self.page)
        self.painted = time.monotonic()
        self.settle()
        self.opening_view = self.frame.evaluate("karamap.view")

    def _note(self, frame: object) -> None:
        self.sent.append(frame)

    @property
    def date(self) -> str:
        return self.frame.evaluate("karamap.date")

    def settle(self) -> None:
        """Wait until neither side has anything to tell the other."""
        quiet = 0
        while quiet < 3:
            before = len(self.sent)
            self.page.wait_for_timeout(250)
            running = self.page.locator('[data-testid="stApp"][data-test-script-state="running"]')
            quiet = quiet + 1 if len(self.sent) == before and not running.count() else 0

    def expect(self, day: str, words: str) -> None:
        """Wait until map, panels and address bar all show a day."""
        self.frame.wait_for_function("(day) => karamap.date === day", arg=day)
        self.page.wait_for_function(
            "(words) => document.querySelector('.st-key-beside h1')?.textContent === words",
            arg=words,
        )
        self.page.wait_for_function("(day) => location.search.includes('date=' + day)", arg=day)
        self.settle()

    def year_position(self, year: int) -> tuple[float, float]:
        box = self.frame.locator("#year").bounding_box()
        thumb = 18
        share = (year - 1918) / (2024 - 1918)
        return box["x"] + thumb / 2 + share * (box["width"] - thumb), box["y"] + box["height"] / 2

    def drag(self, start: int, end: int) -> list[str]:
        """Drag the year slider, without letting go; return the dates the map showed."""
        self.page.mouse.move(*self.year_position(start))
        self.page.mouse.down()
        shown = []
        for year in range(start, end, 1 if end > start else -1):
            self.page.mouse.move(*self.year_position(year))
            self.page.wait_for_timeout(20)
            shown.append(self.date)
        self.page.mouse.move(*self.year_position(end))
        self.page.wait_for_timeout(50)
        return [*shown, self.date]
