"""A chart of who held how much through time, with a rule at the day on view, as SVG.

It shows the former oblast and the districts around it, the ground that was fought over; all of
Azerbaijan would leave it a thin strip. Colours and hatch are those of the map.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from karamap.atlas.atlas import Atlas
from karamap.core.dates import FIRST_DAY, LAST_DAY, visible
from karamap.core.hatches import Hatch
from karamap.core.style import SCREEN, Theme
from karamap.lang.formats import long_date, number, short_month
from karamap.lang.messages import text
from karamap.stats.published import Areas, series
from karamap.stats.quantities import DISTRICTS

UNITS = tuple(unit for units in DISTRICTS.values() for unit in units)
# from the bottom of the stack to its top
STACK = ("armenian_forces", "contested", "azerbaijan")

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 708, 50, 272
_FONT = "'Source Sans 3','Segoe UI','Helvetica Neue',Arial,'Noto Sans',sans-serif"
_KM2_STEP = 2_500
_MANY_TICKS = 12
_TICK_YEARS = (1, 2, 5, 10, 20)
_DAYS_PER_YEAR = 365.25
# the date on the rule stays this far from the chart's edges, in pixels
_LABEL_ROOM = 50
_KEY_ROOM = 26


@dataclass(frozen=True)
class ChartLook:
    """How the chart is drawn: its size in pixels, its colours and font, its key and its rule."""

    width: float = WIDTH
    height: float = HEIGHT
    theme: Theme = SCREEN
    font: str = _FONT
    key: bool = True
    ruled: bool = True


def areas_chart(
    atlas: Atlas,
    day: date,
    since: date = FIRST_DAY,
    until: date = LAST_DAY,
    language: str = "en",
    *,
    look: ChartLook | None = None,
) -> str:
    """Return the chart as an SVG document that describes itself, with a rule at ``day``."""
    look = look or ChartLook()
    chart = _Chart(_within(series(atlas, UNITS), since, until), since, until, look)
    inside = [
        *chart.areas(),
        *chart.km2_axis(language),
        *chart.time_axis(language),
        *(chart.key(language) if look.key else ()),
        *(chart.rule(day, language) if look.ruled and since <= day <= until else ()),
    ]
    title, desc = text("measure.chart", language), description(atlas, day, since, until, language)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {look.width:g} {look.height:g}' "
        f"role='img' aria-labelledby='t d' font-family=\"{look.font}\" font-size='12' "
        f"fill='{chart.ink}'><title id='t'>{escape(title)}</title>"
        f"<desc id='d'>{escape(desc)}</desc>{_hatches(look.theme)}{''.join(inside)}</svg>\n"
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

    def __init__(
        self, spans: Sequence[tuple[date, date, Areas]], since: date, until: date, look: ChartLook
    ) -> None:
        self.spans, self.since, self.until, self.look = spans, since, until, look
        self.ink = look.theme.palette.ink
        # where the areas begin and end; the key and the date of the rule stand over them
        self.top = TOP if look.key or look.ruled else TOP - _KEY_ROOM
        self.right, self.bottom = look.width - (WIDTH - RIGHT), look.height - (HEIGHT - BOTTOM)
        self.most = max((sum(row.km2.values()) for *_, row in spans), default=1.0)

    def x(self, day: date) -> float:
        passed, whole = (day - self.since).days, (self.until - self.since).days
        return round(LEFT + (self.right - LEFT) * passed / whole, 1)

    def y(self, km2: float) -> float:
        return round(self.bottom - (self.bottom - self.top) * km2 / self.most, 1)

    def areas(self) -> Iterator[str]:
        """Yield each holder's area, and over it its hatch."""
        for index, holder in enumerate(STACK):
            below, above = self._edge(STACK[:index]), self._edge(STACK[: index + 1])
            path = "M" + "L".join(f"{x},{y}" for x, y in [*above, *reversed(below)]) + "Z"
            theme = self.look.theme
            style = theme.styles[f"control:{holder}"]
            yield (
                f"<path d='{path}' fill='{style.fill}' fill-opacity='{theme.control_opacity}' "
                "shape-rendering='crispEdges'/>"
            )
            if style.hatch:
                yield f"<path d='{self._tall(below, above)}' fill='url(#{style.hatch})'/>"

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
            yield f"<path d='M{LEFT},{y}H{self.right:g}' stroke='{self.ink}' stroke-opacity='.18'/>"
            words = number(km2, language)
            yield f"<text x='{LEFT - 6}' y='{y + 4}' text-anchor='end'>{words}</text>"
        yield f"<text x='{LEFT - 6}' y='{self.top - 6}' text-anchor='end'>km²</text>"

    def time_axis(self, language: str) -> Iterator[str]:
        bottom = self.bottom
        for day, words in self._ticks(language):
            x = self.x(day)
            yield f"<path d='M{x},{bottom:g}v5' stroke='{self.ink}'/>"
            yield (f"<text x='{x}' y='{bottom + 18:g}' text-anchor='middle'>{escape(words)}</text>")

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
        x, top, bottom = self.x(day), self.top, self.bottom
        at = min(max(x, LEFT + _LABEL_ROOM), self.right - _LABEL_ROOM)
        for colour, width in ((self.look.theme.palette.halo, 4), (self.ink, 1.6)):
            path = f"M{x},{top - 8}V{bottom:g}"
            yield f"<path d='{path}' stroke='{colour}' stroke-width='{width}'/>"
        words = escape(long_date(day, language))
        yield f"<text x='{at}' y='{top - 13}' text-anchor='middle' font-weight='600'>{words}</text>"

    def key(self, language: str) -> Iterator[str]:
        theme, step = self.look.theme, (self.right - LEFT) / len(STACK)
        for index, holder in enumerate(STACK):
            style = theme.styles[f"control:{holder}"]
            x = round(LEFT + step * index, 1)
            box = f"x='{x}' y='4' width='20' height='12'"
            yield f"<rect {box} fill='{style.fill}' fill-opacity='{theme.control_opacity}'/>"
            if style.hatch:
                yield f"<rect {box} fill='url(#{style.hatch})'/>"
            name = escape(text(f"class.control:{holder}", language))
            yield f"<text x='{x + 26}' y='14'>{name}</text>"


def _hatches(theme: Theme) -> str:
    """Return the hatches of the holders as patterns of SVG."""
    styles = (theme.styles[f"control:{holder}"] for holder in STACK)
    patterns = (_pattern(style.hatch, theme) for style in styles if style.hatch)
    return f"<defs>{''.join(patterns)}</defs>"


def _pattern(name: Hatch, theme: Theme) -> str:
    hatch, ink = theme.hatches[name], theme.palette.ink
    side, middle = f"{hatch.pitch:g}", f"{hatch.pitch / 2:g}"
    if hatch.form == "dots":
        sign = f"<circle cx='{middle}' cy='{middle}' r='{hatch.width / 2:g}' fill='{ink}'/>"
    else:
        lines = f"M0,{middle}H{side}" + (f"M{middle},0V{side}" if hatch.form == "cross" else "")
        sign = f"<path d='{lines}' stroke='{ink}' stroke-width='{hatch.width:g}'/>"
    return (
        f"<pattern id='{name}' width='{side}' height='{side}' patternUnits='userSpaceOnUse' "
        f"patternTransform='rotate({hatch.angle:g})'>{sign}</pattern>"
    )
