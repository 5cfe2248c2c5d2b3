"""The panels of the app, run by Streamlit's own AppTest; the map itself needs a browser."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from karamap.atlas.transfers import transfers
from karamap.core.dates import ONE_DAY
from karamap.core.geojson import Feature
from karamap.core.layers import LAYERS
from karamap.core.paths import PACKAGE
from karamap.describe.counts import Count
from karamap.lang.formats import long_date

if TYPE_CHECKING:
    from pathlib import Path

    from karamap import Atlas

APP = PACKAGE / "app"
SHOWN = tuple(layer.id for layer in LAYERS if layer.shown)


@pytest.fixture
def open_app():
    def open_it(**parameters: str) -> AppTest:
        app = AppTest.from_file(APP / "main.py", default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_it


def words(app: AppTest) -> str:
    """Everything the panels say, without its mark-up."""
    bodies = (element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)) for body in bodies)


def labels(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def test_the_panels_tell_of_the_day_in_the_link_and_its_sources(open_app):
    app = open_app(date="2020-11-10")
    assert not app.exception
    assert "10 November 2020" in words(app)
    assert app.session_state["day"] == date(2020, 11, 10)
    lists = [element.proto.body for element in app.get("html") if "sources" in element.proto.body]
    assert any('href="https://' in body and 'rel="noopener noreferrer"' in body for body in lists)


def test_a_bare_year_is_its_last_day_and_its_panels_tell_of_the_whole_year(open_app):
    app = open_app(year="1993")
    said = words(app)
    assert app.session_state["day"] == date(1993, 12, 31)
    assert "What changed in 1993" in said
    assert "Events in 1993" in said
    assert "Azerbaijan → Armenian forces" in said
    assert "Kalbajar" in said


def test_where_accounts_differ_the_panel_says_who_says_what(open_app):
    said = words(open_app(date="1993-07-01"))
    assert "Where accounts differ" in said
    assert "Armenian forces since 7 July 1993 (Azerbaijan: XezerNews.az)" in said
    ended = words(open_app(date="1993-07-07"))
    assert "Armenian forces since 7 July 1993" not in ended
    assert "Martakert (Aghdara) – accounts differ" in ended


def test_the_areas_are_those_of_the_atlas_with_the_change_since_the_eve(open_app, atlas):
    day = date(2020, 11, 20)
    app = open_app(date=day.isoformat())
    said = words(app)
    now, before = atlas.areas_km2(day), atlas.areas_km2(day - ONE_DAY)
    assert f"{now['azerbaijan']:,.0f}" in said
    assert f"{now['azerbaijan'] - before['azerbaijan']:+,.0f}" in said


def test_quiet_days_and_the_first_and_last_have_panels_too(open_app):
    for day in ("1918-01-01", "1918-01-02", "1918-12-31", "2024-12-31", "1950-06-01"):
        app = open_app(date=day)
        assert not app.exception
        assert app.session_state["day"] == date.fromisoformat(day)
    said = words(app)
    assert "Nothing on the map" in said
    assert "None in the table" in said


def test_a_button_leads_to_the_change_before(open_app, atlas):
    app = open_app(date="2020-11-21")
    app.button(key="panel.previous").click().run()
    assert app.session_state["day"] == date(2020, 11, 20)
    assert "20 November 2020" in words(app)


def test_an_event_tells_whom_it_killed_and_displaced_and_the_sources_of_that(open_app):
    app = open_app(date="2020-09-27")
    said = words(app)
    assert "Armenian soldiers killed in the 2020 war: 3,825\N{NO-BREAK SPACE}soldiers" in said
    assert "Azerbaijanis 40,000" in said
    assert "Refugees from Nagorno-Karabakh in numbers" in said


def test_events_lead_to_their_day(open_app):
    app = open_app(year="1994")
    assert "12 May 1994 · **Ceasefire takes effect**" in labels(app)
    app.button(key="ev-1994-ceasefire").click().run()
    assert app.session_state["day"] == date(1994, 5, 12)


BAD_LINKS = [
    {
        "date": ("banana", "YYYY-MM-DD"),
        "layers": ("nope", "line_of_contact"),
        "view": ("abc", "latitude"),
        "compare": ("banana", "YYYY-MM-DD"),
        "how": ("sideways", "side"),
    },
    {"date": ("2020-13-01", "YYYY-MM-DD"), "view": ("0,0,9", "latitude")},
    {"date": ("1700", "from 1918-01-01 to 2024-12-31"), "view": ("nan,46,9", "latitude")},
    {"year": ("94", "YYYY")},
    {"year": ("1994-05-12", "YYYY")},
]


@pytest.mark.parametrize("link", BAD_LINKS, ids=str)
def test_a_bad_link_gives_a_sentence_for_each_part_and_the_usual_map(open_app, link):
    app = open_app(**{name: value for name, (value, _) in link.items()})
    assert not app.exception
    [warning] = app.warning
    sentences = warning.value.split("\n\n")
    assert len(sentences) == len(link)
    for name, (value, expected) in link.items():
        assert any(f"{name}=`{value}`" in each and expected in each for each in sentences), name
    assert app.session_state["day"] == date(1994, 12, 31)
    assert app.session_state["layers"] == SHOWN
    assert "31 December 1994" in words(app)


def test_nothing_in_a_link_is_rendered_and_the_warning_goes_when_the_reader_moves_on(open_app):
    app = open_app(date="<b>x</b> [x](http://example.org) `y` \n# z")
    assert re.fullmatch(r"[^`]*`[^`\n]*`[^`]*", app.warning[0].value)
    app.button(key="panel.previous").click().run()
    assert not app.warning


def test_links_choose_layers_and_view(open_app):
    app = open_app(layers="control,places", view="39.8,46.8,9")
    assert app.session_state["layers"] == ("control", "places")
    assert app.session_state["view"] == (39.8, 46.8, 9.0)


@pytest.mark.parametrize(("day", "other"), [("2020-12-01", "2020-09-26"), ("1991", "1994-05-12")])
def test_a_comparison_tells_what_changed_between_two_days(open_app, atlas: Atlas, day, other):
    app = open_app(date=day, compare=other, how="side")
    said = words(app)
    assert not app.exception
    assert app.session_state["how"] == "side"
    since, until = sorted((app.session_state["day"], app.session_state["compare"]))
    assert f"From {long_date(since, 'en')} to {long_date(until, 'en')}" in said
    changes = atlas.changes(since, until)
    for item in transfers(changes):
        assert f"about {max(item.km2, 1):,.0f}\u00a0km²" in said
    for holder, km2 in changes.difference_km2.items():
        assert f"{km2:+,.0f}".replace("-", "−") in said, holder


def test_broken_and_missing_geodata_give_a_message_that_names_the_file(
    open_app, geodata: Path, tmp_path: Path, monkeypatch
):
    def said_of(folder: Path) -> str:
        monkeypatch.setenv("KARAMAP_GEODATA", str(folder))
        app = open_app()
        assert not app.exception
        return app.error[0].value.replace("\\", "")

    places = geodata / "layers" / "places.geojson"
    text = places.read_text(encoding="utf-8").replace('"confidence":', '"konfidence":', 1)
    places.write_text(text, encoding="utf-8")
    # which loading does not notice
    said = said_of(geodata)
    assert "places" in said
    assert "confidence" in said
    control = geodata / "layers" / "control.geojson"
    control.write_text(control.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    said = said_of(geodata)
    assert "control.geojson" in said
    assert "expected complete JSON" in said
    assert "found no file" in said_of(tmp_path)


def test_texts_from_the_data_are_escaped(atlas: Atlas):
    panels = import_module("karamap.app.panels")
    properties = {
        "name_en": "<i>*t*</i>",
        "summary": "<script>s</script>",
        "start_date": "2000-01-01",
        "end_date": None,
        "in_article": False,
    }
    hostile = Feature("x", properties, None)
    assert "<script" not in panels.event(hostile, [Count("<script>", "<script>", "<script>")], "en")
    assert "\\<i\\>\\*t\\*\\</i\\>" in panels.event_title(hostile, "en")
    source = {"id": "x", "title": "<b>", "URL": 'https://a/"onclick="x'}
    assert "https://a/&quot;onclick=&quot;x" in panels.sources([source])
    assert "<b>" not in panels.sources([source])
    assert "href" not in panels.sources([{"id": "x", "title": "t", "URL": "javascript:x"}])


def test_the_library_knows_nothing_of_streamlit():
    assert "streamlit" not in {
        line.split()[1].split(".")[0]
        for file in PACKAGE.rglob("*.py")
        if not file.is_relative_to(APP)
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from "))
    }
