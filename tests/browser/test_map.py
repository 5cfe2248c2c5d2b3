"""The page in a browser: what it shows on a day, and how the day is chosen."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
import shapely
from opened import PAINTED
from shapely import LineString, STRtree

from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from karamap.core.layers import LAYERS

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

# rounded to pixels, at both ends of a line and where Leaflet projects it
PIXELS_BESIDE = 1.5

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
    page.evaluate(PAINTED)
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


def farthest(lines: list[LineString], others: list[LineString]) -> float:
    """How far that corner of some lines lies from others that is farthest from them."""
    corners = shapely.points(shapely.get_coordinates(lines))
    return float(STRtree(others).query_nearest(corners, return_distance=True)[1].max())


def test_borders_lie_where_leaflet_projects_them(page, atlas: Atlas):
    there = atlas.features("control", type(FIRST_DAY).fromisoformat(date_of(page)))
    # what one side holds of a district is one ground
    held = defaultdict(list)
    for item in there:
        held[item.properties["controller"], item.properties["unit"]].append(item.geometry)
    grounds = [shapely.union_all(blocks) for blocks in held.values()]
    rings = shapely.get_rings(shapely.get_parts(grounds))
    outlines = [shapely.get_coordinates(ring).tolist() for ring in rings]
    for view in ([39.8, 46.8, 7.5], [39.76, 46.75, 11]):
        page.evaluate("(view) => karamap.setView(view)", view)
        page.wait_for_function("!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")
        page.evaluate(PAINTED)
        seen = page.evaluate(DRAWN_AND_MEANT, outlines)
        drawn, meant = ([LineString(line) for line in seen[key]] for key in ("drawn", "meant"))
        assert len(drawn) > 20
        # out of the frame the blocks that are drawn end where the next ones are left out
        frame = shapely.box(*seen["frame"])
        for lines, others in ((drawn, meant), (meant, drawn)):
            in_frame = [line.intersection(frame) for line in lines if line.intersects(frame)]
            assert farthest(in_frame, others) <= PIXELS_BESIDE, view


def test_the_day_follows_mouse_and_keys_and_plays(page, atlas: Atlas):
    before = fills(page)
    box = page.locator("#year").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2, steps=5)
    page.wait_for_function("karamap.date < '1925'")
    page.mouse.up()
    assert fills(page) != before
    assert page.locator("#date").inner_text().endswith(date_of(page)[:4])

    page.evaluate("karamap.setDate('1994')")
    page.focus("#year")
    for key, day in (
        ("ArrowRight", "1995-12-31"),
        ("PageDown", "1985-12-31"),
        ("Home", "1918-01-01"),
        ("End", "2024-12-31"),
        ("ArrowLeft", "2023-12-31"),
    ):
        page.keyboard.press(key)
        assert date_of(page) == day, key
    assert page.get_attribute("#year", "aria-valuetext").startswith("2023")

    # from change to change
    page.evaluate("karamap.setDate('1994')")
    changes = [day.isoformat() for day in atlas.change_dates]
    page.keyboard.press("n")
    assert date_of(page) == next(day for day in changes if day > "1994-12-31")
    page.keyboard.press("p")
    last = next(day for day in reversed(changes) if day < "1995")
    assert date_of(page) == last
    page.click("#next")
    page.click("#previous")
    assert date_of(page) == last

    # in years with dated changes there is a track of days
    page.evaluate("karamap.setDate('2020-10-20')")
    page.wait_for_function("document.querySelectorAll('#day-ticks i').length > 15")
    assert page.is_enabled("#day")
    page.focus("#day")
    page.keyboard.press("ArrowLeft")
    assert date_of(page) == "2020-10-19"
    page.evaluate("karamap.setDate('1950')")
    assert page.is_disabled("#day")

    page.evaluate("karamap.setDate('1994')")
    page.select_option("#speed", "4")
    page.focus("#year")
    page.keyboard.press(" ")
    page.wait_for_function("karamap.date > '1995'")
    page.keyboard.press(" ")
    stopped = date_of(page)
    page.wait_for_timeout(600)
    assert date_of(page) == stopped


def test_a_date_can_be_typed_and_what_is_none_is_refused(page):
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
    page.click("#dismiss")
    for text in ("2020-13-01", "2021-02-29", "banana", "", "1917", "2025-01-01"):
        message = page.evaluate(
            "(text) => { try { karamap.setDate(text); } catch (error) { return error.message; } }",
            text,
        )
        assert "YYYY-MM-DD" in message
    assert date_of(page) == "1936-12-31"


def test_the_legend_names_only_what_is_on_the_map(page, atlas: Atlas):
    def held_by_armenian_forces() -> list[str]:
        rows = page.locator(".legend-rows li:visible").all_inner_texts()
        return [row for row in rows if "Armenian forces" in row]

    page.evaluate("karamap.setDate('1950')")
    assert held_by_armenian_forces() == []
    page.evaluate("karamap.setDate('2020-09-01')")
    row = held_by_armenian_forces()[0]
    told = row.split("\n")[-1].removesuffix("\N{NO-BREAK SPACE}km²").replace(",", "")
    km2 = atlas.at("2020-09-01").areas_km2["armenian_forces"]
    assert float(told) == pytest.approx(km2, abs=1)
    page.evaluate("karamap.setLayers(['places'])")
    assert held_by_armenian_forces() == []
    assert set(page.evaluate("karamap.visible()")) == {"countries", "lakes", "rivers", "places"}


def test_every_control_fits_the_screen_and_is_big_enough_to_hit(opened):
    for size in ((390, 844), (1920, 1080), (1280, 800)):
        page = opened.ask("", size)
        overflow = page.evaluate(
            """[...document.querySelectorAll('#timeline *, #panels, #read-out, .leaflet-control')]
              .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 ||
                node.getBoundingClientRect().bottom > innerHeight + 1)
              .map((node) => node.outerHTML.slice(0, 80))"""
        )
        assert overflow == [], size
    sizes = page.evaluate(
        """[...document.querySelectorAll('button, select, input, summary, .leaflet-bar a')]
          .filter((node) => node.offsetParent && node.type !== 'checkbox')
          .map((node) => [node.id || node.className || node.textContent,
            node.getBoundingClientRect().width, node.getBoundingClientRect().height])"""
    )
    assert [row for row in sizes if min(row[1:]) < 24] == []


def test_a_link_opens_its_date_layers_and_view_and_back_leads_through_the_days(
    open_page, page_file
):
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
  if (name === "d" && value) drawn.set(this, (drawn.get(this) ?? 0) + 1);
  setAttribute.call(this, name, value);
};
addEventListener("DOMContentLoaded", () => {
  const paths = [...drawn].filter(([path]) => path.closest(".leaflet-pane"));
  window.twice = [paths.length, paths.filter(([, times]) => times > 1).length];
});"""


def test_what_it_opens_with_is_drawn_once(open_page, page_file):
    opened = open_page("about:blank")
    opened.page.add_init_script(DRAWN)
    for asked in ("", "?date=1984", "?year=2020&lang=ru"):
        opened.page.goto(page_file.as_uri() + asked)
        opened.page.wait_for_function("document.body.classList.contains('ready')")
        opened.page.evaluate(PAINTED)
        paths, twice = opened.page.evaluate("twice")
        assert paths > 50
        assert twice == 0, asked
    opened.leave()


def test_a_page_that_cannot_start_says_why(open_page, page_file, tmp_path):
    broken = tmp_path / "broken.html"
    page = page_file.read_text(encoding="utf-8")
    broken.write_text(page.replace('"geometries":[', '"geometries_lost":['), encoding="utf-8")
    opened = open_page(broken.as_uri())
    assert "could not be drawn" in opened.page.locator("#failure").inner_text()
    opened.page.context.close()
