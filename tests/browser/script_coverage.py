"""Which lines of the page's script the browser tests run.

With ``KARAMAP_SCRIPT_COVERAGE=DIR`` every page that a test opens notes the lines it ran in DIR;
``python tests/browser/script_coverage.py DIR`` adds them up and prints a table by module. The
bundle is read back through its source map, which ``npm --prefix frontend run build`` writes.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

MAP = Path(__file__).parents[2] / "frontend" / "out" / "karamap.js.map"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

Line = tuple[str, int]


def bundle() -> str:
    return (files("karamap.web") / "static" / "karamap.js").read_text("utf-8").strip()


def numbers(segment: str) -> list[int]:
    """The numbers of a segment of a source map: base 64, the sign in the lowest bit."""
    found, value, shift = [], 0, 0
    for letter in segment:
        digit = DIGITS.index(letter)
        value |= (digit & 31) << shift
        shift += 5
        if not digit & 32:
            found.append(-(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    return found


@cache
def places() -> list[tuple[int, Line]]:
    """Where in the bundle each piece of a line of the sources begins, in order."""
    given = json.loads(MAP.read_text("utf-8"))
    starts = accumulate((len(line) + 1 for line in bundle().split("\n")), initial=0)
    found, source, line = [], 0, 0
    for start, segments in zip(starts, given["mappings"].split(";"), strict=False):
        column = 0
        for segment in filter(None, segments.split(",")):
            step = numbers(segment)
            column += step[0]
            source, line = source + step[1], line + step[2]
            name = given["sources"][source].removeprefix("../src/")
            found.append((start + column, (name, line + 1)))
    return found


class Watch:
    """The script of one page, watched from before it loads until it is closed."""

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
        for script in self.cdp.send("Profiler.takePreciseCoverage")["result"]:
            text = self.cdp.send("Debugger.getScriptSource", {"scriptId": script["scriptId"]})
            if (start := text["scriptSource"].find(bundle())) >= 0:
                file = self.folder / f"{uuid.uuid4()}.json"
                file.write_text(json.dumps(sorted(_ran(start, script))), encoding="utf-8")


def _ran(start: int, script: dict) -> set[Line]:
    # ranges come from the outermost to the innermost, which decides
    counts = dict.fromkeys(range(len(places())), 0)
    for function in script["functions"]:
        for span in function["ranges"]:
            first, last = span["startOffset"] - start, span["endOffset"] - start
            for number, (at, _) in enumerate(places()):
                if first <= at < last:
                    counts[number] = span["count"]
    return {places()[number][1] for number, count in counts.items() if count}


def table(folder: Path) -> str:
    """Return how many lines of each module ran, and which did not."""
    ran = {
        (name, number)
        for file in folder.glob("*.json")
        for name, number in json.loads(file.read_text("utf-8"))
    }
    modules: dict[str, set[int]] = defaultdict(set)
    for _, (name, number) in places():
        modules[name].add(number)
    rows, total, missed = [], 0, 0
    for name, lines in sorted(modules.items()):
        left = sorted(number for number in lines if (name, number) not in ran)
        total, missed = total + len(lines), missed + len(left)
        share = 100 * (1 - len(left) / len(lines))
        rows.append(f"{name:<28}{len(lines):>6}{share:>7.0f} %  {', '.join(map(str, left))}")
    return "\n".join([*rows, f"{'all':<28}{total:>6}{100 * (1 - missed / total):>7.1f} %"])


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))  # noqa: T201 - a command
