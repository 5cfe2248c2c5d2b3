"""The story for the page: claims, tour, people, bibliography, with their texts by language."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import shapely

from karamap.atlas.atlas import Atlas
from karamap.atlas.story import Story
from karamap.describe import corridor, day, ground_labels, place_labels
from karamap.evidence.cells import COUNTED
from karamap.evidence.citing import AUTHOR, TEMPLATES, YEAR, reference, short
from karamap.evidence.claims import Claim, Figure
from karamap.evidence.narrative import People, TourStep
from karamap.lang.folding import DIGRAPHS, LETTERS
from karamap.stats.quantities import DISTRICTS
from karamap.web.texts import Texts

# the least that is shown around the places of a claim: degrees of latitude and longitude
LEAST_VIEW = (0.35, 0.5)

Keys = dict[str, int]


@dataclass(frozen=True)
class _Teller:
    """What rows are told with: their texts and sources, by number."""

    story: Story
    texts: Texts
    keys: Keys

    def text(self, row_id: str, field: str, english: str | None) -> int:
        return self.texts.add(self.story.words(row_id, field, english))

    def sources(self, sources: Iterable[str]) -> list[int]:
        return [self.keys[key] for key in sources if key in self.keys]


def story(atlas: Atlas, texts: Texts, keys: Keys) -> dict[str, Any]:
    """Return what the page tells beside the map; ``keys`` are the numbers of the sources."""
    told = atlas.story
    teller = _Teller(told, texts, keys)
    places = {item.id: item.geometry for item in atlas.layers["places"]}
    casualties = [each for each in told.figures.values() if each.topic == COUNTED["figures"]]
    return {
        "sections": {
            section.id: teller.text(section.id, "section", section.title)
            for section in told.sections
        },
        "claims": [_claim(claim, teller, places) for claim in told.claims],
        "tour": [_step(step, teller) for step in told.tour],
        "people": [
            *({**_counted(row, teller), "group": row.group} for row in told.people),
            *(
                {**_counted(row, teller), "what": teller.text(row.id, "what", row.what)}
                for row in casualties
            ),
        ],
    }


def _claim(claim: Claim, told: _Teller, places: Mapping[str, shapely.Point]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "section": told.story.section_id(claim.section),
        "date": claim.when.edtf,
        "day": claim.day.isoformat(),
        "places": claim.places,
        "layers": claim.layers,
        "bounds": _bounds([places[key] for key in claim.places if key in places]),
        "verdict": claim.verdict,
        "claim": told.text(claim.id, "claim", claim.claim),
        "shows": told.text(claim.id, "shows", claim.shows),
        "note": told.text(claim.id, "note", claim.note),
        "sources": told.sources(claim.sources),
    }


def _bounds(points: list[shapely.Point]) -> list[list[float]] | None:
    """Return the view that shows some places: ``[[south, west], [north, east]]``; None of none."""
    if not points:
        return None
    west, south, east, north = shapely.total_bounds(points)
    high, wide = (
        max(0.0, least - size) / 2
        for least, size in zip(LEAST_VIEW, (north - south, east - west), strict=True)
    )
    box = ((south - high, west - wide), (north + high, east + wide))
    return [[round(float(number), 4) for number in corner] for corner in box]


def _step(step: TourStep, told: _Teller) -> dict[str, Any]:
    return {
        "id": step.id,
        "section": step.section,
        "day": step.day.isoformat(),
        "view": step.view,
        "layers": step.layers,
        "compare": step.compare and step.compare.isoformat(),
        "title": told.texts.add(step.titles),
        "text": told.texts.add(step.texts),
        "claims": step.claims,
        "sources": told.sources(step.sources),
    }


def _counted(row: People | Figure, told: _Teller) -> dict[str, Any]:
    return {
        "id": row.id,
        "topic": row.topic,
        "date": row.when.edtf,
        "day": row.when.first.isoformat(),
        "last": row.when.last.isoformat(),
        "low": row.low,
        "high": row.high,
        "unit": row.unit,
        "note": told.text(row.id, "note", row.note),
        "confidence": row.confidence,
        "sources": told.sources(row.sources),
    }


def bibliography(atlas: Atlas) -> list[dict[str, Any]]:
    """Return every source, in the order of its key, with what it is used for."""
    uses = atlas.story.uses
    places = (item.properties for item in atlas.layers["places"])
    told = (each for place in places for each in place.get("accounts", ()))
    in_sentences = {key for account in told for key in account["sources"]}
    return [
        {
            **_source(key, entry, uses.get(key, {})),
            **({"short": short(entry)} if key in in_sentences else {}),
        }
        for key, entry in sorted(atlas.sources.items())
    ]


def _source(key: str, entry: Mapping[str, Any], uses: Mapping[str, int]) -> dict[str, Any]:
    title = entry.get("title-short") or entry.get("title") or key
    address = str(entry.get("URL", ""))
    return {
        "key": key,
        "title": title,
        "reference": reference(entry),
        "note": entry.get("note", ""),
        "uses": dict(uses),
        **({"url": address} if address.startswith("https://") else {}),
    }


def tables() -> dict[str, Any]:
    """Return the small tables that the page's scripts share with Python."""
    return {
        "sounds": {"letters": LETTERS, "digraphs": DIGRAPHS},
        "cite": {"author": AUTHOR, "year": YEAR, "templates": dict(TEMPLATES)},
        "twin": {
            "trace": day.TRACE,
            "least": day.LEAST,
            "most_near": day.MOST_NEAR,
            "lines": day.LINES,
            "zones": day.ZONES,
            "told": day.TOLD,
            "subject": day.SUBJECT,
            "districts": DISTRICTS,
        },
        "ground": {
            "land": ground_labels.LAND_NAMES,
            "land_layer": ground_labels.LAND_LAYER,
            "named_with": ground_labels.NAMED_WITH,
            "land_sizes": ground_labels.LAND_SIZES,
            "overhanging": ground_labels.OVERHANGING,
            "rules": [asdict(rule) for rule in ground_labels.RULES],
        },
        "corridor": {
            "layer": corridor.LAYER,
            "ends": corridor.ENDS,
            "strip": corridor.STRIP,
            "small": corridor.SMALL,
        },
        "place_labels": place_labels.table(),
    }
