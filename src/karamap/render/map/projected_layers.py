"""The ground of an atlas as it lies in one view: what stays the same from day to day.

A feature is projected and cut to the frame once, however many days it is drawn on; the last
few views are remembered, for a second map of the same look and for the frames of an animation.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

import shapely

from karamap.render.map.canvas import FINEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.core.geojson import Feature
    from karamap.render.map.projection import View

# how far beyond the frame shapes are kept, in pixels, so that no outline follows the frame
MARGIN = 40
# how many views are remembered
_MOST = 8


class Stage:
    """The shapes of an atlas on the sheet, in pixels."""

    def __init__(self, atlas: Atlas, view: View) -> None:
        self.atlas, self.view = atlas, view
        self._kept, self._seen = view.frame.inset(-MARGIN).box, view.frame.box
        # by the identity of a feature, which lives as long as its atlas
        self._shapes: dict[int, BaseGeometry | None] = {}
        self._unions: dict[frozenset[int], BaseGeometry] = {}

    def shape(self, feature: Feature) -> BaseGeometry | None:
        """Return the part of a feature near the view; None if no part of it lies in view."""
        key = id(feature)
        if key not in self._shapes:
            self._shapes[key] = self._cut(feature.geometry)
        return self._shapes[key]

    def _cut(self, geometry: BaseGeometry | None) -> BaseGeometry | None:
        shape = geometry and self.view.to_sheet(geometry)
        if shape is None or not shape.intersects(self._seen):
            return None
        return shape if self._kept.contains(shape) else shapely.intersection(shape, self._kept)

    def union(self, features: Iterable[Feature]) -> BaseGeometry:
        """Return the ground of features in view, as one shape."""
        found = list(features)
        key = frozenset(map(id, found))
        if key not in self._unions:
            shapes = (self.shape(feature) for feature in found)
            whole = shapely.union_all([shape for shape in shapes if shape])
            # once here rather than each time it is drawn
            self._unions[key] = shapely.simplify(whole, FINEST)
        return self._unions[key]


_stages: OrderedDict[tuple[int, View], Stage] = OrderedDict()
_lock = Lock()


def stage_of(atlas: Atlas, view: View) -> Stage:
    """Return the stage of an atlas in a view, as it was left if it is remembered."""
    key = (id(atlas), view)
    with _lock:
        stage = _stages.pop(key, None) or Stage(atlas, view)
        _stages[key] = stage
        while len(_stages) > _MOST:
            _stages.popitem(last=False)
    return stage
