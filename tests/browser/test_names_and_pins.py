"""Names on the map keep clear of the pins of events and of each other; each kind has its sign."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from opened import AT_ONCE, PAINTED

from karamap.core.dates import parse_day
from karamap.core.style import THEMES, style_keys
from karamap.describe.captions import EVENT_STAYS
from karamap.lang.messages import languages
from karamap.render.map.legend import class_label

if TYPE_CHECKING:
    from datetime import date

    from karamap import Atlas
    from karamap.core.geojson import Feature

pytestmark = pytest.mark.browser

# the talk comes last: until then nobody has chosen a view
SCREENS = {
    "desk": ((1280, 800), "null"),
    "phone": ((390, 844), "null"),
    "talk": ((1920, 1080), "'present'"),
}
# the least room between names side by side, at the scale of a desk
APART = 3
# at how many stops the land bears its name on a desk
LAND_NAMED = 50
# a town so near the edge of the map, in pixels, may have no room for its name
MARGIN = 20
TOWNS = ("stepanakert", "shusha")
# of the places of events in the frame, at all stops, how many may find no room for their name
NAMELESS = {"desk": 0, "phone": 6, "talk": 2}

# The boxes of letters, from capitals to descenders, and of the stems and signs of pins; the titles
# of those whose foot is out of the frame; which towns and places of events lie in it.
SEEN = """(day, towns, told, margin) => {
  const names = [...document.querySelectorAll('svg.labels text')].flatMap((text) => {
    const size = parseFloat(getComputedStyle(text).fontSize);
    const { e, f } = text.getScreenCTM();
    return (text.children.length ? [...text.children] : [text]).map((line) => {
      const from = line.getStartPositionOfChar(0);
      const to = line.getEndPositionOfChar(line.getNumberOfChars() - 1);
      const box = [from.x + e, from.y + f - 0.74 * size, to.x + e, from.y + f + 0.22 * size];
      return { words: line.textContent, land: text.classList.contains('land'), box };
    });
  });
  const frame = document.querySelector('#frame').getBoundingClientRect();
  const shown = [...document.querySelectorAll('.event')].filter((pin) =>
    pin.getClientRects().length && getComputedStyle(pin).visibility === 'visible');
  const outside = shown.filter((pin) => {
    const { left, right, bottom } = pin.getBoundingClientRect();
    const x = (left + right) / 2;
    return x < frame.left || x > frame.right || bottom < frame.top || bottom > frame.bottom;
  }).map(({ title }) => title);
  const pins = shown.flatMap((pin) => [...pin.querySelectorAll('path, polygon')].map((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return { title: pin.title, box: [left, top, right, bottom] };
  }));
  const inside = (places) => places.filter(({ at }) => {
    const [x, y] = karamap.project(...at);
    return x > frame.left + margin && x < frame.right - margin
      && y > frame.top + margin && y < frame.bottom - margin;
  }).map(({ names }) => names);
  const { fontSize } = getComputedStyle(document.documentElement);
  return { day, names, pins, outside, inFrame: inside(towns), told: inside(told),
    scale: parseFloat(fontSize) / 16 };
}"""
AT_STOPS = f"""async ([stops, towns, margin]) => {{
  {AT_ONCE}
  const seen = [];
  for (const {{ day, told }} of stops) {{
    karamap.setDate(day);
    await drawn();
    seen.push(({SEEN})(day, towns, told, margin));
  }}
  return JSON.stringify(seen);
}}"""


def overlaps(one: list[float], other: list[float], apart: float = 0) -> bool:
    """Tell whether two boxes overlap, or lie side by side nearer than ``apart``."""
    return (
        one[0] < other[2] + apart
        and other[0] < one[2] + apart
        and one[1] < other[3]
        and other[1] < one[3]
    )


@pytest.fixture(scope="module")
def opened(open_page, page_file):
    # a map that glides to its subject is nowhere at rest
    shown = open_page(page_file.as_uri(), reduced_motion="reduce").shared()
    yield shown
    shown.leave()


def seen_at_stops(opened, atlas: Atlas, size: tuple[int, int], mode: str) -> list[dict]:
    """Return what is seen at every stop on a screen."""
    page = opened.page
    page.evaluate("document.fonts.ready.then(() => true)")
    opened.resize(size)
    page.evaluate(f"karamap.setMode({mode})")
    places = {item.id: place(item) for item in atlas.layers["places"]}
    stops = [
        {"day": stop.day.isoformat(), "told": [places[key] for key in told(atlas, stop.day)]}
        for stop in atlas.stops
    ]
    towns = [places[key] for key in TOWNS]
    # as one text, which Playwright takes at once
    return json.loads(page.evaluate(AT_STOPS, [stops, towns, MARGIN]))


def place(item: Feature) -> dict[str, list]:
    """Return where a place is, and what it is called from day to day, without the second names."""
    given = item.properties
    spans = (given, *(given.get("names") or ()))
    return {
        "at": [item.geometry.y, item.geometry.x],
        "names": sorted({span["name_en"].split(" (")[0] for span in spans}),
    }


def told(atlas: Atlas, day: date) -> set[str]:
    """Return the places of the events whose pins are on the map on a day."""
    return {
        key
        for event in atlas.layers["events"]
        if event.geometry is not None
        and timedelta(0) <= day - parse_day(event.properties["start_date"]) < EVENT_STAYS
        for key in event.properties["places"]
    }


def nameless(stop: dict, places: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Return those of some places whose name is not on the map at a stop."""
    words = {each["words"].split(" (")[0] for each in stop["names"]}
    return [(stop["day"], names) for names in places if not words & set(names)]


def test_names_are_there_and_clear_of_pins_and_of_each_other(opened, atlas: Atlas):
    for name, (size, mode) in SCREENS.items():
        stops = seen_at_stops(opened, atlas, size, mode)
        assert sum(bool(stop["pins"]) for stop in stops) > len(stops) / 3
        covered = [
            (stop["day"], one["words"], pin["title"])
            for stop in stops
            for pin in stop["pins"]
            for one in stop["names"]
            if overlaps(one["box"], pin["box"])
        ]
        assert covered == [], name
        touching = [
            (stop["day"], one["words"], other["words"])
            for stop in stops
            for index, one in enumerate(stop["names"])
            for other in stop["names"][:index]
            if overlaps(one["box"], other["box"], APART * stop["scale"])
        ]
        assert touching == [], name
        # the chief towns and the land keep their names, and so do the places of events
        assert sum(len(stop["inFrame"]) for stop in stops) > len(stops)
        assert [found for stop in stops for found in nameless(stop, stop["inFrame"])] == []
        if name == "desk":
            assert sum(any(each["land"] for each in stop["names"]) for stop in stops) >= LAND_NAMED
        assert sum(len(stop["told"]) for stop in stops) > len(stops)
        without = [each for stop in stops for each in nameless(stop, stop["told"])]
        assert len(without) <= NAMELESS[name], name
        # no pin stands at the edge without its place
        assert [(stop["day"], stop["outside"]) for stop in stops if stop["outside"]] == [], name


def test_the_legend_names_the_kinds_of_events_on_the_map(opened):
    page = opened.ask("?date=2020-11-10")
    page.evaluate(PAINTED)
    rows = page.locator('.legend-rows li[data-class^="events"]:not([hidden])')
    keys = rows.evaluate_all("(rows) => rows.map((row) => row.dataset.class)")
    assert keys == [f"events:{kind}" for kind in ("political", "military", "humanitarian")]
    assert set(keys) < set(style_keys("events"))
    for language in languages():
        page.evaluate("(language) => karamap.setLanguage(language)", language)
        told = rows.evaluate_all("(rows) => rows.map((row) => row.textContent.trim())")
        assert told == [class_label(key, language) for key in keys]
    looks = "(all) => all.map((sign) => sign.getAttribute('points') + sign.getAttribute('fill'))"
    signs = set(rows.locator("polygon").evaluate_all(looks))
    pins = page.locator('.event:not([style*="display: none"]) polygon')
    assert len(signs) == len(keys)
    assert set(pins.evaluate_all(looks)) == signs
    fills = {THEMES["screen"].styles[key].fill for key in keys}
    assert {look[-7:] for look in signs} == fills


def test_a_map_that_has_grown_by_a_pixel_keeps_its_names(opened):
    # when a comparison ends, its bar goes in two steps: of the second, one pixel, Leaflet tells
    # nobody, yet there is room for one more row of names
    page = opened.page
    opened.resize((1000, 700))
    page.evaluate("karamap.setView([39.8, 46.8, 9.5])")
    for day in ("2023-09-21", "2020-12-01"):
        page.evaluate("(day) => karamap.setDate(day)", day)
        for compared in ("'2020-09-26', 'side'", "null"):
            page.evaluate(f"karamap.setCompare({compared})")
            page.evaluate(PAINTED)
        for later in ("1994-12-31", "2000-12-31", "1950-01-01"):
            page.evaluate("(day) => karamap.setDate(day)", later)
            page.evaluate(PAINTED)
    assert not opened.errors
