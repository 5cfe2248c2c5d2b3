"""An open page that tests share: put back to how it opens, instead of opened anew."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What an address asks for, read as going back to it has it read, once what no address asks for is
# put back. Where none is asked for, the view is that of the opening, as if a reader had chosen it.
ASK = """async (query) => {
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  document.querySelectorAll(".leaflet-popup-close-button").forEach((button) => button.click());
  if (karamap.story) document.querySelector("#close-story").click();
  document.querySelector("#dismiss").click();
  // the next Tab begins at the top of the page
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  karamap.pause();
  karamap.endMoment();
  karamap.setTalk(null);
  localStorage.clear();
  history.replaceState(null, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate"));
  karamap.release();
  // a link that asks for something leads past the front door
  const door = document.querySelector("#welcome");
  if (door.hidden === (query !== "")) return;
  door.hidden = query !== "";
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
}"""
# Windows of one browser share its full screen: it is refused, but to a test of its own.
REFUSE = """() => {
  document.documentElement.requestFullscreen = () => Promise.reject(new TypeError("no"));
}"""
GRANT = "delete document.documentElement.requestFullscreen"
STATE = """["date", "layers", "compare", "how", "mode", "theme", "talk", "language", "story"]
  .map((name) => karamap[name])"""
PAINTED = "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))"

# In a script of a test: `await drawn()` has done at once what waits for the next frame, and nothing
# need be painted for it, which takes most of the time of going through many days.
AT_ONCE = """
  const frames = window.requestAnimationFrame.bind(window);
  const waiting = [];
  window.requestAnimationFrame = (act) => waiting.push(act);
  // what has asked for a frame already has it now
  await new Promise(frames);
  const drawn = async () => {
    for (let turn = 0; turn < 12; turn++) {
      await null;
      for (const act of waiting.splice(0)) act(performance.now());
    }
  };
  // no task runs before the script is done
  setTimeout(() => {
    window.requestAnimationFrame = frames;
    waiting.forEach(frames);
  });
"""


@dataclass
class Opened:
    """An open page, with the console errors it wrote and the foreign addresses it asked for."""

    page: object
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    # what it was opened with and is then, once it is shared
    query: str = ""
    size: tuple[int, int] = (0, 0)
    state: list = field(default_factory=list)

    def shared(self) -> Opened:
        """Note how the page opens, for `ask` to give it back so."""
        self.page.wait_for_selector("body.ready")
        self.page.evaluate(REFUSE)
        self.query = urlsplit(self.page.url).query
        self.size = tuple(self.page.viewport_size.values())
        self.state = self.page.evaluate(STATE)
        return self

    def ask(self, query: str | None = None, size: tuple[int, int] | None = None) -> object:
        """Make an open page what it is when it opens at an address, its own or another; return it.

        That takes a tenth of the time of opening it.
        """
        own = self.query and f"?{self.query}"
        self.resize(size or self.size)
        self.page.evaluate(REFUSE)
        self.page.evaluate(ASK, own if query is None else query)
        if query is None:
            assert self.page.evaluate(STATE) == self.state
        return self.page

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window a size, and wait until the map has followed it with its next frame."""
        if tuple(self.page.viewport_size.values()) == size:
            return
        self.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        self.page.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=size)
        self.page.evaluate(PAINTED)

    def leave(self) -> None:
        """Close the page; nothing may have failed in it, nor been asked of another host."""
        assert self.errors == []
        assert self.foreign == []
        self.page.context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what is asked for."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the files of a folder from an origin of its own, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
