"""The pages of the site: the map in every language, and the plain pages around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from karamap.api import Atlas
from karamap.atlas.key_dates import COVER
from karamap.core import permalink
from karamap.core.fonts import font_faces
from karamap.lang.formats import long_date
from karamap.lang.messages import DEFAULT, languages, text
from karamap.render.pdf.pages import CLAIMS
from karamap.site.plan import DOWNLOADS, EXAMPLE, OG_SIZE, SNAPSHOT_SIZE, Page
from karamap.site.work import Done, Task
from karamap.web.page import Around, render
from karamap.web.policy import secured

_TEMPLATES = Environment(
    loader=PackageLoader("karamap.site"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def write_pages(atlas: Atlas, folder: Path, base: str, done: Sequence[Done]) -> None:
    """Write all pages below ``folder``, when all they show is there; ``base`` may be empty."""
    site = _Pages(atlas, folder, base, done)
    for language in languages():
        site.map(language)
        site.plain(Page(language, "about.html"), downloads=_downloads(folder))
        shown = _snapshots(done, language)
        site.plain(Page(language, "snapshots/index.html"), "snapshots.html", snapshots=shown)
    site.plain(Page(DEFAULT, EXAMPLE))
    rules = _TEMPLATES.get_template("site.css").render()
    style_sheet = f"{font_faces()}\n{rules}"
    (folder / "site.css").write_text(style_sheet, encoding="utf-8")
    # GitHub Pages serves the folder as it is, without looking for templates in it
    (folder / ".nojekyll").touch()


@dataclass(frozen=True)
class _Pages:
    """Writes pages of the site; the fields are what :func:`write_pages` was given."""

    atlas: Atlas
    folder: Path
    base: str
    done: Sequence[Done]

    def map(self, language: str) -> None:
        """Write the map of a language, and the same to be shown in a frame."""
        page = Page(language, "index.html")
        around = Around(*(self._rendered(page, name) for name in ("meta.html", "panel.html")))
        self._write(page, render(self.atlas, language=language, around=around))
        self._write(
            Page(language, "embed.html"), render(self.atlas, language=language, host="embed")
        )

    def plain(self, page: Page, template: str | None = None, **more: object) -> None:
        """Write a page from a template, by default that of its own name."""
        rendered = self._rendered(page, template or page.path, **more)
        self._write(page, secured(rendered, frames=page.path == EXAMPLE))

    def _write(self, page: Page, content: str) -> None:
        (self.folder / page.file).write_text(content, encoding="utf-8")

    def _rendered(self, page: Page, template: str, **more: object) -> str:
        return _TEMPLATES.get_template(template).render(
            page=page,
            base=self.base,
            t=partial(text, language=page.language),
            og_size=OG_SIZE,
            og_alt=next(item.alt for item in self.done if item.task == Task("og", page.language)),
            cover=COVER.isoformat(),
            claims=CLAIMS,
            versions=self.atlas.versions,
            example=EXAMPLE,
            **more,
        )


def _downloads(folder: Path) -> list[dict[str, str]]:
    """Return the data files with their sizes in megabytes."""
    return [
        {
            "kind": kind,
            "file": f"downloads/{name}",
            "name": name,
            "size": f"{(folder / 'downloads' / name).stat().st_size / 1e6:.1f}",
        }
        for kind, name in DOWNLOADS.items()
    ]


def _snapshots(done: Sequence[Done], language: str) -> list[dict[str, Any]]:
    """Return the snapshots of a language in order of time."""
    return [
        {
            "day": item.task.of,
            "date": long_date(date.fromisoformat(item.task.of), language),
            "headline": item.headline,
            "alt": item.alt,
            "query": permalink.query(date.fromisoformat(item.task.of)),
            "width": SNAPSHOT_SIZE[0],
            "height": SNAPSHOT_SIZE[1],
        }
        for item in done
        if item.task.kind == "snapshot" and item.task.language == language
    ]
