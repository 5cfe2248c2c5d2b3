"""Accounts that differ, in the browser: hatch, legend, popups, and the words of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karamap.core.layers import LANGUAGES
from karamap.describe.differing import LAYER, groups, sentence
from karamap.lang.formats import capitalised
from karamap.lang.messages import text

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

DOUBTED, SETTLED = "1993-07-01", "1993-07-07"
OVERLAY = "differing-martakert-1993-07-07-azerbaijan"


def test_hatch_and_legend_tell_when_a_holder_is_in_doubt(opened):
    page = opened.page
    row = page.locator(f'.legend-rows [data-class="{LAYER}"]')
    for day, there in ((DOUBTED, True), (SETTLED, False)):
        page.evaluate("(day) => karamap.setDate(day)", day)
        shown = page.evaluate(f"karamap.visible().{LAYER}")
        assert (OVERLAY in shown) == there
        assert row.is_visible() == bool(shown)


def test_the_popups_of_place_and_ground_tell_both_accounts(opened, atlas: Atlas):
    for language in LANGUAGES:
        check_popups(opened, atlas, language)


def check_popups(opened, atlas: Atlas, language: str) -> None:
    page = opened.ask(f"?date={DOUBTED}&place=martakert&lang={language}")
    [place] = [item for item in atlas.layers["places"] if item["id"] == "martakert"]
    told = (sentence(atlas, group, language) for group in groups(place))
    expected = [capitalised(words, language) for words in told]
    page.wait_for_selector(".facts .accounts li")
    assert page.locator(".facts .accounts li").all_inner_texts() == expected
    assert page.locator(".facts h3").inner_text() == text("twin.differing", language)
    # some ground beside the town; its popup would lie over it, and has moved the map to be seen
    page.locator(".leaflet-popup-close-button").click()
    page.wait_for_function("!document.querySelector('.leaflet-popup, .leaflet-pan-anim')")
    # and so would names of villages
    page.evaluate("(layer) => karamap.setLayers(['control', layer])", LAYER)
    page.evaluate("karamap.setView([40.214, 46.837, 12])")
    page.locator("#frame").click()
    page.wait_for_function("document.querySelectorAll('.facts .accounts li').length === 1")
    assert page.locator(".facts .accounts li").all_inner_texts() == expected
    page.evaluate("(day) => karamap.setDate(day)", SETTLED)
    page.wait_for_function("!document.querySelector('.facts .accounts')")
