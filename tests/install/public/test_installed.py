"""What a user does with an installed karamap, from Python and from the shell.

Needs karamap and pytest, and nothing of the repository: ``../check.py`` runs it elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import karamap
from karamap import Atlas, UsageError
from karamap.core.paths import PACKAGE

COMMAND = shutil.which("karamap", path=sysconfig.get_path("scripts"))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def run(*words: str, folder: Path) -> str:
    done = subprocess.run(
        [COMMAND, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_is_the_installed_package():
    assert karamap.__version__ == version("karamap")
    assert {"Atlas", "State", "Changes", "UsageError"} <= set(karamap.__all__)


def test_an_atlas_tells_who_held_what(atlas):
    state = atlas.at("2020-11-10")
    assert state.areas_km2["azerbaijan"] > state.areas_km2["armenian_forces"] > 1_000
    assert state.text("hy") != state.text("en")
    assert state.layers["control"].crs == "EPSG:4326"
    holders = [holder for _, _, holder in atlas.history(46.926, 39.990)]
    assert holders[-2:] == ["armenian_forces", "azerbaijan"]
    assert atlas.control_at(46.926, 39.990, "2000") == "armenian_forces"
    assert atlas.changes("2020-09-26", "2020-12-01").gained_km2["azerbaijan"] > 5_000
    assert date(2020, 11, 20) in atlas.change_dates
    with pytest.raises(UsageError, match="banana"):
        atlas.at("banana")


def test_page_snapshot_and_data_are_written(tmp_path):
    run("page", "-o", "map.html", folder=tmp_path)
    run("snapshot", "2020-11-10", "--size", "1280x720", "-o", "map.png", folder=tmp_path)
    run("export", "-o", "map.gpkg", folder=tmp_path)
    run("export", "-o", "map.zip", folder=tmp_path)
    assert (tmp_path / "map.html").read_text("utf-8").rstrip().endswith("</html>")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert len(list(tmp_path.iterdir())) == 4


def test_answers_and_the_data_are_sound(tmp_path):
    told = json.loads(run("at", "1994", "--format", "json", folder=tmp_path))
    assert told["areas_km2"]["armenian_forces"] > 10_000
    assert "Armenian forces" in run("who", "Hadrut", folder=tmp_path)
    assert run("validate", folder=tmp_path) == "The geodata are sound.\n"
    assert run("build", "--check", folder=tmp_path).startswith("All layers are")


def test_the_app_answers_and_shows_its_panels(tmp_path, monkeypatch):
    main = sys.modules["__main__"]
    app = AppTest.from_file((PACKAGE / "app") / "main.py", default_timeout=60).run()
    sys.modules["__main__"] = main
    assert not app.exception
    assert not app.error
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen([COMMAND, *words], cwd=tmp_path, stdout=subprocess.DEVNULL)
    try:
        assert answer(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
        assert b"<html" in answer(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(30)


def answer(address: str) -> bytes:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310
                return response.read()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_nothing_of_it_is_outside_its_environment():
    if "karamap install " not in sys.prefix:
        pytest.skip("in the repository it is where it is edited")
    assert Path(karamap.__file__).is_relative_to(sys.prefix)
    assert "PYTHONPATH" not in os.environ
