"""How names of places stand on the map, in page and pictures alike: in which order, and where."""

from collections.abc import Collection
from typing import Any

Side = tuple[int, float]

# among places of equal rank those of these kinds are named first
KINDS = ("city", "town")
# the sides of its sign on which a name may stand, as steps right and up, the best first
SIDES: tuple[Side, ...] = (
    *((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1)),
    *((1, 0.5), (1, -0.5), (-1, 0.5), (-1, -0.5)),
)
# how much nearer to its sign a name stands that is neither level with it nor above or below it
SLANT = 0.85
# how high a line of a name is, in sizes of its type
LEADING = 1.12


def order(place: str, rank: int, kind: str, told: Collection[str]) -> tuple[bool, int, int, str]:
    """Return by what places are named in turn: first those of the events on the map (``told``)."""
    of_kind = KINDS.index(kind) if kind in KINDS else len(KINDS)
    return place not in told, rank, of_kind, place


def middle(side: Side, gap: float, width: float, height: float) -> tuple[float, float]:
    """Return how far right of its sign and above it the middle of a name's box lies.

    ``gap`` is how far off the box begins; ``width`` and ``height`` are the box's.
    """
    right, up = side
    nearer = gap * (SLANT if right and up else 1.0)
    return right * (nearer + width / 2), up * (nearer + height / 2)


def table() -> dict[str, Any]:
    """Return what the page names places by, ready for JSON."""
    return {"kinds": KINDS, "sides": SIDES, "slant": SLANT, "leading": LEADING}
