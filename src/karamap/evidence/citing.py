"""How to cite a view of the map: in the manner of APA, as BibTeX and as CSL-JSON.

The forms are templates with ``$names``, filled here and, in the same way, by the page.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from string import Template
from typing import Any

from karamap.core.errors import UsageError
from karamap.core.map_view import View
from karamap.core.permalink import query
from karamap.core.versions import CODE
from karamap.lang.messages import text

AUTHOR = "The karamap developers"
# the year in which this version of the code was published; tests hold it against CITATION.cff
YEAR = "2026"

TEMPLATES: Mapping[str, str] = {
    "apa": "$author. ($year). $title (karamap $code, data version $version; $layers) [Map]. $link",
    "bibtex": """@misc{karamap-$day,
  author = {{$author}},
  title = {$title},
  year = {$year},
  version = {$version},
  note = {Map by karamap $code. $layers},
  howpublished = {\\url{$link}}
}""",
    "csl": """{
  "id": "karamap-$day",
  "type": "map",
  "title": "$title",
  "author": [{"literal": "$author"}],
  "issued": {"date-parts": [[$year]]},
  "version": "$version",
  "note": "karamap $code. $layers",
  "URL": "$link"
}""",
}


def citation(
    style: str,
    day: date,
    version: str,
    *,
    title: str,
    layers: Iterable[str],
    view: View | None = None,
    compare: date | None = None,
    language: str = "en",
    base: str = "",
) -> str:
    """Return the citation of a view of the map.

    Parameters
    ----------
    style
        ``apa``, ``bibtex`` or ``csl`` (CSL-JSON, one entry).
    day
        The day shown.
    version
        Version of the data; that of the code is added.
    title
        Title of the view, in the language of the citation.
    layers
        Ids of the layers shown.
    view
        Latitude and longitude of the middle in degrees, and the zoom.
    compare
        A day compared with.
    language
        Language of the names of layers.
    base
        Address of the published map, to which the query of the view is added.

    Raises
    ------
    UsageError
        If there is no such style.

    Examples
    --------
    >>> from datetime import date
    >>> print(citation("apa", date(1994, 5, 12), "0.1.0", title="Ceasefire", layers=["control"]))
    The karamap developers. (2026). Ceasefire (karamap ..., data version 0.1.0; ...) [Map]. ?...
    """
    if style not in TEMPLATES:
        raise UsageError(f"there is no citation style {style!r}: expected {', '.join(TEMPLATES)}")
    chosen = list(layers)
    values = {
        "author": AUTHOR,
        "year": YEAR,
        "day": day.isoformat(),
        "title": title,
        "code": CODE,
        "version": version,
        "layers": text("cite.layers", language, layers=_layer_names(chosen, language)),
        "link": base + query(day, layers=chosen, view=view, compare=compare, language=language),
    }
    return Template(TEMPLATES[style]).substitute({k: _quoted(style, v) for k, v in values.items()})


def _layer_names(layers: Iterable[str], language: str) -> str:
    return ", ".join(text(f"layer.{layer}", language) for layer in layers)


def reference(entry: Mapping[str, Any]) -> str:
    """Return a CSL-JSON source as it stands in a list: who, when, what and where, if known."""
    issued = entry.get("issued", {}).get("date-parts", [[]])[0]
    when = f" ({'-'.join(f'{part:02d}' for part in issued)})" if issued else ""
    authors = "; ".join(map(_person, entry.get("author", ())))
    whole, publisher = entry.get("container-title", ""), entry.get("publisher", "")
    # without an author the work stands under whoever published it
    first = authors or publisher or whole
    where = [name for name in (whole, publisher) if name and name != first]
    return ". ".join([f"{first}{when}".strip() or entry["title"], entry["title"], *where]) + "."


def short(entry: Mapping[str, Any]) -> str:
    """Return a source in a few words within a sentence: who published it, in which year."""
    issued = entry.get("issued", {}).get("date-parts", [[]])[0]
    families = ", ".join(name.get("family") or _person(name) for name in entry.get("author", ()))
    publisher = entry.get("container-title") or entry.get("publisher") or ""
    by_title = not publisher or publisher == "karamap" or entry["type"] == "book"
    name = families or (entry.get("title-short") or entry["title"] if by_title else publisher)
    # what stands in brackets or after a semicolon tells of the copy, not of the work
    known = re.sub(r"^cop(?:y|ies) at (\S+).*", r"\1", re.split(r" \(|;", name)[0])
    return f"{known} {issued[0]}" if issued and publisher != "karamap" else known


def _person(name: Mapping[str, str]) -> str:
    family, given = name.get("family"), name.get("given")
    return name.get("literal") or ", ".join(part for part in (family, given) if part)


def _quoted(style: str, value: str) -> str:
    """Return a value as it may stand in a template: quotes and backslashes cannot end JSON."""
    return json.dumps(value, ensure_ascii=False)[1:-1] if style == "csl" else value
