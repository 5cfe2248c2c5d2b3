"""The words around the map: date, title, legend, notes, events and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.render.map import column, paragraphs
from karamap.render.map.column import Block, Space
from karamap.render.map.credits import link
from karamap.render.map.graticule import Locator
from karamap.render.map.layout import DATE_SIZE, Layout
from karamap.render.map.legend import rows

if TYPE_CHECKING:
    from karamap.render.map.canvas import Canvas
    from karamap.render.map.options import Look
    from karamap.render.map.projection import Bounds
    from karamap.render.map.scene import Scene

# the locator may make the words beside it so much smaller, not more
CROWDED = 0.9


class Plate:
    """Writes everything around the map of a scene."""

    def __init__(self, canvas: Canvas, scene: Scene, layout: Layout, look: Look) -> None:
        self._canvas, self._scene, self._layout, self._look = canvas, scene, layout, look

    def draw(self, data: Bounds) -> None:
        """Write the date over the map and the rest into the columns.

        ``data`` are the bounds of the base geography, for the locator; it is left out where
        there is no room for it. The words of all columns are of one size.
        """
        self._date()
        scene = self._scene
        legend = [*paragraphs.title(scene), *rows(scene), Space(14)]
        gains = [*paragraphs.gains(scene)]
        news = [*paragraphs.notes(scene), *paragraphs.events(scene)]
        opens = text("snapshot.link", scene.language, query=link(scene, self._look))
        foot = [*paragraphs.credits_of(scene, opens)]
        if len(self._layout.columns) == 1:
            stacks = [([*legend, *gains, *news], foot)]
        elif gains:
            stacks = [([*legend, *news], []), (gains, foot)]
        else:
            stacks = [(legend, []), (news, foot)]
        locator: list[Block] = [Space(14), Locator(scene, scene.stage.atlas, data), Space(18)]
        top, low = stacks[-1]
        with_locator = [*stacks[:-1], (top, [*locator, *low])]
        if self._fitting(with_locator) >= CROWDED * self._fitting(stacks):
            stacks = with_locator
        unit = self._fitting(stacks)
        for frame, (top, low) in zip(self._layout.columns, stacks, strict=True):
            column.fill(self._canvas, frame, unit, top, low)

    def _fitting(self, stacks: list[tuple[list[Block], list[Block]]]) -> float:
        """Return the size of a style pixel at which all stacks fit their columns."""
        return min(
            column.fitting(self._canvas, frame, self._layout.unit, [*top, *low])
            for frame, (top, low) in zip(self._layout.columns, stacks, strict=True)
        )

    def _date(self) -> None:
        x, top = self._layout.date_at
        words, size = self._day_in_words(), DATE_SIZE * self._layout.unit
        wide = self._canvas.width_of(words, size, bold=True)
        size *= min(1.0, self._layout.map.width / wide)
        self._canvas.write(words, x - 0.06 * size, top - 0.78 * size, size, bold=True)

    def _day_in_words(self) -> str:
        """Return the day of the map, or both where two are compared."""
        day = long_date(self._scene.day, self._scene.language)
        if (change := self._scene.compared) is None:
            return day
        since = long_date(change.since, self._scene.language)
        return text("panel.from_to", self._scene.language, before=since, after=day)
