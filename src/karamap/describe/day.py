"""The map of a day in words: who held what, where the lines ran, what changed, how sure it is.

The text twin says everything the map shows, for readers who do not see it. The page builds the
same passages (``frontend/src/core/describe.ts``); a test holds the two against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from karamap.atlas.atlas import Atlas
from karamap.atlas.state import Changes
from karamap.atlas.transfers import transfers
from karamap.core.geojson import Feature
from karamap.core.layers import CONFIDENCES, CONTROLLERS
from karamap.describe.captions import EVENT_STAYS, notes, period
from karamap.describe.changes import feature_names, holder_name, moved, unit_names
from karamap.describe.differing import LAYER as DIFFERING
from karamap.describe.differing import sentences
from karamap.evidence.control import CORRIDOR_UNIT, OBLAST_UNITS, SURROUNDING_UNITS
from karamap.lang.formats import long_date
from karamap.lang.messages import text
from karamap.lang.names import name_on
from karamap.lang.spoken import Spoken
from karamap.stats.quantities import DISTRICTS, ground, share, total

LINES = ("line_of_contact", "front_lines_2020")
ZONES = ("peacekeeping_zone", "lachin_corridor")
# layers whose coming and going is told by the names of their features
TOLD = ("autonomous_oblast", *LINES, *ZONES, DIFFERING)
SUBJECT = (*OBLAST_UNITS, *SURROUNDING_UNITS, CORRIDOR_UNIT)
# below this many km2, or percent of a district, ground is not worth a word
TRACE = 0.5
# the smallest percentage that is told as a number
LEAST = 0.1
# places named beside a line, at most
MOST_NEAR = 10


@dataclass(frozen=True)
class Passage:
    """A heading and what is said under it, a sentence or an entry each."""

    heading: str
    lines: tuple[str, ...]


def twin(atlas: Atlas, day: date, language: str = "en") -> tuple[Passage, ...]:
    """Return the map of a day in words, passage by passage; those with nothing to say are out."""
    teller = _Teller(atlas, day, language)
    found = (
        ("held", teller.held()),
        ("districts", teller.districts()),
        ("lines", teller.lines()),
        ("zones", teller.zones()),
        ("differing", sentences(atlas, day, language)),
        ("changed", teller.changed()),
        ("events", teller.events()),
        ("sure", teller.sure()),
    )
    told = ((text(f"twin.{key}", language), tuple(lines)) for key, lines in found)
    return tuple(Passage(heading, lines) for heading, lines in told if lines)


def title(day: date, language: str = "en") -> str:
    """Return the day, and the stretch of history it lies in."""
    name = text(period(day), language)
    return text("twin.title", language, date=long_date(day, language), period=name)


def as_text(atlas: Atlas, day: date, language: str = "en") -> str:
    """Return the map of a day as plain text, its passages apart."""
    passages = (
        "\n".join((passage.heading, *(f"  {line}" for line in passage.lines)))
        for passage in twin(atlas, day, language)
    )
    return "\n\n".join((title(day, language), *passages))


def _percents(parts: Sequence[float]) -> dict[str, int]:
    """Return how sure what part is, in whole percents that add up to a hundred."""
    exact = [share(part, sum(parts)) for part in parts]
    told = [int(percent) for percent in exact]
    short = sorted(range(len(told)), key=lambda index: told[index] - exact[index])
    for index in short[: 100 - sum(told)]:
        told[index] += 1
    return dict(zip(CONFIDENCES, told, strict=True))


class _Teller(Spoken):
    """Says one day in one language."""

    def __init__(self, atlas: Atlas, day: date, language: str) -> None:
        self._atlas, self._day, self.language = atlas, day, language
        self._km2 = ground(atlas, day)

    def held(self) -> Iterator[str]:
        """Yield each holder's ground, and what is to be said of it in law."""
        whole = total(self._km2, (), None)
        for controller in CONTROLLERS:
            held = total(self._km2, (), controller)
            if held >= TRACE:
                trace = share(held, whole) < LEAST / 2
                yield self.say(
                    "twin.holder_trace" if trace else "twin.holder",
                    holder=holder_name(controller, self.language),
                    km2=self.number(held),
                    share=self.number(LEAST, 1) if trace else self._share(held, whole),
                )
        for key in notes(self._day):
            yield self.say(key)

    def districts(self) -> Iterator[str]:
        """Yield the oblast's parts and the districts that Azerbaijan did not hold whole."""
        for name, units in DISTRICTS.items():
            whole = total(self._km2, units, None)
            parts = {c: total(self._km2, units, c) for c in CONTROLLERS}
            shares = {c: share(km2, whole) for c, km2 in parts.items()}
            if whole and shares["azerbaijan"] < 100 - TRACE:
                (district,) = unit_names(self._atlas, [name], self.language, self._day)
                told = [
                    self.say(
                        "twin.part",
                        holder=self.say(f"holder.{controller}"),
                        share=self._share(parts[controller], whole),
                    )
                    for controller in CONTROLLERS
                    if shares[controller] >= TRACE
                ]
                yield self.say("twin.district", district=district, holders=", ".join(told))

    def _share(self, part: float, whole: float) -> str:
        """Return a part in percent, but never as all or nothing where something is left."""
        percent = share(part, whole)
        if 0 < percent < TRACE:
            return self.number(percent, 1)
        if percent <= 100 - TRACE:
            percent = min(percent, 99)
        return self.number(percent)

    def lines(self) -> Iterator[str]:
        """Yield each line with its length, how sure it is, and the places near it by holder."""
        for items in self._by_name(LINES).values():
            near: dict[str, list[str]] = defaultdict(list)
            for place in self._near(items):
                lon, lat = place.geometry.x, place.geometry.y
                if holder := self._atlas.control_at(lon, lat, self._day):
                    near[holder].append(self._name(place))
            worst = max(item.properties["accuracy_m"] for item in items)
            yield self.say(
                "twin.line",
                name=self._name(items[0]),
                km=self.number(sum(self._atlas.line_km[item.id] for item in items)),
                accuracy=self.number(max(1, int(worst / 1000 + 0.5))),
            )
            for controller in (*CONTROLLERS, "armenia"):
                if names := near[controller]:
                    key = "twin.near_contested" if controller == "contested" else "twin.near"
                    held_by = self.say(f"held_by.{controller}")
                    yield self.say(key, held_by=held_by, places=", ".join(names))

    def _near(self, items: Iterable[Feature]) -> Iterator[Feature]:
        """Yield the places near a line, best known first, as few as a listener can keep."""
        ids = {key for item in items for key in self._atlas.near_lines[item.id]}
        places = (item for item in self._atlas.features("places", self._day) if item.id in ids)
        ranked = sorted(places, key=lambda item: (item.properties["rank"], item.id))
        yield from ranked[:MOST_NEAR]

    def zones(self) -> Iterator[str]:
        """Yield the zones and roads that lie over control, and on which days they began."""
        for items in self._by_name(ZONES).values():
            since = min(item.span[0] for item in items)
            day = self.date(since)
            yield self.say("twin.zone", name=self._name(items[0]), date=day)

    def changed(self) -> Iterator[str]:
        """Yield what the latest change of ground, lines or zones did, today or before."""
        for day in reversed([day for day in self._atlas.change_dates if day <= self._day]):
            changes = self._atlas.changes_on(day)
            if changes and (told := list(self._told(changes))):
                yield self.say("twin.last_change", date=self.date(day))
                yield from told
                return

    def _told(self, changes: Changes) -> Iterator[str]:
        for item in transfers(changes):
            names = unit_names(self._atlas, item.units, self.language, changes.until)
            yield moved(
                item, self.language, km2=self.number(max(item.km2, 1)), districts=", ".join(names)
            )
        before, after = (
            feature_names(self._atlas, TOLD, day, self.language)
            for day in (changes.since, changes.until)
        )
        for verb, names, others in (("began", after, before), ("ended", before, after)):
            for name in names:
                if name not in others:
                    yield self.say(f"twin.{verb}", name=name)

    def events(self) -> Iterator[str]:
        """Yield the events of the last thirty days, the latest first."""
        since = self._day - EVENT_STAYS
        recent = [
            item for item in self._atlas.layers["events"] if since < item.span[0] <= self._day
        ]
        for item in sorted(recent, key=lambda item: item.span[0], reverse=True):
            day = self.date(item.span[0])
            yield self.say("twin.event", date=day, title=self._name(item))

    def sure(self) -> Iterator[str]:
        """Yield how much of the subject's ground is known how well."""
        known: dict[str, float] = defaultdict(float)
        for item in self._atlas.features("control", self._day):
            if item.properties["unit"] in SUBJECT:
                known[item.properties["confidence"]] += self._atlas.control_km2[item.id]
        if known:
            yield self.say("twin.confidence", **_percents([known[key] for key in CONFIDENCES]))

    def _by_name(self, layers: Sequence[str]) -> dict[str, list[Feature]]:
        found: dict[str, list[Feature]] = {}
        for layer in layers:
            for item in self._atlas.features(layer, self._day):
                found.setdefault(self._name(item), []).append(item)
        return found

    def _name(self, item: Feature) -> str:
        return name_on(item, self._day, self.language)
