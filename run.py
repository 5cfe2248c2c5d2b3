#!/usr/bin/env python3
"""Set karamap up and run it, with nothing but Python 3.11 or newer.

python3 run.py                                 starts the app and opens it in a browser
python3 run.py test [--install-browser] [ARGS] runs the tests; ARGS go to pytest
python3 run.py bench [--install-browser] [ARGS] measures karamap beside its peers (docs/speed.md)

The first run makes a virtual environment in .venv beside this file and installs into it what
constraints.txt lists; with uv on the PATH that takes seconds. A .venv that somebody else made is
left alone: .venv-karamap is used instead. Only --install-browser installs anything beside it.
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
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Firefox and WebKit, which is led on a screen in memory: programs, and Debian's packages of them
OTHER_ENGINES = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
}
INSTALL_BROWSER = "--install-browser"
# in an environment made here; it holds what was installed last
STAMP = "installed"


def main(arguments: list[str]) -> int:
    """Run the app, the tests or the benchmark, and return the exit code."""
    command, rest = arguments[:1], arguments[1:]
    if command not in (["test"], ["bench"]):
        python = installed("")
        return call([str(python), "-m", "karamap", *(arguments or ["serve"])], dict(os.environ))
    python = installed("[test]" if command == ["test"] else "[test,bench]")
    if INSTALL_BROWSER in rest:
        rest.remove(INSTALL_BROWSER)
        install_browser(python)
    environment = {**os.environ, **browser()}
    if command == ["test"]:
        return call([str(python), "-m", "pytest", *spread(rest)], environment)
    # the benchmark takes the whole browser where there are two
    environment = {**os.environ, "PYTHONPATH": str(HOME / "tests")}
    return call([str(python), "-m", "bench", *rest], environment)


def spread(arguments: list[str]) -> list[str]:
    """Return pytest's arguments, with all tests spread over the cores unless they say how.

    One more works than there are cores, since many tests wait for a browser.
    """
    everything = not any(word == "-n" or not word.startswith("-") for word in arguments)
    workers = str((os.cpu_count() or 1) + 1)
    return [*(("-n", workers, "--dist", "loadscope") if everything else ()), *arguments]


def environment_folder() -> Path:
    """Return the folder of the environment to use: never one that somebody else made."""
    usual = HOME / ".venv"
    return HOME / ".venv-karamap" if usual.exists() and not (usual / STAMP).is_file() else usual


def installed(extras: str) -> Path:
    """Return the Python of an environment that has karamap with these extras."""
    folder = environment_folder()
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    files = (HOME / "pyproject.toml", HOME / "constraints.txt")
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() + extras
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text().startswith(wanted.removesuffix("]")):
        return python
    print(f"Setting up {folder.name} (once; a minute or two) ...", flush=True)
    install(folder, python, extras)
    stamp.write_text(wanted)
    return python


def install(folder: Path, python: Path, extras: str) -> None:
    """Install karamap into a new environment in ``folder``, with uv where it is at hand."""
    packages = ["-e", f"{HOME}{extras}", "-c", str(HOME / "constraints.txt")]
    uv = shutil.which("uv")
    venv.create(folder, with_pip=not uv, clear=True)
    (folder / STAMP).touch()  # ours from now on, even if the installation is interrupted
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(python)]
    else:
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *packages], check=True)


def browser() -> dict[str, str]:
    """Return what tells the tests where a Chromium is; nothing if they are to look for theirs."""
    found = os.environ.get("KARAMAP_CHROMIUM") or _found()
    return {"KARAMAP_CHROMIUM": found} if found else {}


def install_browser(python: Path) -> None:
    """Get the browsers that lack: from Debian's packages, a Chromium else by playwright."""
    debian = shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if debian and not all(map(shutil.which, OTHER_ENGINES)):
        call(["apt-get", "update", "-qq"], quiet)
        call(["apt-get", "install", "-y", "-qq", *OTHER_ENGINES.values()], quiet)
    if browser():
        return
    if debian:
        call(["apt-get", "update", "-qq"], quiet)
        # the shell without windows is lighter, but only the other brings fonts
        for packages in (("chromium", "chromium-headless-shell"), ("chromium",)):
            call(["apt-get", "install", "-y", "-qq", *packages], quiet)
            if _found():
                return
    if call([str(python), "-m", "playwright", "install", "chromium"], dict(os.environ)) != 0:
        print("No browser could be had: the browser tests are skipped, and pytest says so.")


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
