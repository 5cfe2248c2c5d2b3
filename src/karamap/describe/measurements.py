"""What was measured, in words: names of grounds and lines, numbers with units, comparisons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karamap.atlas.atlas import Atlas
from karamap.evidence.claims import Figure
from karamap.evidence.control import OBLAST_UNITS
from karamap.evidence.quantities import Quantity
from karamap.lang.formats import number, short_number, signed, with_unit
from karamap.lang.messages import text
from karamap.lang.names import present_name
from karamap.stats.buffer_zone import BUFFER_COLUMNS, BufferComparison
from karamap.stats.published import OUTSIDE_OBLAST, Measured, Published

# from this many on, kilometres are told without decimals
_LARGE = 100


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A value in words: what of, whose (empty: nobody's), how much, and figures beside it.

    ``share`` is empty where there is none.
    """

    subject: str
    holder: str
    value: str
    share: str
    beside: tuple[str, ...]


def measured_rows(atlas: Atlas, found: Sequence[Measured], language: str) -> Iterator[MeasuredRow]:
    """Yield what was measured on a day in words, a holder's share beside its km2."""
    shares = {
        (item.quantity.subject, item.quantity.holder): item
        for item in found
        if item.quantity.kind == "held_share"
    }
    for item in found:
        if item.quantity.kind == "held_share":
            continue
        holder = item.quantity.holder
        share = shares.get((item.quantity.subject, holder))
        yield MeasuredRow(
            subject=subject_name(atlas, item.quantity, language),
            holder=text(f"class.control:{holder}", language) if holder else "",
            value=amount(item.value, item.quantity.unit, language),
            share=amount(share.value, "percent", language) if share else "",
            beside=tuple(
                beside_words(figure, each.value, language)
                for each in filter(None, (item, share))
                for figure in each.published
            ),
        )


def subject_name(atlas: Atlas, quantity: Quantity, language: str) -> str:
    """Return in words what ground or line a quantity is about."""
    if quantity.kind in {"held", "held_share"}:
        return ground_name(atlas, quantity.subject, language)
    subject = quantity.subject[0]
    layer, _, stage = subject.partition(":")
    if stage:
        return f"{text(f'layer.{layer}', language)}, {text(f'measure.{stage}', language)}"
    if quantity.kind == "area":
        return text("measure.within_oblast", language)
    return f"{text('class.lachin_corridor:road', language)} ({subject})"


def ground_name(atlas: Atlas, units: Sequence[str], language: str) -> str:
    """Return the name of the ground of some units of control."""
    if not units:
        return text("measure.all", language)
    if tuple(units) == OBLAST_UNITS:
        return text("measure.oblast", language)
    if tuple(units) == OUTSIDE_OBLAST:
        return text("measure.outside", language)
    return unit_name(atlas, units[0], language)


def unit_name(atlas: Atlas, unit: str, language: str) -> str:
    """Return the name of a unit of control, the present one."""
    if unit == "rest":
        return text("measure.rest", language)
    items = (item for item in atlas.layers["control"] if item.properties["unit"] == unit)
    return present_name(max(items, key=lambda item: item.span[0]), language)


def amount(value: float, unit: str, language: str, *, sign: bool = False) -> str:
    """Return a number with its unit, as exact as it deserves."""
    decimals = 0 if unit == "km2" or (unit == "km" and abs(value) >= _LARGE) else 1
    written = (signed if sign else number)(value, language, decimals)
    return with_unit(written, text(f"measure.unit.{unit}", language), language)


def beside_words(beside: Published, measured: float, language: str) -> str:
    """Return a published figure and how far the map is from it, in one line."""
    figure, difference = beside.figure, beside.difference(measured)
    unit = "points" if figure.unit == "percent" else figure.unit
    apart = amount(difference, unit, language, sign=True)
    relative = beside.difference_pct(measured)
    # in percent of a percentage the difference would only confuse
    if relative is not None and figure.unit != "percent":
        apart += f" ({amount(relative, 'percent', language, sign=True)})"
    return text(
        "measure.published" if round(difference, 1) else "measure.as_published",
        language,
        value=published_value(figure, language),
        difference=apart,
        sources=", ".join(figure.sources),
    )


def published_value(figure: Figure, language: str) -> str:
    """Return a published number, or range of numbers, with its unit."""
    low, high = (short_number(end, language, 2) for end in (figure.low, figure.high))
    value = low if low == high else text("number.range", language, low=low, high=high)
    return with_unit(value, text(f"measure.unit.{figure.unit}", language), language)


def buffer_table(
    atlas: Atlas, item: BufferComparison, language: str
) -> tuple[list[str], list[list[str]]]:
    """Return the comparison district by district: the heads of its columns, and its rows.

    A row begins with the name of its district, which has no head.
    """
    heads = [text(f"measure.buffer.{key}", language) for key in BUFFER_COLUMNS]
    rows = [
        [
            unit_name(atlas, part.unit, language),
            *(number(getattr(part, key), language) for key in BUFFER_COLUMNS),
        ]
        for part in item.districts
    ]
    return heads, rows


def buffer_words(atlas: Atlas, item: BufferComparison, language: str) -> str:
    """Return the comparison of rings and held ground in words."""
    places = {place.id: place for place in atlas.layers["places"]}
    return text(
        "measure.buffer_words" if item.held else "measure.buffer_none",
        language,
        km=short_number(item.radius_m / 1000, language),
        towns=", ".join(present_name(places[town], language) for town in item.towns),
        inside=number(item.inside, language),
        inside_held=number(item.inside_held, language),
        inside_not_held=number(item.inside_not_held, language),
        held=number(item.held, language),
        beyond_held=number(item.beyond_held, language),
    )
