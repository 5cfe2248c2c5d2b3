"""What stands beside a map, as blocks of a column: title, notes, events, gains, sources."""

from collections import Counter
from collections.abc import Iterator

from karamap.core.dates import shorten
from karamap.core.permalink import query
from karamap.describe.captions import notes as note_keys
from karamap.describe.recorded_dates import recorded
from karamap.lang.messages import DEFAULT
from karamap.lang.names import name_on
from karamap.render.map.column import Block, Entry, Space, Words
from karamap.render.map.options import MapOptions
from karamap.render.map.scene import Scene

TITLE_SIZE, SUBTITLE_SIZE, HEADING_SIZE, NOTE_SIZE, SMALL_SIZE = 22.0, 15.5, 15.5, 15.0, 12.5
# how many of the latest events are told, and how long each may be
EVENTS, EVENT_LENGTH = 3, 90
# so many of those who issued the sources are named
NAMED = 5
# layers of the base geography, whose sources the attribution names
_BASE = ("countries", "lakes", "rivers", "places")
# sources of this issuer are the map's own derivations
_OWN = "karamap"


def title(scene: Scene) -> Iterator[Block]:
    """Yield what the map is called."""
    heading, subtitle = (scene.say(key) for key in ("snapshot.heading", "app.subtitle"))
    yield Words(heading, TITLE_SIZE, bold=True, leading=1.2, after=2)
    yield Words(subtitle, SUBTITLE_SIZE, "muted", after=22)


def gains(scene: Scene) -> Iterator[Block]:
    """Yield tables of the ground that changed hands, by district, where two days are compared."""
    if scene.compared is None:
        return
    table = scene.compared.by_district(scene.atlas, scene.language)
    for holder, districts in table.items():
        yield Words(scene.say(f"change.{holder}"), HEADING_SIZE, bold=True, after=4)
        for name, km2 in districts:
            if round(km2):
                yield Entry(name, scene.km2(km2))
        yield Space(12)


def notes(scene: Scene) -> Iterator[Block]:
    """Yield what is to be known of the day, and how sure the lines are."""
    for key in note_keys(scene.day):
        yield Words(scene.say(key), NOTE_SIZE, "muted", after=8)
    if km := scene.accuracy_km:
        told = [scene.say("legend.accuracy", km=km)]
        if any(item.doubt_m for item in scene.lines):
            told.append(scene.say("legend.shade"))
        yield Words(" ".join(told), NOTE_SIZE, "muted", after=8)


def events(scene: Scene) -> Iterator[Block]:
    """Yield the latest events, those without a place on the map too."""
    if not scene.events:
        return
    yield Space(10)
    yield Words(scene.say("snapshot.events"), HEADING_SIZE, bold=True, after=4)
    for item in scene.events[-EVENTS:]:
        properties = item.properties
        when = recorded(properties["start_date:edtf"], scene.language)
        what = shorten(name_on(item, scene.day, scene.language), EVENT_LENGTH)
        yield Words(scene.say("twin.event", date=when, title=what), NOTE_SIZE, after=4)


def credits_of(scene: Scene, *more: str, credit: str | None = None) -> Iterator[Block]:
    """Yield sources, projection, licences and data version, and what else is to be said."""
    if credit:
        yield Words(credit, SMALL_SIZE, after=4)
    lines = (
        evidence(scene),
        scene.say("snapshot.projection", projection=scene.say("snapshot.lambert")),
        scene.say("attribution", **scene.atlas.versions),
        *more,
    )
    for line in lines:
        yield Words(line, SMALL_SIZE, "muted", after=4)


def evidence(scene: Scene) -> str:
    """Return how many sources a map rests on, and who issued those it rests on most."""
    keys = {key for name in scene.items for key in _keys(scene, name)}
    known = scene.atlas.sources
    counted = Counter(
        issuer
        for name in scene.items
        if name not in _BASE
        for key in _keys(scene, name)
        if (issuer := _issuer(known.get(key, {}))) not in ("", _OWN)
    )
    most = sorted(counted, key=lambda issuer: (-counted[issuer], issuer))[:NAMED]
    count = scene.say("snapshot.evidence", count=len(keys))
    if not most:
        return count
    return f"{count} {scene.say('snapshot.issuers', issuers=', '.join(most))}"


def _keys(scene: Scene, layer_id: str) -> list[str]:
    """Return the keys of the sources of a layer in view, once for each feature that cites them."""
    return [key for item in scene.items[layer_id] for key in item.feature.properties["sources"]]


def _issuer(source: dict[str, str]) -> str:
    """Return who issued a source: its newspaper, site or publisher."""
    name = source.get("container-title") or source.get("publisher") or ""
    return name.removesuffix(" (mirror)")


def link(scene: Scene, look: MapOptions) -> str:
    """Return the query that opens page or app on the view of a map."""
    return query(
        scene.day,
        layers=look.layers,
        view=look.view,
        compare=scene.compared.since if scene.compared else None,
        language=None if look.language == DEFAULT else look.language,
    )
