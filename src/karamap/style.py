"""The style table: one look for page, figure and legend.

Three channels, never colour alone: the fill says who holds the ground, the hatch that it is
contested or under a special regime, the dash that a line is approximate. Violet and ochre are
on no flag of the parties, differ in lightness (so in grey too) and lie on the blue-yellow axis
that red-green colour-blindness leaves alone; ``tests/test_style.py`` measures the distances.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Hatch = Literal["contested", "peacekeeping", "buffer", "corridor"]

# dash of a stretch whose position is known only roughly, in pixels
APPROXIMATE_DASH = (7, 5)
# confidence below which a line is drawn dashed
DASHED_CONFIDENCES = ("low", "medium")


@dataclass(frozen=True, slots=True)
class Style:
    """How one class of features looks; widths and dashes in CSS pixels (1/96 inch)."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    hatch: Hatch | None = None
    casing: str | None = None
    radius: float = 0.0


INK = "#2b2a33"
PAPER = "#f6f2e9"
HALO = "#fffdf7"
WATER = "#b9cfd6"
WATER_LINE = "#8fb0bb"

# opacity of the whole control pane: its areas are painted opaque, then faded together,
# so that neighbours of one holder show no seam
CONTROL_OPACITY = 0.55

STYLES: dict[str, Style] = {
    "countries": Style(stroke="#6f6a63", width=1.4),
    "lakes": Style(fill=WATER, stroke=WATER_LINE, width=0.6),
    "rivers": Style(stroke=WATER_LINE, width=1.1),
    "control:azerbaijan": Style(fill="#e8bc63"),
    "control:armenian_forces": Style(fill="#7a63b0"),
    "control:contested": Style(fill="#cfcac2", hatch="contested"),
    "buffer_zone:held_outside_oblast": Style(stroke="#5b4632", hatch="buffer"),
    "buffer_zone:ring_15km": Style(stroke="#5b4632", width=1.4, dash=(2, 4)),
    "buffer_zone:ring_20km": Style(stroke="#5b4632", width=1.4, dash=(8, 4)),
    "buffer_zone:d30_range": Style(stroke="#5b4632", width=1.4, dash=(8, 3, 2, 3)),
    "peacekeeping_zone": Style(stroke="#0d6e6e", width=1.6, dash=(3, 3), hatch="peacekeeping"),
    "lachin_corridor:strip": Style(stroke="#0d5c7a", width=1.3, hatch="corridor"),
    "lachin_corridor:road": Style(stroke="#0d5c7a", width=2.6, casing=HALO),
    "lachin_corridor:blockade": Style(fill="#93194f", stroke=HALO, width=2.0, radius=6.0),
    "lachin_corridor:checkpoint": Style(fill=HALO, stroke="#0d5c7a", width=3.0, radius=5.0),
    "districts": Style(stroke="#857d72", width=0.9, dash=(5, 3)),
    "autonomous_oblast": Style(stroke="#3d3326", width=2.2, dash=(9, 3, 2, 3)),
    "line_of_contact": Style(stroke=INK, width=3.0, casing=HALO),
    "front_lines_2020": Style(stroke="#93194f", width=3.2, casing=HALO),
    "places": Style(fill=HALO, stroke=INK, width=1.2, radius=3.0),
    "events": Style(fill="#93194f", stroke=HALO, width=1.6, radius=6.5),
}

# the property whose value chooses among the styles of a layer
CLASS_PROPERTY = {"control": "controller", "buffer_zone": "model", "lachin_corridor": "part"}


def style_key(layer_id: str, properties: dict[str, Any]) -> str:
    """Return the key in :data:`STYLES` for a feature of a layer."""
    chosen_by = CLASS_PROPERTY.get(layer_id)
    return layer_id if chosen_by is None else f"{layer_id}:{properties[chosen_by]}"


def style_keys(layer_id: str) -> tuple[str, ...]:
    """Return the style keys of a layer, in legend order."""
    return tuple(key for key in STYLES if key.split(":")[0] == layer_id)


def as_json() -> dict[str, Any]:
    """Return the whole table for the browser."""
    return {
        "styles": {key: asdict(value) for key, value in STYLES.items()},
        "class_property": CLASS_PROPERTY,
        "control_opacity": CONTROL_OPACITY,
        "approximate_dash": APPROXIMATE_DASH,
        "dashed": DASHED_CONFIDENCES,
        "colours": {
            "ink": INK,
            "paper": PAPER,
            "halo": HALO,
            "water": WATER,
        },
    }
