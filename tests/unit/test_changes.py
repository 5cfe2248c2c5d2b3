"""What changed between two days: gains and losses are the difference of the two states."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from karamap import Atlas
from karamap.cli import answer_formats, main
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.layers import CONTROLLERS

# any two days, with the days of change likelier than chance would have them
DAYS = st.dates(FIRST_DAY, LAST_DAY) | st.deferred(
    lambda: st.sampled_from(Atlas.load().change_dates)
)


def printed(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def areas(day: str) -> dict[str, float]:
    return json.loads(printed("at", day, "--format", "json"))["areas_km2"]


def test_gains_of_the_war_are_the_difference_of_the_two_states():
    told = json.loads(printed("changes", "2020-09-26", "2020-12-01", "--format", "json"))
    before, after = areas("2020-09-26"), areas("2020-12-01")
    gained = after["azerbaijan"] - before["azerbaijan"]
    assert told["gained_km2"]["azerbaijan"] == pytest.approx(gained, abs=0.01)
    assert told["lost_km2"]["armenian_forces"] == pytest.approx(gained, abs=0.01)
    [moved] = told["transfers"]
    assert sum(moved["units"].values()) == pytest.approx(gained, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(st.tuples(DAYS, DAYS).filter(lambda days: days[0] != days[1]).map(sorted))
@example([FIRST_DAY, LAST_DAY])
def test_gains_less_losses_are_the_difference_of_any_two_states(atlas, days):
    first, last = days
    told = json.loads(answer_formats.changes(atlas, atlas.changes(first, last), "json", "en"))
    before, after = (
        json.loads(answer_formats.state(atlas.at(day), "json", "en"))["areas_km2"] for day in days
    )
    units = dict.fromkeys(CONTROLLERS, 0.0)
    for moved in told["transfers"]:
        for km2 in moved["units"].values():
            units[moved["to"]] += km2
            if moved["from"]:
                units[moved["from"]] -= km2
    for holder in CONTROLLERS:
        difference = after[holder] - before[holder]
        net = told["gained_km2"].get(holder, 0) - told["lost_km2"].get(holder, 0)
        assert net == pytest.approx(difference, abs=0.05)
        assert told["difference_km2"].get(holder, 0) == pytest.approx(difference, abs=0.05)
        assert units[holder] == pytest.approx(difference, abs=0.05)


def test_changes_in_words_are_told_by_holder_and_by_district():
    lines = printed("changes", "2020-11-19", "2020-11-20").splitlines()
    assert lines[0] == "19 November 2020 → 20 November 2020"
    assert lines[1].startswith("  Azerbaijan: +")
    assert lines[1].endswith("\u00a0km²")
    assert lines[2].startswith("  Armenian forces: −")
    assert lines[3].startswith("Armenian forces → Azerbaijan: ")
    assert lines[4].startswith("  Aghdam (Akna): 807.")


def test_a_holder_who_gained_here_and_lost_there_is_told_both():
    told = printed("changes", "1918", "1994")
    assert "Azerbaijan: +" in told
    assert "Azerbaijan: −" in told


def test_parts_of_one_district_are_told_as_one():
    lines = printed("changes", "2022-08-25", "2022-08-26").splitlines()
    assert len([line for line in lines if "Lachin" in line]) == 1


def test_ground_first_mapped_has_no_loser():
    told = printed("changes", "1918-05-27", "1918-05-28")
    assert "First mapped, Azerbaijan: " in told
    assert "→ Azerbaijan" not in told
    assert " lost" not in told


def test_nothing_changed_is_said():
    assert "No territory changed hands" in printed("changes", "2001", "2002")


def test_changes_as_csv():
    rows = list(csv.DictReader(io.StringIO(printed("changes", "1950", "1994", "--format", "csv"))))
    told = json.loads(printed("changes", "1950", "1994", "--format", "json"))["transfers"]
    units = {
        (item["from"], item["to"], key): km2 for item in told for key, km2 in item["units"].items()
    }
    assert {(row["from"], row["to"], row["unit"]): float(row["km2"]) for row in rows} == units
    assert {row["name"] for row in rows} >= {"Askeran", "Kalbajar (Karvachar)"}
