"""Odd numbers, dates and names on the command line, and options given twice or empty.

Each is answered in one sentence, with the exit code of a command that was not well formed, and
nothing reaches a terminal that would steer it.
"""

from __future__ import annotations

import unicodedata

import pytest
from click.testing import CliRunner

from karamap import UsageError
from karamap.cli import main
from karamap.core.errors import printable
from karamap.lang.names import find
from karamap.render.map.options import OWN_WORDS, MapOptions

DATES = (
    *("nan", "inf", "1_994", "１９９４", "２０２０-11-10", "2020−11−10", "2020–11–10"),
    *("−1994", "+1994", "1994.0", "1e3", "0x7ca", "1994\u202e", "\u202e1994", "1994\u200f"),
    *("\x071994", "19\u200b94", "1994\u0301", "٢٠٢٠", "२०२०-11-10", "   ", "2020-11-10T00:00"),
    *("2020/11/10", "10.11.2020", "99999999999999999999", "2020-02-30", "1994-1-1", "\udcff"),
    *("1994\x00", "today", "0000", "2020-W10", "1994~", "½", "Ⅻ", "1994 1995", "2020\xad-11-10"),
)
NUMBERS = (
    *("nan", "inf", "-inf", "NaN", "infinity", "0", "-1", "1_0", "１０", "1e2", "+5", "−5", "1,5"),
    *("1/2", "0x10", "999999999999", "1e-9", "٣", "½", "5\u200b", "1.", ".5", "1 0"),
)
VIEWS = (
    *("nan,46,9", "inf,46.8,9", "39.8,46.8,nan", "39_8,46.8,9", "３９.8,46.8,9", "46.8,39.8,9"),
    *("39.8,46.8", "39.8,46.8,9,1", "39.8;46.8;9", "39,8,46,8,9", "−39.8,46.8,9", "39.8,46.8,99"),
    *("1e1,46,9", "39.8\u200e,46.8,9", "+39.8,46.8,9", "39.8,46.8,9,", "0x27,46.8,9", ",,,"),
)
SIZES = (
    *("nan", "infxinf", "１００x100", "1e3x1e3", "1920*1080", "-1x5", "0x0", "1920x", "x1080"),
    *("99999999x1", "1920.5x1080", "A5", "A4-diagonal", "16:10", "1920x1080x3", "1_920x1080"),
)
POINTS = (
    *(("nan", "nan"), ("inf", "40"), ("46_7", "39"), ("４６.7", "39"), ("46.7", "−39")),
    *(("39.76", "46.75"), ("1e1", "2e1"), ("46,75", "39,76"), ("+46.75", "39.76")),
    *(("46.75°", "39.76°"), ("0x2e", "39"), ("999", "39"), ("46.75", "91"), (".5", "40")),
    *(("46.75\u200e", "39.76"), ("٤٦", "٣٩"), ("46.75", ""), ("46.75E", "39.76N")),
)
PICTURE = ("snapshot", "1994", "-o", "odd.png", "--size", "1x1")
FILM = ("animate", "-o", "odd.gif", "--size", "1x1")
WORDS = [
    *(("at", day) for day in DATES),
    *(("export", "-o", "odd.csv", "--date", day) for day in DATES),
    *(("snapshot", day, "-o", "odd.png") for day in DATES),
    *((*PICTURE, "--compare", day) for day in DATES),
    *((*FILM, "--from", day) for day in DATES),
    *((*FILM, "--to", day) for day in DATES),
    *((*FILM, "--fps", number) for number in NUMBERS),
    *((*FILM, "--hold", number) for number in NUMBERS),
    *((*PICTURE, "--dpi", number) for number in NUMBERS),
    *(("site", "-o", "odd", "--jobs", number) for number in NUMBERS if number != "999999999999"),
    *((*PICTURE, "--view", view) for view in VIEWS),
    *(("snapshot", "1994", "-o", "odd.png", "--size", size) for size in SIZES),
]
TWICE = (
    (("at", "1994", "--lang", "en", "--lang", "ru"), "--lang is given twice"),
    (("who", "shusha", "--date", "1994", "--date", "1994"), "--date is given twice"),
    (("snapshot", "1994", "-o", "a.png", "--output", "b.png"), "--output is given twice"),
    ((*PICTURE, "--title", "a", "--title", "b", "--title", "c"), "--title is given 3 times"),
    ((*FILM, "--fps", "2", "--fps=3"), "--fps is given twice"),
    (("measure", "--format", "csv", "--format", "json"), "--format is given twice"),
    (("export", "-o", "a.csv", "--layers", "control", "--layers", "places"), "--layers is given"),
    (("build", "--check", "--check"), "--check is given twice"),
    (("serve", "--port", "1", "--port", "2"), "--port is given twice"),
    (("--version", "--version"), "--version is given twice"),
    (("who", "shusha", "--date", ""), "--date is empty"),
    (("measure", "--date="), "--date is empty"),
    (("measure", "--date", "1994", "--town", ""), "--town is empty"),
    (("page", "-o", "a.html", "--lang", ""), "--lang is empty"),
    (("snapshot", "1994", "-o", "a.png", "--preset", ""), "--preset is empty"),
    (("at", "1994", "--geodata", ""), "--geodata is empty"),
    (("export", "-o", "", "--date", "1994"), "--output is empty"),
)


def refused(*words: str) -> str:
    """Return what is said of words that no command can follow."""
    result = CliRunner().invoke(main, words)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2, result.output
    steering = [one for one in result.output if unicodedata.category(one) in {"Cc", "Cf", "Cs"}]
    assert set(steering) <= {"\n"}, result.output
    return result.output


def test_odd_words_are_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(WORDS) > 300
    for words in WORDS:
        assert "expected" in refused(*words), words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("words", "says"), TWICE)
def test_an_option_given_twice_or_empty_is_told(words: tuple[str, ...], says: str):
    assert says in refused(*words)


def test_what_may_be_repeated_is(tmp_path):
    words = ("measure", "--date", "1994", "--town", "Shusha", "--town", "Hadrut")
    assert "Shusha" in CliRunner().invoke(main, words).stdout
    # a proxy that shows the app at its root
    says = refused("serve", "--base-url-path", "", "--port", "x")
    assert "--port" in says


@pytest.mark.parametrize("point", POINTS)
def test_an_odd_point_is_told(point: tuple[str, str]):
    assert "expected" in refused("who", *point)


def test_a_letter_again_and_again_is_no_name(atlas):
    places = atlas.layers["places"]
    for name in ("S" * 40, "Ssss", "a\u0301" * 30, "", " ", "\u202e", "%", "١٢"):
        with pytest.raises(UsageError, match="no place is called"):
            find(places, name)
    assert {place.id for place in find(places, "Шу́ша")} == {"shusha"}
    assert len(find(places, "s")) > 20


def test_nothing_steers_a_terminal():
    said = refused("at", "--\x1b[31mred\u202e", "1994")
    assert r"\x1b[31mred\u202e" in said
    assert printable("94\xa0km²\n") == "94\xa0km²\n"


@pytest.mark.parametrize("name", OWN_WORDS)
@pytest.mark.parametrize(
    "letter", ["\x00", "\x1b", "\u202e", "\u2067", "\ud800", "\uffff", "\ue000"]
)
def test_words_that_no_picture_can_show_are_refused(name: str, letter: str):
    with pytest.raises(UsageError, match=f"{name} has the character"):
        MapOptions(**{name: f"a{letter}b"})
    assert getattr(MapOptions(**{name: "«Ա» – 漢 & <b>"}), name)
