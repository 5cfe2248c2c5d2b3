"""The pages about days: one for each key date, and those that set two days side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from karamap import link
from karamap.booklet import maps, story
from karamap.booklet.bars import Bars
from karamap.booklet.sheet import BODY, GUTTER, UNIT, Sheet, halves
from karamap.captions import period
from karamap.figure.column import Space, Words, fitting
from karamap.figure.legend import rows
from karamap.figure.projection import Frame
from karamap.locales import long_date
from karamap.spans import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karamap.booklet.sheet import Look
    from karamap.booklet.story import Chapter
    from karamap.figure.column import Block

MAP_HEIGHT, PAIR_HEIGHT = 432.0, 392.0
LEFT_SHARE = 0.6
Shortened = Literal["none", "others", "all"]
# text this much smaller than planned is hard to read: less is told then
LEAST = 0.85
# the size of a style pixel in legends, and in the maps of a pair
LEGEND, PAIR_UNIT = 0.62, 0.62
TEXT, SMALL, HEAD = 12.4, 11.2, 14.0


def chapter_page(look: Look, chapter: Chapter, number: int) -> Sheet:
    """Return the page of a key date: its map, what happened before, what the map says."""
    title = long_date(chapter.day, look.language)
    sheet = Sheet(look, title)
    sheet.heading(title, look.say(period(chapter.day)), BODY.width * 0.62)
    sheet.strip(chapter.day)
    frame = Frame(BODY.left, BODY.top - MAP_HEIGHT, BODY.right, BODY.top)
    scene = maps.draw(sheet, chapter.day, frame, UNIT)
    left, right = halves(Frame(BODY.left, BODY.bottom, BODY.right, frame.bottom - 30), LEFT_SHARE)
    for shortened in ("none", "others", "all"):
        told = list(_happened(look, chapter, shortened))
        if fitting(sheet.canvas, left, 1.0, told) >= LEAST:
            break
    sheet.stack(left, told)
    legend: list[Block] = [
        Words(look.say("booklet.on_the_map"), HEAD / LEGEND, bold=True, after=4),
        *rows(scene),
    ]
    end = sheet.stack(right, legend, LEGEND)
    below = Frame(right.left, right.bottom, right.right, end - 10)
    sheet.stack(below, list(_in_words(look, chapter)))
    sheet.foot(number, look.say("booklet.link", query=link.query(chapter.day)))
    return sheet


def _happened(look: Look, chapter: Chapter, shortened: Shortened) -> Iterator[Block]:
    """Yield the events since the key date before, each with its day.

    An event before the key date has only its title and day if it is shortened: none is, the
    others than the article's are, or all are.
    """
    if chapter.since is None:
        heading = look.say("booklet.happened_first")
    else:
        since = long_date(chapter.since, look.language)
        heading = look.say("booklet.happened", date=since)
    yield Words(heading, HEAD, bold=True, after=5)
    for item in chapter.events:
        event = story.told(item, look.language)
        yield Words(event.title, TEXT, bold=True, leading=1.3)
        told = look.say("booklet.event", when=event.when, summary=event.summary)
        before = span_of(item)[0] < chapter.day
        in_article = item["properties"]["in_article"]
        if before and (shortened == "all" or (shortened == "others" and not in_article)):
            told = event.when
        yield Words(told, TEXT, leading=1.32, after=7)


def _in_words(look: Look, chapter: Chapter) -> Iterator[Block]:
    """Yield what changed hands, and the text twin of the map."""
    if chapter.since is not None:
        since = long_date(chapter.since, look.language)
        moved = story.passed(look.atlas, chapter.since, chapter.day, look.language)
        if moved:
            yield Words(look.say("booklet.moved", date=since), TEXT, bold=True, after=2)
        for item in moved:
            told = look.say("booklet.passed", who=item.who, km2=item.km2, where=item.where)
            yield Words(told, SMALL, leading=1.3, after=3)
        yield Space(6)
    yield Words(look.say("booklet.in_words"), TEXT, bold=True, after=2)
    for paragraph in story.state_words(look.atlas, chapter.day, look.language):
        yield Words(paragraph, SMALL, leading=1.3, after=3)


def pair_page(look: Look, since: date, until: date, number: int) -> Sheet:
    """Return a page with two days side by side and what changed hands, by district."""
    before, after = (long_date(day, look.language) for day in (since, until))
    sheet = Sheet(look, look.say("booklet.pair", since=before, until=after))
    sheet.heading(
        look.say("booklet.pair_title"), look.say("date.span", since=before, until=after),
        BODY.width * 0.62,
    )  # fmt: skip
    sheet.strip(until)
    ends = []
    for day, words, half in zip((since, until), (before, after), halves(BODY), strict=True):
        sheet.canvas.write(words, half.left, half.top - 12, HEAD + 3, bold=True)
        frame = Frame(half.left, half.top - 24 - PAIR_HEIGHT, half.right, half.top - 24)
        scene = maps.draw(sheet, day, frame, PAIR_UNIT)
        column = Frame(half.left, BODY.bottom, half.right, frame.bottom - 26)
        ends.append(sheet.stack(column, list(rows(scene)), PAIR_UNIT))
    table = Frame(BODY.left, BODY.bottom, BODY.right, min(ends) - GUTTER)
    moved = list(story.by_district(look.atlas, since, until, look.language))
    sheet.stack(
        table,
        [
            Words(look.say("booklet.pair_districts"), HEAD, bold=True, after=6),
            Bars(tuple(moved), look.language),
        ],
    )
    sheet.foot(number, look.say("booklet.link", query=link.query(until, compare=since)))
    return sheet
