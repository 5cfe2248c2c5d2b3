"""What a map shows: the features of one day that meet the view, in pixels of the sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import GeometryCollection
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.core.dates import visible
from karamap.core.geojson import Feature
from karamap.core.intervals import span_of
from karamap.core.layers import CONTROLLERS, LANGUAGES, LAYERS
from karamap.core.style import DASHED_CONFIDENCES, LEAST_DOUBT_M, Style, Theme, style_key
from karamap.describe.captions import is_recent
from karamap.lang.messages import DEFAULT
from karamap.lang.spoken import Spoken
from karamap.render.map.canvas import FINEST
from karamap.render.map.comparison import Compared, compared
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import View, data_bounds

# how far beyond the frame shapes are kept, in pixels, so that no outline follows the frame
MARGIN = 40
# the outlines of countries within so much of the end of the geography, in degrees, are its end
EDGE = 0.004
# boundaries that tell the accuracy of a map that has no line of control
_BOUNDARIES = ("autonomous_oblast", "districts", "control")


class ProjectedLayers:
    """The shapes of an atlas on the sheet, in pixels: what stays the same from day to day.

    A feature is projected and cut to the frame once, however many days it is drawn on; the last
    few views are remembered, for a second map of the same look and for the frames of a film.
    """

    def __init__(self, atlas: Atlas, view: View) -> None:
        self.atlas, self.view = atlas, view
        self._kept, self._seen = view.frame.inset(-MARGIN).box, view.frame.box
        # by the identity of a feature, which lives as long as its atlas
        self._shapes: dict[int, BaseGeometry | None] = {}
        self._unions: dict[frozenset[int], BaseGeometry] = {}

    def shapes(self, features: Sequence[Feature]) -> list[BaseGeometry | None]:
        """Return the parts of features near the view; None if no part of one lies in view."""
        missing = [item for item in features if id(item) not in self._shapes]
        if missing:
            found = self._cut([item.geometry for item in missing])
            self._shapes.update(zip(map(id, missing), found, strict=True))
        return [self._shapes[id(item)] for item in features]

    def _cut(self, geometries: Sequence[BaseGeometry | None]) -> NDArray[np.object_]:
        """Return geometries on the sheet, cut to what is near the view, all at once."""
        shapes = self.view.to_sheet(np.array(geometries, dtype=object))
        seen = shapely.intersects(shapes, self._seen)
        over = seen & ~shapely.contains(self._kept, shapes)
        shapes[over] = shapely.intersection(shapes[over], self._kept)
        shapes[~seen] = None
        return shapes

    def union(self, features: Iterable[Feature], *, coverage: bool = False) -> BaseGeometry:
        """Return the ground of features in view, as one shape; faster for parts of a coverage."""
        found = list(features)
        key = frozenset(map(id, found))
        if key not in self._unions:
            shapes = [shape for shape in self.shapes(found) if shape]
            whole = (shapely.coverage_union_all if coverage else shapely.union_all)(shapes)
            # once here rather than each time it is drawn
            self._unions[key] = shapely.simplify(whole, FINEST)
        return self._unions[key]


projected_layers = lru_cache(maxsize=8)(ProjectedLayers)


@dataclass(frozen=True, slots=True)
class Item:
    """A feature on the map: its class and style in the style table, and its shape on the sheet."""

    feature: Feature
    key: str
    style: Style
    shape: BaseGeometry

    @property
    def is_approximate(self) -> bool:
        """Tell whether it is a line whose position is known only roughly."""
        confidence = self.feature.properties["confidence"]
        return self.style.casing is not None and confidence in DASHED_CONFIDENCES

    @property
    def doubt_m(self) -> int:
        """Return how far in metres a shade reaches to either side of a line; 0 if it has none."""
        metres = int(self.feature.properties["accuracy_m"] or 0)
        return metres if self.style.casing and metres >= LEAST_DOUBT_M else 0


@dataclass(frozen=True)
class Scene(Spoken):
    """The map of one day in one view: the items of each layer that lie in the frame.

    ``events`` are all recent ones, those without a place in the frame too. Where two days are
    compared, ``day`` is the later, and the items of control are those of the earlier.
    """

    day: date
    language: str
    names: str
    items: dict[str, list[Item]]
    events: list[Feature]
    areas_km2: dict[str, float]
    projected: ProjectedLayers
    theme: Theme
    compared: Compared | None
    # what a picture of a film marks: the ground that changed hands since the one before
    gained: Compared | None = None

    @property
    def marked(self) -> Compared | None:
        """Return the change that is marked on the map, if any."""
        return self.compared or self.gained

    @classmethod
    def of(cls, atlas: Atlas, day: date, view: View, look: MapOptions) -> Scene:
        """Return the scene of a day in a look, of which sheet and view have been seen to.

        Layers that users cannot switch (countries, water) are there in any case. A day compared
        with itself is a UsageError.
        """
        chosen = [
            layer.id
            for layer in LAYERS
            if not layer.choice or (layer.shown if look.layers is None else layer.id in look.layers)
        ]
        change = compared(atlas, day, look.compare)
        last, held_on = (change.until, change.since) if change else (day, day)
        ground = projected_layers(atlas, view)
        # the events that are still news, in order of time
        recent = (x for x in atlas.layers["events"] if is_recent(*x.span, last))
        events = sorted(recent, key=lambda x: x.span) if "events" in chosen else []
        items = {}
        for name in chosen:
            on = held_on if name == "control" else last
            found = events if name == "events" else atlas.features(name, on)
            items[name] = _in_view(found, name, ground, look.theme)
        km2, names = atlas.areas_km2(last), look.names or look.language
        return cls(last, look.language, names, items, events, km2, ground, look.theme, change)

    def seen(self, view: View, layers: Collection[str]) -> Scene:
        """Return some layers of the same day in another view."""
        look = MapOptions(
            theme=self.theme, language=self.language, names=self.names, layers=tuple(layers)
        )
        return Scene.of(self.atlas, self.day, view, look)

    @property
    def atlas(self) -> Atlas:
        """Return the atlas whose map it is."""
        return self.projected.atlas

    @property
    def view(self) -> View:
        """Return the view of the map."""
        return self.projected.view

    @property
    def mapped(self) -> BaseGeometry:
        """Return the ground the base geography covers, in degrees, without its very edge."""
        return shapely.box(*data_bounds(self.atlas)).buffer(-EDGE, join_style="mitre")

    def of_class(self, key: str) -> list[Item]:
        """Return the items of a class of the style table."""
        return [item for item in self.items.get(key.partition(":")[0], ()) if item.key == key]

    @property
    def lines(self) -> list[Item]:
        """Return the lines in view whose accuracy matters: fronts and roads, not boundaries."""
        items = (item for layer in self.items.values() for item in layer)
        return [item for item in items if item.style.casing]

    @property
    def accuracy_km(self) -> int | None:
        """Return how many km the least certain line may be off; None if there is no line at all.

        Without lines of control it is that of the boundaries.
        """
        for items in (
            [*self.lines, *self.items.get("fronts_by_day", ())],
            *(self.items.get(name, []) for name in _BOUNDARIES),
        ):
            if known := [item.feature.properties["accuracy_m"] or 0 for item in items]:
                return round(max(known) / 1000) or 1
        return None

    @cached_property
    def hatched(self) -> BaseGeometry:
        """Return the ground under hatches, where quiet names cannot be read."""
        shapes = [item.shape for items in self.items.values() for item in items if item.style.hatch]
        return shapely.union_all([*shapes, self.moved])

    @cached_property
    def moved(self) -> BaseGeometry:
        """Return the ground in view that changed hands between two compared days."""
        return shapely.union_all([self.went_to(holder) for holder in CONTROLLERS])

    def went_to(self, holder: str) -> BaseGeometry:
        """Return the ground in view that a holder got between two compared days."""
        if self.marked is None:
            return GeometryCollection()
        return self.view.to_sheet(self.marked.went_to(holder))

    def merged(self, others: Iterable[Scene]) -> Scene:
        """Return what this scene shows and others in the same view, on the day of this one."""
        scenes = [self, *others]
        items: dict[str, dict[int, Item]] = {}
        events: dict[int, Feature] = {}
        for scene in scenes:
            for name, found in scene.items.items():
                items.setdefault(name, {}).update({id(item.feature): item for item in found})
            events.update({id(item): item for item in scene.events})
        return replace(
            self,
            items={name: list(found.values()) for name, found in items.items()},
            events=sorted(events.values(), key=lambda item: item.span),
        )

    def name(self, feature: Feature, language: str | None = None) -> str:
        """Return what a feature was called on the day, in the language of names if known."""
        own = language or self.names
        # English where places have no names in the language of the interface
        own = own if own in LANGUAGES else DEFAULT
        # the names that it bore for a time only come first in that time
        dated = feature.properties.get("names") or ()
        versions = (each for each in dated if visible(*span_of(each), self.day))
        for version in (*versions, feature.properties):
            for each in (own, *sorted(LANGUAGES)):
                if name := version.get(f"name_{each}"):
                    return str(name)
        return ""


def _in_view(
    features: Iterable[Feature], layer_id: str, ground: ProjectedLayers, theme: Theme
) -> list[Item]:
    found = list(features)
    items = []
    for feature, shape in zip(found, ground.shapes(found), strict=True):
        if shape is not None:
            key = style_key(layer_id, feature.properties)
            items.append(Item(feature, key, theme.styles[key], shape))
    return items
