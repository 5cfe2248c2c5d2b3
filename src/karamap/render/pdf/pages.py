"""The pages of the atlas as data for the template: titles, texts, tables, drawings."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from karamap.atlas.key_dates import COVER, MUCH_KM2, PAIRS, key_dates
from karamap.core import permalink
from karamap.core.dates import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR
from karamap.core.errors import DataError
from karamap.core.fonts import FAMILY
from karamap.core.geojson import Feature
from karamap.core.layers import BY_ID
from karamap.core.paths import DESCRIPTOR
from karamap.core.style import APPROXIMATE_DASH, style_keys
from karamap.describe import chapters
from karamap.describe.captions import period
from karamap.describe.changes import from_to
from karamap.describe.headlines import subject_of
from karamap.describe.measurements import amount, published_value
from karamap.lang.formats import month_year
from karamap.lang.spoken import Spoken
from karamap.render.areas_chart import ChartLook, areas_chart, description
from karamap.render.map.legend import ORDER, Row, class_label, rows
from karamap.render.pdf.hyphens import hyphenated
from karamap.render.pdf.maps import Drawings
from karamap.stats import published
from karamap.stats.published import Measured

CLAIMS = ("held", "derived", "autumn_2020", "first_war", "before_1921", "not_mapped", "neutral")
# what is too short to be seen in the chart of all years
WARS = ((date(1991, 9, 1), date(1994, 6, 1)), (date(2020, 9, 1), date(2020, 12, 31)))
STRIP_DECADES = 20

# sizes in pixels of 1/96 inch: the width that margins leave, and what stands beside each other
BODY, GUTTER = 685.0, 30.0
HALF = (BODY - GUTTER) / 2
COVER_MAP, PAIR_MAP = (BODY, 686.0), (HALF, 392.0)
CHART, WAR_CHART = (BODY, 380.0), (HALF, 300.0)
# the map of a day takes what its text leaves: the room for both, the height of a line and the
# letters in one of either column, the lines of an event's title and of a legend
LOWEST_MAP, HIGHEST_MAP, ROOM, LINE = 420.0, 600.0, 850.0, 17.0
LINE_LETTERS, EVENT_LINES, LEGEND_LINES = (56.0, 44.0), 2.0, 12.0
# the size of a style pixel in the maps of each
COVER_UNIT, DAY_UNIT, PAIR_UNIT = 0.81, 0.72, 0.62
# small maps: so many beside each other, and the room for all of them with their captions
COLUMNS, CELL_GAP, CAPTION, CONTENTS = 4, 18.0, 44.0, 872.0

Page = dict[str, Any]


@dataclass(frozen=True)
class Writer(Spoken):
    """Makes the pages of one atlas in one language; ``draws`` keeps their drawings."""

    draws: Drawings

    @property
    def language(self) -> str:  # type: ignore[override]
        """The language of its drawings."""
        return self.draws.language

    def prose(self, words: str) -> str:
        """Return a text that may be broken within its words."""
        return hyphenated(words, self.language)

    def span(self, since: str, until: str) -> str:
        """Return two days or months as a stretch of time."""
        return self.say("date.span", since=since, until=until)

    def cover(self) -> Page:
        """Return the cover: title, a map, and what it shows."""
        count = len(key_dates(self.draws.atlas))
        drawn, _ = self.draws.map(COVER, COVER_MAP, COVER_UNIT)
        return {
            "name": self.say("snapshot.heading"),
            "count": self.say("booklet.cover", count=count),
            "subtitle": self.say("app.subtitle"),
            "map": drawn,
            "caption": self.say("booklet.cover_map", date=self.date(COVER)),
        }

    def reading(self) -> Page:
        """Return the page on how to read the maps, and on what they claim."""
        count = len(self.draws.atlas.layers["events"])
        much = self.number(MUCH_KM2)
        maps = self.say("booklet.reading_maps")
        days = self.say("booklet.reading_dates", km2=much, count=count)
        return {
            "maps": [self.prose(maps), self.prose(days)],
            "claims": [self.prose(self.say(f"claims.{key}")) for key in CLAIMS],
            "signs": [self.draws.row(row) for row in self.signs()],
        }

    def signs(self) -> Iterator[Row]:
        """Yield a row of the legend for every sign a map of the atlas may bear."""
        for layer_id in ORDER:
            if layer_id == "approximate":
                words = self.say("class.approximate")
                yield Row("front_lines_2020", words, dash=APPROXIMATE_DASH)
            elif layer_id in BY_ID and BY_ID[layer_id].shown:
                for key in style_keys(layer_id):
                    dash = self.draws.theme.styles[key].dash
                    yield Row(key, class_label(key, self.language), dash=dash)

    def contents(self, dated: Sequence[Page]) -> list[Page]:
        """Return the small maps that lead to the pages about days."""
        high = CONTENTS / -(-len(dated) // COLUMNS) - CAPTION
        wide = (BODY - (COLUMNS - 1) * CELL_GAP) / COLUMNS
        return [self._entry(page, wide, min(high, wide)) for page in dated]

    def _entry(self, page: Page, wide: float, high: float) -> Page:
        days = [date.fromisoformat(day) for day in page["days"]]
        size = ((wide - 6.0 * (len(days) - 1)) / len(days), high)
        return {
            "id": page["id"],
            "caption": page["day"],
            "maps": [self.draws.small(day, size) for day in days],
        }

    def dated(self) -> Iterator[Page]:
        """Yield the pages about days in order of time, a pair after that of its second day."""
        for chapter in chapters.chapters(self.draws.atlas):
            yield self._chapter(chapter)
            yield from (self._pair(*pair) for pair in PAIRS if pair[1] == chapter.day)

    def _chapter(self, chapter: chapters.Chapter) -> Page:
        atlas, language = self.draws.atlas, self.language
        subject = subject_of(atlas, chapter.day, language)
        events = [self._event(item, chapter.day) for item in chapter.events]
        since = chapter.since and self.date(chapter.since)
        told = chapters.state_words(atlas, chapter.day, language)
        moved = chapters.passed(atlas, chapter, language)
        size = (BODY, _map_height(events, [*moved, *told]))
        drawn, scene = self.draws.map(chapter.day, size, DAY_UNIT, subject.bounds)
        happened = "booklet.happened" if since else "booklet.happened_first"
        return {
            "kind": "day",
            "id": f"day-{chapter.day}",
            "days": [chapter.day.isoformat()],
            "title": f"{self.date(chapter.day)}: {subject.headline}",
            "heading": subject.headline,
            "day": self.date(chapter.day),
            "kicker": self.say(period(chapter.day)),
            "at": _along(chapter.day),
            "map": drawn,
            "happened": self.say(happened, date=since),
            "events": events,
            "legend": [self.draws.row(row) for row in rows(scene)],
            "moved_heading": self.say("booklet.moved", date=since),
            "moved": [self.prose(words) for words in moved],
            "words": [self.prose(words) for words in told],
            "link": self.say("booklet.link", query=permalink.query(chapter.day)),
        }

    def _event(self, item: Feature, day: date) -> dict[str, str]:
        """Return an event in full, and as it is told where there is no room for all.

        In brief, those before the day that the article does not tell have only their title.
        """
        event = chapters.told(item, self.language)
        # a date may end in an abbreviation, whose stop would be doubled
        when = event.when.removesuffix(".")
        words = self.prose(self.say("booklet.event", when=when, summary=event.summary))
        lesser = item.span[0] < day and not item.properties["in_article"]
        return {"title": event.title, "full": words, "brief": event.when if lesser else words}

    def _pair(self, since: date, until: date) -> Page:
        before, after = self.date(since), self.date(until)
        about = self.draws.atlas.subjects.between(since, until)
        sides = []
        for day, name in ((since, before), (until, after)):
            drawn, scene = self.draws.map(day, PAIR_MAP, PAIR_UNIT, about)
            legend = [self.draws.row(row) for row in rows(scene)]
            sides.append({"date": name, "map": drawn, "legend": legend})
        moved = chapters.by_district(self.draws.atlas, since, until, self.language)
        longest = max((row.km2 for row in moved), default=1.0)
        return {
            "kind": "pair",
            "id": f"pair-{until}",
            "days": [since.isoformat(), until.isoformat()],
            "title": self.say("booklet.pair", since=before, until=after),
            "heading": self.say("booklet.pair_title"),
            "day": self.span(before, after),
            "kicker": "",
            "at": _along(until),
            "sides": sides,
            "bars": [self._bar(row, longest) for row in moved],
            "total": self.km2(sum(row.km2 for row in moved)),
            "link": self.say("booklet.link", query=permalink.query(until, compare=since)),
        }

    def _bar(self, row: chapters.Row, longest: float) -> Page:
        return {
            "name": row.name,
            "who": from_to(row.before or "", row.after, self.language),
            "share": row.km2 / longest,
            "fill": self.draws.bar(row.after),
            "km2": self.km2(row.km2),
        }

    def figures(self) -> Page:
        """Return the figures: charts through time, the map beside published figures."""
        atlas = self.draws.atlas
        found = published.compared(atlas, published.published(atlas))
        months = [self.span(*(month_year(day, self.language) for day in war)) for war in WARS]
        return {
            "note": self.prose(self.say("booklet.figures_note")),
            "chart": self._chart("chart-all.svg", FIRST_DAY, LAST_DAY, CHART),
            "wars": [
                {"title": title, **self._chart(f"chart-{war[0]}.svg", *war, WAR_CHART)}
                for title, war in zip(months, WARS, strict=True)
            ],
            "rows": [self._compared(item) for item in found],
        }

    def _chart(self, name: str, since: date, until: date, size: tuple[float, float]) -> Page:
        draws = self.draws
        look = ChartLook(*size, theme=draws.theme, font=FAMILY, key=size == CHART, ruled=False)
        chart = areas_chart(draws.atlas, until, since, until, draws.language, look=look)
        draws.files[name] = chart.encode()
        return {"file": name, "alt": description(draws.atlas, until, since, until, draws.language)}

    def _compared(self, item: Measured) -> list[str]:
        beside, language = item.published[0], self.language
        figure, apart = beside.figure, beside.difference(item.value)
        unit = "points" if figure.unit == "percent" else figure.unit
        return [
            self.prose(self.draws.atlas.story.say(figure.id, "what", figure.what, language)),
            self.date(item.day),
            amount(item.value, figure.unit, language),
            published_value(figure, language),
            amount(apart, unit, language, sign=True) if round(apart, 1) else "–",
        ]

    def sources(self) -> Page:
        """Return the bibliography, and the licences of the data."""
        atlas = self.draws.atlas
        return {
            "note": self.prose(self.say("booklet.sources_note", count=len(atlas.sources))),
            "entries": [_source(entry) for entry in atlas.sources.values()],
            "licences": self.say(
                "booklet.licences_data", version=atlas.version, licences=self._licences()
            ),
        }

    def _licences(self) -> str:
        path = self.draws.atlas.folder / DESCRIPTOR
        try:
            found = {item["title"] for item in json.loads(path.read_text("utf-8"))["licenses"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"{DESCRIPTOR} names no licences ({error!r})") from error
        return ", ".join(sorted(found))

    def strip(self) -> Page:
        """Return the line of the map's years: its key dates, and the decades it names."""
        first = FIRST_YEAR - FIRST_YEAR % STRIP_DECADES + STRIP_DECADES
        years = (FIRST_YEAR, *range(first + STRIP_DECADES, LAST_YEAR, STRIP_DECADES))
        return {
            "days": [_along(day) for day in key_dates(self.draws.atlas)],
            "years": [{"at": _along(date(year, 1, 1)), "year": str(year)} for year in years],
        }


def _map_height(events: Sequence[dict[str, str]], words: Sequence[str]) -> float:
    """Return how high the map of a page may be, so that the text below it fills the page."""
    happened = sum(EVENT_LINES + len(event["full"]) / LINE_LETTERS[0] for event in events)
    beside = LEGEND_LINES + sum(1 + len(text) / LINE_LETTERS[1] for text in words)
    return min(max(ROOM - LINE * max(happened, beside), LOWEST_MAP), HIGHEST_MAP)


def _along(day: date) -> float:
    """Return how much of the map's time had passed on a day."""
    return (day - FIRST_DAY) / (LAST_DAY - FIRST_DAY)


def _source(entry: dict[str, Any]) -> dict[str, str]:
    """Return a source: its title, where it appeared, and where it stands."""
    issued = entry.get("issued", {}).get("date-parts", [[]])[0]
    day = "-".join(f"{part:02d}" for part in issued)
    where = [entry.get("container-title"), entry.get("publisher"), day]
    return {
        "title": entry["title"],
        "where": ", ".join(dict.fromkeys(filter(None, where))),
        "note": entry.get("note", ""),
    }
