"""The map measured beside published figures: on one day, through time, figure by figure.

Which figure speaks of what is said by ``geodata/evidence/measures.csv``; no number is kept here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from karamap.atlas.atlas import Atlas
from karamap.core.geodesy import area_km2, length_km
from karamap.core.layers import CONTROLLERS, FRONT_STAGES, LINE_STAGES
from karamap.evidence.claims import Figure
from karamap.evidence.control import CORRIDOR_UNIT, OBLAST_UNITS, SURROUNDING_UNITS
from karamap.evidence.evidence import read_figures
from karamap.evidence.quantities import Quantity
from karamap.evidence.tables import When
from karamap.stats.quantities import DISTRICTS, Ground, ground, share, total, value

OUTSIDE_OBLAST = (*SURROUNDING_UNITS, CORRIDOR_UNIT)
STAGES = {"line_of_contact": LINE_STAGES, "front_lines_2020": FRONT_STAGES}


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure, what of the map it speaks of, and on which days."""

    figure: Figure
    quantity: Quantity
    when: When

    def difference(self, measured: float) -> float:
        """Return how far a value lies above (below: negative) a published figure or range."""
        return measured - min(max(measured, self.figure.low), self.figure.high)

    def difference_pct(self, measured: float) -> float | None:
        """Return the difference in percent of the published figure; None if that is 0."""
        nearest = min(max(measured, self.figure.low), self.figure.high)
        return 100 * (measured - nearest) / nearest if nearest else None


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of a quantity on a day, with the published figures that speak of it then."""

    quantity: Quantity
    day: date
    value: float
    published: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    """How many km2 each holder had from a day on."""

    day: date
    km2: dict[str, float]


def published(atlas: Atlas) -> tuple[Published, ...]:
    """Return the published figures that the map can be held against, in the order of the table."""
    figures, measures = read_figures(atlas.folder / "evidence")
    return tuple(Published(figures[row.id], row.quantity, row.when) for row in measures)


def compared(atlas: Atlas, figures: Iterable[Published]) -> Iterator[Measured]:
    """Yield each figure with what the map has on the first day that it speaks of."""
    for figure in figures:
        day = figure.when.first
        yield Measured(figure.quantity, day, value(atlas, figure.quantity, day), (figure,))


def on_day(atlas: Atlas, day: date, figures: Sequence[Published]) -> list[Measured]:
    """Return all that is measured on a day: areas, districts, lines; nothing that is not there."""
    km2 = ground(atlas, day)
    found = [*_held(km2), *_lines(atlas, day)]
    return [
        Measured(quantity, day, measured, _speaking_of(quantity, day, figures))
        for quantity, measured in found
    ]


@lru_cache(maxsize=32)
def series(atlas: Atlas, units: tuple[str, ...] = ()) -> tuple[Areas, ...]:
    """Return who held how much of some units (none: of all) from each day on which it changed."""
    found: list[Areas] = []
    for day in atlas.change_dates:
        areas = ground(atlas, day)
        km2 = {holder: total(areas, units, holder) for holder in CONTROLLERS}
        if any(km2.values()) and (not found or found[-1].km2 != km2):
            found.append(Areas(day, km2))
    return tuple(found)


def line_series(atlas: Atlas) -> tuple[Measured, ...]:
    """Return the length of each line from each day on which it changed."""
    found: list[Measured] = []
    known: dict[Quantity, float] = {}
    for day in atlas.change_dates:
        now = {quantity: km for quantity, km in _lines(atlas, day) if quantity.kind == "length"}
        found += [Measured(item, day, km) for item, km in now.items() if known.get(item) != km]
        known = now
    return tuple(found)


def _speaking_of(
    quantity: Quantity, day: date, figures: Iterable[Published]
) -> tuple[Published, ...]:
    return tuple(
        figure
        for figure in figures
        if figure.quantity == quantity and figure.when.first <= day <= figure.when.last
    )


def _held(km2: Ground) -> Iterator[tuple[Quantity, float]]:
    """Yield what each holder has of everything, of the oblast, outside it and of each district."""
    for units in ((), OBLAST_UNITS, OUTSIDE_OBLAST, *DISTRICTS.values()):
        for holder in CONTROLLERS:
            if held := total(km2, units, holder):
                yield Quantity("held", units, holder), held
                yield Quantity("held_share", units, holder), share(held, total(km2, units, None))


def _lines(atlas: Atlas, day: date) -> Iterator[tuple[Quantity, float]]:
    """Yield the area within the oblast's line, and the length of each line there on a day."""
    for item in atlas.features("autonomous_oblast", day):
        yield Quantity("area", (str(item.id),)), area_km2(item.geometry)
    for layer, stages in STAGES.items():
        for stage in stages:
            quantity = Quantity("length", (f"{layer}:{stage}",))
            if measured := value(atlas, quantity, day):
                yield quantity, measured
    for item in atlas.features("lachin_corridor", day):
        if item.properties["part"] == "road":
            yield Quantity("length", (str(item.id),)), length_km(item.geometry)
