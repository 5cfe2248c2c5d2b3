"""What a person does with the map, in Chromium, Firefox and WebKit alike."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
SHUSHA = "document.querySelector('.facts h2')?.textContent.includes('Shusha')"
DATED = "document.querySelector('.dated-date').textContent"


def test_the_date_follows_mouse_keys_buttons_and_words_and_back_leads_to_where_it_was(at_map):
    x, y = at_map.middle("#year")
    at_map.engine.drag((x, y), (x + 50, y), (x + 100, y))
    at_map.wait("karamap.date !== '1994-12-31'")
    assert at_map.get("karamap.date") == "1984-12-31"
    at_map.engine.run("document.querySelector('#year').focus()")
    at_map.press("ArrowRight", "ArrowRight", "ArrowLeft")
    at_map.wait("karamap.date === '1985-12-31'")
    # from change to change
    at_map.press("n")
    at_map.wait("karamap.date > '1985-12-31'")
    at_map.press("p", "p")
    at_map.wait("karamap.date < '1985-12-31'")
    before = at_map.get("karamap.date")
    at_map.click("#next")
    at_map.wait(f"karamap.date > '{before}'")
    at_map.click("#previous")
    at_map.click("#previous")
    at_map.wait(f"karamap.date < '{before}'")

    for day in ("2020-11-10", "1993-07-23"):
        at_map.type("#typed-date", day)
        at_map.press("Enter")
        at_map.wait(f"karamap.date === '{day}' && location.search.includes('date={day}')")
    at_map.type("#typed-date", "soon")
    at_map.press("Enter")
    at_map.wait("document.querySelector('#typed-date').matches('[aria-invalid=true]')")
    assert at_map.get("karamap.date") == "1993-07-23"
    at_map.engine.back()
    at_map.wait("karamap.date === '2020-11-10'")


def test_the_map_is_moved_asked_and_searched(at_map, tmp_path):
    file = tmp_path / "window.png"
    at_map.engine.picture(file)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert file.stat().st_size > 100_000

    x, y = at_map.middle("#frame")
    nearness = at_map.get("karamap.view[2]")
    at_map.click(".leaflet-control-zoom-in")
    at_map.wait(f"karamap.view[2] > {nearness} && !document.querySelector('.leaflet-zoom-anim')")
    before = at_map.get("karamap.view[1]")
    at_map.engine.drag((x, y + 40), (x - 40, y + 40), (x - 120, y + 40))
    at_map.wait(f"karamap.view[1] > {before}")
    at_map.click(".leaflet-control-zoom-out")
    at_map.wait(f"karamap.view[2] === {nearness}")

    at_map.engine.drag((x, y))
    at_map.wait("document.querySelector('.facts .holder')?.textContent.trim().length > 0")
    at_map.press("/")
    at_map.wait("document.activeElement.id === 'search'")
    at_map.press(*"shushi")
    at_map.wait("document.querySelectorAll('#hits .hit').length > 0")
    at_map.click("#hits .hit")
    at_map.wait(SHUSHA)
    at_map.click("#close-story")

    at_map.click("#layers-panel summary")
    at_map.click("#layer-places")
    at_map.wait("!karamap.layers.includes('places')")
    at_map.choose("#language", "ru")
    at_map.wait("document.documentElement.lang === 'ru'")
    assert "декабря" in at_map.get("document.querySelector('#date').textContent")


def test_comparison_story_help_talk_and_play_begin_and_end(at_map):
    at_map.press("c")
    at_map.wait("!document.querySelector('#compare-bar').hidden")
    at_map.type("#typed-date", "2020-12-01")
    at_map.press("Enter")
    at_map.wait("document.querySelectorAll('#changes h2').length > 0")
    at_map.click("#end-compare")
    at_map.wait("document.querySelector('#compare-bar').hidden && karamap.compare === null")

    at_map.engine.run("karamap.setDate('1994'); karamap.setCompare('2020-12-01', 'swipe')")
    at_map.wait("!document.querySelector('#swipe').hidden")
    now = "Number(document.querySelector('#swipe').getAttribute('aria-valuenow'))"
    before = at_map.get(now)
    x, y = at_map.middle("#swipe")
    at_map.engine.drag((x, y), (x - 100, y), (x - 200, y))
    at_map.wait(f"{now} < {before} - 10")

    at_map.engine.run("karamap.setCompare('2020-12-01', 'side')")
    at_map.wait("!document.querySelector('#far-map').hidden")
    paths = "document.querySelectorAll('#far-map .leaflet-control-under-pane path').length"
    at_map.wait(f"{paths} > 0")
    far, near = (at_map.middle(each)[0] for each in ("#far-map", ".folium-map:not(#far-map)"))
    assert far > near
    at_map.click("#end-compare")

    at_map.press("t")
    at_map.wait("!document.querySelector('#story').hidden")
    for tab in ("tour", "article", "events", "people", "words", "sources"):
        at_map.click(f"#tab-{tab}")
        at_map.wait("document.querySelector('#story-body').textContent.length > 100")
    at_map.click("#close-story")
    at_map.wait("document.querySelector('#story').hidden")

    at_map.press("?")
    at_map.wait("document.querySelector('#key-help').open")
    assert at_map.get("document.querySelectorAll('#help-keys tr').length") > 5
    at_map.click("#close-help")
    at_map.wait("!document.querySelector('#key-help').open")

    at_map.press("s")
    at_map.wait("karamap.mode === 'present'")
    at_map.press("Escape")
    at_map.wait("karamap.mode === null")

    at_map.engine.run("karamap.setDate('1992-01-01')")
    at_map.choose("#speed", "4")
    at_map.click("#play")
    at_map.wait("karamap.date > '1992-02-01'")
    at_map.click("#play")
    at_map.wait("!document.querySelector('#play').classList.contains('playing')")


def test_a_link_opens_what_it_asks_for(person, site):
    def opened(query: str = "") -> None:
        person.open(f"{site}/map.html{query}")

    opened()
    assert person.get("karamap.date") == "1994-12-31"
    assert person.get("document.querySelector('#date').textContent") == "31 December 1994"
    assert person.get("document.querySelectorAll('#legend li').length") > 3
    person.wait("document.querySelectorAll('.leaflet-control-under-pane path').length > 0")

    opened("?date=2020-11-10&layers=control,places&view=39.8,46.8,9&theme=contrast")
    assert person.get("karamap.date") == "2020-11-10"
    layers = person.get("karamap.layers")
    assert {"control", "places"} <= set(layers)
    assert not {"events", "districts", "line_of_contact"} & set(layers)
    assert person.get("Math.round(karamap.view[2])") == 9
    assert person.get("karamap.theme") == "contrast"
    assert person.get("document.querySelector('[data-theme=contrast]') !== null")

    opened("?date=2020-11-10&place=shusha&theme=pink")
    person.wait("!document.querySelector('#notice').hidden")
    assert "pink" in person.get("document.querySelector('#notice').textContent")
    assert person.get("karamap.date") == "2020-11-10"
    person.click("#dismiss")
    person.wait("document.querySelector('#notice').hidden")
    person.wait(SHUSHA)
    person.engine.run("document.querySelector('.leaflet-container').focus()")
    person.press("Escape")
    person.wait("!document.querySelector('.facts')")

    opened("?tour=3")
    person.wait("!document.querySelector('#story').hidden")
    before = person.get("document.querySelector('#story .tour h2').textContent")
    person.engine.run(
        "[...document.querySelectorAll('#story .tour .buttons button')]"
        ".find((each) => !each.disabled && each.textContent.includes('Next')).click()"
    )
    person.wait(f"document.querySelector('#story .tour h2').textContent !== {before!r}")


def test_an_embedded_map_follows_messages_and_a_strangers_features_keys_buttons_and_play(
    person, site
):
    person.open(f"{site}/host.html")
    person.wait("told.some(({ type }) => type === 'ready')")
    person.engine.run("say('setDate', { date: '2020-11-10' })")
    person.wait("told.some(({ type, state }) => type === 'state' && state.date === '2020-11-10')")
    person.engine.run("say('setDate', { date: 'soon' })")
    person.wait("told.some(({ type, of }) => type === 'error' && of === 'setDate')")
    inside = "document.querySelector('#map').contentDocument"
    for origin in ("example.org", "http://a.example;https://b.example", "HTTP://"):
        person.engine.run(f"document.querySelector('#map').src = 'embed.html?origin={origin}'")
        notice = f"{inside}.querySelector('#notice')"
        # until then the map before it is there
        person.wait(f"{notice}.textContent.includes('{origin[:20]}') && !{notice}.hidden")
        person.wait(f"{inside}.body.classList.contains('ready')")

    person.engine.open("about:blank")
    person.engine.open(f"{site}/town.html")
    person.wait(f"{DATED} === '1 January 1840'")
    count = "document.querySelectorAll('.leaflet-overlay-pane path:not([style*=none])').length"
    # what is always there, and what there was of the town
    assert person.get(count) == 5
    person.engine.run("document.querySelector('.dated-bar input[type=range]').focus()")
    person.press("ArrowRight")
    person.wait(f"{DATED} === '1 January 1845'")
    assert person.get(count) == 6
    person.click(".dated-previous")
    person.wait(f"{DATED} === '1 January 1840'")
    person.type(".dated-form input", "1969-12-31")
    person.press("Enter")
    person.wait(f"{DATED} === '31 December 1969'")
    person.click(".dated-play")
    person.wait(f"{DATED} === '4 March 2019'")
    person.wait("!document.querySelector('.dated-playing')")
