"""Steps of the page in three engines, from one run: ``python tests/browser/engines/speed.py``.

``--write`` puts the table into docs/speed.md. Beside Chromium as it is stands one that is slowed
four times, as a Chromebook is.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TESTS), str(TESTS / "browser")]

from driver import Chromium, Person  # noqa: E402
from firefox import Firefox  # noqa: E402
from opened import served  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from webkit import WebKit  # noqa: E402

from bench import report  # noqa: E402
from bench.ways import KEPT  # noqa: E402
from karamap import Atlas  # noqa: E402
from karamap.web import render  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine import Engine

DOCUMENT = TESTS.parent / "docs" / "speed.md"
SLOWED = 4
# from the step until the frame after the one that shows it begins; the second time round, when what
# is shown was made before, and nothing is asked of the page meanwhile
STEPS = """window.speed = null;
(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const pause = () => new Promise((done) => setTimeout(done, 60));
  const step = async (year) => {
    await frame();
    const start = performance.now();
    karamap.setDate(String(year));
    await frame();
    await frame();
    return performance.now() - start;
  };
  const through = async () => {
    const taken = [];
    for (let year = 1985; year <= 2024; year++) { taken.push(await step(year)); await pause(); }
    karamap.setDate("1984");
    await pause();
    return taken;
  };
  await through();
  const year = await through();
  karamap.setCompare("1994-05-12", "changes");
  await through();
  const compare = await through();
  karamap.setCompare(null);
  window.speed = { year, compare };
})().catch((error) => { window.speed = { error: String(error) }; });"""
SHOWN = """(() => performance.getEntriesByName("first-map")[0]?.startTime ?? null)()"""
# the moment the map can be led, told by the page's own clock
MARK = """addEventListener("DOMContentLoaded", () => karamap.ready.then(() =>
  requestAnimationFrame(() => performance.mark("first-map"))));"""


def measured(engine: Engine, address: str) -> dict[str, list[float]]:
    """Return the milliseconds of each step, by year and comparing."""
    person = Person(engine)
    person.open(address)
    engine.run(STEPS)
    while (speed := person.get("window.speed")) is None:
        # asking is work for the page, too
        time.sleep(2)
    if "error" in speed:
        raise RuntimeError(speed["error"])
    return speed


def in_chromium(name: str, slowed: int, address: str) -> tuple[str, dict[str, list[float]]]:
    """Measure in Chromium, slowed so many times; the first map is from a window of its own."""
    path = shutil.which(os.environ.get("KARAMAP_CHROMIUM") or "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(MARK)
        slow(page, slowed)
        page.goto(address)
        page.evaluate("karamap.ready.then(() => new Promise(requestAnimationFrame))")
        first = page.evaluate(SHOWN)
        page.context.close()
        engine = Chromium(browser)
        slow(engine._page, slowed)
        speed = measured(engine, address)
        version = engine.version
        browser.close()
    return f"{name} {version.split('.')[0]}", {**speed, "first": [first]}


def slow(page: Any, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def in_another(kind: Callable[[], Engine], address: str) -> tuple[str, dict[str, list[float]]]:
    engine = kind()
    try:
        name = {"firefox": "Firefox", "webkit": "WebKitGTK"}[engine.name]
        return f"{name} {engine.version.rstrip('0').rstrip('.')}", measured(engine, address)
    finally:
        engine.quit()


def row(name: str, speed: dict[str, list[float]]) -> list[str]:
    cells = [name]
    for kind in ("year", "compare"):
        taken = speed[kind]
        cells += [f"{statistics.median(taken):.0f} ms", f"{report.percentile(taken, 95):.0f} ms"]
    first = speed.get("first")
    return [*cells, f"{first[0] / 1000:.1f} s" if first else ""]


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map.html").write_text(render(Atlas.load(), language="en"), "utf-8")
        load = os.getloadavg()[0]
        with served(Path(folder)) as home:
            address = f"{home}/map.html?date=1984&lang=en&{KEPT}"
            rows = [
                row(*in_chromium("Chromium", 1, address)),
                row(*in_chromium(f"slowed {SLOWED} times, Chromium", SLOWED, address)),
                row(*in_another(Firefox, address)),
                row(*in_another(WebKit, address)),
            ]
    head = ("engine", "a year, median", "p95", "comparing, median", "p95", "first map")
    said = f"{report.table(head, rows)}\n\nOne run, load {load:.1f} at its start."
    sys.stdout.write(f"{said}\n")
    if "--write" in arguments:
        text = DOCUMENT.read_text("utf-8")
        block = re.compile(r"(<!-- engines -->\n).*?(<!-- end -->)", re.DOTALL)
        DOCUMENT.write_text(block.sub(lambda m: f"{m[1]}{said}\n{m[2]}", text), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
