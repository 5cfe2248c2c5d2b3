"""`run.py`: what it installs, where, and what it leaves alone."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path, monkeypatch) -> ModuleType:
    """A copy of run.py in a folder of its own, without a uv on the PATH."""
    for name in ("run.py", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((REPOSITORY / name).read_bytes())
    spec = importlib.util.spec_from_file_location("start", tmp_path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.shutil, "which", lambda _name: None)
    return module


@pytest.fixture
def asked(start, monkeypatch) -> list[list[str]]:
    """The commands that it gives, none of which is run."""
    found: list[list[str]] = []

    def note(command, **_options):
        found.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(start.subprocess, "run", note)
    monkeypatch.setattr(
        start.venv, "create", lambda folder, **_options: folder.mkdir(exist_ok=True)
    )
    return found


def test_an_environment_that_it_did_not_make_is_left_alone(start, asked, tmp_path):
    own = tmp_path / ".venv" / "pyvenv.cfg"
    own.parent.mkdir()
    own.write_text("home = elsewhere\n")
    python = start.installed("")
    assert python.is_relative_to(tmp_path / ".venv-karamap")
    assert [path.name for path in own.parent.iterdir()] == ["pyvenv.cfg"]
    assert own.read_text() == "home = elsewhere\n"


def test_its_own_environment_is_made_once_and_renewed_when_needs_change(start, asked, tmp_path):
    assert start.installed("[test]").is_relative_to(tmp_path / ".venv")
    assert len(asked) == 1
    start.installed("[test]")
    start.installed("")  # what runs the tests runs the app
    assert len(asked) == 1
    (tmp_path / "constraints.txt").write_text("shapely==2.1.0\n")
    start.installed("")
    assert len(asked) == 2


def test_an_interrupted_installation_is_begun_again(start, asked, tmp_path, monkeypatch):
    def fail(*_words, **_options):
        raise subprocess.CalledProcessError(1, ["pip"])

    with monkeypatch.context() as patch:
        patch.setattr(start.subprocess, "run", fail)
        with pytest.raises(subprocess.CalledProcessError):
            start.installed("")
    assert start.installed("").is_relative_to(tmp_path / ".venv")
    assert len(asked) == 1


def test_it_installs_what_was_tested(start, asked, tmp_path):
    start.installed("")
    assert asked[0][1:4] == ["-m", "pip", "install"]
    assert asked[0][-2:] == ["-c", str(tmp_path / "constraints.txt")]


def test_uv_is_used_where_it_is_at_hand(start, asked, monkeypatch):
    monkeypatch.setattr(
        start.shutil, "which", lambda name: f"/opt/{name}" if name == "uv" else None
    )
    start.installed("")
    assert asked[0][:3] == ["/opt/uv", "pip", "install"]


def test_nothing_is_installed_beside_it_unless_asked(start, asked, monkeypatch):
    monkeypatch.delenv("KARAMAP_CHROMIUM", raising=False)
    monkeypatch.setattr(start.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    start.main(["test", "-q"])
    assert not [words for words in asked if "apt-get" in words[0] or "playwright" in words]
    start.main(["test", "--install-browser", "-q"])
    beside = [words for words in asked if "apt-get" in words[0] or "playwright" in words]
    assert beside
    assert "--install-browser" not in asked[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="the constraints are those of one machine")
def test_the_constraints_are_names_and_versions_only():
    lines = (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()[1:]
    assert lines
    for line in lines:
        name, _, version = line.partition("==")
        assert name.replace("-", "").replace("_", "").replace(".", "").isalnum(), line
        assert version[:1].isdigit(), line
        assert "/" not in line
        assert "@" not in line
