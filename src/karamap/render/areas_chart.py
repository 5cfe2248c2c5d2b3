"""A chart of who held how much through time, with a rule at the day on view, as SVG.

It shows the former oblast and the districts around it, the ground that was fought over; all of
Azerbaijan would leave it a thin strip. Colours and hatch are those of the map.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from karamap.core.dates import FIRST_DAY, LAST_DAY, visible
from karamap.core.style import SCREEN
from karamap.lang.formats import long_date, number, short_month
from karamap.lang.messages import text
from karamap.stats.published import series
from karamap.stats.quantities import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karamap.atlas.atlas import Atlas
    from karamap.stats.published import Areas

UNITS = tuple(unit for units in DISTRICTS.values() for unit in units)
# from the bottom of the stack to its top
STACK = ("armenian_forces", "contested", "azerbaijan")

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 708, 50, 272
_FONT = "font-family=\"'Source Sans 3','Segoe UI','Helvetica Neue',Arial,'Noto Sans',sans-serif\""
_INK, _HALO = SCREEN.palette.ink, SCREEN.palette.halo
_KM2_STEP = 2_500
_MANY_TICKS = 12
_TICK_YEARS = (1, 2, 5, 10, 20)
_DAYS_PER_YEAR = 365.25
# the date on the rule stays this far from the chart's edges, in pixels
_LABEL_ROOM = 50
_LEGEND_STEP = 150


def areas_chart(
    atlas: Atlas,
    day: date,
    since: date = FIRST_DAY,
    until: date = LAST_DAY,
    language: str = "en",
) -> str:
    """Return the chart from ``since`` to ``until`` as an SVG document that describes itself."""
    chart = _Chart(_within(series(atlas, UNITS), since, until), since, until)
    inside = [
        *chart.areas(),
        *chart.km2_axis(language),
        *chart.time_axis(language),
        *_legend(language),
        *(chart.rule(day, language) if since <= day <= until else ()),
    ]
    title, desc = text("measure.chart", language), description(atlas, day, since, until, language)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' "
        f"aria-labelledby='t d' {_FONT} font-size='12' fill='{_INK}'>"
        f"<title id='t'>{escape(title)}</title><desc id='d'>{escape(desc)}</desc>"
        f"{_HATCH}{''.join(inside)}</svg>\n"
    )


def description(atlas: Atlas, day: date, since: date, until: date, language: str) -> str:
    """Return in words what the chart shows, and who holds how much on the day of the rule."""
    now = next((row for row in reversed(series(atlas, UNITS)) if row.day <= day), None)
    holders = [
        f"{text(f'class.control:{holder}', language)} "
        f"{text('legend.area', language, km2=number(now.km2[holder], language))}"
        for holder in STACK
        if now and now.km2[holder]
    ]
    return text(
        "measure.chart_desc",
        language,
        since=long_date(since, language),
        until=long_date(until, language),
        date=long_date(day, language),
        holders=", ".join(holders) or text("popup.not_yet", language),
    )


def _within(rows: Sequence[Areas], since: date, until: date) -> list[tuple[date, date, Areas]]:
    """Return the spans of constant areas between two days, cut to them."""
    ends = [*(row.day for row in rows[1:]), date.max]
    return [
        (max(row.day, since), min(end, until), row)
        for row, end in zip(rows, ends, strict=True)
        if row.day <= until and end > since
    ]


Corner = tuple[float, float]


class _Chart:
    """The scales of a chart, and the parts that are drawn with them."""

    def __init__(self, spans: Sequence[tuple[date, date, Areas]], since: date, until: date) -> None:
        self.spans, self.since, self.until = spans, since, until
        self.most = max((sum(row.km2.values()) for *_, row in spans), default=1.0)

    def x(self, day: date) -> float:
        passed, whole = (day - self.since).days, (self.until - self.since).days
        return round(LEFT + (RIGHT - LEFT) * passed / whole, 1)

    def y(self, km2: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * km2 / self.most, 1)

    def areas(self) -> Iterator[str]:
        """Yield each holder's area, and over it its hatch."""
        for index, holder in enumerate(STACK):
            below, above = self._edge(STACK[:index]), self._edge(STACK[: index + 1])
            path = "M" + "L".join(f"{x},{y}" for x, y in [*above, *reversed(below)]) + "Z"
            look = SCREEN.styles[f"control:{holder}"]
            yield (
                f"<path d='{path}' fill='{look.fill}' fill-opacity='{SCREEN.control_opacity}' "
                "shape-rendering='crispEdges'/>"
            )
            if look.hatch:
                yield f"<path d='{self._tall(below, above)}' fill='url(#hatch)'/>"

    @staticmethod
    def _tall(below: Sequence[Corner], above: Sequence[Corner]) -> str:
        """Return the path of the steps high enough to be hatched; on less it would be specks."""
        steps = zip(above[::2], above[1::2], below[::2], strict=True)
        return "".join(
            f"M{left},{top}H{right}V{bottom}H{left}Z"
            for (left, top), (right, _), (_, bottom) in steps
            if bottom - top > 1
        )

    def _edge(self, holders: Sequence[str]) -> list[Corner]:
        """Return the steps of the upper edge of some holders' ground, from left to right."""
        return [
            (self.x(day), self.y(sum(row.km2[holder] for holder in holders)))
            for start, end, row in self.spans
            for day in (start, end)
        ]

    def km2_axis(self, language: str) -> Iterator[str]:
        for km2 in range(0, int(self.most) + 1, _KM2_STEP):
            y = self.y(km2)
            yield f"<path d='M{LEFT},{y}H{RIGHT}' stroke='{_INK}' stroke-opacity='.18'/>"
            words = number(km2, language)
            yield f"<text x='{LEFT - 6}' y='{y + 4}' text-anchor='end'>{words}</text>"
        yield f"<text x='{LEFT - 6}' y='{TOP - 6}' text-anchor='end'>km²</text>"

    def time_axis(self, language: str) -> Iterator[str]:
        for day, words in self._ticks(language):
            x = self.x(day)
            yield f"<path d='M{x},{BOTTOM}v5' stroke='{_INK}'/>"
            yield f"<text x='{x}' y='{BOTTOM + 18}' text-anchor='middle'>{escape(words)}</text>"

    def _ticks(self, language: str) -> Iterator[tuple[date, str]]:
        if self.since.year == self.until.year:
            for month in range(self.since.month, self.until.month + 1):
                first = date(self.since.year, month, 1)
                if first >= self.since:
                    yield first, short_month(month, language)
            return
        years = (self.until - self.since).days / _DAYS_PER_YEAR
        step = next((each for each in _TICK_YEARS if years / each <= _MANY_TICKS), _TICK_YEARS[-1])
        for year in range(self.since.year, self.until.year + 1):
            if year % step == 0 and visible(self.since, self.until, date(year, 1, 1)):
                yield date(year, 1, 1), str(year)

    def rule(self, day: date, language: str) -> Iterator[str]:
        """Yield the rule at the day on view, with its date."""
        x = self.x(day)
        at = min(max(x, LEFT + _LABEL_ROOM), RIGHT - _LABEL_ROOM)
        yield f"<path d='M{x},{TOP - 8}V{BOTTOM}' stroke='{_HALO}' stroke-width='4'/>"
        yield f"<path d='M{x},{TOP - 8}V{BOTTOM}' stroke='{_INK}' stroke-width='1.6'/>"
        words = escape(long_date(day, language))
        yield f"<text x='{at}' y='{TOP - 13}' text-anchor='middle' font-weight='600'>{words}</text>"


_HATCH = (
    "<defs><pattern id='hatch' width='7' height='7' patternUnits='userSpaceOnUse' "
    f"patternTransform='rotate(45)'><path d='M0,3.5H7' stroke='{_INK}' stroke-width='1.5'/>"
    "</pattern></defs>"
)


def _legend(language: str) -> Iterator[str]:
    for index, holder in enumerate(STACK):
        look = SCREEN.styles[f"control:{holder}"]
        x = LEFT + _LEGEND_STEP * index
        box = f"x='{x}' y='4' width='20' height='12'"
        yield f"<rect {box} fill='{look.fill}' fill-opacity='{SCREEN.control_opacity}'/>"
        if look.hatch:
            yield f"<rect {box} fill='url(#hatch)'/>"
        name = escape(text(f"class.control:{holder}", language))
        yield f"<text x='{x + 26}' y='14'>{name}</text>"
