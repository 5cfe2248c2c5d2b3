"""The evidence: all tables of ``geodata/evidence`` read, typed and cross-checked.

>>> evidence = Evidence.read(geodata_folder() / "evidence")
>>> evidence.control_of("shusha")[0].controller
'azerbaijan'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from karamap.core.errors import DataError
from karamap.core.problems import Problem
from karamap.evidence.cells import COUNTED, COUNTS_FILES
from karamap.evidence.claims import Claim, Event, Figure, Measure, UnplacedCapture
from karamap.evidence.control import (
    CORRIDOR_UNIT,
    OBLAST_UNITS,
    SURROUNDING_UNITS,
    UNITS,
    Anchor,
    Controller,
    Names,
    Place,
    PlaceControl,
    PlaceName,
    UnitControl,
)
from karamap.evidence.narrative import (
    MissingName,
    Movement,
    People,
    Section,
    Stop,
    TourStep,
    Wording,
)
from karamap.evidence.sources import read_sources
from karamap.evidence.tables import Record, When, read_table

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

_R = TypeVar("_R", bound=Record)

__all__ = [
    "CORRIDOR_UNIT",
    "OBLAST_UNITS",
    "SURROUNDING_UNITS",
    "UNITS",
    "Anchor",
    "Claim",
    "Controller",
    "Event",
    "Evidence",
    "Figure",
    "Measure",
    "Names",
    "Place",
    "PlaceControl",
    "PlaceName",
    "UnitControl",
    "UnplacedCapture",
    "When",
    "read_figures",
    "read_sources",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All the tables, each in the order of its file; ``sources`` is the bibliography by key."""

    folder: Path
    places: dict[str, Place]
    anchors: list[Anchor]
    place_names: list[PlaceName]
    place_control: list[PlaceControl]
    unit_control: list[UnitControl]
    events: list[Event]
    claims: list[Claim]
    figures: dict[str, Figure]
    measures: list[Measure]
    captures_unplaced: list[UnplacedCapture]
    tour: list[TourStep]
    stops: list[Stop]
    people: list[People]
    movements: list[Movement]
    sections: list[Section]
    texts: list[Wording]
    names_missing: list[MissingName]
    sources: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, folder: Path) -> Evidence:
        """Read every table of ``folder``, and the bibliography beside it.

        A DataError names file, row, column, value and expectation of the first cell that is not
        what its column asks for, or that cites a place or source not listed.
        """
        figures, measures = read_figures(folder)
        evidence = cls(
            folder=folder,
            places={place.id: place for place in _read(folder, "places", Place)},
            anchors=_read(folder, "anchors", Anchor),
            place_names=_read(folder, "place_names", PlaceName),
            place_control=_read(folder, "place_control", PlaceControl),
            unit_control=_read(folder, "unit_control", UnitControl),
            events=_read(folder, "events", Event),
            claims=_read(folder, "claims", Claim),
            figures=figures,
            measures=measures,
            captures_unplaced=_read(folder, "captures_unplaced", UnplacedCapture),
            tour=_read(folder, "tour", TourStep),
            stops=_read(folder, "stops", Stop),
            people=_read(folder, "population", People),
            movements=_read(folder, "movements", Movement),
            sections=_read(folder, "sections", Section),
            texts=_read(folder, "texts", Wording),
            names_missing=_read(folder, "names_missing", MissingName),
            sources=read_sources(folder.parent / "sources.json"),
        )
        for table, row_id, column, key, known in evidence.references():
            if key not in known:
                listed = {
                    "sources": "sources.json", "account": "place_control.csv",
                    "claims": "claims.csv", "event_id": "events.csv",
                    "id": "population.csv", "part_of": "population.csv",
                    "counts": COUNTS_FILES,
                }.get(column, "places.csv")  # fmt: skip
                raise DataError(
                    Problem(
                        f"evidence/{table}.csv", repr(key), f"an id of {listed}", row_id, column
                    )
                )
        evidence.require_one_place()
        evidence.require_events_of_stops()
        return evidence

    def require_one_place(self) -> None:
        """Refuse an account that differs from a row of another place."""
        home = {row.id: row.place_id for row in self.place_control}
        for row in self.place_control:
            if row.account and home[row.account] != row.place_id:
                table, found = "evidence/place_control.csv", repr(row.account)
                raise DataError(
                    Problem(table, found, "an id of a row of the same place", row.id, "account")
                )

    def require_events_of_stops(self) -> None:
        """Refuse a stop on a day on which its event did not happen."""
        when = {event.id: event.when for event in self.events}
        for stop in self.stops:
            if stop.event_id and not (
                when[stop.event_id].first <= stop.day <= when[stop.event_id].last
            ):
                expected = f"a day of the event, {when[stop.event_id].edtf}"
                table = "evidence/stops.csv"
                raise DataError(Problem(table, repr(f"{stop.day}"), expected, stop.id, "date"))

    def control_of(self, place_id: str) -> list[PlaceControl]:
        """Return the control rows of a place that the map draws, the earliest first."""
        rows = [row for row in self.place_control if row.place_id == place_id]
        return sorted((row for row in rows if not row.account), key=lambda row: row.start)

    def accounts_of(self, place_id: str) -> list[PlaceControl]:
        """Return what other accounts say of a place, the earliest first."""
        rows = [row for row in self.place_control if row.place_id == place_id]
        return sorted((row for row in rows if row.account), key=lambda row: row.start)

    def names_of(self, place_id: str) -> list[PlaceName]:
        """Return the dated names of a place, the earliest first."""
        rows = [row for row in self.place_names if row.place_id == place_id]
        return sorted(rows, key=lambda row: row.start.first)

    def references(self) -> Iterator[tuple[str, str, str, str, Container[str]]]:
        """Yield every citation: table, row id, column, the key cited, and what may be cited."""
        tables: dict[str, Sequence[Record]] = {
            "places": list(self.places.values()),
            "anchors": self.anchors,
            "place_names": self.place_names,
            "names_missing": self.names_missing,
            "place_control": self.place_control,
            "unit_control": self.unit_control,
            "events": self.events,
            "claims": self.claims,
            "figures": list(self.figures.values()),
            "captures_unplaced": self.captures_unplaced,
            "tour": self.tour,
            "stops": self.stops,
            "population": self.people,
            "movements": self.movements,
        }
        known: dict[str, Container[str]] = {
            "places": self.places,
            "claims": {claim.id for claim in self.claims},
            "events": {event.id for event in self.events},
            "sources": self.sources,
            "population": {row.id for row in self.people},
            "counts": {
                *(key for key, row in self.figures.items() if row.topic == COUNTED["figures"]),
                *(row.id for row in self.people if row.topic == COUNTED["population"]),
            },
        }
        for table, rows in tables.items():
            for row in rows:
                for column, of, key in row.references():
                    yield table, row.id, column, key, known[of]
        drawn = {row.id for row in self.place_control if not row.account}
        for control in self.place_control:
            if control.account:
                yield "place_control", control.id, "account", control.account, drawn
        for measure in self.measures:
            for key in measure.places:
                yield "measures", measure.id, "subject", key, self.places


def _read(folder: Path, table: str, model: type[_R]) -> list[_R]:
    return read_table(folder / f"{table}.csv", model)


def read_figures(folder: Path) -> tuple[dict[str, Figure], list[Measure]]:
    """Return the published figures by id, and what of the map some of them speak of.

    A DataError also if a measure is that of no figure, or in another unit.
    """
    figures = {figure.id: figure for figure in _read(folder, "figures", Figure)}
    measures = _read(folder, "measures", Measure)
    for measure in measures:
        table, row = "evidence/measures.csv", measure.id
        if row not in figures:
            raise DataError(Problem(table, repr(row), "an id of figures.csv", row, "id"))
        unit, kind = figures[row].unit, measure.quantity.kind
        if unit != measure.quantity.unit:
            raise DataError(Problem(table, repr(kind), f"a kind measured in {unit}", row, "kind"))
    return figures, measures
