"""Two days on one map: what ground changed hands, whose it became, and in which districts."""

from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.atlas.state import Move
from karamap.atlas.transfers import Transfer, transfers
from karamap.core.errors import UsageError
from karamap.describe.changes import km2_by_name


@dataclass(frozen=True)
class Compared:
    """What differs between two days.

    ``moves`` is the ground that went from one holder to another, ``transfers`` the same in
    km2; ground that was not mapped before is in neither. ``before_km2`` is what each held on
    the earlier day.
    """

    since: date
    until: date
    moves: tuple[Move, ...]
    transfers: tuple[Transfer, ...]
    before_km2: dict[str, float]

    def went_to(self, holder: str) -> BaseGeometry:
        """Return the ground that a holder got, in degrees."""
        return shapely.union_all([move["geometry"] for move in self.moves if move["to"] == holder])

    def km2_to(self, holder: str) -> float:
        """Return how much ground a holder got from the others."""
        return sum(item.km2 for item in self.transfers if item.after == holder)

    def by_district(self, atlas: Atlas, language: str) -> dict[str, list[tuple[str, float]]]:
        """Return for each holder the districts where it got ground, in km2, the largest first."""
        table: dict[str, dict[str, float]] = {}
        for item in self.transfers:
            rows = table.setdefault(item.after, {})
            for name, km2 in km2_by_name(atlas, item.units, language, self.until).items():
                rows[name] = rows.get(name, 0.0) + km2
        return {
            holder: sorted(rows.items(), key=lambda row: -row[1]) for holder, rows in table.items()
        }


def compared(atlas: Atlas, day: date, other: date | None) -> Compared | None:
    """Return what differs between two days, whichever is the earlier; None if there is no other."""
    if other is None:
        return None
    if other == day:
        raise UsageError(f"{day} cannot be compared with itself: expected two different days")
    changes = atlas.changes(*sorted((day, other)))
    moved = tuple(move for move in changes.moves if move["from"] is not None)
    return Compared(
        changes.since,
        changes.until,
        moved,
        tuple(item for item in transfers(changes) if item.before is not None),
        atlas.areas_km2(changes.since),
    )
