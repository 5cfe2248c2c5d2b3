"""The map itself, without its words: water, control, zones, boundaries and lines."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import shapely
from shapely.geometry import GeometryCollection, Point
from shapely.geometry.base import BaseGeometry

from karamap.core.layers import BY_ID, LAYERS
from karamap.core.style import APPROXIMATE_DASH, DOUBT_SHARES, Style, style_keys
from karamap.render.map import symbols
from karamap.render.map.canvas import Canvas, FeatureParts
from karamap.render.map.pins import draw_pins
from karamap.render.map.scene import Item, Scene

# how much wider a casing is than its line, in pixels
CASING = 3.0
# a fine edge around what each side holds, which also parts the fills where colour fails
CONTROL_EDGE, EDGE_OPACITY = 0.7, 0.5
MINOR_RIVER = 0.65
# the outline of ground that changed hands
MOVED_EDGE = 2.2
# drawn in a way of their own; whatever else may be switched on is drawn as a zone
_OWN_WAY = ("control", "districts", "autonomous_oblast", "line_of_contact", "front_lines_2020",
            "places", "events")  # fmt: skip
_ZONES = tuple(layer.id for layer in LAYERS if layer.choice and layer.id not in _OWN_WAY)
_ALWAYS = ("veil", "change", "water")
OBLAST, BAND = "autonomous_oblast", 13.0
# how dark the band inside the line of the oblast is, and inside what was its line
BAND_OPACITY = {f"{OBLAST}:in_force": 0.15, f"{OBLAST}:former": 0.09}


class Ground:
    """Draws the layers of a scene; ``unit`` is the size of a style pixel on the sheet."""

    def __init__(self, canvas: Canvas, scene: Scene, unit: float) -> None:
        self._canvas, self._scene, self._unit = canvas, scene, unit
        self._frame = scene.view.frame.box
        self._theme = scene.theme

    def draw(self) -> None:
        """Draw all but the places, from the bottom to the top.

        Water lies over control here, so that lakes and rivers keep their colour in print.
        """
        steps: dict[str, Callable[[], None]] = {
            "veil": self._veil,
            "control": self._control,
            "change": self._moved,
            "water": self._water,
            "countries": lambda: self._boundaries("countries"),
            **{layer_id: partial(self._zones, layer_id) for layer_id in _ZONES},
            "districts": lambda: self._boundaries("districts"),
            "autonomous_oblast": self._oblast,
            "line_of_contact": lambda: self._cased("line_of_contact"),
            "front_lines_2020": lambda: self._cased("front_lines_2020"),
            "events": lambda: draw_pins(self._canvas, self._scene, self._unit),
        }
        for name, step in steps.items():
            if name in _ALWAYS or self._scene.items.get(name):
                label = self._scene.say(f"layer.{name}") if name in BY_ID else name
                with self._canvas.group(name, "layer", label):
                    step()

    def _zones(self, layer_id: str) -> None:
        for key in style_keys(layer_id):
            if self._scene.of_class(key):
                with self._canvas.group(key, "class"):
                    self._zone(key)

    def _veil(self) -> None:
        """Lay paper over the countries around, so that the subject stands out."""
        countries = self._scene.items["countries"]
        around = self._union(x for x in countries if x.feature.properties["iso"] != "AZ")
        paper, opacity = self._theme.palette.paper, self._theme.veil
        self._canvas.area(around, paper, opacity=opacity, within=self._frame)

    def _control(self) -> None:
        held = {
            key: self._union(self._scene.of_class(key), coverage=True)
            for key in style_keys("control")
        }
        for key, area in held.items():
            fill, opacity = self._fill(key), self._theme.control_opacity
            if area.is_empty:
                continue
            with self._canvas.group(key, "class"):
                self._canvas.area(
                    area,
                    fill,
                    opacity=opacity,
                    within=self._frame,
                    parts=partial(_by_feature, self._scene.of_class(key)),
                )
        for key, area in held.items():
            self._surface(self._theme.styles[key], area)
        edges = shapely.union_all([area.boundary for area in list(held.values())[1:]])
        width = CONTROL_EDGE * self._unit
        self._canvas.line(
            edges, self._theme.palette.ink, width, opacity=EDGE_OPACITY, within=self._frame
        )

    def _moved(self) -> None:
        """Shade the ground that changed hands between two days, and draw its outline."""
        if self._scene.marked is None or "control" not in self._scene.items:
            return
        by, width = self._theme.palette, MOVED_EDGE * self._unit
        for key in style_keys("change"):
            ground = self._scene.went_to(key.partition(":")[2])
            symbols.hatch(self._canvas, self._theme.styles[key], ground, self._unit, self._frame)
            self._canvas.line(ground, by.halo, 2 * width, within=self._frame)
            self._canvas.line(ground, by.ink, width, within=self._frame)

    def _water(self) -> None:
        lakes, rivers = self._theme.styles["lakes"], self._theme.styles["rivers"]
        area = self._union(self._scene.items["lakes"])
        for item in self._scene.items["rivers"]:
            minor = item.feature.properties["rank"] > 1
            self._line(item.shape, rivers, rivers.width * (MINOR_RIVER if minor else 1))
        self._canvas.area(area, self._fill("lakes"), within=self._frame)
        self._line(area, lakes, lakes.width)

    def _boundaries(self, layer_id: str) -> None:
        """Draw the outlines of a layer, those that two areas share only once."""
        items = self._scene.items.get(layer_id, ())
        style = self._theme.styles[layer_id]
        outlines = _joined(item.shape.boundary for item in items)
        if layer_id == "countries":
            # where the geography ends there is no border
            ends = self._scene.view.to_sheet(shapely.segmentize(self._scene.mapped, 0.1))
            outlines = shapely.intersection(outlines, ends)
        self._line(outlines, style, style.width, style.dash, partial(_once, items))

    def _oblast(self) -> None:
        """Draw the oblast with a soft band along the inside of its boundary."""
        for key, opacity in BAND_OPACITY.items():
            area, style = self._union(self._scene.of_class(key)), self._theme.styles[key]
            if area.is_empty:
                continue
            inside = shapely.intersection(area, self._frame)
            width, colour = BAND * self._unit, self._theme.line(key)
            self._canvas.line(area.boundary, colour, width, opacity=opacity, within=inside)
            self._line(area.boundary, style, style.width, style.dash)

    def _zone(self, key: str) -> None:
        style, items = self._theme.styles[key], self._scene.of_class(key)
        if style.radius:
            for item in items:
                symbols.spot(self._canvas, Point(item.shape.centroid), style, self._unit)
        elif style.casing:
            self._cased(key)
        elif style.opacity < 1:
            self._see_through(key)
        else:
            self._surface(style, self._union(items))

    def _see_through(self, key: str) -> None:
        """Draw areas that may lie over each other, each with its halo, fill and outline."""
        style = self._theme.styles[key]
        for item in self._scene.of_class(key):
            halo = Style(stroke=self._theme.palette.halo)
            self._line(item.shape.boundary, halo, style.width + CASING)
            parts = partial(_by_feature, [item])
            self._canvas.area(
                item.shape, self._fill(key), opacity=style.opacity, within=self._frame, parts=parts
            )
            self._line(item.shape.boundary, style, style.width)

    def _surface(self, style: Style, shape: BaseGeometry) -> None:
        """Draw the hatch and the outline of an area."""
        symbols.hatch(self._canvas, style, shape, self._unit, self._frame)
        if style.stroke:
            self._line(shape, style, style.width, style.dash)

    def _cased(self, key: str) -> None:
        """Draw lines over their casing, dashed where they are known only roughly."""
        items, style = self._scene.of_class(key), self._theme.styles[key]
        self._doubt(items, style)
        casing = Style(stroke=style.casing)
        self._line(_joined(item.shape for item in items), casing, style.width + CASING)
        for rough, dash in ((True, APPROXIMATE_DASH), (False, style.dash)):
            some = [item for item in items if item.is_approximate == rough]
            parts = partial(_by_feature, some)
            self._line(_joined(item.shape for item in some), style, style.width, dash, parts)

    def _doubt(self, items: Iterable[Item], style: Style) -> None:
        """Lay a shade over the ground on which lines may run, paler where it is less likely."""
        pixels_per_m = self._scene.view.pixels_per_km / 1000
        for share in DOUBT_SHARES:
            ground = [
                shapely.simplify(item.shape, self._unit).buffer(
                    share * item.doubt_m * pixels_per_m, quad_segs=3
                )
                for item in items
                if item.doubt_m
            ]
            colour, opacity = style.stroke or self._theme.palette.ink, self._theme.doubt_of_share
            band = shapely.simplify(shapely.union_all(ground), 0.5 * self._unit)
            self._canvas.area(band, colour, opacity=opacity, within=self._frame)

    def _union(self, items: Iterable[Item], *, coverage: bool = False) -> BaseGeometry:
        return self._scene.projected.union((item.feature for item in items), coverage=coverage)

    def _fill(self, key: str) -> str:
        return self._theme.styles[key].fill or self._theme.palette.paper

    def _line(
        self,
        shape: BaseGeometry,
        style: Style,
        width: float,
        dash: Iterable[float] = (),
        parts: FeatureParts | None = None,
    ) -> None:
        self._canvas.line(
            shape,
            style.stroke or self._theme.palette.ink,
            width * self._unit,
            dash=[step * self._unit for step in dash],
            within=self._frame,
            parts=parts,
        )


def _by_feature(items: Iterable[Item]) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the shape of each feature with its id."""
    for item in items:
        yield str(item.feature.id), item.shape


def _once(items: Iterable[Item]) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the outline of each feature with its id, without what an earlier one shares with it."""
    drawn: BaseGeometry = GeometryCollection()
    for item in items:
        outline = item.shape.boundary
        yield str(item.feature.id), shapely.line_merge(shapely.difference(outline, drawn))
        drawn = shapely.union(drawn, outline)


def _joined(lines: Iterable[BaseGeometry]) -> BaseGeometry:
    """Return lines run together where they meet, so that dashes follow on."""
    return shapely.line_merge(shapely.union_all(list(lines)))
