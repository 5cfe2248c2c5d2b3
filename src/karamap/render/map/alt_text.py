"""What a map shows in words: its title, and a text for those who do not see it.

The text is told by the items in view: who holds how much, past which towns the lines run, what
is uncertain, and what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from karamap.describe.captions import notes
from karamap.lang.formats import number
from karamap.lang.names import name_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karamap.render.map.scene import Item, Scene

# a line runs past a town that lies no farther from it, in km, and of this rank or better
NEAR_KM, TOWN_RANK = 12.0, 2
# so many towns tell where a line runs, and so many events what happened
TOWNS, EVENTS = 7, 3


def title_of(scene: Scene) -> str:
    """Return the title of a map, with its day, or both where two are compared."""
    until = scene.date(scene.day)
    if scene.compared is None:
        return scene.say("snapshot.title", date=until)
    since = scene.date(scene.compared.since)
    return scene.say("snapshot.title_compared", before=since, after=until)


def text_of(scene: Scene, headline: str = "") -> str:
    """Return what a map shows as one paragraph."""
    parts = (*_ground(scene), *_lines(scene), *_zones(scene), *_doubts(scene), *_events(scene))
    title = ". ".join(filter(None, (headline.rstrip("."), title_of(scene))))
    return " ".join((scene.say("alt.map_of", title=title), *parts))


def _ground(scene: Scene) -> Iterator[str]:
    if not scene.items.get("control"):
        return
    held = [
        scene.say(
            "alt.holder",
            holder=scene.say(f"holder.{holder}"),
            km2=number(km2, scene.language),
        )
        for holder, km2 in scene.areas_km2.items()
        if km2
    ]
    if held:
        yield scene.say("alt.held", holders="; ".join(held))
    if scene.compared:
        went = [
            f"{scene.say(f'class.change:{holder}')}: {scene.km2(scene.compared.km2_to(holder))}"
            for holder in scene.areas_km2
            if scene.compared.km2_to(holder)
        ]
        yield (
            scene.say("alt.went", holders="; ".join(went))
            if went
            else scene.say("changes.no_ground")
        )


def _lines(scene: Scene) -> Iterator[str]:
    """Yield past which towns each line runs, from north to south."""
    for layer_id in ("line_of_contact", "front_lines_2020"):
        items = scene.items.get(layer_id, [])
        if items and (towns := _towns_along(scene, items)):
            name = scene.say(f"class.{layer_id}")
            yield scene.say("alt.line", line=name, towns=", ".join(towns))


def _towns_along(scene: Scene, items: list[Item]) -> list[str]:
    line = shapely.union_all([item.shape for item in items])
    reach = NEAR_KM * scene.view.pixels_per_km
    near = [
        (-shapely.get_y(item.shape), scene.name(item.feature).partition(" (")[0])
        for item in scene.items.get("places", ())
        if item.feature.properties["rank"] <= TOWN_RANK and item.shape.distance(line) <= reach
    ]
    return [name for _, name in sorted(near)][:TOWNS]


def _zones(scene: Scene) -> Iterator[str]:
    shown = ("differing_accounts", "peacekeeping_zone", "lachin_corridor", "buffer_zone",
             "buffer_rings", "autonomous_oblast")  # fmt: skip
    names = [scene.say(f"layer.{name}") for name in shown if scene.items.get(name)]
    if names:
        yield scene.say("alt.also", layers="; ".join(names))


def _doubts(scene: Scene) -> Iterator[str]:
    rough = [item.shape.length for item in scene.lines if item.is_approximate]
    whole = sum(item.shape.length for item in scene.lines)
    if rough and whole:
        yield scene.say("alt.dashed", percent=number(100 * sum(rough) / whole, scene.language))
    if km := scene.accuracy_km:
        yield scene.say("legend.accuracy", km=km)
    for key in notes(scene.day):
        yield scene.say(key)


def _events(scene: Scene) -> Iterator[str]:
    if titles := [name_on(item, scene.day, scene.language) for item in scene.events[-EVENTS:]]:
        yield scene.say("alt.events", events="; ".join(titles))
