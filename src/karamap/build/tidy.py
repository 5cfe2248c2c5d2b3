"""Ground tidied: no needle, neck, sliver or crumb where holders meet, on any day.

Blocks of ground meet at any angle, and on one day or another two of them are a needle of one
holder in the ground of another. What is too narrow for the map to mean it goes to a block beside
it, on the grid, for all days. What is near a dated place stays that place's.
"""

from collections.abc import Iterator
from itertools import permutations, product

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from karamap.build.grid import NONE, Labels, shifted

# squares: what does not hold a disc of this radius is narrow (5 squares of 250 m, of which
# smoothing takes some)
RADIUS = 2.3
LEAST = 4  # fewer squares are a corner, which smoothing rounds
TILE, MARGIN = 48, 12
ROUNDS = 6
OFTEN = 3  # a square that changed so often is left
ISLAND = 80  # squares, 5 km2: less ground apart from the rest needs a place in it


_REACH = np.arange(-int(RADIUS), int(RADIUS) + 1)
DISC = np.hypot(*np.meshgrid(_REACH, _REACH)) <= RADIUS
ALL_ROUND = np.ones((3, 3), dtype=bool)


class Tidying:
    """Labels on a grid being tidied, changed in place.

    ``labels`` and ``unit`` are the block of each square, or NONE outside, and its unit, which it
    never leaves; ``holders`` who holds each block (row) on each day (column), as numbers; ``kept``
    squares keep their block, and ``placed`` ones have a dated place in them.
    """

    def __init__(
        self,
        labels: Labels,
        unit: Labels,
        holders: NDArray[np.int64],
        kept: NDArray[np.bool_],
        placed: NDArray[np.bool_],
    ) -> None:
        self._labels, self._unit, self._holders = labels, unit, holders
        self._kept, self._placed = kept, placed
        self._changes = np.zeros(labels.shape, dtype=np.int64)
        self._known: dict[tuple[object, ...], list[NDArray[np.bool_]]] = {}
        self._alike = (holders[:, None, :] == holders[None, :, :]).mean(axis=2)

    def run(self) -> Labels:
        """Tidy in rounds, until nothing changes or too much has."""
        dirty = np.ones(self._labels.shape, dtype=bool)
        for _ in range(ROUNDS):
            before = self._labels.copy()
            self._drop_islands()
            for window in _tiles(dirty):
                self._thin(window)
            dirty = self._labels != before
            if not dirty.any():
                break
        return self._labels

    def _thin(self, window: tuple[slice, slice]) -> None:
        """Give away what is narrow within a window, on any of its days."""
        for day in self._days(self._labels[window]):
            for holder in np.unique(day[day >= 0]):
                held = self._held(window, day)
                for part in self._narrow(held == holder, held != NONE):
                    self._give(window, part, held, int(holder))

    def _narrow(
        self, mine: NDArray[np.bool_], ground: NDArray[np.bool_]
    ) -> list[NDArray[np.bool_]]:
        """Return what is narrow of a holder's ground, which is the same on most days."""
        key = (mine.shape, mine.tobytes(), ground.tobytes())
        if key not in self._known:
            self._known[key] = list(_narrow(mine, ground & ~mine))
        return self._known[key]

    def _days(self, labels: Labels) -> Iterator[NDArray[np.int64]]:
        """Yield the ways in which the blocks there are divided among holders."""
        present = np.unique(labels[labels != NONE])
        found = np.full(len(self._holders), NONE)
        for column in np.unique(self._holders[present], axis=1).T:
            if np.unique(column).size > 1:
                day = found.copy()
                day[present] = column
                yield day

    def _held(self, window: tuple[slice, slice], day: NDArray[np.int64]) -> Labels:
        labels = self._labels[window]
        return np.where(labels == NONE, NONE, day[labels])

    def _give(
        self, window: tuple[slice, slice], part: NDArray[np.bool_], held: Labels, holder: int
    ) -> None:
        """Give squares, unit by unit, to the block of another holder they border on most."""
        labels, unit, changes = self._labels[window], self._unit[window], self._changes[window]
        free = part & ~self._kept[window] & (changes < OFTEN)
        for one in np.unique(unit[free]):
            mine = free & (unit == one)
            takes = (unit == one) & (held != holder) & (held != NONE)
            found = np.concatenate([labels[near & takes] for near in _around(mine)])
            if not found.size:
                continue
            blocks, contacts = np.unique(found, return_counts=True)
            own = np.bincount(labels[mine]).argmax()
            score = contacts * (0.3 + self._alike[own, blocks])
            labels[mine] = blocks[int(score.argmax())]
            changes[mine] += 1

    def _drop_islands(self) -> None:
        """Give away small ground apart from the rest of its holder's, with no place in it."""
        whole = (slice(None), slice(None))
        patches = Patches(self._labels)
        for column in np.unique(self._holders, axis=1).T:
            for holder in np.unique(column).tolist():
                before = self._changes.sum()
                for island in patches.islands(column, holder, ISLAND, self._placed):
                    self._give(whole, island, self._held(whole, column), holder)
                if self._changes.sum() != before:
                    patches = Patches(self._labels)


def _tiles(dirty: NDArray[np.bool_]) -> Iterator[tuple[slice, slice]]:
    """Yield the windows around what changed, overlapping by a margin."""
    rows, columns = dirty.shape
    for top, left in product(range(0, rows, TILE), range(0, columns, TILE)):
        window = (
            slice(max(top - MARGIN, 0), top + TILE + MARGIN),
            slice(max(left - MARGIN, 0), left + TILE + MARGIN),
        )
        if dirty[window].any():
            yield window


def _narrow(mine: NDArray[np.bool_], other: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield the needles, necks and slivers of a holder's ground, near the ground of another."""
    if not other.any():
        return
    wide = ndimage.binary_dilation(
        ndimage.binary_erosion(mine, DISC, border_value=1), DISC, border_value=0
    )
    wide |= _edge(mine)
    near = ndimage.binary_dilation(other, ALL_ROUND, iterations=5)
    thin = mine & ~wide & near
    if not thin.any():
        return
    parts, _ = ndimage.label(thin, ALL_ROUND)
    for index, window in enumerate(ndimage.find_objects(parts), start=1):
        part = parts == index
        rows, columns = (slice(max(s.start - 1, 0), s.stop + 1) for s in window)
        grown = ndimage.binary_dilation(part[rows, columns], ALL_ROUND)
        # a corner hangs on the rest on one side, a neck on two
        _, sides = ndimage.label(grown & wide[rows, columns] & mine[rows, columns], ALL_ROUND)
        if sides > 1:
            # cut as wide as ground must be, or what is joined across the cut were a neck itself
            yield ndimage.binary_dilation(part, DISC)
        elif part.sum() >= LEAST:
            yield part


def _edge(mine: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the squares at the edge of a window, beyond which ground goes on."""
    edge = np.zeros(mine.shape, dtype=bool)
    edge[:3], edge[-3:], edge[:, :3], edge[:, -3:] = True, True, True, True
    return edge & mine


def _around(part: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield the squares beside those of a part, in each of four directions."""
    for down, right in ((0, 1), (1, 0)):
        windows = shifted(part.shape, down, right)
        for near, here in permutations(windows):
            moved = np.zeros_like(part)
            moved[near] = part[here]
            yield moved & ~part


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
