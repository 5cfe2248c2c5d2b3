"""Disks that are full, read-only, slow or broken: one sentence, and the old file as it was."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from karamap import OutputError, export
from karamap.cli import main
from karamap.export import geopackage
from karamap.export.formats import Wanted
from karamap.export.formats import export as export_data
from karamap.site.work import Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = "what was there before"
EXPORTS = {
    "map.png": ("snapshot", "1950", "--size", "480x480"),
    "map.svg": ("snapshot", "1950", "--size", "480x480"),
    "map.pdf": ("snapshot", "1950", "--size", "480x480"),
    "map.gif": ("animate", "--from", "2020-11-19", "--to", "2020-11-21", "--size", "480x480"),
    "map.webp": ("animate", "--from", "2020-11-19", "--to", "2020-11-21", "--size", "480x480"),
    "map.html": ("page",),
    "map.gpkg": ("export",),
    "map.geojson": ("export",),
    "map.csv": ("export",),
    "map.zip": ("export",),
    "map.jsonld": ("export",),
    "atlas.pdf": ("atlas",),
    "site": ("site", "--jobs", "1"),
}


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[None]:
    """Put a disk of its own at a folder; who may not mount one has files cut short instead."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if not mounted:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, before[1]))
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def place_old(folder: Path, name: str) -> Path:
    """Put a former export where the next shall be; return the file that must stay as it is."""
    path = folder / name
    if path.suffix:
        path.write_text(OLD)
        return path
    with export.fresh_folder(path) as site:
        (site / "index.html").write_text(OLD)
    return path / "index.html"


def require_told(folder: Path, name: str, old: Path) -> str:
    """Run an export that cannot be written; return the one sentence it says."""
    result = CliRunner().invoke(main, [*EXPORTS[name], "-o", str(folder / name)])
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    [sentence] = result.stderr.splitlines()
    assert sentence.startswith("karamap: cannot write")
    assert sentence.endswith("expected a writable folder with room in it")
    assert old.read_text() == OLD
    assert [item.name for item in folder.iterdir()] == [name]
    return sentence


@pytest.fixture
def quick(monkeypatch):
    """Shorten what takes long to draw: it is the writing that fails."""
    drawn = bytes(200_000)
    picture = SimpleNamespace(save=lambda _: drawn)
    monkeypatch.setattr("karamap.render.map.snapshot.compose", lambda *_: picture)
    for draw in ("map.film.animate", "pdf.document.draw"):
        monkeypatch.setattr(f"karamap.render.{draw}", lambda *_: drawn)
    monkeypatch.setattr("karamap.web.page.render", lambda *_, **__: drawn.decode())
    work = [Task("download", "en", kind) for kind in ("geojson", "zip")]
    # the package's function of the same name hides the module
    monkeypatch.setattr(sys.modules["karamap.site.build"], "tasks", lambda _: work)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", EXPORTS)
def test_a_full_disk_leaves_the_old_file(name, tmp_path):
    with small_disk(tmp_path, "size=24k"):
        require_told(tmp_path, name, place_old(tmp_path, name))


@pytest.mark.usefixtures("quick")
def test_a_process_that_writes_a_part_of_the_site_tells_of_a_full_disk(tmp_path, monkeypatch):
    monkeypatch.setitem(EXPORTS, "site", ("site", "--jobs", "2"))
    with small_disk(tmp_path, "size=24k"):
        require_told(tmp_path, "site", place_old(tmp_path, "site"))


def test_a_geopackage_without_an_index_is_not_taken_for_whole(atlas, tmp_path, monkeypatch):
    written = geopackage.pyogrio.raw.write

    def without_room(path: Path, *more: object, **named: object) -> None:
        written(path, *more, **named)
        # what GDAL leaves behind, without a word, when the disk is full at the last moment
        with closing(sqlite3.connect(path)) as database:
            database.execute("DELETE FROM gpkg_extensions WHERE table_name = 'lakes'")
            database.commit()

    monkeypatch.setattr("pyogrio.raw.write", without_room)
    with pytest.raises(OutputError, match="no room"):
        export_data(atlas, tmp_path / "map.gpkg", Wanted(layers=("lakes", "events")))
    assert not list(tmp_path.iterdir())


@pytest.fixture
def read_only(tmp_path) -> Iterator[Path]:
    """A way to make a folder read-only, for root too."""
    made = []

    def make(folder: Path) -> None:
        folder.chmod(0o555)
        if os.access(folder, os.W_OK):
            place = str(folder)
            bind = ["mount", "--bind", place, place]
            if subprocess.run(bind, check=False, capture_output=True).returncode:
                pytest.skip("root can write everywhere here, and nothing can be mounted")
            made.append(place)
            subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)

    yield make
    for place in made:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("name", EXPORTS)
def test_a_read_only_folder_is_told_before_anything_is_drawn(
    name, tmp_path, read_only, monkeypatch
):
    if name != "site":
        monkeypatch.setattr("karamap.atlas.atlas.Atlas.load", lambda *_: pytest.fail("too late"))
    folder = tmp_path / "kept"
    folder.mkdir()
    old = place_old(folder, name)
    read_only(folder)
    require_told(folder, name, old)


def being_written(folder: Path) -> bool:
    """Tell whether an export has begun its file, in a temporary folder that may just go."""
    try:
        return any(folder.glob(".karamap-*/*"))
    except FileNotFoundError:
        return False


def test_a_slow_disk_shows_the_old_file_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "map.gpkg"
    path.write_text(OLD)
    command = [sys.executable, "-m", "karamap", "export", "-o", str(path)]
    with subprocess.Popen(command) as process:
        try:
            until = time.monotonic() + 60
            while not being_written(tmp_path):
                assert time.monotonic() < until
                time.sleep(0.001)
            # a disk that answers nothing for a while, as seen by everybody else
            process.send_signal(signal.SIGSTOP)
            assert path.read_text() == OLD
            process.send_signal(signal.SIGCONT)
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_complains_late_leaves_the_old_file(tmp_path, monkeypatch):
    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    path = tmp_path / "a.txt"
    path.write_text(OLD)
    with export.fresh_folder(tmp_path / "site") as folder:
        (folder / "index.html").write_text(OLD)
    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(OutputError, match="input/output error"):
        export.write(path, "new")
    with (
        pytest.raises(OutputError, match="input/output error"),
        export.fresh_folder(tmp_path / "site") as folder,
    ):
        (folder / "index.html").write_text("new")
    assert path.read_text() == (tmp_path / "site" / "index.html").read_text() == OLD
    assert {item.name for item in tmp_path.iterdir()} == {"a.txt", "site"}


def test_a_link_stays_one_and_what_is_no_plain_file_stays_what_it_is(tmp_path):
    (tmp_path / "real.txt").write_text(OLD)
    (tmp_path / "link.txt").symlink_to("real.txt")
    export.write(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(OutputError, match="a pipe or a device"):
        export.write(tmp_path / "pipe.txt", "new")
    assert (tmp_path / "pipe.txt").is_fifo()


def test_a_write_protected_file_is_kept(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(OLD)
    monkeypatch.setattr("os.access", lambda *_: False)  # as for anybody but root
    with pytest.raises(OutputError, match="write-protected"):
        export.write(path, "new")
    assert path.read_text() == OLD


@pytest.mark.parametrize("name", ["a" * 300 + ".html", "a.html/b.html"])
def test_a_name_no_disk_can_have_is_told(name, tmp_path):
    (tmp_path / "a.html").write_text(OLD)
    with pytest.raises(OutputError, match="cannot write"):
        export.require_place(tmp_path / name)
