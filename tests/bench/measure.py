"""Steps of a way, measured in an open page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.ways import Way

METER = (Path(__file__).resolve().parent / "meter.js").read_text(encoding="utf-8")
SIZE = {"width": 1280, "height": 800}
_AT_REST = """() => new Promise((done) => {
  const calm = () => requestIdleCallback(() => requestIdleCallback(done));
  const wait = () => {
    const app = document.querySelector("[data-testid=stApp]");
    const running = app && app.dataset.testScriptState !== "notRunning";
    return running ? setTimeout(wait, 20) : setTimeout(calm, 150);
  };
  wait();
})"""


@dataclass
class Result:
    """What was measured of a way: times in ms, sizes in bytes."""

    first_map: float = 0.0
    page_bytes: int = 0
    step_bytes: int = 0
    script: float = 0.0
    # of it, what came before the picture
    script_before: float = 0.0
    # all that the page's main thread did before the picture: script, style, layout, paint
    work_before: float = 0.0
    heap: float = 0.0
    nodes: float = 0.0
    painted: list[float] = field(default_factory=list)
    frames: int = 0
    blank: int = 0
    # the browser's own timing of the key presses, where the change is the key's own doing
    timed: list[float] = field(default_factory=list)


class Opened:
    """A way on screen, ready to be stepped."""

    def __init__(self, context: Any, way: Way, address: str) -> None:
        self.way = way
        self.result = Result()
        self.page = context.new_page()
        self._bytes = 0
        self._count_bytes(context)
        self.page.add_init_script(f"{METER}\nif (window.meter) meter.look = {way.look};")
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_function("meter.first !== null", timeout=120_000)
        self.result.first_map = self.page.evaluate("meter.first")
        if way.prepare:
            self.page.evaluate(way.prepare)
        self.rest()
        self.result.page_bytes, self._bytes = self._bytes, 0
        self.frame = self._frame()
        self.frame.focus(way.focus)
        self.rest()
        self._script = self._metric("ScriptDuration")

    def _frame(self) -> Any:
        if self.way.frame is None:
            return self.page
        handle = self.page.wait_for_selector(f'iframe[src*="{self.way.frame}"]')
        return handle.content_frame()

    def _count_bytes(self, context: Any) -> None:
        self._tools = context.new_cdp_session(self.page)
        for name in ("Network", "HeapProfiler"):
            self._tools.send(f"{name}.enable")
        # the time the page's own thread worked, whatever else the machine did meanwhile
        self._tools.send("Performance.enable", {"timeDomain": "threadTicks"})

        def loaded(told: dict[str, Any]) -> None:
            self._bytes += int(told["encodedDataLength"])

        def heard(told: dict[str, Any]) -> None:
            self._bytes += len(told["response"]["payloadData"])

        self._tools.on("Network.loadingFinished", loaded)
        self._tools.on("Network.webSocketFrameReceived", heard)

    def _metric(self, name: str) -> float:
        told = self._tools.send("Performance.getMetrics")["metrics"]
        return next(item["value"] for item in told if item["name"] == name)

    def rest(self) -> None:
        """Wait until nothing is going on."""
        self.page.evaluate(_AT_REST)

    def step(self, day: str) -> None:
        """Press the way's key, which leads to ``day``, and wait until that is painted.

        Raises
        ------
        RuntimeError
            If the map shows something else after that.
        """
        self.page.evaluate("(day) => { meter.slow.length = 0; meter.step(day); }", day)
        script, work = (self._metric(f"{name}Duration") for name in ("Script", "Task"))
        self.page.keyboard.press(self.way.key)
        told = self.page.evaluate(
            "Promise.race([meter.done, new Promise((done) => setTimeout(done, 20000))])"
        )
        if told is None:
            there = self.page.evaluate("JSON.stringify(meter.look())")
            raise RuntimeError(f"{self.way.name}: expected {day} on the map, found {there}")
        result = self.result
        result.script_before += 1000 * (self._metric("ScriptDuration") - script)
        result.work_before += 1000 * (self._metric("TaskDuration") - work)
        self.rest()
        result.painted.append(told["painted"])
        result.frames += told["frames"]
        result.blank += told["blank"]
        result.timed.append(max(self.page.evaluate("meter.slow"), default=0.0))

    def require(self, selector: str, count: int) -> None:
        """Require that so many elements are in the document.

        Raises
        ------
        RuntimeError
            If there are others.
        """
        found = self.page.evaluate("(each) => document.querySelectorAll(each).length", selector)
        if found != count:
            raise RuntimeError(f"{self.way.name}: expected {count} features, found {found}")

    def close(self) -> Result:
        """Leave the page and return what was measured."""
        steps = max(1, len(self.result.painted))
        self.result.script = 1000 * (self._metric("ScriptDuration") - self._script) / steps
        self.result.script_before /= steps
        self.result.work_before /= steps
        self.result.step_bytes = self._bytes // steps
        self._tools.send("HeapProfiler.collectGarbage")
        self.result.heap = self._metric("JSHeapUsedSize")
        self.result.nodes = self._metric("Nodes")
        self.page.close()
        return self.result
