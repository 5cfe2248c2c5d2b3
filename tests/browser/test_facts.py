"""What the map tells of what is pressed, by mouse or by keyboard; and how sure its lines are."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

import pytest
import shapely
from opened import PAINTED

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

OPTIONS = "#on-map [role=option]"
# the widths of the widest shades along lines that are on the map: out of the frame none is drawn
SHADES = """[...document.querySelectorAll('.leaflet-line_of_contact-doubt-0-pane path')]
  .filter((path) => path.getAttribute('d') && path.getClientRects().length > 0)
  .map((path) => Number(path.getAttribute('stroke-width')))"""


@pytest.fixture
def page(opened):
    return opened.ask()


def test_a_line_lies_in_a_shade_as_wide_as_it_is_uncertain(page, atlas: Atlas):
    page.evaluate("karamap.setLayers(['control', 'line_of_contact'])")
    lines = atlas.features("line_of_contact", "1994-12-31")
    accuracies = {line.properties["accuracy_m"] for line in lines}
    for zoom in (8, 12):
        page.evaluate("(zoom) => karamap.setView([40, 46.8, zoom])", zoom)
        page.evaluate(PAINTED)
        widths = page.evaluate(SHADES)
        metres_a_pixel = 40_075_017 * math.cos(math.radians(40)) / (256 * 2**zoom)
        found = {metres_a_pixel * width / 2 for width in widths}
        assert found
        for reach in found:
            # the latitude is that of the line, not of the view
            assert min(abs(reach / metres - 1) for metres in accuracies) < 0.02
    page.evaluate("karamap.setLayers(['control'])")
    assert page.evaluate(SHADES) == []
    page.evaluate("karamap.setLayers(['control', 'line_of_contact'])")
    assert "shade along a line" in page.locator("#legend").inner_text()


def test_a_click_on_a_place_tells_its_names_and_holder(page):
    page.evaluate("karamap.setDate('2020-09-01')")
    page.evaluate("karamap.setView([39.76, 46.75, 10.5])")
    page.locator(".labels text.places", has_text="Shusha").first.click()
    popup = page.locator(".facts")
    assert "Armenian forces" in popup.inner_text()
    assert "Şuşa" in popup.inner_text()
    # the map moves until the popup is in view, and a button that moves is missed
    page.wait_for_selector(".leaflet-pan-anim", state="detached")
    popup.get_by_role("button", name="Go to end").click()
    assert page.evaluate("karamap.date") > "2020-09-01"
    page.wait_for_function("document.querySelector('.facts').innerText.includes('Azerbaijan')")
    page.keyboard.press("Escape")
    page.wait_for_selector(".facts", state="detached")


def pressed_at(page, lat: float, lon: float) -> str:
    """Click on a point of the map and return what its popup tells."""
    frame = page.locator(".folium-map").first.bounding_box()
    x, y = page.evaluate("([lat, lon]) => karamap.project(lat, lon)", [lat, lon])
    assert frame["x"] < x < frame["x"] + frame["width"]
    page.mouse.click(x, y)
    return page.locator(".facts").inner_text()


def middle_of(line) -> tuple[float, float]:
    """Return a point on the longest part of a line: latitude, longitude."""
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return point.y, point.x


# each on a day and in a view, where it may be pressed, and what it tells
TOLD_ON_DEMAND = (
    (
        "roads",
        "2022-12-12",
        (39.6734, 46.5999),
        ("Goris–Stepanakert", "Roughly from 1925", "sets against"),
    ),
    ("people_moved", "1993-08-01", (39.613, 47.549), ("Azerbaijanis", "towards Beylagan")),
    ("fronts_by_day", "2020-11-20", None, ("Front line, autumn 2020: ",)),
    ("outcome_2020", "2020-12-12", (39.5, 47.0), ("Taken in the war",)),
)


def test_a_layer_that_is_asked_for_tells_of_itself(page, atlas: Atlas):
    for layer, day, at, words in TOLD_ON_DEMAND:
        page.evaluate("karamap.setDate('1994')")
        page.evaluate("([layer]) => karamap.setLayers(['control', layer])", [layer])
        page.evaluate("(day) => karamap.setDate(day)", day)
        lat, lon = at or middle_of(next(iter(atlas.features(layer, day))).geometry)
        page.evaluate("([lat, lon]) => karamap.setView([lat, lon, 9])", [lat, lon])
        told = pressed_at(page, lat, lon)
        for each in (*words, "Sources"):
            assert each in told, layer
        page.keyboard.press("Escape")
        page.wait_for_selector(".facts", state="detached")
        page.focus("#on-map")
        titles = page.locator(OPTIONS).all_text_contents()
        assert any(each.startswith(words[0].strip()) for each in titles), layer
        page.evaluate("document.activeElement.blur()")


def test_an_event_and_what_the_keyboard_leads_to_tell_of_themselves(page):
    page.keyboard.press("Tab")
    page.focus(".leaflet-container")
    before = page.evaluate("karamap.view")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("(before) => karamap.view[1] < before[1]", arg=before)
    assert page.evaluate("karamap.date") == "1994-12-31"
    page.keyboard.press("Enter")
    assert page.locator(".facts h2").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector(".facts", state="detached")
    page.evaluate("karamap.setDate('2020-11-10')")
    page.locator(".event:visible").first.dispatch_event("click")
    assert page.locator(".facts h2").inner_text()


def test_hostile_names_stay_text(open_page, page_file, tmp_path):
    hostile = "</script><img src=x onerror=alert(1)>{{7*7}}"
    page = page_file.read_text(encoding="utf-8")
    escaped = json.dumps(hostile).replace("<", "\\u003c").replace(">", "\\u003e")
    file = tmp_path / "hostile.html"
    # in whatever form the page has the name of the town
    named, count = re.subn(r'"Shusha( \(Shushi\))?"', lambda _: escaped, page)
    assert count
    file.write_text(named, encoding="utf-8")
    opened = open_page(file.as_uri() + "?view=39.76,46.75,11")
    opened.page.evaluate("karamap.ready.then(() => true)")
    label = opened.page.locator(".labels text.places", has_text="onerror").first
    assert label.text_content() == hostile
    label.click()
    assert hostile in opened.page.locator(".facts h2").inner_text()
    assert opened.page.locator("img[src=x]").count() == 0
    opened.leave()
