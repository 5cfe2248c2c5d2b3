"""Files a reader may take away: the map of the day as a picture, or the whole map as one page.

Each is made when its button is pressed, not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from karamap.web.page import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from karamap import Atlas


@dataclass(frozen=True)
class Offer:
    """A file on offer: the key of its label, its name, its type, and how it is made."""

    label: str
    file_name: str
    mime: str
    make: Callable[[], bytes]


def offers(atlas: Atlas, day: date, layers: tuple[str, ...], language: str) -> list[Offer]:
    """Return what can be taken away of the map on a day."""
    types = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
    pictures = [
        Offer(
            f"download.{suffix}",
            f"nagorno-karabakh-{day.isoformat()}.{suffix}",
            mime,
            partial(_picture, atlas, day, suffix, layers, language),
        )
        for suffix, mime in types.items()
    ]
    page = Offer(
        "download.html", "nagorno-karabakh.html", "text/html", partial(_page, atlas, language)
    )
    return [*pictures, page]


def _picture(atlas: Atlas, day: date, suffix: str, layers: tuple[str, ...], language: str) -> bytes:
    # matplotlib is slow to import, and most visits take no picture
    from karamap.figure.look import Look  # noqa: PLC0415
    from karamap.figure.snapshot import draw  # noqa: PLC0415

    return draw(atlas, day, suffix, Look(layers=layers, language=language))


def _page(atlas: Atlas, language: str) -> bytes:
    return render(atlas, language=language, host="file").encode("utf-8")
