"""Accounts that differ: for how long, on which ground, and what is said of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
import shapely

from karamap.build.differing_accounts import differing_accounts, doubt
from karamap.build.steps import Step
from karamap.check.features import File, layer_problems
from karamap.cli.answer_formats import state
from karamap.core.dates import edtf_bounds
from karamap.core.errors import DataError
from karamap.core.layers import BY_ID, LANGUAGES
from karamap.core.paths import geodata_folder
from karamap.describe.differing import LAYER, groups, sentence, sentences
from karamap.describe.place_history import who
from karamap.describe.recorded_dates import recorded, since, until
from karamap.evidence.citing import short
from karamap.evidence.control import PlaceControl
from karamap.evidence.evidence import Evidence
from karamap.evidence.tables import When
from karamap.lang.messages import text

if TYPE_CHECKING:
    from karamap.atlas.atlas import Atlas

STEPS = tuple(
    Step(date.fromisoformat(day), day, holder, "high", ("general-knowledge",))
    for day, holder in (
        ("1918-05-28", "azerbaijan"),
        ("1993-06-27", "armenian_forces"),
        ("2020-11-20", "azerbaijan"),
    )
)


def row(day: str, controller: str, account: str | None = None, **more: object) -> PlaceControl:
    given = PlaceControl(
        id=f"try-{day[:10]}", place_id="try", when=When(day, *edtf_bounds(day)),
        controller=controller, peacekeepers=False, event="a try", basis="recorded",
        claimed_by=("both",), account=account, confidence="high",
        sources=("general-knowledge",), note=None,
    )  # fmt: skip
    return given.model_copy(update=more)


TAKEN = row("1993-06-27", "armenian_forces")
RETURNED = row("2020-11-20", "azerbaijan")
ROWS = (TAKEN, row("1994-05-12", "armenian_forces"), RETURNED)


@pytest.mark.parametrize(
    ("account", "drawn", "span"),
    [
        # one holder, two dates: from the earlier to the later
        (row("1993-07-07", "armenian_forces"), TAKEN, ("1993-06-27", "1993-07-07")),
        (row("1993-06-20", "armenian_forces"), TAKEN, ("1993-06-20", "1993-06-27")),
        # of an uncertain date the first day counts
        (row("1993-07", "armenian_forces"), TAKEN, ("1993-06-27", "1993-07-01")),
        (row("1993-06-27/1993-07-04", "armenian_forces"), TAKEN, None),
        # another holder: until the next row of the place, or the next change of the ground
        (row("1993-06-27", "contested"), TAKEN, ("1993-06-27", "1994-05-12")),
        (row("1993-07-01", "contested"), TAKEN, ("1993-07-01", "1994-05-12")),
        (row("1993-06-01", "contested"), TAKEN, ("1993-06-01", "1994-05-12")),
        # what both say of the days before is in no doubt
        (row("1993-06-01", "azerbaijan"), TAKEN, ("1993-06-27", "1994-05-12")),
        # an end that nothing brings
        (row("2020-12-01", "armenian_forces"), RETURNED, ("2020-12-01", None)),
    ],
)
def test_how_long_a_holder_is_in_doubt(account, drawn, span):
    found = doubt(account, drawn, STEPS, ROWS)
    ends = found and (found.start.isoformat(), found.end and found.end.isoformat())
    assert ends == span
    if found:
        assert found.start_edtf.startswith(span[0][:7])
        assert (found.end_edtf is None) == (found.end is None)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence.read(geodata_folder() / "evidence")


def test_every_account_is_told_at_its_place(atlas: Atlas, evidence: Evidence):
    told = {
        item.id: [each["id"] for group in groups(item) for each in group]
        for item in atlas.layers["places"]
        if "accounts" in item.properties
    }
    for account in evidence.place_control:
        if account.account:
            assert {account.id, account.account} <= set(told[account.place_id])
    known = {account.id for account in evidence.place_control}
    assert {key for ids in told.values() for key in ids} <= known


def test_the_overlay_lies_on_the_ground_of_its_place(atlas: Atlas):
    assert atlas.layers[LAYER]
    places = {item.id: item.geometry for item in atlas.layers["places"]}
    for item in atlas.layers[LAYER]:
        properties = item.properties
        assert item.geometry.buffer(2e-5).covers(places[properties["place"]])
        start = date.fromisoformat(properties["start_date"])
        ground = shapely.union_all([x.geometry for x in atlas.features("control", start)])
        assert item.geometry.difference(ground.buffer(2e-5)).area == pytest.approx(0, abs=1e-9)
        assert len(properties["accounts"]) == 2
        assert properties["account"] in {each["id"] for each in properties["accounts"]}


def test_an_account_moves_no_line(evidence: Evidence):
    drawn = [row for row in evidence.place_control if not row.account]
    for name in {row.place_id for row in evidence.place_control if row.account}:
        bare = replace(evidence, place_control=drawn)
        assert evidence.control_of(name) == bare.control_of(name)
    assert differing_accounts([], evidence) == []


def test_an_account_of_another_place_is_refused(evidence: Evidence):
    stray = evidence.place_control[0].model_copy(
        update={"id": "stray", "account": "martakert-1993-06-27"}
    )
    with pytest.raises(DataError, match="expected an id of a row of the same place"):
        replace(evidence, place_control=[*evidence.place_control, stray]).require_one_place()


def test_validation_knows_what_an_account_has(atlas: Atlas):
    item = atlas.layers[LAYER][0]
    [first, second] = item.properties["accounts"]
    for accounts, wanted in (
        ([first, second], None),
        ("both", "a list"),
        ([first, {"id": "half"}], "accounts with id, start_date"),
        ([first, {**second, "start_date": "July 1993"}], "a start_date as YYYY-MM-DD"),
    ):
        broken = replace(item, properties={**item.properties, "accounts": accounts})
        found = [
            str(problem) for problem in layer_problems(File(LAYER, BY_ID[LAYER], ()), [broken])
        ]
        assert len(found) == (wanted is not None)
        assert not wanted or wanted in found[0]


# --- in words


def test_both_accounts_are_told_with_who_says_so(atlas: Atlas):
    told = "\n".join(sentences(atlas, date(1993, 7, 1)))
    assert "Armenian forces since 27 June 1993, as drawn here (" in told
    assert "Armenian forces since 7 July 1993 (Azerbaijan: XezerNews.az)" in told
    assert not [line for line in sentences(atlas, date(1993, 7, 7)) if "Martakert" in line]


def test_every_account_is_told_in_every_language(atlas: Atlas):
    for language, place in product(LANGUAGES, atlas.layers["places"]):
        for group in groups(place):
            words = sentence(atlas, group, language)
            assert words.count(text("differing.separator", language)) >= len(group) - 1
            assert "{" not in words


def test_the_map_of_a_day_tells_them(atlas: Atlas):
    day = atlas.at("1993-07-01")
    told = day.text().split("Where accounts differ\n")[1].split("\n\n")[0]
    assert any(line.startswith("  Martakert (Aghdara)") for line in told.splitlines())
    told = json.loads(state(day, "json", "en"))[LAYER]
    [record] = [each for each in told if each["place"] == "martakert"]
    assert [each["start_date"] for each in record["accounts"]] == ["1993-06-27", "1993-07-07"]
    assert (record["start_date"], record["end_date"]) == ("1993-06-27", "1993-07-07")
    # a day to which an account dates a change is one on which something ends
    assert date(1993, 7, 7) in atlas.change_dates
    words = atlas.at("1993-07-07").text()
    assert "On 7 July 1993:" in words
    assert "Ends: Martakert (Aghdara) – accounts differ" in words


def test_who_tells_them(atlas: Atlas):
    [[drawn, other]] = json.loads(who(atlas, ["martakert"], None, "json", "en"))["accounts"]
    assert drawn["differs_from"] is None
    assert other["differs_from"] == drawn["id"]
    assert other["claimed_by"] == ["azerbaijan"]
    words = who(atlas, ["martakert"], None, "text", "en")
    assert "Where accounts differ" in words
    assert "xezernews-2019: " in words
    # of a day, what is in doubt on it
    for asked in (["martakert"], ["46.811", "40.216"]):
        assert "accounts differ" in who(atlas, asked, date(1993, 7, 1), "text", "en")
        assert "accounts differ" not in who(atlas, asked, date(1993, 8, 1), "text", "en")


def test_dates_are_told_as_exactly_as_they_are_recorded():
    for edtf, words in (
        ("1993-07-07", "7 July 1993"),
        ("1993-10", "October 1993"),
        ("1993", "1993"),
        ("192X", "the 1920s"),
        ("1993-04-02/1993-04-03", "2–3 April 1993"),
        ("1992-06-12/1992-07-04", "12\u00a0June\u00a0– 4 July 1992"),
        ("2020-10-14~", "about 14 October 2020"),
        ("2024-04-17/..", "since 17 April 2024"),
    ):
        assert recorded(edtf) == words


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("en", "1992-05-08/1992-05-09", ("since 8 or 9 May 1992", "until 8 or 9 May 1992")),
        ("az", "1993-10", ("1993-cü ilin oktyabr ayından", "1993-cü ilin oktyabr ayınadək")),
        ("az", "201X", ("2010-cu illərdən", "2010-cu illərədək")),
        ("hy", "1993-10", ("1993 թ. հոկտեմբերից", "մինչև 1993 թ. հոկտեմբերը")),
        ("ru", "1993-10", ("с октября 1993 года", "до октября 1993 года")),
        ("ru", "1992", ("с 1992 года", "до 1992 года")),
        ("ru", "1930~", ("примерно с 1930 года", "примерно до 1930 года")),
        (
            "en",
            "1919-06/1919-07",
            (
                "since some day between 1\u00a0June and 31 July 1919",
                "until some day between 1\u00a0June and 31 July 1919",
            ),
        ),
    ],
)
def test_since_and_until_take_the_case_that_a_language_asks_for(language, edtf, words):
    assert (since(edtf, language), until(edtf, language)) == words


def test_a_source_in_a_few_words():
    paper = {"id": "a", "type": "article-newspaper", "title": "A town falls",
             "publisher": "AP (copy)", "issued": {"date-parts": [[1993, 6, 29]]}}  # fmt: skip
    book = {"id": "b", "type": "book", "title": "Black Garden (pages read)", "publisher": "A press"}
    assert short(paper) == "AP 1993"
    assert short(book) == "Black Garden"
    assert short({**book, "author": [{"family": "de Waal", "given": "T."}]}) == "de Waal"
