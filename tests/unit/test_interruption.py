"""An export that is stopped, at whatever moment, leaves the old file or none, never half of one.

One that karamap writes, one that GDAL does, and a folder; that all others are written in the same
way is asked by `test_disk`. Each is killed some times by default; KARAMAP_KILLS=50 kills as often
as was promised.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from karamap import Atlas
from karamap.cli import main
from karamap.export import fresh_folder

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = int(os.environ.get("KARAMAP_KILLS", "4"))
OLD = b"what was there before"
# the command, after all it needs at the start is loaded
COMMAND = """
from karamap.cli import main
print("ready", flush=True)
main(prog_name="karamap")
"""


def whole_film(path: Path) -> None:
    with Image.open(path) as film:
        for frame in range(film.n_frames):
            film.seek(frame)
            film.load()


def whole_geopackage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [count] = database.execute("SELECT count(*) FROM gpkg_contents").fetchone()
    assert count == len(Atlas.load().layers)


# file name -> the command that writes it, and what tells that it is whole
EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[Path], None]]] = {
    "map.gif": (
        ("animate", "--from", "2020-11-19", "--to", "2020-11-21", "--size", "480x480"),
        whole_film,
    ),
    "map.gpkg": (("export",), whole_geopackage),
}


@dataclass(frozen=True)
class Whole:
    """A complete export: its bytes, and how long it took from when the command was ready."""

    content: bytes
    seconds: float


def start(name: str, folder: Path) -> subprocess.Popen:
    """Start an export and wait until the command is ready to work."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *EXPORTS[name][0], "-o", str(folder / name)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a test run in the background ignores Ctrl-C; the command must not
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout.readline() == b"ready\n"
    return process


def end(process: subprocess.Popen) -> tuple[int, str]:
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Callable[[str], Whole]:
    """Return a function that runs an export to its end, once."""

    @cache
    def run(name: str) -> Whole:
        folder = tmp_path_factory.mktemp("whole")
        process = start(name, folder)
        began = time.monotonic()
        assert end(process) == (0, "")
        seconds = time.monotonic() - began
        EXPORTS[name][1](folder / name)
        return Whole((folder / name).read_bytes(), seconds)

    return run


def wait_for_writing(process: subprocess.Popen, folder: Path) -> None:
    """Wait until a file is being written beside its place: the moments that matter most."""
    while not _is_written_to(folder) and process.poll() is None:
        time.sleep(0.0005)


def _is_written_to(folder: Path) -> bool:
    try:
        return any(folder.glob(".karamap-*/*"))
    except FileNotFoundError:  # the folder went while it was looked into
        return False


def dice(number: int) -> random.Random:
    """Return a source of chance that is the same in every run."""
    return random.Random(number)  # noqa: S311 - no secret hangs on it


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_export_leaves_the_old_file_or_none(number, whole, tmp_path):
    chance = dice(number)
    name = list(EXPORTS)[number % len(EXPORTS)]
    complete, path = whole(name), tmp_path / name
    replaced = chance.random() < 0.5
    if replaced:
        path.write_bytes(OLD)
    process = start(name, tmp_path)
    if (number // len(EXPORTS)) % 2:
        time.sleep(chance.uniform(0.05, 1.1) * complete.seconds)
    else:
        wait_for_writing(process, tmp_path)
        # mostly at once, sometimes later
        time.sleep(chance.random() ** 6 * complete.seconds / 2)
    process.kill()
    end(process)
    left = path.read_bytes() if path.exists() else None
    # compared first: pytest would print megabytes
    fine = left in (complete.content, OLD if replaced else None)
    assert fine, f"{0 if left is None else len(left)} bytes of {name} are left"


@pytest.mark.parametrize("name", EXPORTS)
def test_ctrl_c_ends_an_export_with_one_line_and_no_litter(name, whole, tmp_path):
    complete, path = whole(name), tmp_path / name
    for part in (0.5, 0.3, 0.15, 0.05):
        path.write_bytes(OLD)
        process = start(name, tmp_path)
        time.sleep(part * complete.seconds)
        process.send_signal(signal.SIGINT)
        code, errors = end(process)
        # a machine that was busy before may be faster now: what was done is stopped earlier
        if path.read_bytes() == OLD:
            break
    assert (code, errors) == (130, "karamap: interrupted\n")
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_ctrl_c_is_told_even_if_a_library_makes_another_error_of_it(monkeypatch):
    def swallow(*_):
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise TypeError("incompatible function arguments")

    monkeypatch.setattr(Atlas, "load", swallow)
    # a test run in the background ignores Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    result = CliRunner().invoke(main, ["at", "1994"])
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler
    assert (result.exit_code, result.stderr) == (130, "karamap: interrupted\n")


FILL = """
import sys
from pathlib import Path
from test_interruption import fill

print("ready", flush=True)
fill(Path(sys.argv[1]))
"""


def fill(path: Path) -> None:
    """Fill a folder slowly enough to be stopped at it."""
    with fresh_folder(path) as folder:
        for number in range(200):
            (folder / f"{number}.txt").write_text("x" * 10_000)
            time.sleep(0.0005)


def folder_is_whole(path: Path) -> bool:
    return (path / ".karamap").exists() and len(list(path.glob("*.txt"))) == 200


@pytest.mark.parametrize("number", range(KILLS // 2))
def test_a_folder_killed_while_it_fills_is_the_old_one_the_new_one_or_none(number, tmp_path):
    chance, site = dice(number), tmp_path / "site"
    if number % 2:
        fill(site)
        (site / "old").touch()
    process = subprocess.Popen(
        [sys.executable, "-c", FILL, str(site)],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(chance.uniform(0, 0.5))
    process.kill()
    end(process)
    assert not site.exists() or folder_is_whole(site)
    # and the next one finds nothing in its way
    shutil.rmtree(site, ignore_errors=True)
    fill(site)
    assert folder_is_whole(site)
