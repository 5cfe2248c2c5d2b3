"""Answers flow into other programs; whoever stops reading ends them without noise."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")

# each prints more than a pipe holds, so that it meets the closed end
ANSWERS = {
    "at": ("at", "2020-10-20", "--format", "geojson"),
    "changes": ("changes", "1918", "2024", "--format", "geojson"),
    "measure": ("measure", "--format", "json"),
}


def karamap(*words: str, **options: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "karamap", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_reader_who_stops_early_ends_the_answer_quietly(name):
    process = karamap(*ANSWERS[name])
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


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
def test_a_full_disk_behind_standard_output_is_told_in_one_sentence(words):
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "karamap", *words]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    told = "karamap: standard output cannot be written: No space left on device\n"
    assert (ended.stderr.decode(), ended.returncode) == (told, 1)


def test_geojson_is_all_there_is_on_standard_output():
    out, err = karamap(*ANSWERS["at"]).communicate()
    assert json.loads(out)["type"] == "FeatureCollection"
    assert err == b""


def test_long_work_shows_how_far_it_is_on_a_terminal_and_is_quiet_in_a_pipe(tmp_path):
    words = ("export", "-o", str(tmp_path / "map.gpkg"), "--layers", "lakes,rivers")
    terminal, its_end = pty.openpty()
    command = [sys.executable, "-m", "karamap", *words]
    subprocess.run(command, stderr=its_end, check=True)
    os.close(its_end)
    shown = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "Writing map.gpkg" in shown
    assert "100%" in shown
    assert karamap(*words).communicate() == (b"", b"")
