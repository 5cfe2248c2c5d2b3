#!/usr/bin/env python3
"""Set karamap up and run it, with nothing but Python 3.11 or newer.

python3 run.py               starts the app and opens it in a browser
python3 run.py test [ARGS]   runs the tests; ARGS go to pytest
python3 run.py bench [ARGS]  measures karamap beside its peers (docs/speed.md)

The first run makes a virtual environment in .venv beside this file and installs into it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def main(arguments: list[str]) -> int:
    """Run the app, the tests or the benchmark, and return the exit code."""
    if arguments[:1] == ["test"]:
        install("[test]")
        environment = {**os.environ, **browser()}
        return call([str(PYTHON), "-m", "pytest", *spread(arguments[1:])], environment)
    if arguments[:1] == ["bench"]:
        install("[test,bench]")
        browser()  # one is there; the benchmark takes the whole one where there are two
        environment = {**os.environ, "PYTHONPATH": str(HOME / "tests")}
        return call([str(PYTHON), "-m", "bench", *arguments[1:]], environment)
    install("")
    return call([str(PYTHON), "-m", "karamap", *(arguments or ["serve"])], dict(os.environ))


def spread(arguments: list[str]) -> list[str]:
    """Return pytest's arguments, with all tests spread over the cores unless they say how.

    One more works than there are cores, since many tests wait for a browser.
    """
    everything = not any(word == "-n" or not word.startswith("-") for word in arguments)
    workers = str((os.cpu_count() or 1) + 1)
    return [*(("-n", workers, "--dist", "loadscope") if everything else ()), *arguments]


def install(extras: str) -> None:
    """Install karamap into its environment, unless that is done for this pyproject.toml."""
    wanted = hashlib.sha256((HOME / "pyproject.toml").read_bytes()).hexdigest() + extras
    stamp = VENV / "installed"
    if stamp.is_file() and stamp.read_text().startswith(wanted.removesuffix("]")):
        return
    print("Setting up .venv (once; a minute or two) ...", flush=True)
    venv.create(VENV, with_pip=True, clear=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-e", f"{HOME}{extras}"], check=True)
    stamp.write_text(wanted)


def browser() -> dict[str, str]:
    """Return what tells the tests where a Chromium is, getting one if there is none."""
    if os.environ.get("KARAMAP_CHROMIUM") or _found():
        return {"KARAMAP_CHROMIUM": os.environ.get("KARAMAP_CHROMIUM") or _found()}
    if shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        call(["apt-get", "update", "-qq"], quiet)
        # the shell without windows is lighter, but only the other brings fonts
        for packages in (("chromium", "chromium-headless-shell"), ("chromium",)):
            call(["apt-get", "install", "-y", "-qq", *packages], quiet)
            if _found():
                return {"KARAMAP_CHROMIUM": _found()}
    if call([str(PYTHON), "-m", "playwright", "install", "chromium"], dict(os.environ)) != 0:
        print("No browser could be had: the browser tests are skipped, and pytest says so.")
    return {}


def _found() -> str:
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def call(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in this folder and return its exit code."""
    try:
        return subprocess.run(command, cwd=HOME, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"karamap: {' '.join(map(str, error.cmd))} failed; its message is above")
