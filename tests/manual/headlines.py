"""All headlines as a page of Markdown, for those who judge the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap import Atlas
from karamap.describe.headlines import STANDING, table
from karamap.lang.messages import languages, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAD = """# Headlines

Made from the data by `python tests/make_manual.py`. A day is about the last thing that happened,
for 30 days at most: a stop (`geodata/evidence/stops.csv`), an event in or near the disputed area,
or territory that changed hands; after that, about how things stand. Each line has at most 12 words
(a number written with a space counts as one). The rule for who is named:
[neutrality.md](neutrality.md#who-did-it).
"""


def page() -> str:
    """Return the page of all headlines, in four languages each."""
    atlas = Atlas.load()
    rows, told = table(atlas)
    events = {event.id: event.properties for event in atlas.layers["events"]}
    standing = {key: {each: text(key, each) for each in languages()} for _, key in STANDING}
    stops, titles, grounds = [], [], []
    for row in rows:
        line = row["headline"]
        if isinstance(line, str):
            words = {each: events[line][f"name_{each}"] for each in languages()}
        else:
            words = dict(told[line])
        if row["stop"]:
            stops.append((row["day"], words))
        elif words not in standing.values():
            (titles if isinstance(line, str) else grounds).append((row["day"], words))
    return "\n".join(
        (
            HEAD,
            _part("Stops", stops),
            _part("How things stand", [(day, standing[key]) for day, key in STANDING]),
            _part("Events between the stops", titles),
            _part("Territory that changed hands", grounds),
        )
    )


def _part(title: str, rows: Iterable[tuple[object, Mapping[str, str]]]) -> str:
    lines = (
        f"| {day} | {' | '.join(words[each] for each in languages())} |" for day, words in rows
    )
    names = " | ".join(text("language.name", each) for each in languages())
    head = f"## {title}\n\n| from | {names} |\n|---|{'---|' * len(languages())}\n"
    return head + "\n".join(lines) + "\n"
