"""Files a reader may take away: the map on view as a picture, the page, or the data behind it.

Each has a link that says all there is to know of it, and is made when the link is followed.
(Streamlit's own download buttons drop a file that is made late after the next moves of others.)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from karamap.api import Atlas
from karamap.app import panels, query
from karamap.app.state import SHOWN, Shown
from karamap.core import geojson, permalink
from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES, LAYERS
from karamap.lang.messages import DEFAULT, text
from karamap.web.page import Opening, render
from karamap.web.payload import OPENS_ON

# what a picture may be made for, and the size that serves it; those of a preset show the subject
# of the day, whatever the view
PRESETS = ("square", "story", "column", "thumbnail")
# the words of their own that a reader may put on a picture, and the most letters of each
LONGEST_WORDS = 200
OWN = ("title", "subtitle", "credit", "note")
SIZES = {"screen": "1920x1080", "large": "3840x2160", "slide": "16:9", "a4": "A4", "a3": "A3"}
THEMES = ("screen", "print", "mono")
PICTURES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Choice:
    """How a reader wants a picture: size or preset, theme, language of names, own words."""

    size: str = "screen"
    theme: str = "screen"
    names: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Offer:
    """A file on offer: the key of its label, its name, its type, and how it is made."""

    label: str
    file_name: str
    mime: str
    make: Callable[[], bytes]


@st.fragment
def show(atlas: Atlas, shown: Shown) -> None:
    """Show what can be taken away; choosing here runs nothing else anew."""
    choice = _choice(shown.language)
    prefix = str(st.get_option("server.baseUrlPath")).strip("/")
    base = prefix and f"/{prefix}"
    links = "".join(
        f'<a href="{escape(address(offer, shown, choice, base))}" download>'
        f"{escape(text(offer.label, shown.language))}</a>"
        for offer in offers(atlas, shown, choice)
    )
    st.html(f'<div class="files">{links}</div>' + panels.paragraph("download.note", shown.language))


def address(offer: Offer, shown: Shown, choice: Choice, base: str = "") -> str:
    """Return the link that a file is made on, below the path of the app."""
    view = permalink.query(
        shown.day,
        layers=shown.layers,
        view=shown.view,
        compare=shown.compare,
        language=shown.language,
    )
    # "theme" is the page's, which has others
    look = {"size": choice.size, "look": choice.theme, "names": choice.names or ""}
    own = urlencode(look | dict(choice.words))
    return f"{base}/take/{offer.file_name}{view}&{own}"


def asked(atlas: Atlas, name: str, pairs: Iterable[tuple[str, str]]) -> Offer:
    """Return what the link of a file asks for, as by :func:`address`, or raise a UsageError."""
    given = dict(pairs)
    link = query.read(given, DEFAULT)
    for complaint in link.complaints:
        raise UsageError(complaint)
    # those that no reader can switch are there too, as the map reports them
    chosen = SHOWN if link.layers is None else link.layers
    shown = Shown(
        link.day or date.fromisoformat(OPENS_ON),
        tuple(layer.id for layer in LAYERS if layer.id in chosen or not layer.choice),
        link.view,
        link.compare,
        link.language or DEFAULT,
    )
    choice = Choice(
        _one_of(given, "size", (*SIZES, *PRESETS)),
        _one_of(given, "look", THEMES),
        _one_of(given, "names", LANGUAGES) if given.get("names") else None,
        tuple((key, given[key][:LONGEST_WORDS]) for key in OWN if key in given),
    )
    for offer in offers(atlas, shown, choice):
        if PurePath(offer.file_name).suffix == PurePath(name).suffix:
            return offer
    raise UsageError(f"there is no file {shorten(name)!r}: expected one that the app links to")


def _one_of(given: Mapping[str, str], name: str, known: Sequence[str]) -> str:
    value = given.get(name, known[0])
    if value not in known:
        raise UsageError(f"{name} {shorten(value)!r}: expected one of {', '.join(known)}")
    return value


def _choice(language: str) -> Choice:
    def pick(name: str, options: tuple[str, ...], labels: str, index: int = 0) -> str:
        return str(
            st.selectbox(
                text(f"download.{name}", language),
                options,
                index=index,
                format_func=lambda option: text(f"{labels}.{option}", language),
                key=f"download.{name}",
            )
        )

    with st.container(horizontal=True, gap="small"):
        size = pick("size", (*SIZES, *PRESETS), "download.size")
        theme = pick("theme", THEMES, "theme")
    # a language of the interface may have no names of places
    known = language if language in LANGUAGES else DEFAULT
    names = pick("names", LANGUAGES, "language", LANGUAGES.index(known))
    return Choice(size, theme, names, tuple(_own_words(language)))


def _own_words(language: str) -> Iterator[tuple[str, str]]:
    """Yield the words of their own that readers put on a picture."""
    with st.expander(text("download.own", language)):
        for name in OWN:
            label = text(f"download.own.{name}", language)
            words = st.text_input(label, key=f"download.own.{name}", max_chars=LONGEST_WORDS)
            if words.strip():
                yield name, words.strip()


def offers(atlas: Atlas, shown: Shown, choice: Choice) -> Iterator[Offer]:
    """Yield what can be taken away of the map on view."""
    name = f"nagorno-karabakh-{shown.day.isoformat()}"
    for suffix, mime in PICTURES.items():
        make = partial(_picture, atlas, shown, choice, suffix)
        yield Offer(f"download.{suffix}", f"{name}.{suffix}", mime, make)
    yield Offer("download.html", f"{name}.html", "text/html", partial(_page, atlas, shown))
    geojson = partial(_geojson, atlas, shown)
    yield Offer("download.geojson", f"{name}.geojson", "application/geo+json", geojson)
    yield Offer("download.zip", "karamap.zip", "application/zip", partial(_package, atlas, shown))


def _picture(atlas: Atlas, shown: Shown, choice: Choice, suffix: str) -> bytes:
    # matplotlib is slow to import, and most visits take no picture
    from karamap.core.style import parse_theme  # noqa: PLC0415
    from karamap.render.map.options import MapOptions  # noqa: PLC0415
    from karamap.render.map.sheet import Sheet, parse_preset  # noqa: PLC0415
    from karamap.render.map.snapshot import draw  # noqa: PLC0415

    is_preset = choice.size in PRESETS
    own: dict[str, Any] = dict(choice.words)
    look = MapOptions(
        sheet=parse_preset(choice.size) if is_preset else Sheet.parse(SIZES[choice.size]),
        theme=parse_theme(choice.theme),
        language=shown.language,
        names=choice.names,
        layers=shown.layers,
        view=None if is_preset else shown.view,
        compare=shown.compare,
        **own,
    )
    return draw(atlas, shown.day, suffix, look)


def _page(atlas: Atlas, shown: Shown) -> bytes:
    opening = Opening(shown.day, shown.layers, shown.view, shown.compare)
    return render(atlas, language=shown.language, opening=opening).encode("utf-8")


def _geojson(atlas: Atlas, shown: Shown) -> bytes:
    there = atlas.at(shown.day).features
    layers = {name: items for name, items in there.items() if name in shown.layers}
    return geojson.dumps(geojson.layered(layers)).encode("utf-8")


def _package(atlas: Atlas, shown: Shown) -> bytes:
    from karamap.export.data_package import package_files, zipped  # noqa: PLC0415

    return zipped(package_files(atlas, shown.language))
