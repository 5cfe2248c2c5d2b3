"""The places as Linked Places (GeoJSON-LD, format 1.2), for gazetteers and their users.

Names that follow the year are names with a ``when``. What is uncertain stays so: a date known
to the month is one between two days.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from karamap.atlas.atlas import Atlas
from karamap.build.places import dated_names
from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from karamap.core.geojson import Feature
from karamap.core.layers import LANGUAGES
from karamap.describe.differing import groups, sentence
from karamap.evidence.cells import When
from karamap.evidence.control import Place, PlaceName
from karamap.evidence.evidence import Evidence
from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.lang.names import both_names

CONTEXT = "http://linkedpasts.org/assets/linkedplaces-context-v1.jsonld"
GEONAMES = "http://www.geonames.org/{}/"
WHOS_ON_FIRST = "https://spelunker.whosonfirst.org/id/{}/"
CERTAINTY = {"high": "certain", "medium": "less-certain", "low": "uncertain"}
# by kind of place: class of GeoNames, concept of the Getty Art & Architecture Thesaurus
KINDS = {
    "city": ("P", "aat:300008389", "cities"),
    "town": ("P", "aat:300008375", "towns"),
    "village": ("P", "aat:300008372", "villages"),
    "height": ("T", "aat:300008777", "hills"),
    "range": ("T", "aat:300386831", "mountain ranges"),
    "pass": ("T", "aat:300259572", "passes (landforms)"),
    "reservoir": ("H", "aat:300006191", "reservoirs"),
    "site": ("S", "aat:300000809", "sites (locations)"),
}

Json = dict[str, Any]


def linked_places(atlas: Atlas, language: str) -> str:
    """Return the places as a Linked Places document, one place a line."""
    evidence = Evidence.read(atlas.folder / "evidence")
    items = {item.id: item for item in atlas.layers["places"]}
    lines = ",\n".join(
        json.dumps(_feature(place, items[place.id], evidence, atlas, language), ensure_ascii=False)
        for place in evidence.places.values()
    )
    return f'{{"type": "FeatureCollection", "@context": "{CONTEXT}", "features": [\n{lines}\n]}}\n'


def _feature(place: Place, item: Feature, evidence: Evidence, atlas: Atlas, language: str) -> Json:
    feature_class, concept, label = KINDS[place.kind]
    return {
        "@id": f"urn:karamap:place:{place.id}",
        "type": "Feature",
        "properties": {
            "title": getattr(place.names, language) or place.names.en,
            "ccodes": [place.country],
            "fclasses": [feature_class],
        },
        "when": {"timespans": [_timespan(FIRST_DAY, None)]},
        "names": [*_names(place, evidence), *({"toponym": name} for name in place.alt_names)],
        "types": [
            {
                "identifier": concept,
                "label": label,
                "sourceLabels": [{"label": place.kind, "lang": "en"}],
            }
        ],
        "geometry": {
            "type": "Point",
            "coordinates": [place.lon, place.lat],
            "certainty": CERTAINTY[place.confidence],
        },
        "links": [
            {"type": "closeMatch", "identifier": address.format(key)}
            for address, key in ((GEONAMES, place.geonames_id), (WHOS_ON_FIRST, place.wof_id))
            if key
        ],
        "descriptions": [
            {"value": _held(controller, start, language), "lang": language}
            for start, _, controller in atlas.history(place.lon, place.lat)
        ]
        + [{"value": told, "lang": language} for told in _differing(item, atlas, language)],
    }


def _differing(item: Feature, atlas: Atlas, language: str) -> Iterator[str]:
    """Yield who says what, where accounts of a place differ."""
    for group in groups(item):
        accounts = sentence(atlas, group, language)
        title = text("twin.differing", language)
        yield text("differing.place", language, place=title, accounts=accounts)


def _names(place: Place, evidence: Evidence) -> Iterator[Json]:
    """Yield every name in the four languages, with the days it was in use if it changed."""
    usual = [_citation(evidence.sources[key]) for key in place.sources]
    spans = dated_names(place, evidence)
    if not spans:
        for language in LANGUAGES:
            if toponym := getattr(place.names, language):
                yield {"toponym": toponym, "lang": language, "citations": usual}
        return
    rows = {max(row.start.first, FIRST_DAY): row for row in evidence.names_of(place.id)}
    used: dict[tuple[str, str], list[Json]] = defaultdict(list)
    cited: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for span in spans:
        row = rows.get(_day(span["start_date"]))
        citations = [_citation(evidence.sources[key]) for key in row.sources] if row else usual
        for language in LANGUAGES:
            for toponym in both_names(span[f"name_{language}"] or ""):
                _add(used[toponym, language], _in_use(span, row))
                known = cited[toponym, language]
                known += [item for item in citations if item not in known]
    for (toponym, language), timespans in used.items():
        yield {
            "toponym": toponym,
            "lang": language,
            "citations": cited[toponym, language],
            "when": {"timespans": timespans},
        }


def _add(timespans: list[Json], span: Json) -> None:
    """Add a span, or draw out the last one if the name simply stayed."""
    end = timespans[-1]["end"].get("in") if timespans else None
    if end and span["start"].get("in") == (_day(end) + ONE_DAY).isoformat():
        timespans[-1]["end"] = span["end"]
    else:
        timespans.append(span)


def _in_use(span: Mapping[str, str | None], row: PlaceName | None) -> Json:
    """Return when a name was in use, as exactly as its row of the evidence knows."""
    end = span["end_date"]
    if row:
        return _timespan(row.start, row.end)
    return _timespan(_day(span["start_date"]), None if end is None else _day(end))


def _day(iso: str | None) -> date:
    return date.fromisoformat(str(iso))


def _timespan(start: When | date, end: When | date | None) -> Json:
    """Return a span of Linked Places, where both ends are in it; ours end the day before."""
    last = {"in": LAST_DAY.isoformat()} if end is None else _instant(end, eve=True)
    return {"start": _instant(start), "end": last}


def _instant(when: When | date, *, eve: bool = False) -> Json:
    first, last = (when, when) if isinstance(when, date) else (when.first, when.last)
    if eve:
        first, last = first - ONE_DAY, last - ONE_DAY
    first, last = max(first, FIRST_DAY), max(last, FIRST_DAY)
    if first == last:
        return {"in": first.isoformat()}
    return {"earliest": first.isoformat(), "latest": last.isoformat()}


def _citation(source: Mapping[str, Any]) -> Json:
    """Return a source as it is cited: its title, its year and its address, if it has them."""
    citation: Json = {"label": source["title"]}
    if issued := source.get("issued"):
        citation["year"] = issued["date-parts"][0][0]
    if url := source.get("URL"):
        citation["@id"] = url
    return citation


def _held(controller: str, start: date, language: str) -> str:
    holder = text(f"class.control:{controller}", language)
    return text("export.held", language, holder=holder, date=long_date(start, language))
