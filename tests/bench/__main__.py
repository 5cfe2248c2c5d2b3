"""The command: measures, prints the tables, and writes them into docs/speed.md if asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from bisect import bisect_left
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from playwright.sync_api import sync_playwright

from bench import assets, features, growth, report, stranger, timeline
from bench.measure import SIZE, Opened, Result
from bench.servers import running
from bench.ways import KEPT, STARTS_ON, WAYS, Way
from karamap import Atlas
from karamap.web import render
from karamap.web.payload import payload

if TYPE_CHECKING:
    from collections.abc import Iterator

# as readers have them: the shell without windows comes last
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "speed.md"
CACHE = Path(tempfile.gettempdir()) / "karamap-bench"
SIZES = (1, 10, 100)


@click.command()
@click.option("--steps", default=60, show_default=True, help="Steps of each way, at least 30.")
@click.option("--ways/--no-ways", "compare", default=True, help="Measure the ways side by side.")
@click.option("--plugin/--no-plugin", default=True, help="Measure the plugin for folium.")
@click.option("--growth/--no-growth", "grow", default=True, help="Measure pages that grow.")
@click.option(
    "--most", default=SIZES[-1], show_default=True, help="The most features, times the real ones."
)
@click.option("--write", is_flag=True, help="Put the tables into docs/speed.md.")
@click.option(
    "--cache",
    default=CACHE,
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where to keep what folium loads.",
)
def main(
    steps: int, most: int, cache: Path, *, compare: bool, plugin: bool, grow: bool, write: bool
) -> None:
    """Measure how fast a step in time is, in one Chromium, all other hosts blocked."""
    atlas = Atlas.load()
    said = {}
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        machine = report.circumstances(chromium.version)
        click.echo(machine + "\n")
        (Path(folder) / "karamap.html").write_text(render(atlas), encoding="utf-8")
        (Path(folder) / "timeline.html").write_text(timeline.render(atlas), encoding="utf-8")
        if compare:
            said["machine"] = machine
            said["ways"] = side_by_side(chromium, atlas, Path(folder), cache, steps)
            click.echo(said["ways"] + "\n")
        if plugin:
            said["plugin"] = of_a_stranger(chromium, Path(folder), cache, steps) + f"\n\n{machine}"
            click.echo(said["plugin"] + "\n")
        if grow:
            for name, together in {"spread": False, "together": True}.items():
                said[name] = growing(
                    chromium, Path(folder), min(steps, 40), most, together=together
                )
                click.echo(f"Growth, {name}:\n\n{said[name]}\n")
    if write:
        put(said)


@contextmanager
def browser() -> Iterator[Any]:
    """Start the Chromium that the browser tests use."""
    found = os.environ.get("KARAMAP_CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


def side_by_side(chromium: Any, atlas: Atlas, folder: Path, cache: Path, steps: int) -> str:
    """Step all ways through the same dates, each by one step in turn, and return the table."""
    ways, complaint = list(WAYS), ""
    try:
        assets.fetch(cache)
    except RuntimeError as error:
        complaint = f"\n\nWithout folium's ways: {error}."
        ways = [way for way in WAYS if way.name.startswith("karamap")]
    days = [day for day in features.shown(atlas).days if day > STARTS_ON][:steps]
    with running(folder, *{way.server for way in ways} - {"pages"}) as servers:
        for way in ways:
            open_way(chromium, way, servers, cache).close()  # the servers are warm from here on
        opened = [open_way(chromium, way, servers, cache) for way in ways]
        with click.progressbar(days, label="steps") as bar:
            for day in bar:
                for each in opened:
                    each.step(day)
        results = {each.way.name: each.close() for each in opened}
    told = report.side_by_side(results)
    if not complaint:
        peers = [way.name for way in WAYS if way.is_streamlit_folium]
        told += f"\n\n{report.conclusions(results, WAYS[0].name, peers)}"
    return f"{told}{complaint}"


def of_a_stranger(chromium: Any, folder: Path, cache: Path, steps: int) -> str:
    """Step a stranger's features in folium's ways and ours, in turn, and return the table."""
    try:
        assets.fetch(cache)
    except RuntimeError as error:
        return f"Not measured: {error}."
    items = stranger.made()
    ways = {shown.way: shown for shown in stranger.ALL}
    for way, shown in ways.items():
        (folder / way.path).write_text(shown.page(items), encoding="utf-8")
    with running(folder) as servers:
        opened = [open_way(chromium, way, servers, cache) for way in ways]
        for day in stranger.stops(items)[:steps]:
            for each in opened:
                each.step(day)
                each.require(stranger.VISIBLE, stranger.there(items, day))
        return report.plugin({each.way.name: each.close() for each in opened})


def open_way(chromium: Any, way: Way, servers: dict[str, str], cache: Path) -> Opened:
    """Open a way in a context of its own, in which nothing is cached."""
    context = chromium.new_context(viewport=SIZE, bypass_csp=True)
    assets.serve(context, cache)
    return Opened(context, way, servers[way.server] + way.path)


def growing(chromium: Any, folder: Path, steps: int, most: int, *, together: bool) -> str:
    """Measure karamap's page with more and more features, and return the table."""
    page = (folder / "karamap.html").read_text(encoding="utf-8")
    data = payload(Atlas.load())
    results = {}
    for times in (size for size in SIZES if size <= most):
        more = growth.grown(data, times, together=together)
        (folder / "grown.html").write_text(growth.with_data(page, more), encoding="utf-8")
        count = sum(map(len, more["features"].values()))
        results[f"{times}x ({count:,})"] = grown_steps(
            chromium, folder, data["changes"], more["changes"], steps
        )
    return report.growth(results)


def grown_steps(
    chromium: Any, folder: Path, real: list[str], changes: list[str], steps: int
) -> Result:
    """Step to days on which the real features change, in a page with copies beside them."""
    way = WAYS[0]
    with running(folder) as servers:
        opened = Opened(
            chromium.new_context(viewport=SIZE, bypass_csp=True),
            way,
            f"{servers['pages']}grown.html?date={STARTS_ON}&{KEPT}",
        )
        for day in [day for day in real if day > STARTS_ON][:steps]:
            eve = changes[bisect_left(changes, day) - 1]
            opened.page.evaluate(f"karamap.setDate({json.dumps(eve)}, {{ release: true }})")
            opened.rest()
            opened.step(day)
        return opened.close()


def put(said: dict[str, str]) -> None:
    """Put what was said into docs/speed.md, each between its marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, words in said.items():
        marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = marks.sub(lambda found, words=words: f"{found[1]}{words}\n{found[2]}", text)
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
