"""Room on the map: which boxes are taken, and where a word may still stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Shapes = Sequence[BaseGeometry] | NDArray[np.object_]


class CollisionGrid:
    """The free room of a map frame.

    ``avoid`` are lines that words should rather not cross, ``never`` what they must not touch;
    ``apart`` is the least distance between two words, in pixels.
    """

    def __init__(
        self,
        frame: BaseGeometry,
        taken: Iterable[BaseGeometry],
        avoid: BaseGeometry,
        apart: float,
        never: BaseGeometry,
    ) -> None:
        self._frame, self._apart, self._never = frame, apart, never
        self._taken = list(taken)
        self._avoid = avoid
        shapely.prepare([self._frame, self._avoid, self._never])

    def copy(self) -> CollisionGrid:
        """Return room that can be taken without taking it here."""
        return CollisionGrid(self._frame, self._taken, self._avoid, self._apart, self._never)

    def is_free(self, box: BaseGeometry) -> bool:
        """Tell whether a box lies in the frame and touches nothing that is taken."""
        return bool(self._free([box])[0])

    def _free(self, boxes: Shapes, *, over: bool = False) -> NDArray[np.bool_]:
        """Tell of each box whether it is free, of all at once: many boxes are tried."""
        inside = shapely.contains(self._frame, boxes)
        free: NDArray[np.bool_] = inside & ~self.are_taken(boxes, self._apart)
        return free if over else free & ~shapely.intersects(self._never, boxes)

    def cut_fronts(self, shapes: Shapes) -> NDArray[np.bool_]:
        """Tell of each of some shapes whether it touches what words must not touch."""
        cut: NDArray[np.bool_] = shapely.intersects(self._never, shapes)
        return cut

    def are_taken(self, shapes: Shapes, apart: float) -> NDArray[np.bool_]:
        """Tell of each of some shapes whether it comes so near to anything that is taken."""
        near = shapely.dwithin(np.array(self._taken)[:, np.newaxis], shapes, apart)
        return np.asarray(near.any(axis=0))

    def take(self, box: BaseGeometry) -> None:
        """Mark a box as taken."""
        self._taken.append(box)

    def crossing(self, box: BaseGeometry) -> float:
        """Return the length of the lines to avoid inside a box, in pixels; as if it lay level."""
        if not shapely.intersects(self._avoid, shapely.box(*box.bounds)):
            return 0.0  # mostly so, and sooner told than measured
        return float(shapely.clip_by_rect(self._avoid, *box.bounds).length)

    def best(
        self, boxes: Shapes, costs: Sequence[float] | NDArray[np.floating], *, over: bool = False
    ) -> int | None:
        """Return the index of the cheapest free box, or None; ``over`` allows even fronts.

        ``costs`` are in pixels of line crossed, for instance 10 for a place as bad as a word
        across 10 pixels of a front.
        """
        best: tuple[float, int] | None = None
        free = [int(index) for index in np.flatnonzero(self._free(boxes, over=over))]
        for cost, index in sorted((costs[index], index) for index in free):
            if best and cost > best[0]:
                break
            tried = (cost + self.crossing(boxes[index]), index)
            best = min(best or tried, tried)
        return best[1] if best else None
