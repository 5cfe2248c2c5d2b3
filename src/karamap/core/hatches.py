"""Hatches: the second channel of the style table, which says what colour alone must not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Hatch = Literal[
    "contested", "differing", "held", "peacekeeping", "buffer", "corridor", "to_azerbaijan",
    "to_armenian_forces", "to_contested", "taken", "handed_over",
]  # fmt: skip
Form = Literal["lines", "cross", "dots"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a hatch is drawn: its pitch, the width of strokes or dots, in CSS pixels.

    ``angle`` is that of the strokes in degrees, counted clockwise as in SVG; a cross has
    others at right angles to them.
    """

    pitch: float
    width: float
    angle: float = 0.0
    form: Form = "lines"


HATCHES: Mapping[Hatch, Pattern] = {
    "contested": Pattern(7, 1.5, 45),
    "differing": Pattern(5, 0.8, 90),
    "held": Pattern(7, 1.5, -45),
    "peacekeeping": Pattern(9, 1, -45),
    "buffer": Pattern(8, 2.2, form="dots"),
    "corridor": Pattern(6, 0.8, 20, "cross"),
    "to_azerbaijan": Pattern(11, 5, 45),
    "to_armenian_forces": Pattern(11, 5, -45),
    "to_contested": Pattern(9, 1.6, 0, "cross"),
    "taken": Pattern(7, 2.4, 45),
    "handed_over": Pattern(8, 2.2, 0),
}
