"""The measurements in the app, run by Streamlit's own AppTest."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest


def page(day: str) -> None:
    from datetime import date  # noqa: PLC0415 - AppTest runs the function's source alone

    from karamap import Atlas  # noqa: PLC0415
    from karamap.app import measures  # noqa: PLC0415

    measures.show(Atlas.load(), date.fromisoformat(day), "en")


@pytest.fixture
def measured(monkeypatch):

    def run(day: date) -> AppTest:
        app = AppTest.from_function(page, default_timeout=60, args=(day.isoformat(),)).run()
        assert not app.exception
        return app

    return run


def words(app: AppTest) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)) for body in bodies)


def test_the_day_is_measured_beside_published_figures(measured):
    told = words(measured(date(1994, 12, 31)))
    assert "On 31 December 1994" in told
    assert "published 11,458\u00a0km² [realkarabakh-occupation]" in told
    assert "equal-area" in told


def test_the_chart_is_an_image_with_words_and_a_table(measured):
    app = measured(date(2020, 11, 10))
    [image] = [item.proto.body for item in app.get("html") if "<img" in item.proto.body]
    assert 'alt="Stacked areas in km² from 1 September 2020' in image
    assert "data:image/svg+xml;base64," in image
    assert "20 November 2020" in words(app)


def test_rings_are_drawn_round_the_towns_picked(measured):
    app = measured(date(2000, 12, 31))
    assert "Within 15\u00a0km of Stepanakert, Shusha" in words(app)
    [towns] = app.multiselect
    assert "Within 15\u00a0km of Shusha, " in words(towns.set_value(["shusha"]).run())
    assert "Pick at least one town." in words(app.multiselect[0].set_value([]).run())


def test_before_control_is_mapped_it_says_so(measured):
    assert "from 28 May 1918 on" in words(measured(date(1918, 2, 1)))
