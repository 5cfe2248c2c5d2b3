"""Building the site: pictures, booklet and data by several processes, then the pages."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from karamap.api import Atlas
from karamap.core.atomic import fresh_folder
from karamap.core.dates import shorten
from karamap.core.errors import OutputError, UsageError
from karamap.core.progress import progress
from karamap.lang.messages import languages, text
from karamap.site.pages import write_pages
from karamap.site.plan import home
from karamap.site.work import Done, Task, do, tasks


@dataclass(frozen=True)
class Site:
    """A finished site: how many files, and how many bytes, it has."""

    files: int
    size: int


def build(atlas: Atlas, folder: Path, *, url: str | None = None, jobs: int = 1) -> Site:
    """Write the whole site into a folder, which appears only when all is in it.

    Parameters
    ----------
    folder
        Where the site shall be; a site made before is replaced in one step.
    url
        Address the site will have; Open Graph pictures are then named absolutely, as some
        readers of them want.
    jobs
        Number of processes that draw; with one, all is done in this.

    Raises
    ------
    UsageError
        If ``folder`` holds anything but such a site, or ``url`` is no address of a site.
    OutputError
        If the folder cannot be written, or a process is ended from outside.
    DataError
        If the geodata are incomplete.
    """
    base = parse_url(url)
    with fresh_folder(folder) as new:
        for language in languages():
            (new / home(language) / "snapshots").mkdir(parents=True)
        (new / "downloads").mkdir()
        write_pages(atlas, new, base, _worked(atlas, new, jobs))
        sizes = [path.stat().st_size for path in new.rglob("*") if path.is_file()]
    return Site(len(sizes), sum(sizes))


def parse_url(url: str | None) -> str:
    """Return the address of a site, ending in a slash; empty if not given; else a UsageError."""
    if url is None:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            f"{shorten(url)!r} is no address of a site: expected one like https://example.org/map/"
        )
    return url.rstrip("/") + "/"


def _worked(atlas: Atlas, folder: Path, jobs: int) -> list[Done]:
    """Return what was done, in the order of the tasks."""
    todo = list(tasks(atlas))
    done = {}
    with (
        progress(len(todo), text("site.working")) as tick,
        closing(_results(todo, folder, atlas.folder, jobs)) as results,
    ):
        for task, result in results:
            done[task] = result
            tick()
    return [done[task] for task in todo]


def _results(
    todo: list[Task], folder: Path, geodata: Path, jobs: int
) -> Generator[tuple[Task, Done]]:
    """Yield tasks as they are done, here or in several processes that end with it."""
    if jobs == 1:
        yield from ((task, do(task, folder, geodata)) for task in todo)
        return
    others = set(multiprocessing.active_children())
    # started afresh: a copy of this process might hold locks of its threads
    afresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=afresh, initializer=_begin)
    try:
        with _deaf_children():
            waiting = {pool.submit(do, task, folder, geodata): task for task in todo}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    except BrokenProcessPool as error:
        raise OutputError(
            f"a process that drew the site was ended: expected memory for {jobs}, try --jobs 1"
        ) from error
    except BaseException:
        # those at work would go on until their pages are done
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes begin deaf to interrupts, which are for the one that shares out the work.

    Told once they run, they would already have died of one while they import. Blocked here
    meanwhile, an interrupt is heard afterwards; ignored, it would be lost.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Let a working process end when that which started it is gone, however it went."""

    def follow() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
