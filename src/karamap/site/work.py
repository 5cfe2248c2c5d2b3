"""The single pieces of work a site is made of, fit to be done in several processes."""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image

from karamap.api import Atlas
from karamap.atlas.key_dates import COVER, key_dates
from karamap.export.formats import Wanted, export
from karamap.lang.messages import languages
from karamap.render.map.options import MapOptions
from karamap.render.map.sheet import PRESETS, Sheet
from karamap.render.map.snapshot import compose
from karamap.render.pdf import document
from karamap.site.plan import DOWNLOADS, SNAPSHOT_SIZE, THUMBNAIL_WIDTH, home

Kind = Literal["atlas", "snapshot", "og", "download"]


@dataclass(frozen=True)
class Task:
    """A piece of work: what to make, in which language, of which day or data format."""

    kind: Kind
    language: str
    of: str = ""


@dataclass(frozen=True)
class Done:
    """A task done, and what its picture shows in words and is about, if it made one."""

    task: Task
    alt: str = ""
    headline: str = ""


def tasks(atlas: Atlas) -> Iterator[Task]:
    """Yield all pieces of work, the longest first."""
    for language in languages():
        yield Task("atlas", language)
    for kind in DOWNLOADS:
        yield Task("download", "en", kind)
    for language in languages():
        yield Task("og", language)
        for day in key_dates(atlas):
            yield Task("snapshot", language, day.isoformat())


def do(task: Task, folder: Path, geodata: Path) -> Done:
    """Do a piece of work: write its files into the folder of the site."""
    return _WORK[task.kind](_atlas(geodata), folder, task)


# read once in each process
_atlas = cache(Atlas.load)


def _booklet(atlas: Atlas, folder: Path, task: Task) -> Done:
    content = document.draw(atlas, task.language)
    (folder / f"{home(task.language)}atlas.pdf").write_bytes(content)
    return Done(task)


def _download(atlas: Atlas, folder: Path, task: Task) -> Done:
    table: Literal["areas", "features"] = "areas" if task.of == "csv" else "features"
    # its own bar would run across that of the site; it is silent where there is no terminal
    with redirect_stderr(io.StringIO()):
        export(atlas, folder / "downloads" / DOWNLOADS[task.of], Wanted(table=table))
    return Done(task)


def _og(atlas: Atlas, folder: Path, task: Task) -> Done:
    drawing = compose(atlas, COVER, MapOptions(PRESETS["thumbnail"], language=task.language))
    (folder / f"{home(task.language)}og.png").write_bytes(drawing.save("png"))
    return Done(task, drawing.alt_text(), drawing.heading.title)


def _snapshot(atlas: Atlas, folder: Path, task: Task) -> Done:
    day = date.fromisoformat(task.of)
    drawing = compose(atlas, day, MapOptions(Sheet(*SNAPSHOT_SIZE), language=task.language))
    content = drawing.save("png")
    path = folder / f"{home(task.language)}snapshots" / f"{task.of}.png"
    path.write_bytes(content)
    with Image.open(io.BytesIO(content)) as picture:
        picture.thumbnail((THUMBNAIL_WIDTH, THUMBNAIL_WIDTH), Image.Resampling.LANCZOS)
        picture.convert("RGB").save(path.with_name(f"{task.of}-small.jpg"), quality=84)
    return Done(task, drawing.alt_text(), drawing.heading.title)


_WORK: dict[Kind, Callable[[Atlas, Path, Task], Done]] = {
    "atlas": _booklet,
    "download": _download,
    "og": _og,
    "snapshot": _snapshot,
}
