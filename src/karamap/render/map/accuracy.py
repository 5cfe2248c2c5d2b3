"""How sure the lines of a map are: those in view whose position is open to doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karamap.render.map.scene import Item, Scene

# boundaries that tell the accuracy of a map that has no line of control
_BOUNDARIES = ("autonomous_oblast", "districts", "control")


def lines(scene: Scene) -> list[Item]:
    """Return the lines in view whose accuracy matters: fronts and roads, not boundaries."""
    items = [item for layer in scene.items.values() for item in layer]
    return [item for item in items if item.style.casing]


def accuracy_km(scene: Scene) -> int | None:
    """Return how many km the least certain line may be off; None if there is no line at all.

    Without lines of control it is that of the boundaries.
    """
    layers = [lines(scene), *(scene.items.get(name, []) for name in _BOUNDARIES)]
    for items in layers:
        if known := [item.feature.properties["accuracy_m"] or 0 for item in items]:
            return round(max(known) / 1000) or 1
    return None
