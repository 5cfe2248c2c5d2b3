"""What a day is about is on the map, large, and nothing lies over it: at each stop and each step of
the tour, on each screen."""

from __future__ import annotations

from datetime import date

import pytest
from opened import AT_ONCE, PAINTED

from karamap.core.paths import geodata_folder
from karamap.evidence.evidence import Evidence

pytestmark = pytest.mark.browser

TOUR = Evidence.read(geodata_folder() / "evidence").tour
# the wide ones have one shape, and letters grow with the height: but for one, each of these has a
# third of the stops
PROJECTED = ((1024, 768), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160))
PHONE = (390, 844)
EXPLORED = ((1280, 800), PHONE, (844, 390), (768, 1024))
EMBEDDED = ((360, 640), (720, 480))
ROOMS = ((1280, 800), (1024, 768), (1920, 1080))
# a kiosk, tablets upright, a banner in a frame, a wall of screens, a window of a watch's shape
ODD = ((768, 1366), (1080, 1920), (820, 1180), (1280, 300), (2560, 1080), (7680, 1080), (500, 500))
# text that stands on more of the subject than this is seen; less is a rounding of pixels
TRACE = 0.0005
SHARES = """() => {
  const { bounds: [west, south, east, north] } = karamap.subject();
  const [left, bottom] = karamap.project(south, west);
  const [right, top] = karamap.project(north, east);
  const area = ([a, b, c, d]) => Math.max(0, c - a) * Math.max(0, d - b);
  const within = (one, other) => one.map((edge, i) => Math[i < 2 ? 'max' : 'min'](edge, other[i]));
  const rect = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const subject = [left, top, right, bottom];
  const screen = [0, 0, innerWidth, innerHeight];
  const frame = within(rect(document.querySelector('#frame')), screen);
  const shown = within(subject, frame);
  const parts = `#caption, .read-out, #panels > *, #tools, #welcome, #timeline, #compare-bar,
    .leaflet-control, #story, #notice, .leaflet-popup, dialog`;
  const over = [...document.querySelectorAll(parts)]
    .filter((node) => node.getClientRects().length)
    .filter((node) => getComputedStyle(node).visibility !== 'hidden')
    .map((node) => [node.id || node.className, area(within(shown, rect(node))) / area(subject)]);
  return {
    day: karamap.date,
    off: 1 - area(shown) / area(subject),
    over: Object.fromEntries(over.filter(([, share]) => share > 0)),
    share: area(shown) / area(frame),
  };
}"""
CAPITALS = """(selector) => {
  const pen = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll(selector)]
    .filter((node) => node.getClientRects().length && node.textContent.trim())
    .map((node) => {
      const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(node);
      pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      return pen.measureText('H').actualBoundingBoxAscent / innerHeight;
    });
}"""
AT_STOPS = f"""(stops) => stops.map((day) => {{
  karamap.setDate(day);
  return ({SHARES})();
}})"""
AT_STEPS = f"""async (count) => {{
  {AT_ONCE}
  const found = [];
  for (let at = 0; at < count; at++) {{
    const next = {{ key: "PageDown", bubbles: true }};
    if (at) document.body.dispatchEvent(new KeyboardEvent("keydown", next));
    await drawn();
    found.push(({SHARES})());
  }}
  return found;
}}"""


def check(found: list[dict], size: tuple[int, int]) -> None:
    hidden = {
        each["day"]: (each["off"], each["over"])
        for each in found
        if each["off"] > TRACE or any(share > TRACE for share in each["over"].values())
    }
    assert hidden == {}, size
    # two ends of the country at once are allowed a fifth; none of the stops needs it
    small = {each["day"]: each["share"] for each in found if each["share"] < 0.35}
    assert small == {}, size


@pytest.fixture(scope="module")
def stops(atlas) -> list[str]:
    # by what they are about: where two have the same subject the map need not move
    days = [stop.day for stop in atlas.stops]
    return [day.isoformat() for day in sorted(days, key=lambda day: atlas.subject(day).bounds)]


@pytest.fixture(scope="module")
def talk(open_page, page_file):
    opened = open_page(f"{page_file.as_uri()}?mode=present", reduced_motion="reduce")
    opened.shared()
    yield opened
    opened.leave()


@pytest.fixture(scope="module")
def explored(open_page, page_file):
    opened = open_page(f"{page_file.as_uri()}?date=1994", reduced_motion="reduce")
    opened.shared()
    yield opened
    opened.leave()


def test_presented_each_stop_has_its_subject_clear_and_large_and_letters_to_be_read(talk, stops):
    for size in PROJECTED:
        talk.resize(size)
        third = {1280: 0, 2560: 1, 3840: 2}.get(size[0])
        check(talk.page.evaluate(AT_STOPS, stops if third is None else stops[third::3]), size)
        # capitals have a sixtieth of the height
        page = talk.ask("?mode=present", size)
        page.evaluate("karamap.setDate('2020-11-10')")
        page.evaluate(PAINTED)
        for part in (
            "#caption strong, #caption .told span, #caption .count",
            "#legend .legend-rows li > span:not(.sign)",
            ".labels text.places",
        ):
            heights = page.evaluate(CAPITALS, part)
            assert heights, (size, part)
            assert min(heights) >= 1 / 60, (size, part)


def test_explored_each_stop_has_its_subject_clear_and_large(explored, stops):
    for size in EXPLORED:
        explored.resize(size)
        check(explored.page.evaluate(AT_STOPS, stops), size)


def test_an_odd_window_opens_with_its_subject_whole(open_page, page_file):
    for size in ODD:
        opened = open_page(f"{page_file.as_uri()}?date=1994", width=size[0], height=size[1])
        opened.page.evaluate("karamap.ready.then(() => true)")
        # the frame is measured more than once until everything around it is there
        opened.page.evaluate(PAINTED)
        assert opened.page.evaluate(SHARES)["off"] <= TRACE, size
        opened.leave()


def test_a_small_corridor_has_an_inset_that_leads_to_it(explored):
    page, day = explored.page, "2021-06-01"
    inset = page.get_by_role("button", name="Show the Lachin corridor on the map")
    explored.resize(PHONE)
    page.evaluate("(day) => karamap.setDate(day)", day)
    assert not inset.is_visible()
    explored.resize((1280, 800))
    inset.locator("svg").wait_for()
    assert {"Shusha (Shushi)", "Tegh", "5 km"} <= set(inset.locator("text").all_text_contents())
    check([page.evaluate(SHARES)], (1280, 800))
    inset.click()
    inset.wait_for(state="hidden")
    assert page.evaluate("karamap.view[2]") >= 9.5
    # back at the subject it is there again, and gone on a day that has no corridor
    for wanted, state in ((day, "visible"), ("2019-06-01", "hidden")):
        page.evaluate("(day) => { karamap.setDate('1994'); karamap.setDate(day); }", wanted)
        page.evaluate("karamap.setView([39.8, 46.8, 8])")
        inset.wait_for(state=state)


def test_embedded_each_stop_has_its_subject_clear_and_large(open_page, page_of, stops):
    opened = open_page(
        page_of("embed").as_uri(), width=EMBEDDED[0][0], height=EMBEDDED[0][1]
    ).shared()
    for size in EMBEDDED:
        opened.resize(size)
        check(opened.page.evaluate(AT_STOPS, stops), size)
    opened.leave()


def test_each_step_of_the_tour_has_its_subject_clear_and_large(talk, explored):
    presented = [(talk, "&mode=present", size) for size in ROOMS]
    # no room has a phone's screen
    for window, mode, size in [*presented, *((explored, "", size) for size in (*ROOMS, PHONE))]:
        found = window.ask(f"?tour=1{mode}", size).evaluate(AT_STEPS, len(TOUR))
        assert [each["day"] for each in found] == [step.day.isoformat() for step in TOUR]
        check(found, size)


def test_a_comparison_is_about_the_ground_that_python_frames(explored, atlas):
    for days in (
        ("1991-12-31", "1993-10-29"),
        ("2020-12-01", "2020-09-26"),
        ("1950-01-01", "1960-01-01"),
        ("1918-01-01", "2024-12-31"),
    ):
        found = explored.page.evaluate(
            """([day, other]) => {
              karamap.setDate(day);
              karamap.setCompare(other);
              return karamap.subject().bounds;
            }""",
            days,
        )
        since, until = sorted(map(date.fromisoformat, days))
        expected = pytest.approx(atlas.subjects.between(since, until), abs=0.01)
        assert found == expected, days
    explored.page.evaluate("karamap.setCompare(null)")
