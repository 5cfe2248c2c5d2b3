"""Names on the map keep clear of the pins of events and of each other; each kind has its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opened import AT_ONCE, PAINTED

from karamap.core.style import THEMES, style_keys
from karamap.lang.messages import languages
from karamap.render.map.legend import class_label

if TYPE_CHECKING:
    from karamap import Atlas

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

# The boxes of letters, from capitals to descenders, and of the stems and signs of pins; of towns,
# whether they lie in the frame.
SEEN = """(day, towns, margin) => {
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
  const pins = [...document.querySelectorAll('.event')].filter((pin) => pin.getClientRects().length)
    .flatMap((pin) => [...pin.querySelectorAll('path, polygon')].map((part) => {
      const { left, top, right, bottom } = part.getBoundingClientRect();
      return { title: pin.title, box: [left, top, right, bottom] };
    }));
  const frame = document.querySelector('#frame').getBoundingClientRect();
  const inFrame = towns.filter(({ at }) => {
    const [x, y] = karamap.project(...at);
    return x > frame.left + margin && x < frame.right - margin
      && y > frame.top + margin && y < frame.bottom - margin;
  }).map(({ names }) => names);
  return { day, names, pins, inFrame, scale: parseFloat(getComputedStyle(document.documentElement)
    .fontSize) / 16 };
}"""
AT_STOPS = f"""async ([days, towns, margin]) => {{
  {AT_ONCE}
  const seen = [];
  for (const day of days) {{
    karamap.setDate(day);
    await drawn();
    seen.push(({SEEN})(day, towns, margin));
  }}
  return seen;
}}"""


def overlaps(one: list[float], other: list[float], apart: float = 0) -> bool:
    """Tell whether two boxes overlap, or lie side by side nearer than ``apart``."""
    return (
        one[0] < other[2] + apart
        and other[0] < one[2] + apart
        and one[1] < other[3]
        and other[1] < one[3]
    )


@pytest.fixture(scope="module", params=SCREENS)
def screen(request, opened, atlas: Atlas):
    """The name of a screen, and what is seen there at every stop."""
    size, mode = SCREENS[request.param]
    page = opened.page
    page.evaluate("document.fonts.ready.then(() => true)")
    opened.resize(size)
    page.evaluate(f"karamap.setMode({mode})")
    towns = [
        {
            "at": [item.geometry.y, item.geometry.x],
            "names": [span["name_en"].split(" (")[0] for span in item.properties["names"]],
        }
        for item in atlas.layers["places"]
        if item.id in TOWNS
    ]
    assert len(towns) == len(TOWNS)
    days = [stop.day.isoformat() for stop in atlas.stops]
    return request.param, page.evaluate(AT_STOPS, [days, towns, MARGIN])


def test_no_name_lies_on_a_pin(screen):
    _, stops = screen
    assert sum(bool(stop["pins"]) for stop in stops) > len(stops) / 3
    covered = [
        (stop["day"], name["words"], pin["title"])
        for stop in stops
        for pin in stop["pins"]
        for name in stop["names"]
        if overlaps(name["box"], pin["box"])
    ]
    assert covered == []


def test_names_side_by_side_are_told_apart(screen):
    _, stops = screen
    touching = [
        (stop["day"], one["words"], other["words"])
        for stop in stops
        for index, one in enumerate(stop["names"])
        for other in stop["names"][:index]
        if overlaps(one["box"], other["box"], APART * stop["scale"])
    ]
    assert touching == []


def test_the_chief_towns_and_the_land_keep_their_names(screen):
    name, stops = screen
    seen = sum(len(stop["inFrame"]) for stop in stops)
    assert seen > len(stops)
    nameless = [
        (stop["day"], names)
        for stop in stops
        for names in stop["inFrame"]
        if not any(each["words"].split(" (")[0] in names for each in stop["names"])
    ]
    assert nameless == []
    if name == "desk":
        assert sum(any(each["land"] for each in stop["names"]) for stop in stops) >= LAND_NAMED


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
