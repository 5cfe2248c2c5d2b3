"""Fixtures shared by all tests."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from dataclasses import dataclass
from functools import cache, partial, wraps
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

from karamap import Atlas
from karamap.atlas.key_dates import COVER, key_dates
from karamap.build import build as builder
from karamap.core import geojson, shapes
from karamap.core.paths import folder_of, geodata_folder
from karamap.core.style import THEMES
from karamap.describe import chapters
from karamap.render.pdf import document
from karamap.site import build
from karamap.site.work import do, tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from karamap.core.errors import DataError
    from karamap.core.geojson import Feature
    from karamap.describe.chapters import Chapter
    from karamap.render.pdf.document import Book

_LOG = logging.getLogger(__name__)


# tests of the installed package: `install/check.py` runs them where it is installed
collect_ignore = ["install"]

# what looks at the built site
_SITE = ("test_booklet", "test_site", "test_site_browser")


# what takes longest begins first, so that at the end no core waits for it
_LONGEST = (
    *("test_paths", *_SITE, "test_sheets", "test_print", "test_present", "test_presets"),
    *("test_app_browser", "test_subject", "test_story", "test_damage", "test_howto"),
)


class Sharing(LoadScopeScheduling):
    """A file's tests run in one process, so that what takes seconds to make is made once.

    What is asked of the site and of the atlas in it shares the one site that is built.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return "site" if Path(file).stem in _SITE else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing:
    """Share the tests out by what they have in common, in the order in which they stand."""
    config.option.loadscopereorder = False
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first."""
    at = {name: index for index, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: at.get(item.path.stem, len(at)))


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """The atlas that ships with karamap, in a name that no test gives to another one."""
    return Atlas.load()


@pytest.fixture(scope="session")
def atlas(shipped: Atlas) -> Atlas:
    """The atlas that ships with karamap."""
    return shipped


@pytest.fixture(autouse=True, scope="session")
def read_once(shipped: Atlas) -> Iterator[None]:
    """The atlas that ships is read once: reading it takes longer than most answers from it."""
    real = Atlas.load

    @wraps(real)
    def load(folder: Path | str | None = None) -> Atlas:
        return shipped if folder_of(folder) == shipped.folder else real(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Atlas, "load", staticmethod(load))
        yield


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """What a copy of the geodata has as it ships is parsed once: tests change a file or two."""
    real = geojson.read_each
    known = cache(lambda path: list(real(path)))

    def read_each(path: Path) -> Iterator[Feature | DataError]:
        twin = geodata_folder().joinpath(*path.parts[-2:])
        same = path.is_file() and twin.is_file() and path.stat().st_size == twin.stat().st_size
        if same and path.read_bytes() == twin.read_bytes():
            return iter(known(twin))
        return real(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geojson, "read_each", read_each)
        yield


@pytest.fixture(autouse=True, scope="session")
def measured_once() -> Iterator[None]:
    """The shape of the same ground is measured once: most tests of damage damage something else.

    It takes four of the five seconds of a validation.
    """
    known: dict[bytes, dict[shapes.Breach, list[date]]] = {}

    def breaches(*layers: Sequence[Feature]) -> dict[shapes.Breach, list[date]]:
        given = [(item.properties, item.geometry.wkb) for layer in layers for item in layer]
        key = sha256(repr(given).encode()).digest()
        if key not in known:
            known[key] = shapes.breaches(*layers)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("karamap.check.shape.breaches", breaches)
        yield


@pytest.fixture(autouse=True, scope="session")
def built_once(shipped: Atlas) -> Iterator[None]:
    """The layers of the same evidence are built once; those that ship are not built again.

    That they are what the evidence gives is asked by `.ci/run`; `test_howto` builds for real.
    """
    real, known = builder.build_layers, {_inputs(shipped.folder): shipped.layers}

    def build_layers(folder: Path) -> Mapping[str, Sequence[Feature]]:
        key = _inputs(folder)
        if key not in known:
            known[key] = real(folder)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "build_layers", build_layers)
        yield


def _inputs(folder: Path) -> str:
    """What a build reads of the geodata: base geography and evidence."""
    files = sorted(path for name in ("base", "evidence") for path in (folder / name).glob("*"))
    read = [(path.name, path.read_bytes() if path.is_file() else b"") for path in files]
    return sha256(repr(read).encode()).hexdigest()


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Streamlit's tester takes the place of ``__main__``; processes started later need it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    """A copy of the geodata, free to be damaged."""
    copy = tmp_path / "geodata"
    shutil.copytree(geodata_folder(), copy)
    return copy


# a theme of each kind; beside English a book has few days, so that each language has its turn
_THEMES = {"en": "print", "az": "screen", "hy": "mono", "ru": "print"}
_FEW = 4


@dataclass(frozen=True)
class Bound:
    """The atlas as a book: what it tells, its pages, the file, and how long that took."""

    told: Sequence[Chapter]
    book: Book
    file: bytes
    seconds: float


def bind(atlas: Atlas, language: str, few: int = _FEW) -> Bound:
    """Make the book of all key dates in English, of some in another language."""
    every = chapters.chapters(atlas)
    turn = list(_THEMES).index(language)
    told = every[turn::few] if turn else every
    # time of the processor, which other work on the machine does not lengthen much
    started = time.process_time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "chapters", lambda _: told)
        book = document.compose(atlas, language, THEMES[_THEMES[language]])
    file = document.typeset(book)
    return Bound(told, book, file, time.process_time() - started)


@pytest.fixture(scope="session")
def bound(shipped: Atlas) -> Callable[..., Bound]:
    """Return a function that makes the book of a language, once."""
    return cache(partial(bind, shipped))


@pytest.fixture(scope="session")
def pictured(atlas: Atlas) -> tuple[date, ...]:
    """The days of which the site of the tests has pictures: some of its key dates."""
    return (key_dates(atlas)[0], COVER)


@pytest.fixture(scope="session")
def site(
    atlas: Atlas,
    pictured: tuple[date, ...],
    bound: Callable[..., Bound],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The static site, in a folder below the top of what a server serves."""
    folder = tmp_path_factory.mktemp("server") / "news" / "karabakh"
    folder.parent.mkdir()
    started = time.monotonic()
    shown = {day.isoformat() for day in pictured}
    todo = [item for item in tasks(atlas) if item.kind != "snapshot" or item.of in shown]
    # the other days' pictures are made alike; the books are made here, to be looked at
    books = [item for item in todo if item.kind == "atlas"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            import_module("karamap.site.build"),
            "tasks",
            lambda _: [item for item in todo if item not in books],
        )
        made = build(atlas, folder, jobs=os.cpu_count() or 1)
        patch.setattr(document, "draw", lambda _, language: bound(language).file)
        for item in books:
            do(item, folder, atlas.folder)
    took = time.monotonic() - started
    _LOG.info("site: %.0f s, %d files, %d bytes", took, made.files, made.size)
    return folder
