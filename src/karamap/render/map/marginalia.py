"""The words around the map: date, title, legend, notes, events and sources.

Around a map in motion every row keeps its place from the first day to the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shapely.geometry import LineString, Point

from karamap.describe.captions import notes as note_keys
from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.render.map import column, paragraphs
from karamap.render.map.canvas import Canvas
from karamap.render.map.column import Block, Space, Words
from karamap.render.map.graticule import Locator
from karamap.render.map.layout import Layout
from karamap.render.map.legend import area_of, is_shown, rows
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import Frame
from karamap.render.map.scene import Scene

TITLE, DATE, SUBTITLE = 44.0, 38.0, 22.0
BRIEF_TITLE, BRIEF_DATE = 35.0, 27.0
# the locator may make the words beside it so much smaller, not more
CROWDED = 0.9
# the share of the heading's width that the time line of a film takes
LINE_SHARE = 0.34
SOURCE_SIZE = 13.0
LINE_WIDTH, KNOB, YEAR_SIZE = 3.0, 9.0, 15.0

# the blocks of each column that stand at its top, and those at its foot
Stacks = list[tuple[list[Block], list[Block]]]


@dataclass(frozen=True)
class Heading:
    """The words over a map, to be set in a frame of any width."""

    title: str
    days: str
    subtitle: str = ""
    brief: bool = False
    # the day stands first where a time line runs beside it
    day_first: bool = False

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return how high it is, in pixels."""
        return column.height_of(canvas, self._blocks(), width, unit)

    def draw(self, canvas: Canvas, frame: Frame, unit: float) -> None:
        """Write it from the top of a frame, smaller where the frame is low."""
        blocks = self._blocks()
        unit = column.fitting(canvas, frame, unit, blocks)
        column.stack(canvas, frame, frame.top, unit, blocks)

    def _blocks(self) -> list[Block]:
        title, day = (BRIEF_TITLE, BRIEF_DATE) if self.brief else (TITLE, DATE)
        blocks: list[Block] = [
            Words(self.title, title, bold=True, leading=1.16, after=2),
            Words(self.days, day, leading=1.25),
        ]
        if self.day_first:
            blocks.reverse()
        if self.subtitle:
            blocks.append(Words(self.subtitle, SUBTITLE, "muted", leading=1.3))
        return blocks


def heading_of(day: date, headline: str, options: MapOptions) -> Heading:
    """Return the heading of a map, in its reader's own words where they are given."""
    language = options.language
    days, title = long_date(day, language), headline
    if options.compare is not None:
        since, until = (long_date(each, language) for each in sorted((day, options.compare)))
        days = text("panel.from_to", language, before=since, after=until)
        title = text("booklet.pair_title", language)
    return Heading(
        options.title or title, days, options.subtitle or "", brief=options.sheet.is_brief
    )


def draw_marginalia(
    canvas: Canvas, scene: Scene, layout: Layout, look: MapOptions, heading: Heading
) -> None:
    """Write the heading over the map and the rest into the columns, all words of one size."""
    with canvas.group("heading", "layer"):
        heading.draw(canvas, layout.head, layout.unit)
    with canvas.group("beside-the-map", "layer"):
        if layout.foot is None:
            _all(canvas, scene, layout, look)
        else:
            _chief(canvas, scene, layout, look, layout.foot)


def _all(canvas: Canvas, scene: Scene, layout: Layout, look: MapOptions) -> None:
    """Write all there is to say; the locator is left out where there is no room for it."""
    legend = [*paragraphs.title(scene), *rows(scene), Space(14)]
    gains = [*paragraphs.gains(scene)]
    own = [Words(look.note, paragraphs.NOTE_SIZE, after=8)] if look.note else []
    news = [*own, *paragraphs.notes(scene), *paragraphs.events(scene)]
    opens = scene.say("snapshot.link", query=paragraphs.link(scene, look))
    foot = [*paragraphs.credits_of(scene, opens, credit=look.credit)]
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


def _chief(canvas: Canvas, scene: Scene, layout: Layout, look: MapOptions, foot: Frame) -> None:
    """Write what a brief sheet has room for: the legend, a note, and the source in one line."""
    legend: list[Block] = list(rows(scene))
    own = [Words(look.note, paragraphs.NOTE_SIZE, after=4)] if look.note else []
    notes = [scene.say(key) for key in note_keys(scene.day)]
    told = [Words(words, paragraphs.NOTE_SIZE, "muted", after=4) for words in notes]
    legend += [Space(8), *own, *told]
    columns = layout.columns
    stacks = [legend] if len(columns) == 1 else _halves(canvas, columns[0], layout.unit, legend)
    unit = _fitting(canvas, layout, [(stack, []) for stack in stacks])
    for frame, stack in zip(columns, stacks, strict=True):
        column.stack(canvas, frame, frame.top, unit, stack)
    line = " · ".join(filter(None, (look.credit, scene.say("attribution", **scene.atlas.versions))))
    size = SOURCE_SIZE * layout.unit
    size *= min(1.0, foot.width / canvas.width_of(line, size))
    canvas.write(line, foot.left, foot.bottom, size, colour=canvas.theme.palette.muted)


def _halves(
    canvas: Canvas, frame: Frame, unit: float, blocks: Sequence[Block]
) -> list[list[Block]]:
    """Return blocks in two columns as even as their order allows."""
    heights = [block.height(canvas, frame.width, unit) for block in blocks]
    at = min(range(1, len(blocks) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return [list(blocks[:at]), list(blocks[at:])]


def _fitting(canvas: Canvas, layout: Layout, stacks: Stacks) -> float:
    """Return the size of a style pixel at which all stacks fit their columns."""
    return min(
        column.fitting(canvas, frame, layout.unit, [*top, *low])
        for frame, (top, low) in zip(layout.columns, stacks, strict=True)
    )


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

    def draw(self, canvas: Canvas, scene: Scene, heading: Heading) -> None:
        """Write what belongs to one day: heading, legend, notes and events."""
        heading.draw(canvas, self._layout.head, self._layout.unit)
        self._time_line(canvas, scene)
        for frame, (top, _) in zip(self._layout.columns, self._stacks(scene), strict=True):
            column.stack(canvas, frame, frame.top, self._unit, top)

    def draw_still(self, canvas: Canvas, scene: Scene) -> None:
        """Write what all days share: locator, projection, licences."""
        column.stack_up(canvas, self._layout.columns[-1], self._unit, self._foot(scene))

    def _stacks(self, scene: Scene) -> Stacks:
        legend = [*paragraphs.title(scene)]
        for row in self._rows:
            shown = is_shown(scene, row)
            area = area_of(scene, row.key) if shown else ""
            legend.append(replace(row, area=area, absent=not shown))
        news, foot = [*paragraphs.notes(scene), *paragraphs.events(scene)], self._foot(scene)
        if len(self._layout.columns) == 1:
            return [([*legend, Space(14), *news], foot)]
        return [(legend, []), (news, foot)]

    def _foot(self, scene: Scene) -> list[Block]:
        return [Locator(scene), Space(18), *paragraphs.credits_of(self._whole)]

    def _time_line(self, canvas: Canvas, scene: Scene) -> None:
        """Draw how far the film has come, as a line from its first year to its last."""
        by, unit, frame = canvas.theme.palette, self._layout.unit, self._layout.head
        right = frame.right - KNOB * unit
        left = right - LINE_SHARE * frame.width
        y = frame.top - 0.42 * DATE * unit
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
