"""The page in a browser: what it shows on a day, and how the day is chosen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from opened import GRANT
from shapely import LineString, STRtree, box

from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from karamap.core.layers import LAYERS

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

# rounded to pixels, at both ends of a line and where Leaflet projects it
PIXELS_BESIDE = 1.5

JUMPS = """async () => {
  const jump = (_, i) => karamap.time.add("1918-01-01", (i * 28657) % 39080);
  const days = Array.from({length: 60}, jump);
  const took = [];
  for (const day of days) {
    const start = performance.now();
    karamap.setDate(day);
    took.push(performance.now() - start);
    await new Promise((next) => requestAnimationFrame(next));
  }
  return took.sort((a, b) => a - b);
}"""

# the corners of the control on the map as it is drawn, path by path, and those of given outlines as
# Leaflet projects them; the frame
DRAWN_AND_MEANT = """(outlines) => {
  const pane = document.querySelector('.leaflet-control-under-pane');
  const paths = [...pane.querySelectorAll('path')].filter((path) => path.style.display !== 'none');
  const rings = paths.flatMap((path) => path.getAttribute('d').split('M').slice(1));
  const numbers = (ring) => ring.match(/-?\\d+/g).map(Number);
  const pairs = (all) => all.flatMap((x, i) => (i % 2 ? [] : [[x, all[i + 1]]]));
  const pixels = ({ x, y }) => [x, y];
  const project = ([x, y]) => pixels(map_page.latLngToLayerPoint([y, x]));
  const { min, max } = map_page.getPixelBounds();
  const corner = map_page.getPixelOrigin();
  return {
    drawn: rings.map((ring) => pairs(numbers(ring))).filter((ring) => ring.length > 1),
    meant: outlines.map((outline) => outline.map(project)),
    frame: [min.x - corner.x, min.y - corner.y, max.x - corner.x, max.y - corner.y],
  };
}"""


@pytest.fixture
def page(opened):
    return opened.ask()


def date_of(page) -> str:
    return page.evaluate("karamap.date")


def fills(page) -> list[str]:
    """The colours of the ground now on the map."""
    return page.evaluate(
        "[...document.querySelectorAll('.leaflet-control-under-pane path')]"
        ".filter((path) => path.style.display !== 'none').map((path) => path.getAttribute('fill'))"
    )


def test_python_and_browser_agree_on_every_day_that_matters(page, atlas: Atlas):
    starts_and_ends = {
        day
        for spans in atlas.layers.values()
        for item in spans
        for day in (item.properties["start_date"], item.properties["end_date"])
        if day is not None
    }
    changes = {*atlas.change_dates, *(type(FIRST_DAY).fromisoformat(x) for x in starts_and_ends)}
    # before and after each of them, and here and there between
    near = {day - step * ONE_DAY for day in changes for step in (0, 1)}
    near |= {LAST_DAY.replace(year=year) for year in range(1918, 2025, 6)}
    days = sorted(day for day in near if FIRST_DAY <= day <= LAST_DAY)
    python = {
        day: {x.id: sorted(item.id for item in atlas.features(x.id, day)) for x in LAYERS}
        for day in days
    }
    # in an order that jumps, as well as in that of time
    order = [*days, *days[::7], *days[::-3]]
    # as one text: value by value Playwright takes thirty times as long as the page
    seen = page.evaluate(
        """(days) => JSON.stringify(
          days.map((day) => (karamap.setDate(day), karamap.visible({ all: true }))))""",
        [day.isoformat() for day in order],
    )
    for day, browser in zip(order, json.loads(seen), strict=True):
        assert {layer: sorted(ids) for layer, ids in browser.items()} == python[day], day


def test_visible_lists_the_layers_that_are_on(page):
    page.evaluate("karamap.setLayers(['places'])")
    assert set(page.evaluate("karamap.visible()")) == {"countries", "lakes", "rivers", "places"}


def farthest(lines: list[LineString], others: list[LineString]) -> float:
    """How far that corner of some lines lies from others that is farthest from them."""
    corners = shapely.points(shapely.get_coordinates(lines))
    return float(STRtree(others).query_nearest(corners, return_distance=True)[1].max())


@pytest.mark.parametrize("view", [(39.8, 46.8, 7.5), (39.76, 46.75, 11)], ids=str)
def test_borders_lie_where_leaflet_projects_them(page, atlas: Atlas, view: tuple[float, ...]):
    page.evaluate("(view) => karamap.setView(view)", view)
    page.wait_for_function("!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")
    there = atlas.features("control", type(FIRST_DAY).fromisoformat(date_of(page)))
    rings = shapely.get_rings(shapely.get_parts([item.geometry for item in there]))
    outlines = [shapely.get_coordinates(ring).tolist() for ring in rings]
    seen = page.evaluate(DRAWN_AND_MEANT, outlines)
    drawn, meant = ([LineString(line) for line in seen[key]] for key in ("drawn", "meant"))
    assert len(drawn) > 20
    assert farthest(drawn, meant) <= PIXELS_BESIDE
    in_frame = [line for line in meant if line.intersects(box(*seen["frame"]))]
    assert farthest(in_frame, drawn) <= PIXELS_BESIDE


def test_a_step_costs_little(page, record_property):
    took = page.evaluate(JUMPS)
    median, p95 = took[30], took[57]
    record_property("set_date_ms", {"median": median, "p95": p95})
    print(f"setDate over 60 jumps: median {median:.2f} ms, p95 {p95:.2f} ms")  # noqa: T201
    assert median <= 10


def test_the_year_slider_follows_the_mouse(page):
    before = fills(page)
    box = page.locator("#year").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2, steps=5)
    page.wait_for_function("karamap.date < '1925'")
    page.mouse.up()
    assert fills(page) != before
    assert page.locator("#date").inner_text().endswith(date_of(page)[:4])


def test_the_year_slider_follows_the_keyboard(page):
    page.focus("#year")
    page.keyboard.press("ArrowRight")
    assert date_of(page) == "1995-12-31"
    page.keyboard.press("PageDown")
    assert date_of(page) == "1985-12-31"
    page.keyboard.press("Home")
    assert date_of(page) == "1918-01-01"
    page.keyboard.press("End")
    assert date_of(page) == "2024-12-31"
    page.keyboard.press("ArrowLeft")
    assert date_of(page) == "2023-12-31"
    assert page.get_attribute("#year", "aria-valuetext").startswith("2023")


def test_n_and_p_step_from_change_to_change(page, atlas: Atlas):
    changes = [day.isoformat() for day in atlas.change_dates]
    page.keyboard.press("n")
    assert date_of(page) == next(day for day in changes if day > "1994-12-31")
    page.keyboard.press("p")
    assert date_of(page) == next(day for day in reversed(changes) if day < "1995")
    page.click("#next")
    page.click("#previous")
    assert date_of(page) == next(day for day in reversed(changes) if day < "1995")


def test_space_plays_and_pauses(page):
    page.select_option("#speed", "4")
    page.focus("#year")
    page.keyboard.press(" ")
    page.wait_for_function("karamap.date > '1995'")
    page.keyboard.press(" ")
    stopped = date_of(page)
    page.wait_for_timeout(600)
    assert date_of(page) == stopped


def test_a_date_can_be_typed(page):
    page.fill("#typed-date", "2020-11-10")
    page.keyboard.press("Enter")
    assert date_of(page) == "2020-11-10"
    assert page.locator("#date").inner_text() == "10 November 2020"
    page.fill("#typed-date", "1936")
    page.keyboard.press("Enter")
    assert date_of(page) == "1936-12-31"
    page.fill("#typed-date", "<b>banana")
    page.keyboard.press("Enter")
    assert "<b>banana" in page.locator("#notice").inner_text()
    assert date_of(page) == "1936-12-31"
    page.click("#dismiss")


def test_set_date_refuses_what_is_no_date(page):
    for text in ("2020-13-01", "2021-02-29", "banana", "", "1917", "2025-01-01"):
        message = page.evaluate(
            "(text) => { try { karamap.setDate(text); } catch (error) { return error.message; } }",
            text,
        )
        assert "YYYY-MM-DD" in message
    assert date_of(page) == "1994-12-31"


def test_the_day_track_is_there_in_years_with_dated_changes(page):
    page.evaluate("karamap.setDate('2020-10-20')")
    page.wait_for_function("document.querySelectorAll('#day-ticks i').length > 15")
    assert page.is_enabled("#day")
    page.focus("#day")
    page.keyboard.press("ArrowLeft")
    assert date_of(page) == "2020-10-19"
    page.evaluate("karamap.setDate('1950')")
    assert page.is_disabled("#day")


def test_the_legend_names_only_what_is_on_the_map(page, atlas: Atlas):
    def legend() -> list[str]:
        return page.locator(".legend-rows li:visible").all_inner_texts()

    page.evaluate("karamap.setDate('1950')")
    assert not any("Armenian forces" in row for row in legend())
    page.evaluate("karamap.setDate('2020-09-01')")
    row = next(row for row in legend() if "Armenian forces" in row)
    km2 = atlas.at("2020-09-01").areas_km2["armenian_forces"]
    assert (
        abs(float(row.split("\n")[-1].removesuffix("\N{NO-BREAK SPACE}km²").replace(",", "")) - km2)
        <= 1
    )
    page.evaluate("karamap.setLayers(['places'])")
    assert not any("Armenian forces" in row for row in legend())


def test_f_fills_the_screen_with_map_and_timeline(page):
    page.evaluate(GRANT)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === document.documentElement")
    assert page.is_visible("#timeline")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_every_control_is_big_enough_to_hit(page):
    sizes = page.evaluate(
        """[...document.querySelectorAll('button, select, input, summary, .leaflet-bar a')]
          .filter((node) => node.offsetParent && node.type !== 'checkbox')
          .map((node) => [node.id || node.className || node.textContent,
            node.getBoundingClientRect().width, node.getBoundingClientRect().height])"""
    )
    assert [row for row in sizes if min(row[1:]) < 24] == []


def test_no_label_lies_on_another(page):
    boxes = page.evaluate(
        """[...document.querySelectorAll('.labels .places')].map((node) => {
          const {left, right, top, bottom} = node.getBoundingClientRect();
          return [left + 3, right - 3, top + 4, bottom - 4];
        })"""
    )
    assert len(boxes) > 10
    overlaps = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]
    assert overlaps == []


def test_a_link_opens_its_date_layers_and_view(open_page, page_file):
    link = f"{page_file.as_uri()}?year=2020&layers=control,front_lines_2020&view=39.8,46.8,9.5"
    opened = open_page(link)
    state = opened.page.evaluate("karamap.ready.then((k) => [k.date, k.layers, k.view])")
    assert state[0] == "2020-12-31"
    assert state[1] == ["countries", "lakes", "rivers", "control", "front_lines_2020"]
    assert state[2] == pytest.approx([39.8, 46.8, 9.5], abs=0.01)
    length = opened.page.evaluate("history.length")
    # what is passed through without a pause is no step back
    for days in (["2020-09-30", "2020-10-10"], ["2020-10-12", "2020-10-17", "2020-10-20"]):
        opened.page.evaluate(
            "(days) => { for (const day of days) karamap.setDate(day, { release: true }); }", days
        )
        opened.page.wait_for_function("(day) => location.search.includes(day)", arg=days[-1])
    assert opened.page.evaluate("history.length") == length + 2
    opened.page.go_back()
    opened.page.wait_for_function("karamap.date === '2020-10-10'")
    opened.page.go_forward()
    opened.page.wait_for_function("karamap.date === '2020-10-20'")
    opened.leave()


# how often each path of the map was given its form until the page was there
DRAWN = """window.drawn = new Map();
const { setAttribute } = Element.prototype;
Element.prototype.setAttribute = function (name, value) {
  if (name === "d" && value !== "M0 0") drawn.set(this, (drawn.get(this) ?? 0) + 1);
  setAttribute.call(this, name, value);
};
addEventListener("DOMContentLoaded", () => {
  const paths = [...drawn].filter(([path]) => path.closest(".leaflet-pane"));
  window.twice = [paths.length, paths.filter(([, times]) => times > 1).length];
});"""


@pytest.mark.parametrize("asked", ["", "?date=1984", "?year=2020&lang=ru"])
def test_what_it_opens_with_is_drawn_once(open_page, page_file, asked):
    opened = open_page(page_file.as_uri() + asked)
    opened.page.add_init_script(DRAWN)
    opened.page.reload()
    opened.page.wait_for_function("document.body.classList.contains('ready')")
    paths, twice = opened.page.evaluate("twice")
    assert paths > 100
    assert twice == 0
    opened.leave()


@pytest.mark.parametrize("asked", ["date=banana", "year=1066", "layers=nope", "view=a,b"])
def test_a_bad_link_says_so_and_opens_all_the_same(open_page, page_file, asked: str):
    opened = open_page(f"{page_file.as_uri()}?{asked}")
    opened.page.evaluate("karamap.ready.then(() => true)")
    notice = opened.page.locator("#notice").inner_text()
    assert asked in notice
    assert opened.page.evaluate("karamap.date") == "1994-12-31"
    assert opened.errors == []
    opened.page.context.close()


@pytest.mark.parametrize("size", [(390, 844), (1280, 800), (1920, 1080)], ids=str)
def test_everything_fits_the_screen(opened, size: tuple[int, int]):
    overflow = opened.ask("", size).evaluate(
        """[...document.querySelectorAll('#timeline *, #panels, #read-out, .leaflet-control')]
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 ||
            node.getBoundingClientRect().bottom > innerHeight + 1)
          .map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert overflow == []


def test_a_page_that_cannot_start_says_why(open_page, page_file, tmp_path):
    broken = tmp_path / "broken.html"
    page = page_file.read_text(encoding="utf-8")
    broken.write_text(page.replace('"geometries":[', '"geometries_lost":['), encoding="utf-8")
    opened = open_page(broken.as_uri())
    assert "could not be drawn" in opened.page.locator("#failure").inner_text()
    opened.page.context.close()
