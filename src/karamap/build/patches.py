"""Patches: ground on the grid that hangs together, block by block and holder by holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from karamap.build.grid import shifted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from karamap.build.grid import Labels

ALL_ROUND = np.ones((3, 3), dtype=bool)


class Patches:
    """The connected squares of each block (``labels``, negative outside), and which of them touch.

    Who holds what changes from day to day, what touches what does not: joining a few hundred
    patches anew for each day is far quicker than labelling half a million squares.
    """

    def __init__(self, labels: Labels) -> None:
        self._number = np.zeros(labels.shape, dtype=np.int64)
        blocks = [0]
        for block, window in enumerate(ndimage.find_objects(labels + 1)):
            if window is not None:
                parts, count = ndimage.label(labels[window] == block, ALL_ROUND)
                inside = parts > 0
                self._number[window][inside] = parts[inside] + len(blocks) - 1
                blocks += [block] * count
        self._blocks = np.array(blocks)
        self._sizes = np.bincount(self._number.ravel(), minlength=len(blocks))
        # where there is no outside, no square has the number 0
        there, first = np.unique(self._number, return_index=True)
        self._first = np.zeros(len(blocks), dtype=np.int64)
        self._first[there] = first
        self._touching = _touching(self._number)

    def islands(
        self, holders: NDArray[np.int64], holder: int, less: int, placed: NDArray[np.bool_]
    ) -> Iterator[NDArray[np.bool_]]:
        """Yield a holder's ground apart from the rest of it, as masks, in reading order.

        Only ground of fewer squares than ``less`` counts, with no square among the ``placed``.
        ``holders`` has the holder of each block.
        """
        mine = holders[self._blocks] == holder
        mine[0] = False
        one, other = self._touching[:, mine[self._touching].all(axis=0)]
        shape = (len(mine), len(mine))
        _, body = connected_components(
            coo_array((np.ones(len(one), dtype=bool), (one, other)), shape), directed=False
        )
        sizes = np.bincount(body, self._sizes)
        sizes[body[np.unique(self._number[placed])]] = less
        small = np.nonzero(mine & (sizes[body] < less))[0]
        for each in dict.fromkeys(body[small[np.argsort(self._first[small])]].tolist()):
            yield np.isin(self._number, np.nonzero(body == each)[0])


def _touching(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs of numbers that lie beside each other, corners counted."""
    pairs = []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here, there = (number[window].ravel() for window in shifted(number.shape, down, right))
        pairs.append(np.stack([here, there])[:, here != there])
    return np.unique(np.concatenate(pairs, 1), axis=1)
