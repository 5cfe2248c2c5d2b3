"""The evidence: all tables of ``geodata/evidence`` read, typed and cross-checked.

>>> evidence = Evidence.read(geodata_folder() / "evidence")
>>> evidence.control_of("shusha")[0].controller
'azerbaijan'
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from karamap.core.errors import DataError
from karamap.core.problems import Problem
from karamap.evidence.cells import COUNTED, file_of
from karamap.evidence.claims import Claim, Event, Figure, Measure, UnplacedCapture
from karamap.evidence.control import Anchor, Place, PlaceControl, PlaceName, UnitControl
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
from karamap.evidence.tables import Record, rows

# table, row id, column, the key cited; and of which table, with what may be cited there
Reference = tuple[str, str, str, str, tuple[str, "Container[str]"]]


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
            places={place.id: place for place in rows(folder, Place)},
            anchors=rows(folder, Anchor),
            place_names=rows(folder, PlaceName),
            place_control=rows(folder, PlaceControl),
            unit_control=rows(folder, UnitControl),
            events=rows(folder, Event),
            claims=rows(folder, Claim),
            figures=figures,
            measures=measures,
            captures_unplaced=rows(folder, UnplacedCapture),
            tour=rows(folder, TourStep),
            stops=rows(folder, Stop),
            people=rows(folder, People),
            movements=rows(folder, Movement),
            sections=rows(folder, Section),
            texts=rows(folder, Wording),
            names_missing=rows(folder, MissingName),
            sources=read_sources(folder.parent / "sources.json"),
        )
        for table, row_id, column, key, (of, known) in evidence.references():
            if key not in known:
                where, listed = f"evidence/{table}.csv", file_of(of)
                raise DataError(Problem(where, repr(key), f"an id of {listed}", row_id, column))
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
            day = when.get(stop.event_id or "")
            if day and not day.first <= stop.day <= day.last:
                expected = f"a day of the event, {day.edtf}"
                table = "evidence/stops.csv"
                raise DataError(Problem(table, repr(f"{stop.day}"), expected, stop.id, "date"))

    def control_of(self, place_id: str) -> list[PlaceControl]:
        """Return the control rows of a place that the map draws, the earliest first."""
        found = [r for r in self.place_control if r.place_id == place_id and not r.account]
        return sorted(found, key=lambda row: row.start)

    def names_of(self, place_id: str) -> list[PlaceName]:
        """Return the dated names of a place, the earliest first."""
        found = [row for row in self.place_names if row.place_id == place_id]
        return sorted(found, key=lambda row: row.start.first)

    def references(self) -> Iterator[Reference]:
        """Yield every citation, in the order of the tables."""
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
        tables: tuple[Iterable[Record], ...] = (
            self.places.values(), self.anchors, self.place_names, self.names_missing,
            self.place_control, self.unit_control, self.events, self.claims,
            self.figures.values(), self.captures_unplaced, self.tour, self.stops, self.people,
            self.movements,
        )  # fmt: skip
        for row in chain.from_iterable(tables):
            for column, of, key in row.references():
                yield row.table_name, row.id, column, key, (of, known[of])
        drawn = {row.id for row in self.place_control if not row.account}
        for control in self.place_control:
            if control.account:
                key, listed = control.account, ("place_control", drawn)
                yield "place_control", control.id, "account", key, listed
        for measure in self.measures:
            for key in measure.places:
                yield "measures", measure.id, "subject", key, ("places", self.places)


def read_figures(folder: Path) -> tuple[dict[str, Figure], list[Measure]]:
    """Return the published figures by id, and what of the map some of them speak of.

    A DataError also if a measure is that of no figure, or in another unit.
    """
    figures = {figure.id: figure for figure in rows(folder, Figure)}
    measures = rows(folder, Measure)
    for measure in measures:
        table, row = "evidence/measures.csv", measure.id
        if row not in figures:
            raise DataError(Problem(table, repr(row), "an id of figures.csv", row, "id"))
        unit, kind = figures[row].unit, measure.quantity.kind
        if unit != measure.quantity.unit:
            raise DataError(Problem(table, repr(kind), f"a kind measured in {unit}", row, "kind"))
    return figures, measures
