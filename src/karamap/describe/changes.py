"""What a change did, in words: who got which ground from whom; what came, moved and went."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from karamap.atlas.atlas import Atlas
from karamap.atlas.state import Changes
from karamap.atlas.transfers import Transfer, transfers
from karamap.lang.formats import long_date, number
from karamap.lang.messages import text
from karamap.lang.names import name_on

# the unit of ground outside the oblast and the districts around it
ELSEWHERE = "rest"
# layers whose features coming and going is no news
_SILENT = ("countries", "lakes", "rivers", "control", "places", "events")


def holder_name(controller: str, language: str) -> str:
    """Return what a holder is called."""
    return text(f"class.control:{controller}", language)


def holder_within(controller: str, language: str) -> str:
    """Return what a holder is called within a sentence."""
    return text(f"holder.{controller}", language)


def from_to(before: str, after: str, language: str) -> str:
    """Return from whom ground went to whom."""
    return text(
        "panel.from_to",
        language,
        before=holder_name(before, language),
        after=holder_within(after, language),
    )


def transfer_words(item: Transfer, language: str, keys: tuple[str, str], **values: object) -> str:
    """Return a transfer in the words of two keys: from a holder, or mapped for the first time."""
    before = holder_name(item.before, language) if item.before else ""
    # within a sentence, and at its beginning
    after, holder = holder_within(item.after, language), holder_name(item.after, language)
    key = keys[0] if item.before else keys[1]
    return text(key, language, before=before, after=after, holder=holder, **values)


def moved(item: Transfer, language: str, **values: object) -> str:
    """Return a transfer as a sentence, each holder in the case that the sentence asks for."""
    key = f"moved.{item.before}.{item.after}" if item.before else "twin.first_shown"
    return text(key, language, holder=holder_name(item.after, language), **values)


def unit_names(atlas: Atlas, units: Iterable[str], language: str, day: date) -> list[str]:
    """Return the names of units of ground as they were called on a day, each once."""
    # a unit that is not mapped on the day is called as at another
    items = {
        item.properties["unit"]: item
        for item in (*atlas.layers["control"], *atlas.features("control", day))
    }
    elsewhere = text("panel.elsewhere", language)
    return list(
        dict.fromkeys(
            elsewhere if unit == ELSEWHERE else name_on(items[unit], day, language)
            for unit in units
        )
    )


def km2_by_name(
    atlas: Atlas, units: Mapping[str, float], language: str, day: date
) -> dict[str, float]:
    """Return the km2 by name of the district: two units may be parts of one."""
    found: dict[str, float] = {}
    for unit, km2 in units.items():
        (name,) = unit_names(atlas, [unit], language, day)
        found[name] = found.get(name, 0.0) + km2
    return found


def lines(atlas: Atlas, changes: Changes, language: str) -> Iterator[str]:
    """Yield what differs between two days: each holder's gains and losses, then each transfer."""
    since, until = (long_date(day, language) for day in (changes.since, changes.until))
    yield text("panel.from_to", language, before=since, after=until)
    if not changes.moves:
        yield "  " + text("changes.no_ground", language)
    for holder in changes.difference_km2:
        name = holder_name(holder, language)
        for key, km2s in (("gained", changes.gained_km2), ("lost", changes.lost_km2)):
            if holder in km2s:
                size = number(km2s[holder], language, 1)
                yield "  " + text(f"changes.{key}", language, holder=name, km2=size)
    for item in transfers(changes):
        keys = ("changes.transfer", "changes.first_mapped")
        yield transfer_words(item, language, keys, km2=number(item.km2, language, 1))
        for name, km2 in km2_by_name(atlas, item.units, language, changes.until).items():
            yield "  " + text("changes.unit", language, name=name, km2=number(km2, language, 1))


@dataclass(frozen=True)
class Turnover:
    """What came, moved and went in a layer between two days: its title, and a line for each."""

    layer: str
    title: str
    lines: tuple[str, ...]


def turnovers(
    atlas: Atlas, changes: Changes, layers: Iterable[str], language: str
) -> Iterator[Turnover]:
    """Yield what a change brought, moved (it bears its old name) and took away, layer by layer."""
    for layer in heard(layers):
        before, after = (
            feature_names(atlas, (layer,), day, language) for day in (changes.since, changes.until)
        )
        anew = dict.fromkeys(
            name_on(item, changes.until, language) for item in changes.began.get(layer, ())
        )
        verbs = {
            "began": [name for name in after if name not in before],
            "moved": [name for name in anew if name in before],
            "ended": [name for name in before if name not in after],
        }
        title = text(f"layer.{layer}", language)
        # a name that only repeats the title is left out
        told = tuple(
            text(f"panel.{verb}", language) + ("" if names == [title] else f": {', '.join(names)}")
            for verb, names in verbs.items()
            if names
        )
        if told:
            yield Turnover(layer, title, told)


def heard(layers: Iterable[str]) -> Iterator[str]:
    """Yield the layers whose features coming and going is news."""
    return (name for name in layers if name not in _SILENT)


def feature_names(atlas: Atlas, layers: Iterable[str], day: date, language: str) -> list[str]:
    """Return the names of features of some layers on a day, each once; no former oblast."""
    found = (
        item
        for layer in layers
        for item in atlas.features(layer, day)
        if item.properties.get("status") != "former"
    )
    return list(dict.fromkeys(name_on(item, day, language) for item in found))
