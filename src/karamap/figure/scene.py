"""What a map shows: the features of one day that meet the view, in pixels of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from karamap.atlas import Atlas, span_of
from karamap.captions import is_recent
from karamap.dates import visible
from karamap.layers import LANGUAGES, LAYERS
from karamap.style import DASHED_CONFIDENCES, SCREEN, Style, Theme, style_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from karamap.figure.projection import View
    from karamap.geojson import Feature

# how far beyond the frame shapes are kept, in pixels, so that no outline follows the frame
MARGIN = 40


@dataclass(frozen=True, slots=True)
class Item:
    """A feature on the map: its class in the style table, and its shape on the sheet."""

    feature: Feature
    key: str
    style: Style
    shape: BaseGeometry

    @property
    def is_approximate(self) -> bool:
        """Tell whether it is a line whose position is known only roughly."""
        confidence = self.feature["properties"]["confidence"]
        return self.style.casing is not None and confidence in DASHED_CONFIDENCES


@dataclass(frozen=True)
class Scene:
    """The map of one day in one view: the items of each layer that lie in the frame.

    ``events`` are all recent ones, those without a place in the frame too.
    """

    day: date
    language: str
    view: View
    items: dict[str, list[Item]]
    events: list[Feature]
    areas_km2: dict[str, float]
    theme: Theme = SCREEN

    @classmethod
    def of(
        cls,
        atlas: Atlas,
        day: date,
        view: View,
        *,
        layers: Collection[str] | None,
        language: str,
        theme: Theme = SCREEN,
    ) -> Scene:
        """Return the scene of a day; ``layers`` are those to show, by default the usual ones.

        Layers that users cannot switch (countries, water) are there in any case.
        """
        chosen = [
            layer.id
            for layer in LAYERS
            if not layer.choice or (layer.shown if layers is None else layer.id in layers)
        ]
        events = list(_recent(atlas.layers["events"], day)) if "events" in chosen else []
        items = {
            name: _in_view(
                events if name == "events" else atlas.features(name, day), name, view, theme
            )
            for name in chosen
        }
        return cls(day, language, view, items, events, atlas.areas_km2(day), theme)

    def of_class(self, key: str) -> list[Item]:
        """Return the items of a class of the style table."""
        return [item for item in self.items.get(key.partition(":")[0], ()) if item.key == key]

    def dated_names(self, feature: Feature) -> list[dict[str, str]]:
        """Return the names that a feature bore for a time only, if the day is in that time."""
        return [
            version
            for version in feature["properties"].get("names") or ()
            if visible(*span_of({"properties": version}), self.day)
        ]

    def name(self, feature: Feature) -> str:
        """Return what a feature was called on the day, in the scene's language if known."""
        for version in (*self.dated_names(feature), feature["properties"]):
            for language in (self.language, *sorted(LANGUAGES)):
                if name := version.get(f"name_{language}"):
                    return str(name)
        return ""


def _recent(events: Iterable[Feature], day: date) -> Iterator[Feature]:
    """Yield the events that are still news on a day, in order of time."""
    for item in sorted(events, key=span_of):
        if is_recent(*span_of(item), day):
            yield item


def _in_view(features: Iterable[Feature], layer_id: str, view: View, theme: Theme) -> list[Item]:
    kept = view.frame.inset(-MARGIN).box
    seen = view.frame.box
    items = []
    for feature in features:
        if feature["geometry"] is None:
            continue
        shape = view.to_sheet(feature["geometry"])
        if shape.intersects(seen):
            key = style_key(layer_id, feature["properties"])
            items.append(Item(feature, key, theme.styles[key], _cut(shape, kept)))
    return items


def _cut(shape: BaseGeometry, kept: BaseGeometry) -> BaseGeometry:
    """Return the part of a shape near the view."""
    return shape if kept.contains(shape) else shapely.intersection(shape, kept)
