"""The legend: one row for each class that is on the map, none for what is not."""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, Point

from karamap.core.layers import BY_ID, LAYERS
from karamap.core.style import APPROXIMATE_DASH, style_keys
from karamap.lang.formats import number
from karamap.lang.messages import text
from karamap.render.map import symbols
from karamap.render.map.canvas import Canvas
from karamap.render.map.column import Entry, Tone
from karamap.render.map.ground import CASING, MOVED_EDGE
from karamap.render.map.scene import Scene

# from the meaning of the map to its details; the row on dashes follows the lines it explains
_FIRST = (
    "control", "change", "differing_accounts", "line_of_contact", "front_lines_2020",
    "approximate", "fronts_by_day", "outcome_2020", "people_moved", "peacekeeping_zone",
    "lachin_corridor", "buffer_zone", "buffer_rings", "autonomous_oblast", "districts", "events",
)  # fmt: skip
# a layer that is in no row above comes last; places are told by their names
ORDER = _FIRST + tuple(x.id for x in LAYERS if x.choice and x.id not in (*_FIRST, "places"))
# layers whose features of one day may bear a name that says more than that of the class
NAMED = ("line_of_contact", "front_lines_2020", "fronts_by_day", "outcome_2020")
SWATCH_WIDTH, SWATCH_HEIGHT, INDENT = 40.0, 21.0, 54.0
ROW_HEIGHT, SIZE, GAP = 34.0, 18.5, 10.0
EDGE_WIDTH = 0.8


@dataclass(frozen=True)
class Row:
    """A row of the legend: sign, name, km2; one ``absent`` on a frame's day is paler."""

    key: str
    label: str
    area: str = ""
    dash: tuple[float, ...] = ()
    absent: bool = False

    @property
    def _entry(self) -> Entry:
        tone: Tone = "edge" if self.absent else "ink"
        return Entry(self.label, self.area, SIZE, ROW_HEIGHT, GAP, INDENT, tone, ruled=False)

    def height(self, canvas: Canvas, width: float, unit: float) -> float:
        """Return its height, one line more for each into which the name is broken."""
        return self._entry.height(canvas, width, unit)

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw the sign, and write the words beside it."""
        self.swatch(canvas, left, top - ROW_HEIGHT / 2 * unit, unit)
        self._entry.draw(canvas, left, top, width, unit)

    def swatch(self, canvas: Canvas, left: float, middle: float, unit: float) -> None:
        """Draw the sign alone."""
        layer_id = self.key.partition(":")[0]
        right, rise = left + SWATCH_WIDTH * unit, SWATCH_HEIGHT / 2 * unit
        style = canvas.theme.styles[self.key]
        if style.outline:
            symbols.event(canvas, Point((left + right) / 2, middle), unit, style)
        elif style.radius:
            symbols.spot(canvas, Point((left + right) / 2, middle), style, unit)
        elif style.casing or (layer_id in BY_ID and BY_ID[layer_id].kind == "line"):
            self._line(canvas, LineString([(left, middle), (right, middle)]), unit)
        elif layer_id == "people_moved":
            self.fill(canvas, symbols.arrow(left, right, middle, rise), unit)
        else:
            self.fill(canvas, shapely.box(left, middle - rise, right, middle + rise), unit)

    def _line(self, canvas: Canvas, line: LineString, unit: float) -> None:
        style = canvas.theme.styles[self.key]
        if style.casing:
            canvas.line(line, style.casing, (style.width + CASING) * unit)
        dash = [step * unit for step in self.dash]
        canvas.line(line, canvas.theme.line(self.key), style.width * unit, dash=dash)

    def fill(self, canvas: Canvas, box: shapely.Polygon, unit: float) -> None:
        """Fill a box with the colour and hatch of the class, and draw its outline."""
        style = canvas.theme.styles[self.key]
        if style.fill:
            of_control = self.key.startswith("control:")
            opacity = canvas.theme.control_opacity if of_control else style.opacity
            canvas.area(box, style.fill, opacity=opacity)
        symbols.hatch(canvas, style, box, unit, box)
        if self.key.startswith("change:"):
            canvas.line(box, canvas.theme.palette.ink, MOVED_EDGE * unit)
            return
        width, dash = (style.width or EDGE_WIDTH) * unit, [step * unit for step in style.dash]
        canvas.line(box, style.stroke or canvas.theme.palette.edge, width, dash=dash)


def rows(scene: Scene) -> Iterator[Row]:
    """Yield a row for each class in view, and one for dashed lines if there are any."""
    rough = [item.key for item in scene.lines if item.is_approximate]
    for layer_id in ORDER:
        if layer_id == "approximate" and rough:
            # the sign is that of the topmost line, as a front matters more than a road
            yield Row(rough[-1], scene.say("class.approximate"), dash=APPROXIMATE_DASH)
        for key in style_keys(layer_id):
            if _is_there(scene, key):
                dash = scene.theme.styles[key].dash
                yield Row(key, _label(scene, key), area_of(scene, key), dash)


def _is_there(scene: Scene, key: str) -> bool:
    """Tell whether a class is on the map, or ground that a holder got between two days."""
    layer_id, _, kind = key.partition(":")
    if layer_id == "change":
        return scene.marked is not None and scene.marked.km2_to(kind) > 0
    return bool(scene.of_class(key))


def class_label(key: str, language: str) -> str:
    """Return what a class is called; of events, each kind of which has a sign, the kind too."""
    layer_id, _, kind = key.partition(":")
    if layer_id != "events":
        return text(f"class.{key}", language)
    return f"{text('class.events', language)}: {text(f'event.{kind}', language).lower()}"


def _label(scene: Scene, key: str) -> str:
    items = scene.of_class(key) if key.partition(":")[0] in NAMED else ()
    names = {scene.name(item.feature, scene.language) for item in items}
    return names.pop() if len(names) == 1 else class_label(key, scene.language)


def is_shown(scene: Scene, row: Row) -> bool:
    """Tell whether what a row explains is on the map of a day."""
    if row.dash == APPROXIMATE_DASH:
        return any(item.is_approximate for item in scene.of_class(row.key))
    return _is_there(scene, row.key)


def area_of(scene: Scene, key: str) -> str:
    """Return the km2 of a class of control, before and after where two days are compared."""
    layer_id, _, controller = key.partition(":")
    if layer_id == "change" and scene.marked:
        return scene.km2(scene.marked.km2_to(controller))
    if layer_id != "control":
        return ""
    now = number(scene.areas_km2[controller], scene.language)
    if scene.compared:
        before = number(scene.compared.before_km2[controller], scene.language)
        if before != now:
            now = scene.say("panel.from_to", before=before, after=now)
    return scene.say("legend.area", km2=now)
