"""The static site under load: ``python -m bench.static SITE`` in tests/.

SITE is a folder made by ``karamap site``, whose files are packed for ``gzip_static`` in a copy.
wrk (Debian: wrk, nginx-light) asks nginx, set up by ``deploy/nginx.conf``, and for comparison
Python's own server, for the pages and pictures of the site in turn. Both share the machine.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import click

from bench.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
SECONDS = 10
CONNECTIONS = 64
PACKED = {".html", ".js", ".css", ".svg", ".json", ".geojson", ".csv", ".txt"}
ASK = """
local paths = {%s}
local n = 0
request = function()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n], {["Accept-Encoding"] = "gzip"})
end
"""


def pack(site: Path, copy: Path) -> None:
    """Copy a site and lay a packed file beside each that packing makes smaller."""
    shutil.copytree(site, copy)
    for file in [file for file in copy.rglob("*") if file.suffix in PACKED]:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


@contextmanager
def nginx(work: Path) -> Iterator[str]:
    """Serve the site in ``work/public`` as ``deploy/nginx.conf`` says, on a free port."""
    port = free_port()
    words = CONFIGURATION.read_text()
    words = words.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    (work / "nginx").mkdir()
    (work / "nginx.conf").write_text(words)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with served([program, "-p", str(work), "-c", str(work / "nginx.conf")], port) as address:
        yield address


@contextmanager
def served(command: list[str], port: int) -> Iterator[str]:
    """Run a server as long as it is needed."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urlopen(address, timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield address
        finally:
            process.terminate()


def measure(address: str, paths: list[str], work: Path) -> str:
    """Ask for paths in turn as fast as can be; return what wrk found, in one line."""
    script = work / "ask.lua"
    script.write_text(ASK % ", ".join(f'"{path}"' for path in paths))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(script)]
    told = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+(\S+)", told)[1]
    size = re.search(r"Transfer/sec:\s+(\S+)", told)[1]
    late = re.search(r"^\s+99%\s+(\S+)", told, re.MULTILINE)[1]
    wrong = re.findall(r"(Non-2xx.*|Socket errors.*)", told)
    return f"{float(rate):9.0f} requests/s  {size:>9}/s  99 % within {late:>8}  {' '.join(wrong)}"


def main(site: Path) -> None:
    """Print what each server gives out of each kind of file."""
    files = [file for file in sorted(site.rglob("*")) if file.is_file()]
    kinds = {
        "whole site, file after file": [file for file in files if file.suffix in {".html", ".png"}],
        "the map": [site / "index.html"],
        "pictures": [file for file in files if file.suffix == ".png"],
        "small files (below 20 kB)": [file for file in files if file.stat().st_size < 20_000],
    }
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # nginx started by root reads as somebody else
        work.chmod(0o755)
        pack(site, work / "public")
        port = free_port()
        python = [sys.executable, "-m", "http.server", str(port), "-b", "127.0.0.1", "-d", site]
        for name, server in {
            "nginx": nginx(work),
            "python -m http.server": served(list(map(str, python)), port),
        }.items():
            click.echo(name)
            with server as address:
                for kind, chosen in kinds.items():
                    paths = [f"/{file.relative_to(site).as_posix()}" for file in chosen]
                    click.echo(f"  {kind:28} {measure(address, paths, work)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
