"""The map of a state works inside a frame without an address, as notebooks show it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_state_opens_on_its_day_and_fetches_nothing(atlas, open_page, tmp_path):
    notebook = tmp_path / "notebook.html"
    cell = atlas.at("2020-11-10").show()._repr_html_()
    notebook.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{cell}", "utf-8")
    opened = open_page(notebook.as_uri())
    frame = opened.page.frame_locator("iframe")
    frame.locator("body.ready").wait_for()
    inside = opened.page.frames[1]
    assert inside.evaluate("karamap.date") == "2020-11-10"
    inside.evaluate("karamap.setDate('1994')")
    assert inside.evaluate("karamap.visible().line_of_contact.length") > 0
    opened.page.wait_for_timeout(400)
    assert (opened.errors, opened.foreign) == ([], [])
