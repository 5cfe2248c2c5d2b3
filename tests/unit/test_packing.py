"""The payload in fewer characters, and texts by number: nothing is lost."""

from __future__ import annotations

from karamap.web.packing import digits, packed
from karamap.web.texts import Texts


def test_small_numbers_are_one_digit_and_large_ones_more():
    assert digits([0, 1, -1, 15, -15]) == "ACDef"
    assert len(digits([16])) == len(digits([-511])) == 2
    assert digits([]) == ""


def test_an_id_that_says_no_more_than_block_and_day_is_left_out():
    rows = [
        {"id": "control-a-1992-05-18", "block": "a", "start": "1992-05-18"},
        {"id": "lachin", "start": "1992-05-18"},
    ]
    data = {
        "features": {"control": rows},
        "subjects": [],
        "arcs": [],
        "geometries": [],
        "spoken": {},
        "version": "1",
    }
    table = packed(data)["features"]["control"]["columns"]
    assert table["id"] == {"of": ["lachin"], "at": [-1, 0]}
    assert rows[0]["id"] == "control-a-1992-05-18"
    assert "spoken" not in packed(data)
    assert packed(data)["version"] == "1"


def test_arcs_go_on_from_one_another_and_points_stay():
    arcs = [[10, 20, 1, -1], [11, 19, 2, 2, 3, 3]]
    data = {"features": {}, "subjects": [], "arcs": arcs, "geometries": [[[[0, -2]]], [5, 6]]}
    there = packed(data)
    assert there["arcs"] == {
        "points": digits([2, 3]),
        "east": digits([10, 1, 0, 2, 3]),
        "north": digits([20, -1, 0, 2, 3]),
    }
    assert there["geometries"] == [[[[0, 3]]], [5, 6]]


def test_a_text_has_one_number_and_is_empty_where_a_language_lacks_it():
    texts = Texts(("en", "ru"))
    assert [texts.add({"en": "a", "ru": "b"}), texts.add({"en": "c"})] == [0, 1]
    assert texts.add({"ru": "b", "en": "a"}) == 0
    assert texts.written() == {"en": ["a", "c"], "ru": ["b", ""]}
    assert Texts(("en",)).written() == {"en": []}
