"""Who was killed and who displaced by an event, in words: each number as a range, with its note."""

from dataclasses import dataclass

from karamap.atlas.story import Story
from karamap.core.geojson import Feature
from karamap.describe.recorded_dates import recorded
from karamap.evidence.claims import Figure
from karamap.evidence.narrative import People
from karamap.lang.formats import capitalised, number
from karamap.lang.messages import text


@dataclass(frozen=True)
class Count:
    """A number of people in words; ``topic`` heads those of its kind."""

    topic: str
    title: str
    about: str


def rows(story: Story, item: Feature) -> list[Figure | People]:
    """Return what counts those an event killed or displaced; nothing for any other feature."""
    known: dict[str, Figure | People] = {**story.figures, **{row.id: row for row in story.people}}
    return [known[key] for key in item.properties.get("counts", ())]


def counts(story: Story, event: Feature, language: str) -> list[Count]:
    """Return the counts of an event in words, in the order of its row."""
    return [_told(row, story, language) for row in rows(story, event)]


def _told(row: Figure | People, story: Story, language: str) -> Count:
    # a figure says itself when it was
    when = "" if isinstance(row, Figure) else recorded(row.when.edtf, language)
    note = story.say(row.id, "note", row.note, language)
    return Count(
        topic=text(f"people.{row.topic}", language),
        title=capitalised(_title(row, story, language), language),
        about=": ".join(filter(None, (when, note))),
    )


def _title(row: Figure | People, story: Story, language: str) -> str:
    """Return whom a number is about and how many, as frontend/src/core/people-counts.ts does."""
    low, high = (number(value, language) for value in (row.low, row.high))
    many = low if row.low == row.high else text("people.range", language, low=low, high=high)
    if isinstance(row, Figure):
        amount = text(f"people.{row.unit}", language, number=many)
        return f"{story.say(row.id, 'what', row.what, language)}: {amount}"
    return text("people.part", language, group=text(f"people.{row.group}", language), number=many)
