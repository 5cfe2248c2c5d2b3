"""What the page needs to know, ready for JSON (:mod:`karamap.web.packing` makes it compact).

Coordinates are whole ten-thousandths of a degree (about 10 m, under a pixel at the deepest
zoom); outlines and geometries that several features share are written once
(:mod:`karamap.web.arcs`). Whatever is said in several languages is the number of a text
(:mod:`karamap.web.texts`).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.geojson import Feature
from karamap.core.layers import COMMON, LANGUAGES, LAYERS, NAMES, Layer
from karamap.core.style import CONTRAST, SCREEN, as_json, style_key
from karamap.describe import headlines
from karamap.describe.captions import EVENT_STAYS, NOTES, PERIODS, POLICY
from karamap.describe.changes import ELSEWHERE
from karamap.describe.day import LINES
from karamap.lang.formats import conventions
from karamap.lang.messages import DEFAULT, languages, table
from karamap.web.arcs import Topology
from karamap.web.story import bibliography, story, tables
from karamap.web.texts import Texts

UNITS_PER_DEGREE = 10_000
# texts that only the app or the figures speak
_NOT_ON_PAGE = (
    "alt.", "app.help", "booklet.", "claims.", "class.fronts_by_day", "class.outcome_2020",
    "download.", "export.", "headline.", "measure.",
    "outcome.", "panel.", "site.", "snapshot.", "who.",
)  # fmt: skip
_ON_PAGE_TOO = ("panel.elsewhere", "snapshot.title")

# the page asks the ground who held a place, the table of people how many left, the class the rest
_KNOWN_OTHERWISE = {
    "places": ("control",),
    "people_moved": ("min", "max", "part_of", "people", "way"),
    "fronts_by_day": ("day",),
    "outcome_2020": ("outcome",),
    "roads": ("note",),
    "districts": ("note",),
}
# the property that tells of a feature in words, which texts.csv has in every language
_TOLD_BESIDE = {"roads": "note", "people_moved": "way"}

# what the map shows when nothing else is asked for: south-west and north-east corner, and the day
VIEW = ((38.86, 45.7), (40.52, 47.6))
OPENS_ON = "1994-12-31"

# how close together, in degrees, the spots lie where the name of an area may stand
_SPOT_SPACING = {"countries": 0.2, "lakes": 0.2, "districts": 0.1}


def payload(atlas: Atlas, language: str | None = None) -> dict[str, Any]:
    """Return all the page draws and says, ready for JSON; by default in its reader's language."""
    geometries, texts = Topology(UNITS_PER_DEGREE), Texts(languages())
    keys = {key: index for index, key in enumerate(sorted(atlas.sources))}
    features = {
        layer.id: [_record(layer, item, geometries, texts, keys) for item in atlas.layers[layer.id]]
        for layer in LAYERS
    }
    for record in features["control"]:
        record["km2"] = round(atlas.control_km2[record["id"]], 3)
    _add_for_words(features, atlas, texts)
    _add_label_spots(features, atlas)
    said = {
        "strings": _strings(texts),
        "subjects": _subjects(atlas, texts),
        "story": story(atlas, texts, keys),
    }
    return {
        "language": language or DEFAULT,
        "follows_reader": language is None,
        "languages": languages(),
        "names_in": sorted(LANGUAGES),
        "first": FIRST_DAY.isoformat(),
        "last": LAST_DAY.isoformat(),
        **atlas.versions,
        **said,
        "spoken": {
            each: {"texts": told, "locale": conventions(each)}
            for each, told in texts.written().items()
        },
        "themes": [as_json(theme) for theme in (SCREEN, CONTRAST)],
        "opens_in": SCREEN.id,
        "layers": [
            {"id": x.id, "kind": x.kind, "shown": x.shown, "choice": x.choice} for x in LAYERS
        ],
        "opens_on": OPENS_ON,
        "opens_with": {},
        "view": VIEW,
        "elsewhere": ELSEWHERE,
        "event_days": EVENT_STAYS.days,
        "periods": PERIODS,
        "policy": POLICY,
        "notes": [(key, start.isoformat(), end.isoformat()) for key, start, end in NOTES],
        "changes": [day.isoformat() for day in atlas.change_dates],
        "sources": bibliography(atlas),
        **tables(),
        "units_per_degree": UNITS_PER_DEGREE,
        **geometries.written(),
        "features": features,
    }


def _record(
    layer: Layer, item: Feature, geometries: Topology, texts: Texts, keys: dict[str, int]
) -> dict[str, Any]:
    """Return a feature for the page, without what is null or said elsewhere."""
    given = item.properties
    record: dict[str, Any] = {
        "id": item.id,
        "class": style_key(layer.id, given),
        "start": given["start_date"],
        "end": given["end_date"],
        "name": texts.add(_names(given)),
        "confidence": given["confidence"],
        "accuracy_m": given["accuracy_m"],
        "sources": [keys[key] for key in given["sources"] if key in keys],
        **_uncertain(given),
    }
    apart = (*COMMON, "names", "accounts", *_KNOWN_OTHERWISE.get(layer.id, ()))
    extra = {key: value for key, value in given.items() if key not in apart}
    record |= {key: value for key, value in extra.items() if value is not None}
    # the overlay's are those of its place
    if given.get("accounts") and layer.id == "places":
        record["accounts"] = [_account(each, keys) for each in given["accounts"]]
    if given.get("names"):
        record["names"] = [
            {"start": span["start_date"], "end": span["end_date"], "name": texts.add(_names(span))}
            for span in given["names"]
        ]
    if item.geometry is not None:
        record["geometry"] = geometries.add(item.geometry)
    return record


def _account(given: dict[str, Any], keys: dict[str, int]) -> dict[str, Any]:
    """Return what one account says, without what is null."""
    record = {
        "id": given["id"],
        "date": given["start_date:edtf"],
        "controller": given["controller"],
        "by": given["claimed_by"],
        "sources": [keys[key] for key in given["sources"] if key in keys],
        "differs_from": given["differs_from"],
    }
    return {key: value for key, value in record.items() if value is not None}


def _names(given: dict[str, Any]) -> dict[str, str]:
    names = zip(LANGUAGES, (given.get(key) for key in NAMES), strict=True)
    return {language: name for language, name in names if name}


def _uncertain(given: dict[str, Any]) -> dict[str, str]:
    """Return the original dates, where they say something other than the ISO dates."""
    ends = {"start_edtf": "start_date", "end_edtf": "end_date"}
    return {
        short: given[f"{name}:edtf"]
        for short, name in ends.items()
        if given.get(f"{name}:edtf") not in (None, given[name])
    }


def _strings(texts: Texts) -> dict[str, int]:
    by_language = {each: table(each) for each in languages()}
    return {
        key: texts.add({each: said.get(key, english) for each, said in by_language.items()})
        for key, english in table().items()
        if key in _ON_PAGE_TOO or not key.startswith(_NOT_ON_PAGE)
    }


def _subjects(atlas: Atlas, texts: Texts) -> list[dict[str, Any]]:
    """Return what the map is about from which day on, each row with the text of its headline."""
    rows, told = headlines.table(atlas)
    titles = {item.id: item.properties for item in atlas.layers["events"]}

    def words(headline: object) -> Mapping[str, str]:
        return told[headline] if isinstance(headline, int) else _names(titles[str(headline)])

    return [{**row, "headline": texts.add(words(row["headline"]))} for row in rows]


def _add_for_words(features: dict[str, list[dict[str, Any]]], atlas: Atlas, texts: Texts) -> None:
    """Give lines, places and events what the map is told in words by."""
    for record in (each for layer in LINES for each in features[layer]):
        record["km"] = round(atlas.line_km[record["id"]], 3)
        record["near"] = atlas.near_lines[record["id"]]
    for layer, field in _TOLD_BESIDE.items():
        for record, item in zip(features[layer], atlas.layers[layer], strict=True):
            record["note"] = texts.add(atlas.story.words(item.id, field, item.properties[field]))
    for record, item in zip(features["places"], atlas.layers["places"], strict=True):
        if held := atlas.control_features_at(item.geometry.x, item.geometry.y):
            record["block"] = held[0].properties["block"]
    for record in features["events"]:
        summaries = {each: record.pop(f"summary_{each}", None) for each in LANGUAGES}
        summaries["en"] = record["summary"]
        record["summary"] = texts.add(summaries)
        del record["title"]


def _add_label_spots(features: dict[str, list[dict[str, Any]]], atlas: Atlas) -> None:
    """Give areas the spots for their names, no country's on ground that another ever held."""
    fought_over = shapely.union_all(
        [
            item.geometry
            for item in atlas.layers["control"]
            if item.properties["controller"] != "azerbaijan"
        ]
    )
    for layer_id, spacing in _SPOT_SPACING.items():
        for record, item in zip(features[layer_id], atlas.layers[layer_id], strict=True):
            ground = _widest_part(item.geometry)
            if record.get("part") == "main":
                ground = _widest_part(ground.difference(fought_over))
            if record.get("part") != "exclave":
                record["spots"] = _label_spots(ground, spacing)


def _label_spots(ground: BaseGeometry, spacing: float) -> list[list[int]]:
    """Return points where a name may stand: ``[x, y, room]``, all in units of the page.

    The page picks the roomiest one in view, so that a country keeps its name wherever the map
    is moved. ``room`` is the distance to the outline, in degrees.
    """
    west, south, east, north = ground.bounds
    grid: NDArray[np.float64] = np.array(
        np.meshgrid(np.arange(west, east, spacing), np.arange(south, north, spacing))
    ).reshape(2, -1)
    points = shapely.points([*grid.T, *shapely.get_coordinates(ground.representative_point())])
    inside = points[shapely.contains(ground, points)]
    room = shapely.distance(ground.boundary, inside)
    rows = np.column_stack([shapely.get_coordinates(inside), room]) * UNITS_PER_DEGREE
    spots: list[list[int]] = np.rint(rows[room > spacing / 4]).astype(int).tolist()
    return spots


def _widest_part(geometry: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = shapely.get_parts(geometry).tolist()
    return max(parts, key=lambda part: part.area)
