"""Run one of the harnesses: ``python tests/fuzz/run.py NAME [libFuzzer's options]``."""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["karamap", "edtf", "query"]):
    from karamap import KaramapError
    from karamap.app import query as links
    from karamap.check.features import File, layer_problems
    from karamap.core import geojson
    from karamap.core.dates import edtf_bounds, parse_day
    from karamap.core.layers import BY_ID, parse_layers
    from karamap.core.map_view import parse_view
    from karamap.evidence.schema import READERS
    from karamap.evidence.sources import read_sources
    from karamap.evidence.tables import rows
    from karamap.render.map.sheet import Sheet
    from karamap.site.build import parse_url

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(tempfile.mkdtemp(prefix="karamap-fuzz-")) / "layers"
FOLDER.mkdir()
CODE = re.compile(r"[^`]*(`[^`\n]*`[^`]*)+")


def query(raw: bytes) -> None:
    """Read a link; every complaint must show what it is about as code."""
    words = atheris.FuzzedDataProvider(raw)
    names = ("date", "year", "layers", "view", "compare", "how", "lang")
    given = {name: words.ConsumeUnicodeNoSurrogates(40) for name in names}
    for complaint in links.read(given, "en").complaints:
        if not CODE.fullmatch(complaint):
            raise AssertionError(complaint)


def text(raw: bytes) -> None:
    """Read a word as everything it may stand for."""
    word = atheris.FuzzedDataProvider(raw).ConsumeUnicodeNoSurrogates(60)
    for parse in (parse_day, parse_view, Sheet.parse, parse_layers, parse_url):
        refuse(parse, word)
    with contextlib.suppress(ValueError):
        edtf_bounds(word)


def features(raw: bytes) -> None:
    """Read a layer, and check what could be read."""
    path = FOLDER / "places.geojson"
    path.write_bytes(raw)
    found = refuse(geojson.read, path)
    if found is not None:
        list(map(str, layer_problems(File("layers/places.geojson", BY_ID["places"], {"x"}), found)))


def table(raw: bytes) -> None:
    """Read a table under the header it should have."""
    reader = READERS["places"]
    path = FOLDER / "places.csv"
    path.write_bytes(",".join(reader.columns).encode() + b"\n" + raw)
    refuse(lambda folder: rows(folder, reader), path.parent)


def sources(raw: bytes) -> None:
    """Read a bibliography."""
    path = FOLDER / "sources.json"
    path.write_bytes(raw)
    refuse(read_sources, path)


def refuse(ask: Callable[[object], object], asked: object) -> object | None:
    """Return an answer, or None if it was refused in a sentence that says what was expected."""
    try:
        return ask(asked)
    except KaramapError as error:
        if "expected" not in str(error):
            raise AssertionError(str(error)) from error
        return None


HARNESSES = {
    "query": query,
    "text": text,
    "geojson": features,
    "table": table,
    "sources": sources,
}

if __name__ == "__main__":
    _, name, *options = sys.argv
    atheris.Setup([name, *options], HARNESSES[name])
    atheris.Fuzz()
