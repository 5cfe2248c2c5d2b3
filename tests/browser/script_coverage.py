"""Which lines of the scripts of page and plugin the browser tests run.

With ``KARAMAP_SCRIPT_COVERAGE=DIR`` every page that a test opens notes the lines it ran in DIR;
``python tests/browser/script_coverage.py DIR`` adds them up and prints a table by module. A
bundle is read back through its source map, which ``npm --prefix frontend run build`` writes.
"""

from __future__ import annotations

import json
import sys
import uuid
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLES = ("karamap.js", "dated-geojson.js")
MAPS = Path(__file__).parents[2] / "frontend" / "out"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

Line = tuple[str, int]


@cache
def bundle(name: str) -> str:
    return (files("karamap.web") / "static" / name).read_text("utf-8").strip()


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
def places(name: str) -> list[tuple[int, Line]]:
    """Where in a bundle each piece of a line of the sources begins, in order."""
    given = json.loads((MAPS / f"{name}.map").read_text("utf-8"))
    starts = accumulate((len(line) + 1 for line in bundle(name).split("\n")), initial=0)
    found, source, line = [], 0, 0
    for start, segments in zip(starts, given["mappings"].split(";"), strict=False):
        column = 0
        for segment in filter(None, segments.split(",")):
            step = numbers(segment)
            column += step[0]
            source, line = source + step[1], line + step[2]
            module = given["sources"][source].removeprefix("../src/")
            found.append((start + column, (module, line + 1)))
    return found


class Watch:
    """The script of one page, watched from before it loads until it is closed."""

    def __init__(self, page, folder: Path) -> None:
        self.folder = folder
        self.cdp = page.context.new_cdp_session(page)
        for command in ("Profiler.enable", "Debugger.enable"):
            self.cdp.send(command)
        self.cdp.send("Profiler.startPreciseCoverage", {"callCount": False, "detailed": True})
        # what ran is forgotten when the page goes
        for of, name in ((page, "goto"), (page, "reload"), (page.context, "close")):
            setattr(of, name, self._noting(getattr(of, name)))

    def _noting(self, leave: Callable[..., object]) -> Callable[..., object]:
        """Note what ran before a page is left."""

        def noting(*args: object, **options: object) -> object:
            self.note()
            return leave(*args, **options)

        return noting

    def note(self) -> None:
        for script in self.cdp.send("Profiler.takePreciseCoverage")["result"]:
            text = self.cdp.send("Debugger.getScriptSource", {"scriptId": script["scriptId"]})
            for name in BUNDLES:
                if (start := text["scriptSource"].find(bundle(name))) >= 0:
                    file = self.folder / f"{uuid.uuid4()}.json"
                    ran = _ran(places(name), start, script)
                    file.write_text(json.dumps(sorted(ran)), encoding="utf-8")


def _ran(pieces: list[tuple[int, Line]], start: int, script: dict) -> set[Line]:
    # ranges come from the outermost to the innermost, which decides
    begins = [at for at, _ in pieces]
    counts = [0] * len(begins)
    for function in script["functions"]:
        for span in function["ranges"]:
            ends = (span["startOffset"] - start, span["endOffset"] - start)
            first, last = (bisect_left(begins, end) for end in ends)
            counts[first:last] = [span["count"]] * (last - first)
    return {line for (_, line), count in zip(pieces, counts, strict=True) if count}


def table(folder: Path) -> str:
    """Return how many lines of each module ran, and which did not."""
    ran = {
        (name, number)
        for file in folder.glob("*.json")
        for name, number in json.loads(file.read_text("utf-8"))
    }
    modules: dict[str, set[int]] = defaultdict(set)
    for _, (name, number) in chain.from_iterable(map(places, BUNDLES)):
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
