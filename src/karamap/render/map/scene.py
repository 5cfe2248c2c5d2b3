"""What a map shows: the features of one day that meet the view, in pixels of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import GeometryCollection

from karamap.core.dates import visible
from karamap.core.intervals import span_of
from karamap.core.layers import CONTROLLERS, LANGUAGES, LAYERS
from karamap.core.style import DASHED_CONFIDENCES, SCREEN, Style, Theme, style_key
from karamap.describe.captions import is_recent
from karamap.lang.messages import DEFAULT
from karamap.render.map.comparison import Compared, compared
from karamap.render.map.projected_layers import Stage, stage_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.core.geojson import Feature
    from karamap.render.map.projection import View


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


@dataclass(frozen=True)
class Scene:
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
    stage: Stage
    theme: Theme
    compared: Compared | None

    @classmethod
    def of(
        cls,
        atlas: Atlas,
        day: date,
        view: View,
        *,
        layers: Collection[str] | None = None,
        language: str = "en",
        names: str | None = None,
        theme: Theme = SCREEN,
        compare: date | None = None,
    ) -> Scene:
        """Return the scene of a day; ``layers`` are those to show, by default the usual ones.

        Layers that users cannot switch (countries, water) are there in any case. ``names`` is
        the language of the names on the map, by default that of the text.

        Raises
        ------
        UsageError
            If a day is to be compared with itself.
        """
        chosen = [
            layer.id
            for layer in LAYERS
            if not layer.choice or (layer.shown if layers is None else layer.id in layers)
        ]
        change = compared(atlas, day, compare)
        last, held_on = (change.until, change.since) if change else (day, day)
        stage = stage_of(atlas, view)
        events = list(_recent(atlas.layers["events"], last)) if "events" in chosen else []
        items = {
            name: _in_view(
                events if name == "events" else atlas.features(name, on), name, stage, theme
            )
            for name, on in ((name, held_on if name == "control" else last) for name in chosen)
        }
        km2 = atlas.areas_km2(last)
        return cls(last, language, names or language, items, events, km2, stage, theme, change)

    @property
    def view(self) -> View:
        """Return the view of the map."""
        return self.stage.view

    def of_class(self, key: str) -> list[Item]:
        """Return the items of a class of the style table."""
        return [item for item in self.items.get(key.partition(":")[0], ()) if item.key == key]

    @cached_property
    def hatched(self) -> BaseGeometry:
        """Return the ground under hatches, where quiet names cannot be read."""
        shapes = [item.shape for items in self.items.values() for item in items if item.style.hatch]
        return shapely.union_all([*shapes, *map(self.went_to, CONTROLLERS)])

    def went_to(self, holder: str) -> BaseGeometry:
        """Return the ground in view that a holder got between two compared days."""
        if self.compared is None:
            return GeometryCollection()
        return self.view.to_sheet(self.compared.went_to(holder))

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

    def dated_names(self, feature: Feature) -> list[dict[str, str]]:
        """Return the names that a feature bore for a time only, if the day is in that time."""
        return [
            version
            for version in feature.properties.get("names") or ()
            if visible(*span_of(version), self.day)
        ]

    def name(self, feature: Feature, language: str | None = None) -> str:
        """Return what a feature was called on the day, in the language of names if known."""
        own = language or self.names
        # English where places have no names in the language of the interface
        own = own if own in LANGUAGES else DEFAULT
        for version in (*self.dated_names(feature), feature.properties):
            for each in (own, *sorted(LANGUAGES)):
                if name := version.get(f"name_{each}"):
                    return str(name)
        return ""


def _recent(events: Iterable[Feature], day: date) -> Iterator[Feature]:
    """Yield the events that are still news on a day, in order of time."""
    for item in sorted(events, key=lambda item: item.span):
        if is_recent(*item.span, day):
            yield item


def _in_view(features: Iterable[Feature], layer_id: str, stage: Stage, theme: Theme) -> list[Item]:
    items = []
    for feature in features:
        if (shape := stage.shape(feature)) is not None:
            key = style_key(layer_id, feature.properties)
            items.append(Item(feature, key, theme.styles[key], shape))
    return items
