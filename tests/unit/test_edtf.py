"""Every example of EDTF level 0 and 1: read with its true bounds, or refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from karamap.core.dates import EXPECTED_EDTF, LAST_DAY, edtf_bounds
from karamap.core.errors import DataError
from karamap.describe.recorded_dates import day_in_words, recorded, since, until
from karamap.evidence.claims import Claim, Event
from karamap.lang.messages import languages

# the specification's own examples, and intervals of what it qualifies: bounds and English
READ = {
    "1985-04-12": ("1985-04-12", "1985-04-12", "12 April 1985"),
    "1985-04": ("1985-04-01", "1985-04-30", "April 1985"),
    "1985": ("1985-01-01", "1985-12-31", "1985"),
    "1964/2008": ("1964-01-01", "2008-12-31", "1964–2008"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31", "June 2004\u00a0– August 2006"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08", "1 February 2004\u00a0– 8 February 2005"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28", "1 February 2004\u00a0– February 2005"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31", "1 February 2004\u00a0– 2005"),
    "2005/2006-02": ("2005-01-01", "2006-02-28", "2005\u00a0– February 2006"),
    "1984?": ("1984-01-01", "1984-12-31", "possibly 1984"),
    "2004-06~": ("2004-06-01", "2004-06-30", "about June 2004"),
    "2004-06-11%": ("2004-06-11", "2004-06-11", "possibly about 11 June 2004"),
    "201X": ("2010-01-01", "2019-12-31", "the 2010s"),
    "1984~/2004-06": ("1984-01-01", "2004-06-30", "about 1984\u00a0– June 2004"),
    "1984/2004-06~": ("1984-01-01", "2004-06-30", "1984\u00a0– about June 2004"),
    "1984~/2004~": ("1984-01-01", "2004-12-31", "about 1984–2004"),
    "1984?/2004%": ("1984-01-01", "2004-12-31", "possibly 1984\u00a0– possibly about 2004"),
    "1984-06?/2004-08?": ("1984-06-01", "2004-08-31", "possibly June 1984\u00a0– August 2004"),
    "193X/196X": ("1930-01-01", "1969-12-31", "the 1930s\u00a0– the 1960s"),
    # beyond the examples: a leap year, the ends of decades
    "2000-02": ("2000-02-01", "2000-02-29", "February 2000"),
    "192X~": ("1920-01-01", "1929-12-31", "about the 1920s"),
}
OPEN = {
    "1985-04-12/..": ("1985-04-12", "since 12 April 1985"),
    "1985-04/..": ("1985-04-01", "since April 1985"),
    "1985/..": ("1985-01-01", "since 1985"),
    "1984~/..": ("1984-01-01", "roughly since 1984"),
}
REFUSED = (
    *("1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04"),
    *("1985-04-12T23:20:30+04:30", "2004-01-01T10:10:10+05:00/2005"),
    *("Y170000002", "Y-170000002", "-1985", "-1985/1985", "Y1985"),
    *("2001-21", "2001-22", "2001-23", "2001-24", "2001-21?", "2001-21/2001-22", "1952-23~/1953"),
    *("20XX", "19XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "1993-XX/1994-XX", "XXXX"),
    *("../1985-04-12", "../1985-04", "../1985", "../..", "..", "/..", "../"),
    *("1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "/"),
    # level 2
    *(
        "?2004-06-04",
        "2004?-06",
        "156X-12-25",
        "[1667,1668]",
        "{1960,1961-12}",
        "1950S2",
        "2001-34",
    ),
    # none at all
    *("", "banana", "10.11.2020", "1994-5-2", "1994-02-30", "1994-13", "0000", "1994-00", "1994/5"),
    *("１９９４", "1994-05-12 ", "1994‐05", "1994–1995", "1994~~", "1994/1995/1996", "٢٠٢٠"),
)


def cells(model: type[Event | Claim], when: str) -> dict[str, str]:
    """Return a row that is sound but for its date."""
    return {
        **dict.fromkeys(model.columns, ""),
        "id": "try",
        "date": when,
        "title": "T",
        "summary": "S",
        "kind": "military",
        "in_article": "no",
        "confidence": "high",
        "sources": "a",
        "section": "s",
        "claim": "c",
        "day": "2000-01-01",
        "layers": "control",
        "shows": "s",
        "verdict": "agrees",
    }


@pytest.mark.parametrize(("text", "wanted"), READ.items())
def test_an_example_is_read_with_its_true_bounds_and_told_in_words(text, wanted):
    first, last, words = wanted
    assert edtf_bounds(text) == (date.fromisoformat(first), date.fromisoformat(last))
    assert recorded(text) == words
    event = Event.of("events", cells(Event, text))
    assert (event.when.edtf, event.when.last) == (text, date.fromisoformat(last))


@pytest.mark.parametrize(("text", "wanted"), OPEN.items())
def test_an_open_end_is_told_as_one_and_only_claims_have_it(text, wanted):
    first, words = wanted
    assert edtf_bounds(text) == (date.fromisoformat(first), LAST_DAY)
    assert recorded(text) == words
    assert Claim.of("claims", cells(Claim, text)).when.edtf == text
    with pytest.raises(DataError, match="expected an EDTF date whose end is not open"):
        Event.of("events", cells(Event, text))


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("model", [Event, Claim])
def test_what_no_day_can_be_read_from_is_refused_in_a_sentence(model, text, capfd):
    with pytest.raises(ValueError, match="is not a date: expected a day, month, year or decade"):
        edtf_bounds(text)
    with pytest.raises(DataError) as told:
        model.of("table", cells(model, text))
    assert str(told.value).endswith(f"expected an EDTF date: {EXPECTED_EDTF}")
    assert "\n" not in str(told.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("text", [*READ, *OPEN])
def test_no_notation_is_left_in_any_language(text, language):
    for tell in (recorded, day_in_words, since, until):
        words = tell(text, language)
        assert not {*"{}?~%X/"} & set(words)
        assert ".." not in words
