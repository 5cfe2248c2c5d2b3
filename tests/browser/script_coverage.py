"""Which lines of the page's scripts the browser tests run.

With ``KARAMAP_SCRIPT_COVERAGE=DIR`` every page that a test opens notes the lines it ran in DIR;
``python tests/browser/script_coverage.py DIR`` adds them up and prints a table by script.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections import Counter
from functools import cache
from pathlib import Path

from karamap.web.page import SCRIPTS

SOURCES = Path(__file__).parents[2] / "src" / "karamap" / "web" / "js"


@cache
def source(name: str) -> str:
    return (SOURCES / f"{name}.js").read_text("utf-8")


def code_lines(name: str) -> dict[int, int]:
    """The lines of a script that hold code: number -> offset of its first letter."""
    found, offset = {}, 0
    for number, line in enumerate(source(name).splitlines(keepends=True), 1):
        bare = line.strip()
        if bare.strip("{}[]();,") and not bare.startswith("//"):
            found[number] = offset + len(line) - len(line.lstrip())
        offset += len(line)
    return found


class Watch:
    """The scripts of one page, watched from before it loads until it is closed."""

    def __init__(self, page, folder: Path) -> None:
        self.folder = folder
        self.cdp = page.context.new_cdp_session(page)
        for command in ("Profiler.enable", "Debugger.enable"):
            self.cdp.send(command)
        self.cdp.send("Profiler.startPreciseCoverage", {"callCount": False, "detailed": True})
        # what is asked last, the context is closed after
        closing = page.context.close
        page.context.close = lambda: (self.note(), closing())

    def note(self) -> None:
        taken = self.cdp.send("Profiler.takePreciseCoverage")["result"]
        for script in taken:
            text = self.cdp.send("Debugger.getScriptSource", {"scriptId": script["scriptId"]})
            ran = {name: _ran(name, text["scriptSource"], script) for name in SCRIPTS}
            if any(ran.values()):
                file = self.folder / f"{uuid.uuid4()}.json"
                file.write_text(json.dumps(ran), encoding="utf-8")


def _ran(name: str, text: str, script: dict) -> list[int]:
    start = text.find(source(name))
    if start < 0:
        return []
    lines = {number: start + offset for number, offset in code_lines(name).items()}
    # ranges come from the outermost to the innermost, which decides
    counts = dict.fromkeys(lines, 0)
    for function in script["functions"]:
        for span in function["ranges"]:
            inside = (n for n, at in lines.items() if span["startOffset"] <= at < span["endOffset"])
            for number in inside:
                counts[number] = span["count"]
    return [number for number, count in counts.items() if count]


def table(folder: Path) -> str:
    """Return how many lines of each script ran, and which did not."""
    ran: Counter[tuple[str, int]] = Counter()
    for file in folder.glob("*.json"):
        for name, numbers in json.loads(file.read_text("utf-8")).items():
            ran.update((name, number) for number in numbers)
    rows, total, missed = [], 0, 0
    for name in SCRIPTS:
        lines = code_lines(name)
        left = [number for number in lines if (name, number) not in ran]
        total, missed = total + len(lines), missed + len(left)
        share = 100 * (1 - len(left) / max(1, len(lines)))
        rows.append(f"{name + '.js':<20}{len(lines):>6}{share:>7.0f} %  {_spans(left)}")
    whole = 100 * (1 - missed / max(1, total))
    return "\n".join([*rows, f"{'all':<20}{total:>6}{whole:>7.1f} %"])


def _spans(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))  # noqa: T201 - a command
