"""Build sdist and wheel, install them outside the repository and try them there.

python tests/install/check.py            the wheel, beside the libraries of this Python (no network)
python tests/install/check.py --fresh    wheel and sdist, each in an empty environment of its own
python tests/install/check.py --lowest   the wheel, with the oldest libraries that it allows
python tests/install/check.py --fresh --python python3.13

What is tried is in ``public/``: tests that need nothing of the repository.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
BUILD = (sys.executable, "-m", "hatchling", "build", "-d")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="empty environments, from the network")
    parser.add_argument("--lowest", action="store_true", help="with the oldest libraries allowed")
    parser.add_argument("--python", default=sys.executable, help="the Python to install into")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="karamap install ") as name:
        home = Path(name)
        sdist, wheel = build(home / "dist")
        if asked.lowest:
            constraints = home / "lowest.txt"
            constraints.write_text("\n".join(lowest()) + "\n")
            fresh(home / "lowest", asked.python, wheel, "-c", str(constraints))
        elif asked.fresh:
            fresh(home / "wheel", asked.python, wheel)
            fresh(home / "sdist", asked.python, sdist)
        else:
            borrowed(home / "borrowed", wheel)


def build(folder: Path) -> tuple[Path, Path]:
    """Build the sdist, and the wheel from it alone; return both."""
    call(*BUILD, folder, "-t", "sdist", cwd=REPOSITORY)
    [sdist] = folder.glob("*.tar.gz")
    # our own archive; the first Pythons 3.11 know no filter
    shutil.unpack_archive(sdist, folder)
    [unpacked] = (item for item in folder.iterdir() if item.is_dir())
    call(*BUILD, folder, "-t", "wheel", cwd=unpacked)
    [wheel] = folder.glob("*.whl")
    return sdist, wheel


def lowest() -> list[str]:
    """Return the dependencies, each at the lowest version that pyproject.toml allows."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    found = [re.match(r"([\w-]+)>=([\d.]+)", words) for words in project["dependencies"]]
    return [f"{match[1]}=={match[2]}" for match in found if match]


def fresh(home: Path, python: str, package: Path, *options: str) -> None:
    """Try a package in an environment that has nothing but it and pytest."""
    call(python, "-m", "venv", home)
    own = home / "bin" / "python"
    call(own, "-m", "pip", "install", "-q", *options, package, "pytest")
    call(own, "-m", "pip", "check")
    try_out(home)


def borrowed(home: Path, wheel: Path) -> None:
    """Try the wheel in an environment that looks for libraries where this Python has them."""
    call(sys.executable, "-m", "venv", "--without-pip", home)
    own = home / "bin" / "python"
    call(sys.executable, "-m", "pip", "--python", own, "install", "-q", "--no-deps", wheel)
    [library] = home.glob("lib/python*/site-packages")
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    try_out(home)


def try_out(home: Path) -> None:
    """Run the tests of the installed package, away from the repository."""
    tests = home / "public"
    shutil.copytree(HERE / "public", tests)
    python = home / "bin" / "python"
    call(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests, cwd=tests)
    print(f"karamap: {home.name} passes", flush=True)


def call(*command: object, cwd: Path | None = None) -> None:
    # nothing of the repository may be found by way of the environment
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    words = [str(word) for word in command]
    subprocess.run(words, check=True, cwd=cwd, env=environment)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"karamap: {' '.join(map(str, error.cmd))} failed; its message is above")
