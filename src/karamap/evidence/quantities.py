"""What a published figure speaks of: something measurable, named without its number."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal[
    "area", "held", "held_share", "lost", "lost_share", "kept_share", "length", "border", "distance"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
UNIT_OF: dict[Kind, str] = {
    "area": "km2",
    "held": "km2",
    "held_share": "percent",
    "lost": "km2",
    "lost_share": "percent",
    "kept_share": "percent",
    "length": "km",
    "border": "km",
    "distance": "km",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something measurable: what is measured, of which ground or line, and for whom.

    ``subject`` lists units of control (none: all ground mapped), ids of features, places, or
    lines as ``layer:stage``, as ``kind`` asks for. What was lost or kept counts from ``since``;
    a share of it is that of the ground held on ``base``.
    """

    kind: Kind
    subject: tuple[str, ...] = ()
    holder: str | None = None
    since: date | None = None
    base: date | None = None

    @property
    def unit(self) -> str:
        """The unit of its values: ``km2``, ``km`` or ``percent``."""
        return UNIT_OF[self.kind]
