"""Answers flow into other programs; whoever stops reading ends them without noise."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from karamap.cli import main

FULL = Path("/dev/full")
TOLD = "karamap: standard output cannot be written: No space left on device\n"

# each prints more than a pipe holds, so that it meets the closed end
ANSWERS = {
    "at": ("at", "2020-10-20", "--format", "geojson"),
    "changes": ("changes", "1918", "2024", "--format", "geojson"),
    "measure": ("measure", "--format", "json"),
}


def karamap(*words: str, **options: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "karamap", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_who_stops_early_ends_the_answer_quietly():
    process = karamap(*ANSWERS["changes"])
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def ended(words: tuple[str, ...], output: int, monkeypatch, capsys) -> tuple[int, str]:
    """Run a command of which the standard output is a file; return its exit code and errors."""
    with monkeypatch.context() as patch, os.fdopen(output, "w") as stdout:
        patch.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit) as end:
            main(words, prog_name="karamap")
    return end.value.code, capsys.readouterr().err


@pytest.mark.parametrize("name", ANSWERS)
def test_each_answer_ends_quietly_where_nobody_reads(name, monkeypatch, capsys):
    reader, writer = os.pipe()
    os.close(reader)
    assert ended(ANSWERS[name], writer, monkeypatch, capsys) == (0, "")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        *ANSWERS.values(),
        *(("at", "1994"), ("who", "Hadrut"), ("measure", "--date", "1994"), ("validate",)),
        *(("build", "--check"), ("--version",), ("--help",), ("snapshot", "--help")),
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_standard_output_is_told_in_one_sentence(words, monkeypatch, capsys):
    # it is the telling that fails, not the work
    monkeypatch.setattr("karamap.check.run.validate", lambda _: [])
    monkeypatch.setattr("karamap.build.build.stale", lambda _: [])
    full = os.open(FULL, os.O_WRONLY)
    assert ended(words, full, monkeypatch, capsys) == (1, TOLD)


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_process_tells_of_a_full_disk_once():
    # so little that it is written when Python ends
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "karamap", "--version"]
        process = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (process.returncode, process.stderr.decode()) == (1, TOLD)


def test_geojson_is_all_there_is_on_standard_output(capfd):
    with pytest.raises(SystemExit, match="0"):
        main(ANSWERS["at"], prog_name="karamap")
    out, err = capfd.readouterr()
    assert json.loads(out)["type"] == "FeatureCollection"
    assert err == ""


def test_long_work_shows_how_far_it_is_on_a_terminal_and_is_quiet_in_a_pipe(tmp_path, capfd):
    words = ("export", "-o", str(tmp_path / "map.gpkg"), "--layers", "lakes,rivers")
    with pytest.raises(SystemExit, match="0"):
        main(words, prog_name="karamap")
    assert capfd.readouterr() == ("", "")
    terminal, its_end = pty.openpty()
    command = [sys.executable, "-m", "karamap", *words]
    subprocess.run(command, stderr=its_end, check=True)
    os.close(its_end)
    shown = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "Writing map.gpkg" in shown
    assert "100%" in shown
