"""Where the account, the machine or the installation lacks what most have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from karamap.core import paths
from karamap.core.scratch import scratch_folder

# where coverage is measured it is in a bare environment too
BARE = {
    "PATH": os.defpath,
    **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
}
PICTURE = ("snapshot", "1950", "--size", "480x480", "-o", "map.png")


def run(*words: str, folder, prefix=(), package=None, **environment: str):
    """Run a command with nothing in its environment but what is given."""
    package = package or paths.PACKAGE.parent
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "karamap", *words],
        env={**BARE, "PYTHONPATH": str(package), **environment},
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_armenian_goes_through_a_pipe_of_one_script(tmp_path):
    words = ("at", "1994", "--lang", "hy")
    code, said, errors = run(*words, folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (code, errors) == (0, "")
    assert said.startswith("1994 թ. դեկտեմբերի")


def test_no_home_no_utf8_and_a_strange_time_zone_are_no_matter(tmp_path):
    strange = {
        "HOME": "/proc/nobody",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Nowhere/At:All",
    }
    assert run(*PICTURE, folder=tmp_path, **strange) == (0, "", "")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_package_that_cannot_be_written_in_a_folder_of_any_name(tmp_path):
    home = tmp_path / "Şuşa և Шуша"
    shutil.copytree(paths.PACKAGE, home / "karamap", ignore=shutil.ignore_patterns("__pycache__"))
    if not (home / "karamap" / "geodata").exists():
        shutil.copytree(paths.geodata_folder(), home / "karamap" / "geodata")
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    prefix = ()
    if os.geteuid() == 0:
        # root may write anywhere, unless that right is taken away
        prefix = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
        if not shutil.which("setpriv"):
            pytest.skip("root can write everywhere here")
    output = tmp_path / "out"
    output.mkdir()
    try:
        code, _, errors = run("page", "-o", "map.html", folder=output, prefix=prefix, package=home)
    finally:
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)
    assert (code, errors) == (0, "")
    assert not list(home.rglob("__pycache__"))
    assert (output / "map.html").read_text("utf-8").rstrip().endswith("</html>")


NO_SCRATCH = """
import os, sys, tempfile
# no folder is writable to this process: a temporary one is looked for in these
tempfile._candidate_tempdir_list = lambda: ["/proc/nowhere"]
from karamap.cli import main
main(prog_name="karamap")
"""


@pytest.mark.parametrize("words", [PICTURE, ("serve", "--no-browser", "--port", "8649")])
def test_a_machine_without_room_for_temporary_files_is_told_so(words, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", NO_SCRATCH, *words],
        env={**BARE, "PYTHONPATH": str(paths.PACKAGE.parent), "HOME": "/proc/nobody"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "karamap: no folder for temporary files can be written: expected TMPDIR to name one\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_scratch_folder_is_there_and_its_own():
    assert scratch_folder().is_dir()
    assert scratch_folder() != scratch_folder()
