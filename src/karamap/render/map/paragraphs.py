"""What stands beside a map, as blocks of a column: title, notes, events, gains and credits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karamap.core.dates import shorten
from karamap.describe.captions import notes as note_keys
from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.lang.names import name_on
from karamap.render.map.accuracy import accuracy_km
from karamap.render.map.column import Block, Space, Words
from karamap.render.map.credits import evidence
from karamap.render.map.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karamap.render.map.scene import Scene

TITLE_SIZE, SUBTITLE_SIZE, HEADING_SIZE, NOTE_SIZE, SMALL_SIZE = 30.0, 15.5, 15.5, 15.0, 12.5
# how many of the latest events are told, and how long each may be
EVENTS, EVENT_LENGTH = 3, 90


def title(scene: Scene) -> Iterator[Block]:
    """Yield what the map is called."""
    heading, subtitle = (text(key, scene.language) for key in ("snapshot.heading", "app.subtitle"))
    yield Words(heading, TITLE_SIZE, bold=True, leading=1.2, after=2)
    yield Words(subtitle, SUBTITLE_SIZE, "muted", after=22)


def gains(scene: Scene) -> Iterator[Block]:
    """Yield tables of the ground that changed hands, by district, where two days are compared."""
    if scene.compared is None:
        return
    table = scene.compared.by_district(scene.stage.atlas, scene.language)
    for holder, districts in table.items():
        yield Words(text(f"change.{holder}", scene.language), HEADING_SIZE, bold=True, after=4)
        yield Table.of(districts, scene.language)
        yield Space(12)


def notes(scene: Scene) -> Iterator[Block]:
    """Yield what is to be known of the day, and how sure the lines are."""
    for key in note_keys(scene.day):
        yield Words(text(key, scene.language), NOTE_SIZE, "muted", after=8)
    if km := accuracy_km(scene):
        yield Words(text("legend.accuracy", scene.language, km=km), NOTE_SIZE, "muted", after=8)


def events(scene: Scene) -> Iterator[Block]:
    """Yield the latest events, those without a place on the map too."""
    if not scene.events:
        return
    yield Space(10)
    yield Words(text("snapshot.events", scene.language), HEADING_SIZE, bold=True, after=4)
    for item in scene.events[-EVENTS:]:
        properties = item.properties
        when = _day(properties["start_date"], properties["start_date:edtf"], scene.language)
        what = shorten(name_on(item, scene.day, scene.language), EVENT_LENGTH)
        yield Words(f"{when}: {what}", NOTE_SIZE, after=4)


def credits_of(scene: Scene, *more: str) -> Iterator[Block]:
    """Yield sources, projection, licences and data version, and what else is to be said."""
    language = scene.language
    lines = (
        evidence(scene),
        text("snapshot.projection", language, projection=text("snapshot.lambert", language)),
        text("attribution", language, **scene.stage.atlas.versions),
        *more,
    )
    for line in lines:
        yield Words(line, SMALL_SIZE, "muted", after=4)


def _day(day: str, original: str, language: str) -> str:
    """Return a day in words, or only its year where more is not known."""
    if original != day:
        return day[:4]
    return long_date(date.fromisoformat(day), language)
