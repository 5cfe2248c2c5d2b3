"""Numbers and dates as each language writes them, by Babel's tables (Unicode CLDR).

The page writes them by the same tables: :func:`conventions` is what it gets.
"""

from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, parse_pattern
from babel.numbers import format_decimal

# English as it is written where a day comes before its month
_LOCALES = {"en": "en_GB"}
# the parts of a date in the tables, and what the browser puts in their place
_PARTS = {"d": "{day}", "dd": "{day2}", "MMMM": "{month}", "LLLL": "{month}", "y": "{year}"}
# The tables end in an abbreviated word for year. Its point would meet that of a sentence in
# Russian; an Armenian sentence hangs its endings on the day, which therefore comes last.
# No line ends between a number and what it counts.
_LONG_DATES = {"hy": "y 'թ.' MMMM\u00a0d", "ru": "d MMMM y\u00a0'года'"}
_MONTHS_OF_YEAR = {"ru": "LLLL y\u00a0'года'"}
MINUS = "\N{MINUS SIGN}"
PERCENT = "%"
# as newspapers write them: Azerbaijani thousands stand apart (the tables have a point), and what
# has four digits is not divided but in English
_GROUPS = {"az": "\u00a0"}
# The ordinal ending of an Azerbaijani year, by its last two digits: that of the last word in it.
_ONES = ("", "ci", "ci", "cü", "cü", "ci", "cı", "ci", "ci", "cu")
_TENS = ("ci", "cu", "ci", "cu", "cı", "ci", "cı", "ci", "ci", "cı")
_YEAR_ENDINGS = {"az": tuple(f"-{_ONES[year % 10] or _TENS[year // 10]}" for year in range(100))}
# where the month behind "since" and "until" is that of a date; its bare name elsewhere
_GENITIVE_MONTHS = ("ru",)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


def number(value: float, language: str, decimals: int = 0) -> str:
    """Return a number with so many decimals, for instance ``11,511`` or ``6.4``."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _written(round(value, decimals), pattern, language)


def short_number(value: float, language: str, decimals: int = 1) -> str:
    """Return a number with at most so many decimals: ``2.5``, but ``5``."""
    return _written(round(value, decimals), "#,##0." + "#" * decimals, language)


def _written(value: float, pattern: str, language: str) -> str:
    locale = _locale(language)
    least = 10 ** (_grouped_from(language) - 1)
    written = format_decimal(value, pattern, locale, group_separator=abs(value) >= least)
    if language in _GROUPS:
        written = written.replace(locale.number_symbols["latn"]["group"], _GROUPS[language])
    return written.replace("-", MINUS)


def _grouped_from(language: str) -> int:
    return 4 if language == "en" else 5


def signed(value: float, language: str, decimals: int = 0) -> str:
    """Return a number with its sign, ``+`` or a true minus; zero has none."""
    words = number(value, language, decimals)
    return f"+{words}" if value > 0 and any(char in "123456789" for char in words) else words


def with_unit(written: str, unit: str, language: str) -> str:
    """Return a written number with its unit, no line ending between them: ``33%``, ``5 km``."""
    apart = unit != PERCENT or "\u00a0" in _locale(language).percent_formats[None].pattern
    return f"{written}\u00a0{unit}" if apart else written + unit


def capitalised(words: str, language: str) -> str:
    """Return words as they begin a line: with a capital letter."""
    first = "İ" if language == "az" and words.startswith("i") else words[:1].upper()
    return first + words[1:]


def long_date(day: date, language: str = "en") -> str:
    """Return a date in words, for instance ``10 November 2020``."""
    return format_date(day, _LONG_DATES.get(language, "long"), _locale(language))


def short_date(day: date, language: str = "en") -> str:
    """Return a date in words with a short month, for instance ``10 Nov 2020``."""
    return format_date(day, "medium", _locale(language))


def month_year(day: date, language: str = "en") -> str:
    """Return the month and year of a day, for instance ``May 1993``."""
    written = conventions(language)
    month = written["months_alone"][day.month - 1]
    return str(written["month_of_year"]).format(month=month, year=day.year)


def month_in_bound(month: int, language: str) -> str:
    """Return the name of a month as it stands behind "since" and "until"."""
    return str(conventions(language)["months_bound"][month - 1])


def year_in_words(year: int, language: str) -> str:
    """Return a year as it stands before the word for it, for instance ``1993-cü``."""
    endings = _YEAR_ENDINGS.get(language)
    return f"{year}{endings[year % 100]}" if endings else str(year)


def days_of_year(first: date, last: date, language: str = "en") -> str:
    """Return days of one year: ``2–5 April 2016``, ``28 February – 7 March 1993``."""
    written = conventions(language)
    shown, days = last, f"{first.day}–{last.day}"
    if first.month != last.month:
        head, tail = _shared(first, last, language)
        shown, days = (
            (last, f"{head}\u00a0– {last.day}") if head else (first, f"{first.day}\u00a0– {tail}")
        )
    values = {"month": written["months"][shown.month - 1], "year": first.year}
    return str(written["long_date"]).format(day=days, day2=days, **values)


def months_of_year(first: date, last: date, language: str = "en") -> str:
    """Return months of one year, for instance ``June – August 1992``."""
    written = conventions(language)
    months = "\u00a0– ".join(written["months_alone"][each.month - 1] for each in (first, last))
    return str(written["month_of_year"]).format(month=months, year=first.year)


def both_days(first: date, last: date, language: str = "en") -> tuple[str, str]:
    """Return two days in words, the month and year that they share only once."""
    words = long_date(first, language), long_date(last, language)
    if first.year != last.year:
        return words
    head, tail = _shared(first, last, language)
    return (head, words[1]) if head else (words[0], tail)


def _shared(first: date, last: date, language: str) -> tuple[str, str]:
    """Return one of two days of a year without what it shares with the other, else "".

    Where the day comes before its month, that is the first; elsewhere the last.
    """
    written = conventions(language)
    day_first = written["long_date"].index("{day") < written["long_date"].index("{month}")
    short = first if day_first else last
    month = "" if first.month == last.month else written["months"][short.month - 1]
    if day_first:
        return "\u00a0".join(filter(None, (str(short.day), month))), ""
    return "", "\u00a0".join(filter(None, (month, str(short.day))))


def short_month(month: int, language: str) -> str:
    """Return the short name of a month by its number, for instance ``Nov``."""
    return str(_locale(language).months["format"]["abbreviated"][month])


def conventions(language: str) -> dict[str, Any]:
    """Return how a language writes numbers and dates, for the browser.

    Returns
    -------
    dict
        ``months`` (within a date), ``months_alone``, ``months_bound`` (behind "since") and
        ``months_short``, twelve names each;
        ``long_date`` and ``month_of_year``, patterns of ``{day}``, ``{month}`` and ``{year}``;
        ``group`` and ``decimal``, the signs of numbers, and ``grouped_from``, the digits from
        which on they are grouped; ``year_endings``, by the last two digits, where there are any.
    """
    locale = _locale(language)
    months, alone = (
        [locale.months[context]["wide"][month] for month in range(1, 13)]
        for context in ("format", "stand-alone")
    )
    pattern = _LONG_DATES.get(language, locale.date_formats["long"].pattern)
    monthly = _MONTHS_OF_YEAR.get(language, locale.datetime_skeletons["yMMMM"].pattern)
    symbols = locale.number_symbols["latn"]
    return {
        "months": months,
        "months_alone": alone,
        "months_bound": months if language in _GENITIVE_MONTHS else alone,
        "months_short": [short_month(month, language) for month in range(1, 13)],
        "long_date": str(parse_pattern(pattern).format) % _PARTS,
        "month_of_year": (str(parse_pattern(monthly).format) % _PARTS).replace(
            "\N{ONE DOT LEADER}", "."
        ),
        "group": _GROUPS.get(language, symbols["group"]),
        "decimal": symbols["decimal"],
        "grouped_from": _grouped_from(language),
        "year_endings": list(_YEAR_ENDINGS.get(language, ())),
    }
