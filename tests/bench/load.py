"""How many readers one ``karamap serve`` holds: ``python -m bench.load`` in tests/.

For each number of visitors a fresh server is started, one visitor opens the map (as the first of
a class does), and then all arrive within some seconds and look around: each moves to another
date after a pause, and now and then takes a file away. A panel update lasts from the report of a
date to the end of the script's run, every message received and checked. Visitors and server share
the machine; the table tells the processor time of both, in cores.

The ramp ends at the first number that breaks the promise: an update in under a second for 95 of
100, without an error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench.serving import running
from bench.visitor import Visitor
from karamap.core.dates import FIRST_YEAR, LAST_YEAR

PROMISE_SECONDS = 1.0
DAYS = [
    *(f"{year}-12-31" for year in range(FIRST_YEAR, LAST_YEAR)),
    *("1988-02-20", "1992-05-18", "1994-05-12", "2020-10-20", "2020-11-10", "2023-09-20"),
]
# what is taken away, as often as each is named
FILES = ("png",) * 3 + ("geojson",) * 2 + ("html",)
SEED = 1918


@dataclass
class Plan:
    """How visitors behave: seconds of stay, of arriving, of looking; files taken a move."""

    seconds: float = 60
    arrive: float = 10
    think: float = 5
    files: float = 0.02


@dataclass
class Met:
    """What the visitors met."""

    loads: list[float] = field(default_factory=list)
    updates: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    received: int = 0


async def visit(address: str, chance: random.Random, plan: Plan, met: Met) -> None:
    """Be one visitor, from arriving to leaving."""
    await asyncio.sleep(chance.uniform(0, plan.arrive))
    try:
        async with Visitor(address) as visitor:
            met.loads.append(await visitor.load())
            # the map tells its view as soon as it has one
            met.updates.append(await visitor.go_to("1994-12-31"))
            end = time.perf_counter() + plan.seconds
            while time.perf_counter() < end:
                await asyncio.sleep(chance.uniform(0.5, 1.5) * plan.think)
                met.updates.append(await visitor.go_to(chance.choice(DAYS)))
                if chance.random() < plan.files:
                    started = time.perf_counter()
                    await visitor.take_away(chance.choice(FILES))
                    met.files.append(time.perf_counter() - started)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        met.errors.append(f"{type(error).__name__}: {error}")
    met.received += visitor.received


async def crowd(address: str, number: int, plan: Plan, met: Met) -> None:
    """Be many visitors at once."""
    # a browser opens up to six connections to a server
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(min(6 * number, 200)))
    chance = random.Random(SEED)  # noqa: S311 - the same crowd each time
    visits = (visit(address, random.Random(chance.random()), plan, met) for _ in range(number))  # noqa: S311
    await asyncio.gather(*visits)


def measure(number: int, plan: Plan) -> tuple[Met, str]:
    """Let a number of visitors loose on a fresh server; return what they met and a table row."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "log") as server:
        first = Met()
        asyncio.run(crowd(server.address, 1, Plan(seconds=0, arrive=0, think=0), first))
        before, cpu, own = server.resident_mb, server.cpu_seconds, time.process_time()
        started = time.perf_counter()
        met = Met(errors=first.errors)
        asyncio.run(crowd(server.address, number, plan, met))
        took = time.perf_counter() - started
        cores = (server.cpu_seconds - cpu) / took
        after = server.resident_mb
        told = server.log.read_text().splitlines()[2:]
    met.errors += [f"server: {line}" for line in told if line.strip()]
    return met, (
        f"{number:8}  {len(met.updates):7}  {middle(met.updates):5.0f}  {late(met.updates):5.0f}  "
        f"{max(met.updates, default=0) * 1000:5.0f}  {late(met.loads) / 1000:8.1f}  "
        f"{len(met.files):5}  {late(met.files) / 1000:8.1f}  {len(met.errors):6}  "
        f"{after:6.0f}  {(after - before) / number:10.1f}  "
        f"{cores:6.2f}  {(time.process_time() - own) / took:8.2f}"
    )


def middle(seconds: list[float]) -> float:
    """Return the median in ms."""
    return statistics.median(seconds) * 1000 if seconds else float("nan")


def late(seconds: list[float]) -> float:
    """Return what 95 of 100 stay below, in ms."""
    if not seconds:
        return float("nan")
    return sorted(seconds)[min(len(seconds) - 1, round(0.95 * len(seconds)))] * 1000


def main() -> int:
    """Print the table; return whether the promise broke at the first number of visitors."""
    words = argparse.ArgumentParser(description="How many readers one karamap serve holds.")
    words.add_argument("--visitors", default="1,10,30,60,100,150,200", help="numbers, in order")
    for name, value in vars(Plan()).items():
        words.add_argument(f"--{name}", type=float, default=value)
    asked = words.parse_args()
    plan = Plan(asked.seconds, asked.arrive, asked.think, asked.files)
    click.echo(
        f"Python {platform.python_version()}, {os.cpu_count()} cores shared by server and "
        f"visitors; {plan.think:g} s between moves (half to one and a half times that), "
        f"{plan.arrive:g} s of arriving, {plan.seconds:g} s of looking, "
        f"{plan.files:g} files a move\n\n"
        "visitors  updates    p50    p95    max  load p95  files  file p95  errors  "
        "RSS MB  MB/visitor  server  visitors"
    )
    for number in map(int, asked.visitors.split(",")):
        met, row = measure(number, plan)
        click.echo(row)
        for error in sorted(set(met.errors))[:5]:
            click.echo(f"          {met.errors.count(error)} x {error[:160]}")
        if met.errors or late(met.updates) > PROMISE_SECONDS * 1000:
            click.echo("the promise breaks here")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
