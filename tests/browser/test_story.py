"""The story in the page: claims, tour, events, people, words, search, sources, languages."""

from __future__ import annotations

import math

import pytest

from karamap.core.dates import parse_day
from karamap.core.layers import LANGUAGES, LAYERS
from karamap.core.paths import geodata_folder
from karamap.describe.day import title, twin
from karamap.evidence.citing import citation
from karamap.evidence.evidence import Evidence
from karamap.lang.folding import sound
from karamap.web.page import Opening, render

pytestmark = pytest.mark.browser

EVIDENCE = Evidence.read(geodata_folder() / "evidence")
ALWAYS = {layer.id for layer in LAYERS if not layer.choice}
PHONE, PROJECTOR = (390, 844), (1024, 768)
TABS = ("tour", "article", "events", "people", "words", "sources")
# what is wider than its box among the texts of the story and the timeline
CUT = """() => [...document.querySelectorAll(
  "#story :is(h2, p, button, li, label, pre), #buttons *, #date-form *, #tools button")]
  .filter((node) => node.offsetParent && !node.closest("select, svg"))
  .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
  .filter((node) => getComputedStyle(node).display !== "inline")
  .map((node) => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 60)}`)"""
# each step of the tour, as a remote leads to it, with what `look` finds there
STEPS = f"""(count) => Array.from({{ length: count }}, (_, at) => {{
  const next = {{ key: "PageDown", bubbles: true }};
  if (at) document.body.dispatchEvent(new KeyboardEvent("keydown", next));
  const words = (selector) => document.querySelector(selector)?.innerText;
  const caption = document.querySelector("#caption");
  return {{
    day: karamap.date, layers: karamap.layers, compare: karamap.compare,
    title: words("#story h2"), text: words("#story .reading"), cut: ({CUT})(),
    caption: caption.innerText, told: words("#caption .told span"),
    below: caption.scrollHeight - caption.clientHeight,
    height: caption.getBoundingClientRect().height,
  }};
}})"""
# each claim chosen, with the size of the map
CLAIMS = """(ids) => ids.map((id) => {
  document.querySelector(`#claim-${id} button.claim`).click();
  const { width, height } = document.querySelector("#stage").getBoundingClientRect();
  const { date, layers, view } = karamap;
  return { date, layers, view, width, height,
    words: document.querySelector(`#claim-${id}`).innerText };
})"""


@pytest.fixture
def page(opened):
    return opened.ask()


@pytest.fixture(scope="module")
def phone(open_page, page_file):
    shown = open_page(f"{page_file.as_uri()}?lang=hy&tour=1", width=PHONE[0], height=PHONE[1])
    shown.shared()
    yield shown
    shown.leave()


def open_tab(page, tab: str) -> None:
    if page.evaluate("karamap.story") is None:
        page.locator("#open-story").click()
    page.locator(f"#tab-{tab}").click()


def test_a_claim_opens_on_its_day_with_its_layers(page):
    open_tab(page, "article")
    found = page.evaluate(CLAIMS, [claim.id for claim in EVIDENCE.claims])
    for claim, seen in zip(EVIDENCE.claims, found, strict=True):
        assert seen["date"] == claim.day.isoformat(), claim.id
        assert set(seen["layers"]) == {*claim.layers, *ALWAYS}, claim.id
        assert claim.claim in seen["words"]
        assert ("Other accounts differ" in seen["words"]) == (claim.verdict == "differs")
        assert (claim.note or "") in seen["words"]
        assert not hidden_places(claim.places, seen), claim.id
    # as a reader chooses one
    first = EVIDENCE.claims[0]
    page.locator(f"#claim-{first.id} button.claim").click()
    assert page.evaluate("karamap.date") == first.day.isoformat()
    box = page.get_by_label("Only those that other accounts contradict")
    box.check()
    assert page.locator("#story .differs").count() == 14
    assert page.locator("#story button.claim").count() == 14
    box.uncheck()
    assert page.locator("#story button.claim").count() == 49


def hidden_places(places: tuple[str, ...], seen: dict) -> list[str]:
    """Return the places out of view, unless the map shows all the ground that it can."""
    lat, lon, zoom = seen["view"]
    degrees = 360 / (256 * 2**zoom)
    wide = seen["width"] / 2 * degrees
    high = seen["height"] / 2 * degrees * math.cos(math.radians(lat))
    points = {key: EVIDENCE.places[key] for key in places}
    lons = [place.lon for place in points.values()]
    # places further apart than the map can show at once
    if lons and max(lons) - min(lons) > 2 * wide:
        return []
    return [
        key
        for key, place in points.items()
        if abs(place.lon - lon) > wide or abs(place.lat - lat) > high
    ]


# every language where room is scarce, the one with the longest words on a desk
def test_every_step_of_the_tour_shows_its_moment_uncut(opened, phone):
    for window, language in (*((phone, each) for each in LANGUAGES), (opened, "hy")):
        page = window.ask(f"?lang={language}&tour=1")
        for step, seen in zip(EVIDENCE.tour, page.evaluate(STEPS, len(EVIDENCE.tour)), strict=True):
            assert seen["day"] == step.day.isoformat()
            assert set(seen["layers"]) == {*step.layers, *ALWAYS}
            assert seen["compare"] == (step.compare and step.compare.isoformat())
            assert (seen["title"], seen["text"]) == (step.titles[language], step.texts[language])
            assert seen["cut"] == [], (step.id, language)
        page.keyboard.press("PageUp")
        assert page.evaluate("karamap.date") == EVIDENCE.tour[-2].day.isoformat()
        page.keyboard.press("PageDown")
        assert page.evaluate("karamap.date") == EVIDENCE.tour[-1].day.isoformat()


def test_every_tab_speaks_every_language_uncut(phone):
    for language in LANGUAGES:
        page = phone.ask(f"?lang={language}&date=2020-11-10")
        for tab in TABS:
            open_tab(page, tab)
            assert page.locator("#story-body").inner_text().strip()
            assert page.evaluate(CUT) == [], (tab, language)


def test_the_tour_leads_a_talk(opened):
    for language in LANGUAGES:
        page = opened.ask(f"?tour=1&mode=present&lang={language}", PROJECTOR)
        for step, seen in zip(EVIDENCE.tour, page.evaluate(STEPS, len(EVIDENCE.tour)), strict=True):
            assert seen["day"] == step.day.isoformat()
            # the title and the first sentence: the rest is for the speaker's voice
            assert step.titles[language] in seen["caption"]
            # a title of two lines leaves it no room
            assert seen["told"] or language == "hy"
            assert step.texts[language].startswith(seen["told"] or "")
            assert seen["below"] <= 1, (step.id, language)
            # the map is still what is shown
            assert seen["height"] < 0.5 * PROJECTOR[1]


def test_places_and_events_are_found_by_any_of_their_names(page, atlas):
    open_tab(page, "tour")
    for query in ("Шуша", "Şuşa", "Շուշի", "shushi", "susha"):
        page.locator("#search").fill(query)
        first = page.locator("#hits .hit").first
        assert first.locator("strong").inner_text().startswith("Shusha")
    first.click()
    assert page.locator(".leaflet-popup-content h2").inner_text() == "Shusha (Shushi)"
    for query, kind in (
        ("Khudafarin bridges", "Event"), ("сообщает Сумгаит", None), ("Погром", "Event")
    ):  # fmt: skip
        page.locator("#search").fill(query)
        hits = page.locator("#hits .hit").all_inner_texts()
        assert bool(hits) == (kind is not None)
        assert kind is None or any(kind in hit for hit in hits)
    # the page folds them as Python does
    keys = [f"name_{each}" for each in LANGUAGES]
    names = {place.properties[key] for place in atlas.layers["places"] for key in keys}
    names = sorted(filter(None, names))
    found = page.evaluate("(names) => names.map(karamap.sound)", names)
    assert found == [sound(name) for name in names]


def test_both_twins_tell_every_change_in_the_same_words(opened, atlas):
    for number, language in enumerate(LANGUAGES):
        page = opened.ask(f"?lang={language}")
        # the languages but English share the days
        changes = atlas.change_dates if language == "en" else atlas.change_dates[number % 3 :: 3]
        days = [*changes, *map(parse_day, ("1918-01-01", "2024"))]
        told = page.evaluate(
            "(days) => days.map((day) => (karamap.setDate(day), karamap.text()))",
            [day.isoformat() for day in days],
        )
        assert told == [atlas.at(day).text(language) for day in days]
        assert told[0].startswith(title(days[0], language))
        assert all(passage.heading in told[0] for passage in twin(atlas, days[0], language))


def test_events_and_people_follow_the_map_and_lead_it(page):
    page.evaluate("karamap.setDate('2020-11-10')")
    open_tab(page, "events")
    assert page.locator("#story li.now").count() > 3
    page.locator("#ev-1992-khojaly button").click()
    assert page.evaluate("karamap.date") == "1992-02-26"
    assert page.locator("#ev-1992-khojaly").get_attribute("class") == "now"
    page.get_by_label("Kind of event").select_option("agreement")
    kinds = set(page.locator("#story li > p.muted").all_inner_texts())
    assert all(kind.startswith("Agreement") for kind in kinds)
    page.get_by_label("Only those in the article").check()
    told = page.locator("#story .event-row").count()
    wanted = [e for e in EVIDENCE.events if e.kind == "agreement" and e.in_article]
    assert told == len(wanted)

    open_tab(page, "people")
    page.evaluate("karamap.setDate('1975-06-01')")
    now = page.locator("#story [aria-current=date]")
    now.first.wait_for()
    assert "1970" in now.first.inner_text()
    assert "161 to 613" in page.locator("#story .people").inner_text()


def test_the_page_cites_as_python_does_and_has_the_whole_bibliography(page, atlas):
    page.evaluate("karamap.setLayers(['control', 'places'])")
    page.evaluate("karamap.setDate('2020-11-10')")
    open_tab(page, "sources")
    lat, lon, zoom = page.evaluate("karamap.view")
    for style in ("apa", "bibtex", "csl"):
        page.get_by_label("Form of the citation").select_option(style)
        expected = citation(
            style,
            parse_day("2020-11-10"),
            atlas.version,
            title="Nagorno-Karabakh on 10 November 2020",
            layers=("control", "places"),
            view=(lat, lon, zoom),
        )
        assert page.locator(".citation").inner_text() == expected
    rows = page.locator("#story .bibliography ol li")
    assert rows.count() == len(atlas.sources)
    text = page.locator("#source-azernews-2020-11-09").inner_text()
    assert "events" in text or "who held" in text


def test_another_language_keeps_date_view_and_layers_and_is_quick(page):
    page.evaluate("karamap.setLayers(['control', 'districts', 'places'])")
    page.evaluate("karamap.setDate('1993-10-31')")
    state = "[karamap.date, karamap.view, karamap.layers]"
    day, view, layers = page.evaluate(state)
    took = page.evaluate(
        """async () => {
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          const spent = [];
          for (const language of ["ru", "hy", "az", "en"]) {
            const start = performance.now();
            karamap.setLanguage(language);
            await frame();
            await frame();
            spent.push(performance.now() - start);
          }
          return spent;
        }"""
    )
    # words of another length may move the middle of the map by a pixel
    assert page.evaluate(state) == [day, pytest.approx(view, abs=0.003), layers]
    # the promise is 300 ms; a machine busy with other tests gets three times that
    assert max(took) < 900


def test_only_the_language_of_the_browser_is_read_until_names_are_searched(open_page, page_file):
    opened = open_page("about:blank", locale="ru-RU")
    page = opened.page
    # a document's own blocks are the long texts that it reads
    page.add_init_script(
        """const parse = JSON.parse;
        window.blocks = [];
        JSON.parse = (text, ...more) => {
          const is = (block) => block.textContent === text;
          window.blocks.push(...[...document.querySelectorAll("[id^=karamap-]")].filter(is));
          return parse(text, ...more);
        };"""
    )
    page.goto(page_file.as_uri())
    page.wait_for_selector("body.ready")
    assert page.evaluate("karamap.language") == "ru"
    assert page.locator("html").get_attribute("lang") == "ru"
    read = "blocks.map(({ id }) => id)"
    assert page.evaluate(read) == ["karamap-data", "karamap-ru"]
    page.locator("#language").select_option("az")
    assert page.evaluate("karamap.language") == "az"
    page.wait_for_url("**lang=az**")
    assert page.evaluate(read) == ["karamap-data", "karamap-ru", "karamap-az"]
    page.keyboard.press("Escape")
    page.locator("body").press("/")
    page.keyboard.type("Ստեփանակերտ")
    assert page.locator("#hits .hit").first.inner_text().startswith("Xankəndi")
    assert sorted(page.evaluate(read)[3:]) == ["karamap-en", "karamap-hy"]
    opened.leave()


def test_a_page_taken_away_opens_on_what_was_on_screen(atlas, open_page, tmp_path):
    day, other = parse_day("2020-11-10"), parse_day("2020-09-26")
    opening = Opening(day, ("control", "places"), (39.7, 46.7, 10.0), other)
    file = tmp_path / "map.html"
    file.write_text(render(atlas, language="hy", opening=opening), encoding="utf-8")
    opened = open_page(file.as_uri())
    page = opened.page
    page.wait_for_selector("body.ready")
    assert page.evaluate("karamap.date") == "2020-11-10"
    assert page.evaluate("karamap.compare") == "2020-09-26"
    assert page.evaluate("karamap.language") == "hy"
    assert set(page.evaluate("karamap.layers")) == {"control", "places", *ALWAYS}
    assert page.evaluate("karamap.view") == pytest.approx([39.7, 46.7, 10], abs=0.01)
    opened.leave()
