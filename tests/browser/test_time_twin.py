"""The time rule in the browser: the truth table of Python, which no changed rule passes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from itertools import product

import pytest

from karamap.core.dates import FIRST_DAY, LAST_DAY, parse_day, visible
from karamap.core.errors import UsageError

pytestmark = pytest.mark.browser

SOURCE = (files("karamap.web") / "js" / "time.js").read_text("utf-8")

# days where rules go wrong: ends of years, leap days, 1969/70, the hand-over days, both ends
DAYS = [
    date.fromisoformat(day)
    for day in (
        "1918-01-01", "1918-05-28", "1919-12-31", "1920-01-01", "1920-02-29", "1969-12-31",
        "1970-01-01", "1999-12-31", "2000-02-29", "2001-09-09", "2020-11-19", "2020-11-20",
        "2020-12-31", "2024-12-31",
    )
]  # fmt: skip
TEXTS = [
    *map(date.isoformat, DAYS), *map(str, (1918, 1969, 1994, 2024)), " 1994 ", "1994-05-12\n",
    "1917", "2025", "1917-12-31", "2025-01-01", "2020-13-01", "2020-02-30", "1900-02-29",
    "20201110", "2020-11-1", "12020-11-10", "2020-11-100", "019945", "1994x", "x1994", "199",
    "banana", "",
]  # fmt: skip

# which of the sources answer every question as expected (a source that fails answers none)
RUN = """([sources, questions, expected]) => sources.map((source) => {
  try {
    const time = new Function(`${source}; return time;`)();
    return questions.every(([name, ...given], i) => time[name](...given) === expected[i]);
  } catch {
    return false;
  }
})"""


def parsed(text: str) -> str | None:
    try:
        return parse_day(text).isoformat()
    except UsageError:
        return None


def truth() -> list[tuple[list[object], object]]:
    """Questions to the browser (function, arguments) and what Python answers."""
    table: list[tuple[list[object], object]] = []
    for start, end, day in product(DAYS, [*DAYS, None], DAYS):
        asked = [start.isoformat(), end and end.isoformat(), day.isoformat()]
        table.append((["visible", *asked], visible(start, end, day)))
    ends = [FIRST_DAY.isoformat(), LAST_DAY.isoformat()]
    table += [(["parse", text, *ends], parsed(text)) for text in TEXTS]
    for one, other in product(DAYS, DAYS):
        days = (other - one).days
        table.append((["between", one.isoformat(), other.isoformat()], days))
        table.append((["add", one.isoformat(), days], (one + timedelta(days)).isoformat()))
    for day in DAYS:
        table.append((["year", day.isoformat()], day.year))
        table.append((["dayOfYear", day.isoformat()], day.timetuple().tm_yday - 1))
    for year in (1918, 1920, 1970, 2000, 2024):
        table.append((["yearEnd", year], f"{year}-12-31"))
        table.append((["daysInYear", year], date(year, 12, 31).timetuple().tm_yday))
    return table


# each small change of the rule that changes an answer: what stands in the source, and what in its
# place (a looser YEAR changes none: what it lets in is no day)
CHANGES = {
    r"start <= day": ("start < day", "start >= day", "start !== day", "true"),
    r"day < end": ("day <= end", "day > end", "true", "false"),
    r"end === null \|\|": ("end !== null ||", "end === null &&", ""),
    r"<= day && \(": ("<= day || (",),
    r"86_400_000": ("86_400_001", "86_399_999", "3_600_000"),
    r"\^\\d\{4\}": (r"^\\d{3}",),
    r"\\d\{4\}\$": (r"\\d{5}$",),
    r"T00:00:00Z": ("T00:00:00+01:00", "T24:00:00Z"),
    r"slice\(0, 10\)": ("slice(0, 9)", "slice(1, 10)", "slice(0, 11)"),
    r"slice\(0, 4\)": ("slice(0, 3)", "slice(1, 4)", "slice(0, 5)"),
    r"utc\(day\) \+ days": ("utc(day) - days",),
    r"days \* DAY_MS": ("days / DAY_MS", "days + DAY_MS"),
    r"utc\(to\) - utc\(from\)": ("utc(to) + utc(from)", "utc(from) - utc(to)"),
    r"\) / DAY_MS": (") * DAY_MS",),
    r"-12-31": ("-12-30", "-01-01"),
    r"-01-01": ("-01-02", "-12-31"),
    r"\) \+ 1;": (") - 1;", ");", ") + 2;"),
    r"\.trim\(\)": ("",),
    r"YEAR\.test\(typed\) \?": ("!YEAR.test(typed) ?", "false ?", "true ?"),
    r"Number\.isNaN\(utc\(day\)\) \|\|": ("!Number.isNaN(utc(day)) ||", "false ||"),
    r"iso\(utc\(day\)\) !== day": ("iso(utc(day)) === day", "false"),
    r"first <= day": ("first < day", "first > day", "true"),
    r"day <= last": ("day < last", "day > last", "true"),
    r"&& day <= last": ("|| day <= last",),
    r"\? day : null": ("? null : day", "? day : day"),
}


def changed_sources() -> list[str]:
    """The source with one change each, at every place where it can be made."""
    made = []
    for pattern, instead in CHANGES.items():
        places = list(re.finditer(pattern, SOURCE))
        assert places, f"{pattern} is no longer in time.js: bring this table up to date"
        made += [
            SOURCE[: place.start()] + other.replace("\\\\", "\\") + SOURCE[place.end() :]
            for place in places
            for other in instead
        ]
    return made


@pytest.fixture(scope="module")
def right(browser):
    """Tell of each source whether it answers as Python does."""
    page = browser.new_page()
    questions, expected = zip(*truth(), strict=True)
    yield lambda sources: page.evaluate(RUN, [sources, list(questions), list(expected)])
    page.close()


def test_the_browser_answers_as_python_does(right):
    assert right([SOURCE]) == [True]


def test_no_changed_rule_passes_the_truth_table(right):
    sources = changed_sources()
    assert len(sources) > 60
    survivors = [
        next(line for line in source.splitlines() if line not in SOURCE)
        for source, passed in zip(sources, right(sources), strict=True)
        if passed
    ]
    assert not survivors
