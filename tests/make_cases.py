"""Cases that the page's script must answer as Python does: `python tests/make_cases.py`.

Each file in `tests/cases` holds questions and what Python answers. `tests/unit/test_cases.py`
fails when one is no longer what Python says; the tests beside the modules of `frontend/src` ask
the script the same.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from karamap import Atlas
from karamap.atlas.subjects import ROOM, framed
from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY, parse_day, visible
from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES
from karamap.describe import headlines, place_labels
from karamap.describe.counts import counts as in_words
from karamap.describe.counts import rows
from karamap.describe.recorded_dates import day_in_words, recorded, since, until
from karamap.evidence.claims import Figure
from karamap.lang import formats
from karamap.lang.folding import DIGRAPHS, LETTERS, sound
from karamap.lang.messages import languages
from karamap.web.arcs import Topology
from karamap.web.packing import by_column, digits, packed

if TYPE_CHECKING:
    from karamap.atlas.story import Story
    from karamap.evidence.narrative import People

FOLDER = Path(__file__).parent / "cases"

# days where rules go wrong: ends of years, leap days, 1969/70, the hand-over days, both ends
DAYS = [
    date.fromisoformat(day)
    for day in (
        "1918-01-01", "1918-05-28", "1919-12-31", "1920-01-01", "1920-02-29", "1969-12-31",
        "1970-01-01", "1999-12-31", "2000-02-29", "2001-09-09", "2020-11-19", "2020-11-20",
        "2020-12-31", "2024-12-31",
    )
]  # fmt: skip
TYPED = [
    *map(date.isoformat, DAYS), *map(str, (1918, 1969, 1994, 2024)), " 1994 ", "1994-05-12\n",
    "1917", "2025", "1917-12-31", "2025-01-01", "2020-13-01", "2020-02-30", "1900-02-29",
    "20201110", "2020-11-1", "12020-11-10", "2020-11-100", "019945", "1994x", "x1994", "199",
    "banana", "",
]  # fmt: skip
# neighbours that run against each other and with each other, a hole and what fills it, an area in
# two parts, lines along a border and by themselves, a point
SHAPES = [
    "POLYGON ((0 0, 4 0, 4 2, 4 4, 0 4, 0 0))",
    "POLYGON ((4 0, 8 0, 8 4, 4 4, 4 2, 4 0))",
    "POLYGON ((8 8, 8 4, 4 4, 4 8, 8 8))",
    "POLYGON ((20 0, 29 0, 29 9, 20 9, 20 0), (22 2, 22 5, 25 5, 22 2))",
    "POLYGON ((22 2, 25 5, 22 5, 22 2))",
    "MULTIPOLYGON (((0 0, 0 4, 4 4, 4 0, 0 0)), ((40 0, 41 0, 41 1, 40 0)))",
    "LINESTRING (4 -1, 4 0, 4 2, 4 4, 5 5)",
    "MULTILINESTRING ((50 0, 51 1, 52 0), (4 4, 4 8))",
    "POINT (46 39)",
]
# long, high, a point, and one that is framed already
BOXES = [
    (44.1, 39.7, 48.2, 40.1),
    (46.1, 38.8, 47.0, 40.6),
    (46.7, 39.7, 46.7, 39.7),
    (46, 39, 48, 40.2),
]
# no exact halves: Python rounds those to the even digit, browsers away from zero
NUMBERS = [
    0.0, 0.04, 0.4, 0.6, 1.0, 9.94, 999.0, 1000.0, 1234.6, 9999.4, 10000.0, 11511.0, 1234567.0,
    -1.0, -1234.0, -98765.4,
]  # fmt: skip
# dates in every form that the evidence has, and what stands where a mark or a month is shared
EDTF = [
    "1994-05-12", "1992-06", "1930", "192X", "1994-01-15~", "2023-04~", "1930~", "192X~",
    "1992-06?", "1992-06-12%", "2016-04-02/2016-04-05", "1918-11-29/1918-12-03",
    "1919-12-30/1920-01-02", "2020-11-08/2020-11-09", "1991-12-31/1992-01-01",
    "1992-06-12/1992-06-30~", "1992-06-12~/1992-06-30~", "1991-10/1991-11", "1992-09/1993-01",
    "1994-04/1994-05-12", "2020-11-10/2023-09", "1919/1920", "1920/192X", "1992/..",
]  # fmt: skip


def parsed(text: str) -> str | None:
    try:
        return parse_day(text).isoformat()
    except UsageError:
        return None


def time() -> dict[str, Any]:
    spans = product(DAYS, [*DAYS, None])
    return {
        "first": FIRST_DAY.isoformat(),
        "last": LAST_DAY.isoformat(),
        "days": [day.isoformat() for day in DAYS],
        # for each start, each end (the last: none) and each day, whether it is there
        "visible": "".join(
            str(int(visible(start, end, day))) for start, end in spans for day in DAYS
        ),
        "parse": {text: parsed(text) for text in TYPED},
        "between": [(other - one).days for one, other in product(DAYS, DAYS)],
        "day_of_year": [day.timetuple().tm_yday - 1 for day in DAYS],
        "days_in_year": {
            year: date(year, 12, 31).timetuple().tm_yday for year in (1918, 1920, 1970, 2000, 2024)
        },
        "eves": [(day - timedelta(1)).isoformat() for day in DAYS],
    }


def folding() -> dict[str, Any]:
    places = Atlas.load().layers["places"]
    keys = ("name", *(f"name_{language}" for language in LANGUAGES))
    names = {item.properties.get(key) for item in places for key in keys}
    names |= {"Şuşa", "ŞUŞA", "Шуша", "Շուշի", " shu-sha ", "İsmayıllı", "Zəngəzur 2", ""}
    return {
        "tables": {"letters": LETTERS, "digraphs": DIGRAPHS},
        "sounds": {name: sound(name) for name in sorted(filter(None, names))[::5]},
    }


def arcs() -> dict[str, Any]:
    topology = Topology(10)
    shapes = [shapely.from_wkt(text) for text in SHAPES]
    indices = [topology.add(shape) for shape in shapes]
    written = topology.written()
    compact = packed({**written, "features": {}, "subjects": []})
    return {
        "indices": indices,
        **written,
        "packed": {key: compact[key] for key in written},
        # points as longitude and latitude, each ring from its least one
        "shapes": [shapely.geometry.mapping(shape)["coordinates"] for shape in shapes],
    }


def packing() -> dict[str, Any]:
    numbers = [*range(-40, 40), *(sign * 10**power for power in range(7) for sign in (1, -1))]
    rows = [{"id": "a", "end": None, "at": [1]}, {"id": "b", "at": [1]}, {"id": "c", "end": None}]
    return {"numbers": numbers, "digits": digits(numbers), "rows": rows, "table": by_column(rows)}


def words() -> dict[str, Any]:
    return {
        language: {
            "conventions": formats.conventions(language),
            "numbers": [
                [value, decimals, formats.number(value, language, decimals)]
                for value, decimals in product(NUMBERS, (0, 1))
            ],
            "dates": {
                day.isoformat(): [
                    formats.long_date(day, language),
                    formats.month_year(day, language),
                ]
                for day in DAYS
            },
        }
        for language in languages()
    }


def dates() -> dict[str, Any]:
    forms = (recorded, day_in_words, since, until)
    return {
        language: {edtf: [form(edtf, language) for form in forms] for edtf in EDTF}
        for language in languages()
    }


def subjects() -> dict[str, Any]:
    atlas = Atlas.load()
    rows, told = headlines.table(atlas)
    days = {date.fromisoformat(str(row["day"])) for row in rows[::7]}
    # around each of some turns, so that the first and the last day of a row are among them
    days |= {day + ONE_DAY for day in days} | {day - ONE_DAY for day in days if day > FIRST_DAY}
    titles = {event.id: event.properties for event in atlas.layers["events"]}
    cited = sorted({row["headline"] for row in rows if isinstance(row["headline"], str)})
    return {
        "subjects": rows,
        "headlines": told,
        "titles": {key: {each: titles[key][f"name_{each}"] for each in LANGUAGES} for key in cited},
        "stops": [stop.day.isoformat() for stop in atlas.stops],
        "framed": [
            {"bounds": box, "room": room, "expected": framed(box, room)}
            for box, room in product(BOXES, (0, ROOM))
        ],
        "days": {
            day.isoformat(): {
                "bounds": atlas.subject(day).bounds,
                "headline": {each: atlas.subject(day, each).headline for each in languages()},
                "stop": atlas.subject(day).stop,
            }
            for day in sorted(days)
        },
    }


def counts() -> dict[str, Any]:
    atlas = Atlas.load()
    story, found = atlas.story, {}
    for event in (item for item in atlas.layers["events"] if item.properties["counts"]):
        found[event.id] = {
            "rows": [_counted(row, story) for row in rows(story, event)],
            "told": {
                each: [[row.topic, row.title, row.about] for row in in_words(story, event, each)]
                for each in languages()
            },
        }
    return found


def _counted(row: Figure | People, story: Story) -> dict[str, Any]:
    """Return a count as the page has it, its texts by language."""
    about: dict[str, Any] = (
        {"what": story.words(row.id, "what", row.what)}
        if isinstance(row, Figure)
        else {"group": row.group}
    )
    return {
        "id": row.id,
        "topic": row.topic,
        "day": row.when.first.isoformat(),
        "date": row.when.edtf,
        "low": row.low,
        "high": row.high,
        "unit": row.unit,
        "note": story.words(row.id, "note", row.note),
        **about,
    }


def labels() -> dict[str, Any]:
    places = [
        {key: item.properties[key] for key in ("rank", "kind")} | {"id": item.id}
        for item in Atlas.load().layers["places"][::5]
    ]
    told = {"none": [], "some": [place["id"] for place in places[::7]]}
    sizes = list(product((3.0, 8.5), (40.0, 91.5), (12.0, 30.25)))
    return {
        "rules": place_labels.table(),
        "places": places,
        "told": told,
        "order": {
            name: [
                place["id"]
                for place in sorted(
                    places,
                    key=lambda each: place_labels.order(
                        each["id"], each["rank"], each["kind"], ids
                    ),
                )
            ]
            for name, ids in told.items()
        },
        "sizes": sizes,
        "middles": [
            [place_labels.middle(side, *size) for side in place_labels.SIDES] for size in sizes
        ],
    }


CASES = {
    "time": time,
    "folding": folding,
    "words": words,
    "subjects": subjects,
    "dates": dates,
    "arcs": arcs,
    "packing": packing,
    "counts": counts,
    "labels": labels,
}


def text_of(name: str) -> str:
    """Return what the file of some cases is to hold."""
    rows = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in CASES[name]().items()
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    for case in CASES:
        (FOLDER / f"{case}.json").write_text(text_of(case), encoding="utf-8")
