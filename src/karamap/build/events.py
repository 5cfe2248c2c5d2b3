"""The events layer: what happened, on which days and where."""

from collections.abc import Mapping

from shapely.geometry import Point

from karamap.core.dates import ONE_DAY, QUALIFIERS, edtf_bounds
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.evidence.claims import Event
from karamap.evidence.evidence import Evidence
from karamap.evidence.narrative import OTHERS
from karamap.evidence.tables import When


def events(evidence: Evidence) -> list[Feature]:
    """Return a feature for each event, in the order of the table.

    An event is a point at the first of its places and lists them all; one that has no place has
    no geometry. It lasts from the first day its date admits until the day after the last.
    """
    wordings = {(item.id, item.field): item.words for item in evidence.texts}
    return [_feature(event, evidence, wordings) for event in evidence.events]


def _feature(
    event: Event, evidence: Evidence, wordings: Mapping[tuple[str, str], Mapping[str, str]]
) -> Feature:
    titles, summaries = (wordings.get((event.id, field), {}) for field in ("title", "summary"))
    place = evidence.places[event.places[0]] if event.places else None
    when = event.when
    return feature(
        Point(place.lon, place.lat) if place else None,
        id=event.id,
        name_en=event.title,
        **{f"name_{language}": titles.get(language) for language in OTHERS},
        **dates_of(when.first, when.day_after, begins(when), ends(when)),
        basis="recorded",
        accuracy_m=place.accuracy_m if place else None,
        confidence=event.confidence,
        sources=list(event.sources),
        kind=event.kind,
        title=event.title,
        summary=event.summary,
        **{f"summary_{language}": summaries.get(language) for language in OTHERS},
        in_article=event.in_article,
        article_section=event.section,
        places=list(event.places),
        counts=list(event.counts),
    )


def begins(when: When) -> str:
    """Return the first day as well as it is known."""
    return when.edtf.split("/")[0]


def ends(when: When) -> str:
    """Return the first day without the event, as an interval where the last day is not known."""
    last = when.edtf.split("/")[-1]
    mark = last[-1] if last[-1] in QUALIFIERS else ""
    bounds = dict.fromkeys(day + ONE_DAY for day in edtf_bounds(last))
    return "/".join(f"{day.isoformat()}{mark}" for day in bounds)
