"""What a picture shows in words: its title, and a text for those who do not see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from karamap.core.geojson import Feature
from karamap.describe.captions import notes
from karamap.lang.names import name_on
from karamap.lang.spoken import Spoken


@dataclass(frozen=True)
class Pictured(Spoken):
    """What lies in a picture: the day, or two that are compared, and what is told of them.

    ``areas_km2`` is empty where control is not shown, ``went_km2`` what each holder got between
    the two days; ``lines`` has the towns that each line runs past, from north to south, and
    ``rough`` the share of lines known only roughly.
    """

    day: date
    since: date | None
    language: str
    areas_km2: Mapping[str, float]
    went_km2: Mapping[str, float]
    lines: Mapping[str, Sequence[str]]
    zones: Sequence[str]
    rough: float
    accuracy_km: int | None
    events: Sequence[Feature]

    def title(self) -> str:
        """Return the title of the map, with its day, or both where two are compared."""
        until = self.date(self.day)
        if self.since is None:
            return self.say("snapshot.title", date=until)
        return self.say("snapshot.title_compared", before=self.date(self.since), after=until)

    def paragraph(self, headline: str = "") -> str:
        """Return what the map shows as one paragraph."""
        title = ". ".join(filter(None, (headline.rstrip("."), self.title())))
        return " ".join((self.say("alt.map_of", title=title), *self._sentences()))

    def _sentences(self) -> Iterator[str]:
        if held := [
            self.say("alt.holder", holder=self.say(f"holder.{holder}"), km2=self.number(km2))
            for holder, km2 in self.areas_km2.items()
            if km2
        ]:
            yield self.say("alt.held", holders="; ".join(held))
        if self.areas_km2 and self.since:
            yield self._went()
        for layer_id, towns in self.lines.items():
            name = self.say(f"class.{layer_id}")
            yield self.say("alt.line", line=name, towns=", ".join(towns))
        if self.zones:
            names = (self.say(f"layer.{layer_id}") for layer_id in self.zones)
            yield self.say("alt.also", layers="; ".join(names))
        if self.rough:
            yield self.say("alt.dashed", percent=self.number(100 * self.rough))
        if self.accuracy_km:
            yield self.say("legend.accuracy", km=self.accuracy_km)
        yield from map(self.say, notes(self.day))
        if titles := [name_on(item, self.day, self.language) for item in self.events]:
            yield self.say("alt.events", events="; ".join(titles))

    def _went(self) -> str:
        went = [
            f"{self.say(f'class.change:{holder}')}: {self.km2(km2)}"
            for holder, km2 in self.went_km2.items()
            if km2
        ]
        return (
            self.say("alt.went", holders="; ".join(went)) if went else self.say("changes.no_ground")
        )
