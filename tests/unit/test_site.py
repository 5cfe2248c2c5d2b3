"""The static site: what is in it, that its links resolve, and that it is whole or not there."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader

from karamap import UsageError
from karamap.atlas.key_dates import key_dates
from karamap.cli import main
from karamap.export import MARKER
from karamap.lang.messages import languages, text
from karamap.site.build import parse_url
from karamap.site.pages import write_pages
from karamap.site.plan import DOWNLOADS, OG_SIZE, Page, home
from karamap.site.work import Done, Task, tasks

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from karamap import Atlas

# elements whose address a browser fetches or follows by itself
FETCHED = {"img": "src", "script": "src", "iframe": "src", "link": "href", "source": "src"}


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its title."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    def meta(self) -> dict[str | None, str | None]:
        return {item.get("property") or item.get("name"): item.get("content")
                for item in self.all("meta")}  # fmt: skip


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


# --- what is there -----------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_each_language_has_map_pictures_and_atlas(
    site: Path, pictured: tuple[date, ...], language: str
):
    own = site / home(language)
    for name in ("index.html", "about.html", "embed.html", "snapshots/index.html"):
        assert f'lang="{language}"' in (own / name).read_text("utf-8")[:200]
    for day in pictured:
        with Image.open(own / "snapshots" / f"{day}.png") as picture:
            assert picture.size == (1600, 900)
        assert (own / "snapshots" / f"{day}-small.jpg").stat().st_size > 10_000
    with Image.open(own / "og.png") as picture:
        assert picture.size == OG_SIZE
    reader = PdfReader(io.BytesIO((own / "atlas.pdf").read_bytes()))
    assert reader.root_object["/Lang"] == language


def test_a_picture_is_made_of_every_key_date_in_every_language(atlas: Atlas):
    wanted = {(day.isoformat(), language) for day in key_dates(atlas) for language in languages()}
    assert {(item.of, item.language) for item in tasks(atlas) if item.kind == "snapshot"} == wanted
    assert [item.language for item in tasks(atlas) if item.kind == "atlas"] == list(languages())


def test_downloads_are_whole(site: Path):
    folder = site / "downloads"
    assert {path.name for path in folder.iterdir()} == set(DOWNLOADS.values())
    assert (folder / DOWNLOADS["zip"]).read_bytes()[:2] == b"PK"
    assert (folder / DOWNLOADS["gpkg"]).read_bytes()[:15] == b"SQLite format 3"
    assert json.loads((folder / DOWNLOADS["geojson"]).read_text("utf-8"))["features"]
    assert json.loads((folder / DOWNLOADS["jsonld"]).read_text("utf-8"))["features"]


def test_every_relative_link_leads_to_a_file_of_the_site_and_nothing_comes_from_elsewhere(
    site: Path,
):
    checked = 0
    for path in pages(site):
        for tag, attributes in Elements(path).found:
            address = attributes.get(FETCHED.get(tag, "")) or ""
            assert urlsplit(address).scheme in {"", "data"}, f"{path}: {address[:80]}"
            assert not address.startswith("//")
            for name in {"href", "src"} & attributes.keys():
                parts = urlsplit(attributes[name] or "")
                if parts.scheme in {"data", "http", "https"} or not parts.path:
                    continue
                target = (path.parent / parts.path).resolve()
                assert target.is_file(), f"{path.relative_to(site)}: {tag} {attributes[name]}"
                assert target.is_relative_to(site.resolve())
                checked += 1
    assert checked > 100


@pytest.mark.parametrize("name", ["index.html", "about.html", "ru/snapshots/index.html"])
def test_open_graph(site: Path, name: str):
    meta = Elements(site / name).meta()
    language = "ru" if name.startswith("ru/") else "en"
    assert meta["og:title"] == text("app.title", language)
    assert meta["description"] == meta["og:description"] == text("site.description", language)
    assert (site / name).parent.joinpath(meta["og:image"] or "").is_file()
    assert meta["og:image:alt"]


def test_every_snapshot_is_shown_with_words_for_those_who_do_not_see_it(
    site: Path, pictured: tuple[date, ...]
):
    for language in languages():
        pictures = Elements(site / home(language) / "snapshots" / "index.html").all("img")
        assert len(pictures) == len(pictured)
        alts = [picture["alt"] or "" for picture in pictures]
        assert len(set(alts)) == len(alts)
        assert min(map(len, alts)) > 60


def test_an_address_makes_the_preview_absolute(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # the maps are not looked at here
    monkeypatch.setattr("karamap.site.pages.render", lambda *_, **__: "")
    for language in languages():
        (tmp_path / home(language) / "snapshots").mkdir(parents=True)
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for name in DOWNLOADS.values():
        (downloads / name).write_bytes(b"")
    done = [Done(task, f"alt of {task.kind} {task.of}") for task in tasks(atlas)]
    write_pages(atlas, tmp_path, "https://example.org/map/", done)
    meta = Elements(tmp_path / "hy" / "about.html").meta()
    assert meta["og:image"] == "https://example.org/map/hy/og.png"
    assert meta["og:url"] == "https://example.org/map/hy/about.html"


# --- addresses ---------------------------------------------------------------------------


def test_pages_know_their_way():
    deep = Page("hy", "snapshots/index.html")
    assert deep.file == "hy/snapshots/index.html"
    assert deep.to("site.css") == "../../site.css"
    assert deep.own("index.html") == "../../hy/index.html"
    assert Page("en", "about.html").own("atlas.pdf") == "atlas.pdf"
    assert ("en", "English", "../../snapshots/index.html") in deep.versions()


def test_addresses_of_a_site():
    for url, base in (
        (None, ""),
        ("https://example.org", "https://example.org/"),
        ("http://example.org/a/", "http://example.org/a/"),
    ):
        assert parse_url(url) == base
    for url in ("", "example.org", "ftp://example.org", "https://", "https://a/?b"):
        with pytest.raises(UsageError, match=r"expected one like https://example\.org/map/"):
            parse_url(url)


# --- whole or not there ------------------------------------------------------------------


def test_a_folder_of_others_is_left_alone(tmp_path: Path):
    mine = tmp_path / "thesis"
    mine.mkdir()
    (mine / "chapter.txt").write_text("years of work")
    result = CliRunner().invoke(main, ["site", "-o", str(mine)])
    assert result.exit_code == 2
    assert "holds files that are not karamap's" in result.stderr
    assert result.stderr.count("\n") == 1
    assert [path.name for path in mine.iterdir()] == ["chapter.txt"]


def test_missing_geodata_leave_nothing(
    tmp_path: Path, geodata: Path, monkeypatch: pytest.MonkeyPatch
):
    # the package's function of the same name hides the module
    monkeypatch.setattr(import_module("karamap.site.build"), "tasks", lambda _: [Task("og", "en")])
    (geodata / "base" / "relief.png").unlink()
    target = tmp_path / "out"
    command = ["site", "-o", str(target), "--geodata", str(geodata), "--jobs", "1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "relief.png" in result.stderr
    assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["geodata"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_site_leaves_the_old_one(tmp_path: Path, end: signal.Signals):
    target = tmp_path / "out"
    target.mkdir()
    (target / MARKER).touch()
    (target / "old.html").write_text("old")
    command = [sys.executable, "-m", "karamap", "site", "-o", str(target), "--jobs", "2"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=end == signal.SIGINT,
        # a test run in the background ignores Ctrl-C; the command must not
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".karamap-*")):
        assert time.monotonic() < until
        time.sleep(0.05)
    # its processes start
    time.sleep(1)
    if end == signal.SIGINT:
        # the keyboard interrupts all processes of the terminal
        os.killpg(process.pid, end)
    else:
        process.send_signal(end)
    _, told = process.communicate(timeout=90)
    assert process.returncode in {130, -signal.SIGKILL}
    assert {path.name for path in target.iterdir()} == {MARKER, "old.html"}
    if end == signal.SIGINT:
        assert "Traceback" not in told
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
