"""The packages: all that is needed is in them, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import karamap

REPOSITORY = Path(__file__).parents[2]
# what a checkout has beside the files that are karamap's
PASSING = ("__pycache__", ".egg-info")


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def in_wheel(dist: Path) -> zipfile.ZipFile:
    [path] = dist.glob("*.whl")
    return zipfile.ZipFile(path)


def files(folder: Path, within: str) -> set[str]:
    """Return the files of a folder, named as in one called ``within``."""
    return {
        f"{within}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and not any(word in str(path) for word in PASSING)
    }


def test_the_wheel_holds_package_app_and_geodata_and_nothing_else(dist):
    with in_wheel(dist) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == (
        files(REPOSITORY / "src" / "karamap", "karamap")
        | files(REPOSITORY / "app", "karamap/app")
        | files(REPOSITORY / "geodata", "karamap/geodata")
    )
    assert {"karamap/py.typed", "karamap/app/main.py", "karamap/lang/hy.json"} <= held


def test_the_wheel_says_what_it_is(dist):
    with in_wheel(dist) as wheel:
        [name] = (name for name in wheel.namelist() if name.endswith("METADATA"))
        told = message_from_bytes(wheel.read(name))
        [points] = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert "karamap = karamap.cli:main" in wheel.read(points).decode()
    assert (told["Name"], told["Version"]) == ("karamap", karamap.__version__)
    assert (told["Requires-Python"], told["License-Expression"]) == (">=3.11", "MIT AND OFL-1.1")
    assert told["Description-Content-Type"] == "text/markdown"
    needed = [words for words in told.get_all("Requires-Dist") if "extra ==" not in words]
    assert all(">=" in words for words in needed), needed
    assert not any("pytest" in words or "@" in words for words in needed)


def test_the_sdist_holds_what_its_own_tests_need(dist):
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= files(REPOSITORY / "tests", "tests") | files(REPOSITORY / "docs", "docs")
    assert held >= {
        "run.py",
        "CITATION.cff",
        ".ci/run",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
    }
    assert not any(name.startswith((".venv", ".git/")) or "__pycache__" in name for name in held)
