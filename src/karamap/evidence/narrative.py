"""The rows of the tables that tell the story: the tour, people, and texts in other languages."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES, LAYER_IDS
from karamap.core.map_view import View, parse_view
from karamap.evidence.cells import (
    A_LIST_OF_NUMBERS,
    Cell,
    ClaimIds,
    Day,
    Edtf,
    EventId,
    Key,
    Latitude,
    Longitude,
    Number,
    PeopleId,
    PlaceId,
    PlaceIds,
    Sources,
    Sure,
    Text,
    WrongCellError,
    choice,
    choices,
    numbers,
)  # fmt: skip
from karamap.evidence.claims import require_order
from karamap.evidence.control import CORRIDOR_UNIT, UNITS
from karamap.evidence.tables import Record

ENGLISH, *OTHERS = LANGUAGES
TOPICS = ("census", "displaced")
GROUPS = ("all", "armenians", "azerbaijanis", "russians", "others")


class Section(Record, table="sections"):
    """A row of ``sections.csv``: a part of the article, and its heading in English."""

    title: Text = Field(alias="title_en")


class Wording(Record, table="texts"):
    """A row of ``texts.csv``, a text of another table: the row, its field, and the words."""

    primary_key: ClassVar[tuple[str, ...]] = ("id", "field")

    field: Text
    az: Text
    hy: Text
    ru: Text

    @property
    def words(self) -> dict[str, str]:
        """The text by language, but for English."""
        return {language: getattr(self, language) for language in OTHERS}


def _view(text: str) -> View:
    found = numbers(text)
    try:
        return parse_view(",".join(map(str, found)))
    except UsageError as error:
        raise WrongCellError("latitude;longitude;zoom within the map") from error


class TourStep(Record, table="tour"):
    """A row of ``tour.csv``: what the map shows, and what is told beside it by language."""

    section: Key
    day: Day = Field(alias="date")
    view: Annotated[View, Cell(_view, A_LIST_OF_NUMBERS)]
    layers: Annotated[tuple[str, ...], choices(*LAYER_IDS)]
    compare: Day | None
    title_en: Text
    text_en: Text
    title_az: Text
    text_az: Text
    title_hy: Text
    text_hy: Text
    title_ru: Text
    text_ru: Text
    claims: ClaimIds
    sources: Sources

    @property
    def titles(self) -> dict[str, str]:
        """The titles by language."""
        return {language: getattr(self, f"title_{language}") for language in LANGUAGES}

    @property
    def texts(self) -> dict[str, str]:
        """The texts by language."""
        return {language: getattr(self, f"text_{language}") for language in LANGUAGES}


class Stop(Record, table="stops"):
    """A row of ``stops.csv``: a day to stop at, what it is remembered for, and where to look.

    Without a headline of its own the title of the event says it. Places and units are the ground
    to look at where what happened and changed that day is not enough.
    """

    day: Day = Field(alias="date")
    event_id: EventId | None
    headline_en: Text | None
    headline_az: Text | None
    headline_hy: Text | None
    headline_ru: Text | None
    places: PlaceIds = Field(alias="place_ids")
    units: Annotated[tuple[str, ...], choices(*UNITS, CORRIDOR_UNIT)]
    sources: Sources

    @property
    def headlines(self) -> dict[str, str]:
        """The headline by language; none where the title of the event says it."""
        given = {language: getattr(self, f"headline_{language}") for language in LANGUAGES}
        return {language: words for language, words in given.items() if words}

    @model_validator(mode="after")
    def _told(self) -> Self:
        """Ask for a headline in every language, or for an event whose title tells."""
        for language in LANGUAGES:
            if language not in self.headlines and (self.headlines or not self.event_id):
                expected = "a headline in each language, or in none where an event is named"
                raise WrongCellError(expected, f"headline_{language}")
        return self


class People(Record, table="population"):
    """A row of ``population.csv``: how many people lived somewhere, or had to leave it."""

    topic: Annotated[str, choice(*TOPICS)]
    when: Edtf = Field(alias="date")
    group: Annotated[str, choice(*GROUPS)]
    low: Number = Field(alias="min")
    high: Number = Field(alias="max")
    unit: Annotated[str, choice("persons")]
    confidence: Sure
    sources: Sources
    note: Text | None = Field(alias="note_en")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.low, self.high, ("min", "max"))
        return self


class Movement(Record, table="movements"):
    """A row of ``movements.csv``: where the people of a row of ``population.csv`` went.

    The two ends tell a direction, no road. ``part_of`` is a row whose number holds those of
    this one.
    """

    id: PeopleId
    part_of: PeopleId | None
    from_lon: Longitude
    from_lat: Latitude
    to_lon: Longitude
    to_lat: Latitude
    way: Text


class MissingName(Record, table="names_missing"):
    """A row of ``names_missing.csv``: a name nobody is known to have recorded."""

    place_id: PlaceId
    language: Annotated[str, choice(*OTHERS)]
    note: Text
