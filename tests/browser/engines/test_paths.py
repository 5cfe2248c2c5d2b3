"""What a person does with the map, in Chromium, Firefox and WebKit alike."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
SHUSHA = "document.querySelector('.facts h2')?.textContent.includes('Shusha')"


def linked(person, site: str, query: str):
    person.open(f"{site}/map.html{query}")
    return person


# --- at the map as it opens --------------------------------------------------------------


def test_the_year_follows_the_mouse(at_map):
    x, y = at_map.middle("#year")
    at_map.engine.drag((x, y), (x + 50, y), (x + 100, y))
    at_map.wait("karamap.date !== '1994-12-31'")
    assert at_map.get("karamap.date") == "1984-12-31"


def test_the_year_follows_the_arrow_keys(at_map):
    at_map.engine.run("document.querySelector('#year').focus()")
    at_map.press("ArrowRight", "ArrowRight", "ArrowLeft")
    at_map.wait("karamap.date === '1995-12-31'")


def test_keys_step_from_change_to_change(at_map):
    before = at_map.get("karamap.date")
    at_map.press("n")
    at_map.wait(f"karamap.date > '{before}'")
    at_map.press("p", "p")
    at_map.wait(f"karamap.date < '{before}'")


def test_buttons_step_from_change_to_change(at_map):
    before = at_map.get("karamap.date")
    at_map.click("#next")
    at_map.wait(f"karamap.date > '{before}'")
    at_map.click("#previous")
    at_map.click("#previous")
    at_map.wait(f"karamap.date < '{before}'")


def test_a_date_can_be_typed(at_map):
    at_map.type("#typed-date", "2020-11-10")
    at_map.press("Enter")
    at_map.wait("karamap.date === '2020-11-10'")


def test_what_is_no_date_is_told_where_it_was_typed(at_map):
    at_map.type("#typed-date", "soon")
    at_map.press("Enter")
    at_map.wait("document.querySelector('#typed-date').matches('[aria-invalid=true]')")
    assert at_map.get("karamap.date") == "1994-12-31"


def test_a_place_is_found_by_another_of_its_names(at_map):
    at_map.press("/")
    at_map.wait("document.activeElement.id === 'search'")
    at_map.press(*"shushi")
    at_map.wait("document.querySelectorAll('#hits .hit').length > 0")
    at_map.click("#hits .hit")
    at_map.wait(SHUSHA)


def test_a_click_on_the_ground_tells_who_held_it(at_map):
    x, y = at_map.middle("#frame")
    at_map.engine.drag((x, y))
    at_map.wait("document.querySelector('.facts .holder')?.textContent.trim().length > 0")


def test_two_dates_are_compared_by_changes(at_map):
    at_map.press("c")
    at_map.wait("!document.querySelector('#compare-bar').hidden")
    at_map.type("#typed-date", "2020-12-01")
    at_map.press("Enter")
    at_map.wait("document.querySelectorAll('#changes h2').length > 0")
    at_map.click("#end-compare")
    at_map.wait("document.querySelector('#compare-bar').hidden && karamap.compare === null")


def test_a_layer_can_be_switched_off(at_map):
    at_map.click("#layers-panel summary")
    at_map.click("#layer-places")
    at_map.wait("!karamap.layers.includes('places')")


def test_another_language_is_spoken_at_once(at_map):
    at_map.choose("#language", "ru")
    at_map.wait("document.documentElement.lang === 'ru'")
    assert "декабря" in at_map.get("document.querySelector('#date').textContent")


def test_the_story_opens_and_every_tab_holds_words(at_map):
    at_map.press("t")
    at_map.wait("!document.querySelector('#story').hidden")
    for tab in ("tour", "article", "events", "people", "words", "sources"):
        at_map.click(f"#tab-{tab}")
        at_map.wait("document.querySelector('#story-body').textContent.length > 100")
    at_map.click("#close-story")
    at_map.wait("document.querySelector('#story').hidden")


def test_presenting_begins_and_ends_with_a_key(at_map):
    at_map.press("s")
    at_map.wait("karamap.mode === 'present'")
    at_map.press("Escape")
    at_map.wait("karamap.mode === null")


def test_the_address_follows_the_map_and_back_leads_to_where_it_was(at_map):
    at_map.type("#typed-date", "2020-11-10")
    at_map.press("Enter")
    at_map.wait("location.search.includes('date=2020-11-10')")
    at_map.type("#typed-date", "1993-07-23")
    at_map.press("Enter")
    at_map.wait("location.search.includes('date=1993-07-23')")
    at_map.engine.back()
    at_map.wait("karamap.date === '2020-11-10'")


def test_the_map_comes_nearer_and_goes_away(at_map):
    before = at_map.get("karamap.view[2]")
    at_map.click(".leaflet-control-zoom-in")
    at_map.wait(f"karamap.view[2] > {before}")
    at_map.click(".leaflet-control-zoom-out")
    at_map.wait(f"karamap.view[2] === {before}")


def test_the_map_follows_the_mouse(at_map):
    nearness = at_map.get("karamap.view[2]")
    at_map.click(".leaflet-control-zoom-in")
    at_map.wait(f"karamap.view[2] > {nearness} && !document.querySelector('.leaflet-zoom-anim')")
    before = at_map.get("karamap.view[1]")
    x, y = at_map.middle("#frame")
    at_map.engine.drag((x, y + 40), (x - 40, y + 40), (x - 120, y + 40))
    at_map.wait(f"karamap.view[1] > {before}")


def test_help_tells_the_keys(at_map):
    at_map.press("?")
    at_map.wait("document.querySelector('#key-help').open")
    assert at_map.get("document.querySelectorAll('#help-keys tr').length") > 5
    at_map.click("#close-help")
    at_map.wait("!document.querySelector('#key-help').open")


def test_the_map_is_whole_in_a_small_picture(at_map, tmp_path):
    file = tmp_path / "window.png"
    at_map.engine.picture(file)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert file.stat().st_size > 100_000


def test_playing_moves_the_map_until_it_is_halted(at_map):
    at_map.engine.run("karamap.setDate('1992-01-01')")
    at_map.choose("#speed", "4")
    at_map.click("#play")
    at_map.wait("karamap.date > '1992-02-01'")
    at_map.click("#play")
    at_map.wait("!document.querySelector('#play').classList.contains('playing')")


def test_two_dates_are_compared_by_a_swipe(at_map):
    at_map.engine.run("karamap.setCompare('2020-12-01', 'swipe')")
    at_map.wait("!document.querySelector('#swipe').hidden")
    before = at_map.get("document.querySelector('#swipe').getAttribute('aria-valuenow')")
    x, y = at_map.middle("#swipe")
    at_map.engine.drag((x, y), (x - 100, y), (x - 200, y))
    now = "document.querySelector('#swipe').getAttribute('aria-valuenow')"
    at_map.wait(f"Number({now}) < {before} - 10")


def test_two_dates_are_compared_side_by_side(at_map):
    at_map.engine.run("karamap.setCompare('2020-12-01', 'side')")
    at_map.wait("!document.querySelector('#far-map').hidden")
    paths = "document.querySelectorAll('#far-map .leaflet-control-under-pane path').length"
    at_map.wait(f"{paths} > 0")
    far, near = (at_map.middle(each)[0] for each in ("#far-map", ".folium-map:not(#far-map)"))
    assert far > near


# --- opened anew -------------------------------------------------------------------------


def test_a_map_opens_with_its_date_and_legend(person, site):
    linked(person, site, "")
    assert person.get("karamap.date") == "1994-12-31"
    assert person.get("document.querySelector('#date').textContent") == "31 December 1994"
    assert person.get("document.querySelectorAll('#legend li').length") > 3
    assert person.get("document.querySelectorAll('.leaflet-control-under-pane path').length") > 0


def test_a_link_opens_its_day_layers_and_view(person, site):
    linked(person, site, "?date=2020-11-10&layers=control,places&view=39.8,46.8,9")
    assert person.get("karamap.date") == "2020-11-10"
    layers = person.get("karamap.layers")
    assert {"control", "places"} <= set(layers)
    assert not {"events", "districts", "line_of_contact"} & set(layers)
    assert person.get("Math.round(karamap.view[2])") == 9


def test_a_bad_link_is_told_and_the_rest_followed(person, site):
    linked(person, site, "?date=2020-11-10&theme=pink")
    person.wait("!document.querySelector('#notice').hidden")
    assert "pink" in person.get("document.querySelector('#notice').textContent")
    assert person.get("karamap.date") == "2020-11-10"
    person.click("#dismiss")
    person.wait("document.querySelector('#notice').hidden")


def test_a_link_to_a_place_opens_it_and_escape_closes_it(person, site):
    linked(person, site, "?place=shusha")
    person.wait(SHUSHA)
    person.engine.run("document.querySelector('.leaflet-container').focus()")
    person.press("Escape")
    person.wait("!document.querySelector('.facts')")


def test_the_theme_of_weak_projectors_is_shown(person, site):
    linked(person, site, "?theme=contrast")
    assert person.get("karamap.theme") == "contrast"
    assert person.get("document.querySelector('[data-theme=contrast]') !== null")


def test_the_tour_leads_from_step_to_step(person, site):
    linked(person, site, "?tour=3")
    person.wait("!document.querySelector('#story').hidden")
    before = person.get("document.querySelector('#story .tour h2').textContent")
    person.engine.run(
        "[...document.querySelectorAll('#story .tour .buttons button')]"
        ".find((each) => !each.disabled && each.textContent.includes('Next')).click()"
    )
    person.wait(f"document.querySelector('#story .tour h2').textContent !== {before!r}")


def test_an_embedded_map_is_led_by_messages(person, site):
    person.open(f"{site}/host.html")
    person.wait("told.some(({ type }) => type === 'ready')")
    person.engine.run("say('setDate', { date: '2020-11-10' })")
    person.wait("told.some(({ type, state }) => type === 'state' && state.date === '2020-11-10')")
    person.engine.run("say('setDate', { date: 'soon' })")
    person.wait("told.some(({ type, of }) => type === 'error' && of === 'setDate')")


def test_an_origin_that_is_none_stops_no_embedded_map(person, site):
    person.open(f"{site}/host.html")
    inside = "document.querySelector('#map').contentDocument"
    for origin in ("example.org", "http://a.example;https://b.example", "HTTP://"):
        person.engine.run(f"document.querySelector('#map').src = 'embed.html?origin={origin}'")
        notice = f"{inside}.querySelector('#notice')"
        # until then the map before it is there
        person.wait(f"{notice}.textContent.includes('{origin[:20]}') && !{notice}.hidden")
        person.wait(f"{inside}.body.classList.contains('ready')")


def test_a_strangers_features_follow_keys_buttons_and_play(person, site):
    person.engine.open("about:blank")
    person.engine.open(f"{site}/town.html")
    person.wait("document.querySelector('.dated-date').textContent === '1 January 1840'")
    count = "document.querySelectorAll('.leaflet-overlay-pane path:not([style*=none])').length"
    # what is always there, and what there was of the town
    assert person.get(count) == 5
    person.engine.run("document.querySelector('.dated-bar input[type=range]').focus()")
    person.press("ArrowRight")
    person.wait("document.querySelector('.dated-date').textContent === '1 January 1845'")
    assert person.get(count) == 6
    person.click(".dated-previous")
    person.wait("document.querySelector('.dated-date').textContent === '1 January 1840'")
    person.type(".dated-form input", "1969-12-31")
    person.press("Enter")
    person.wait("document.querySelector('.dated-date').textContent === '31 December 1969'")
    person.click(".dated-play")
    person.wait("document.querySelector('.dated-date').textContent === '4 March 2019'")
    person.wait("!document.querySelector('.dated-playing')")
