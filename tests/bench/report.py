"""What was measured, as tables in Markdown."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.measure import Result

# the browser does not tell its own timing of what it painted sooner
_UNTOLD_MS = 16


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    place = max(0, -(-len(ordered) * percent // 100) - 1)
    return ordered[int(place)]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table: the first column names, the others are numbers."""
    ruled = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruled, *rows))


def side_by_side(results: dict[str, Result]) -> str:
    """Return the table of the ways."""
    head = (
        *(
            "way",
            "painted, median",
            "p95",
            "browser's own p95",
            "script a step",
            "before the picture",
        ),
        *("blank frames", "page", "a step", "first map"),
    )
    return table(head, ([name, *_way_cells(result)] for name, result in results.items()))


def _way_cells(result: Result) -> list[str]:
    own = percentile(result.timed, 95)
    return [
        _ms(statistics.median(result.painted)),
        _ms(percentile(result.painted, 95)),
        f"under {_UNTOLD_MS} ms" if own < _UNTOLD_MS else _ms(own),
        _ms(result.script),
        _ms(result.script_before),
        f"{result.blank} of {result.frames}",
        _size(result.page_bytes),
        _size(result.step_bytes),
        f"{result.first_map / 1000:.1f} s",
    ]


def plugin(results: dict[str, Result]) -> str:
    """Return the table of the ways to show a stranger's features."""
    head = ("way", "painted, median", "p95", "script a step", "all work", "page", "load")
    return table(head, ([name, *_plugin_cells(result)] for name, result in results.items()))


def _plugin_cells(result: Result) -> list[str]:
    return [
        _ms(statistics.median(result.painted)),
        _ms(percentile(result.painted, 95)),
        _ms(result.script),
        _ms(result.work_before),
        _size(result.page_bytes),
        f"{result.first_map / 1000:.1f} s",
    ]


def growth(results: dict[str, Result]) -> str:
    """Return the table of pages with more features."""
    head = ("features", "painted, median", "p95", "script a step", "page", "memory", "load")
    return table(head, ([name, *_growth_cells(result)] for name, result in results.items()))


def _growth_cells(result: Result) -> list[str]:
    return [
        _ms(statistics.median(result.painted)),
        _ms(percentile(result.painted, 95)),
        _ms(result.script),
        _size(result.page_bytes),
        f"{result.heap / 1e6:.0f} MB",
        f"{result.first_map / 1000:.1f} s",
    ]


def conclusions(results: dict[str, Result], own: str, peers: Sequence[str]) -> str:
    """Return how karamap's page compares with the best of the peers."""
    best = min(peers, key=lambda name: statistics.median(results[name].painted))
    ratio = statistics.median(results[best].painted) / statistics.median(results[own].painted)
    return f"The best of streamlit-folium ({best}) takes {ratio:.1f} times as long as {own}."


def circumstances(browser: str) -> str:
    """Return the machine, the day and the versions of a run."""
    packages = ("karamap", "folium", "streamlit", "streamlit-folium")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{datetime.now(UTC):%Y-%m-%d}; {_processor()}, {os.cpu_count()} cores, no graphics card "
        f"used, load {load:.1f} at the start; {platform.system()}, Python "
        f"{platform.python_version()}, Chromium {browser}; {versions}."
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a device of a kind
            return next(
                line.split(":")[1].strip() for line in file if line.startswith("model name")
            )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _ms(value: float) -> str:
    return f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def _size(count: float) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
