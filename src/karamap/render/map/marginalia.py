"""The words around the map: date, title, legend, notes, events and sources.

Around a map in motion every row keeps its place from the first day to the last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Point

from karamap.render.map import column, paragraphs
from karamap.render.map.column import Block, Space
from karamap.render.map.graticule import Locator
from karamap.render.map.legend import Row, area_of, rows
from karamap.render.map.sheet import DATE_SIZE, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karamap.render.map.canvas import Canvas
    from karamap.render.map.options import Look
    from karamap.render.map.scene import Scene

# the locator may make the words beside it so much smaller, not more
CROWDED = 0.9
# the share of the map's width that the date of a film may take; the time line has the rest
DATE_SHARE, LINE_SHARE = 0.6, 0.34
LINE_WIDTH, KNOB, YEAR_SIZE = 3.0, 9.0, 15.0

# the blocks of each column that stand at its top, and those at its foot
Stacks = list[tuple[list[Block], list[Block]]]


def draw_marginalia(canvas: Canvas, scene: Scene, layout: Layout, look: Look) -> None:
    """Write the date over the map and the rest into the columns, all words of one size.

    The locator is left out where there is no room for it.
    """
    _write_date(canvas, scene, layout, _date_size(canvas, scene, layout))
    legend = [*paragraphs.title(scene), *rows(scene), Space(14)]
    gains = [*paragraphs.gains(scene)]
    news = [*paragraphs.notes(scene), *paragraphs.events(scene)]
    opens = scene.say("snapshot.link", query=paragraphs.link(scene, look))
    foot = [*paragraphs.credits_of(scene, opens)]
    stacks: Stacks
    if len(layout.columns) == 1:
        stacks = [([*legend, *gains, *news], foot)]
    elif gains:
        stacks = [([*legend, *news], []), (gains, foot)]
    else:
        stacks = [(legend, []), (news, foot)]
    top, low = stacks[-1]
    locator: list[Block] = [Space(14), Locator(scene), Space(18)]
    with_locator = [*stacks[:-1], (top, [*locator, *low])]
    if _fitting(canvas, layout, with_locator) >= CROWDED * _fitting(canvas, layout, stacks):
        stacks = with_locator
    unit = _fitting(canvas, layout, stacks)
    for frame, (top, low) in zip(layout.columns, stacks, strict=True):
        column.fill(canvas, frame, unit, top, low)


def _fitting(canvas: Canvas, layout: Layout, stacks: Stacks) -> float:
    """Return the size of a style pixel at which all stacks fit their columns."""
    return min(
        column.fitting(canvas, frame, layout.unit, [*top, *low])
        for frame, (top, low) in zip(layout.columns, stacks, strict=True)
    )


def _date_size(canvas: Canvas, scene: Scene, layout: Layout) -> float:
    size = DATE_SIZE * layout.unit
    return size * min(1.0, layout.map.width / canvas.width_of(scene.days, size, bold=True))


def _write_date(canvas: Canvas, scene: Scene, layout: Layout, size: float) -> None:
    x, top = layout.date_at
    canvas.write(scene.days, x - 0.06 * size, top - 0.78 * size, size, bold=True)


class FilmMarginalia:
    """Writes around the maps of some days; ``whole`` is what all of them show together."""

    def __init__(
        self, canvas: Canvas, scenes: Sequence[Scene], whole: Scene, layout: Layout
    ) -> None:
        self._layout, self._whole = layout, whole
        self._first, self._last = scenes[0].day, scenes[-1].day
        self._rows = tuple(rows(whole))
        # one size for all words of all days
        self._unit = min(_fitting(canvas, layout, self._stacks(scene)) for scene in scenes)
        wide = max(canvas.width_of(scene.days, DATE_SIZE, bold=True) for scene in scenes)
        room = DATE_SHARE * layout.map.width
        self._date_size = DATE_SIZE * min(layout.unit, room / wide)

    def draw(self, canvas: Canvas, scene: Scene) -> None:
        """Write what belongs to one day: date, legend, notes and events."""
        _write_date(canvas, scene, self._layout, self._date_size)
        self._time_line(canvas, scene)
        for frame, (top, _) in zip(self._layout.columns, self._stacks(scene), strict=True):
            column.stack(canvas, frame, frame.top, self._unit, top)

    def draw_still(self, canvas: Canvas, scene: Scene) -> None:
        """Write what all days share: locator, projection, licences."""
        column.stack_up(canvas, self._layout.columns[-1], self._unit, self._foot(scene))

    def _stacks(self, scene: Scene) -> Stacks:
        legend = [*paragraphs.title(scene), *(self._row(row, scene) for row in self._rows)]
        news, foot = [*paragraphs.notes(scene), *paragraphs.events(scene)], self._foot(scene)
        if len(self._layout.columns) == 1:
            return [([*legend, Space(14), *news], foot)]
        return [(legend, []), (news, foot)]

    @staticmethod
    def _row(row: Row, scene: Scene) -> Row:
        """Return a row of the legend as it is on a day."""
        items = scene.of_class(row.key)
        shown = any(item.is_approximate for item in items) if row.is_on_dashes else bool(items)
        return replace(row, area=area_of(scene, row.key) if shown else "", absent=not shown)

    def _foot(self, scene: Scene) -> list[Block]:
        return [Locator(scene), Space(18), *paragraphs.credits_of(self._whole)]

    def _time_line(self, canvas: Canvas, scene: Scene) -> None:
        """Draw how far the film has come, as a line from its first year to its last."""
        by, unit, frame = canvas.theme.palette, self._layout.unit, self._layout.map
        right = frame.right - KNOB * unit
        left = right - LINE_SHARE * frame.width
        y = self._layout.date_at[1] - 0.42 * DATE_SIZE * unit
        done = (scene.day - self._first).days / (self._last - self._first).days
        at = left + done * (right - left)
        canvas.line(LineString([(left, y), (right, y)]), by.edge, LINE_WIDTH * unit, opacity=0.5)
        canvas.line(LineString([(left, y), (at, y)]), by.front, LINE_WIDTH * unit)
        canvas.area(Point(at, y).buffer(KNOB * unit * 0.8), by.front)
        for x, day in ((left, self._first), (right, self._last)):
            canvas.write(
                scene.date(day),
                x,
                y - 14 * unit,
                YEAR_SIZE * unit,
                colour=by.muted,
                anchor="left" if x == left else "right",
                baseline="top",
            )
