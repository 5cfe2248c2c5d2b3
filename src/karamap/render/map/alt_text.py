"""What the items in view tell those who do not see them; its words are in ``describe.picture``."""

import shapely

from karamap.describe.picture import Pictured
from karamap.render.map.scene import Item, Scene

# a line runs past a town that lies no farther from it, in km, and of this rank or better
NEAR_KM, TOWN_RANK = 12.0, 2
# so many towns tell where a line runs, and so many events what happened
TOWNS, EVENTS = 7, 3
LINES = ("line_of_contact", "front_lines_2020")
ZONES = ("differing_accounts", "peacekeeping_zone", "lachin_corridor", "buffer_zone",
         "buffer_rings", "autonomous_oblast")  # fmt: skip


def pictured(scene: Scene) -> Pictured:
    """Return what a map shows, to be told."""
    compared, items = scene.compared, scene.items
    areas = scene.areas_km2 if items.get("control") else {}
    towns = {name: _towns_along(scene, items[name]) for name in LINES if items.get(name)}
    rough = sum(item.shape.length for item in scene.lines if item.is_approximate)
    return Pictured(
        day=scene.day,
        since=compared.since if compared else None,
        language=scene.language,
        areas_km2=areas,
        went_km2={holder: compared.km2_to(holder) for holder in areas} if compared else {},
        lines={name: found for name, found in towns.items() if found},
        zones=[name for name in ZONES if items.get(name)],
        rough=rough / sum(item.shape.length for item in scene.lines) if rough else 0.0,
        accuracy_km=scene.accuracy_km,
        events=scene.events[-EVENTS:],
    )


def _towns_along(scene: Scene, items: list[Item]) -> list[str]:
    line = shapely.union_all([item.shape for item in items])
    reach = NEAR_KM * scene.view.pixels_per_km
    near = [
        (-shapely.get_y(item.shape), scene.name(item.feature).partition(" (")[0])
        for item in scene.items.get("places", ())
        if item.feature.properties["rank"] <= TOWN_RANK and item.shape.distance(line) <= reach
    ]
    return [name for _, name in sorted(near)][:TOWNS]
