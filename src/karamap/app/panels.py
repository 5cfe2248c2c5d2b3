"""The panels beside the map as HTML. Every text from data or a reader is escaped here."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any

from karamap.api import Atlas
from karamap.atlas.state import Changes
from karamap.atlas.transfers import Transfer, transfers
from karamap.core.geojson import Feature
from karamap.core.style import SCREEN, style_keys
from karamap.describe.captions import POLICY
from karamap.describe.changes import (
    Turnover,
    holder_name,
    km2_by_name,
    transfer_words,
    turnovers,
    unit_names,
)
from karamap.describe.counts import Count
from karamap.describe.differing import sentences
from karamap.lang.formats import long_date, number, signed
from karamap.lang.messages import text
from karamap.lang.names import name_on, summary_in

# below this many km2 a holder has no ground to speak of
_TRACE_KM2 = 0.5


def top(day: date, language: str) -> str:
    """Return the day, under a line that shows only when the server is gone (``alone.js``)."""
    lost = escape(text("panel.alone", language))
    return f'<p class="lost" role="status">{lost}</p><h1>{escape(long_date(day, language))}</h1>'


def heading(key: str, language: str, **values: object) -> str:
    """Return the heading of a panel."""
    return f"<h2>{escape(text(key, language, **values))}</h2>"


def paragraph(key: str, language: str, **values: object) -> str:
    """Return a quiet paragraph from the table of strings."""
    return f'<p class="quiet">{escape(text(key, language, **values))}</p>'


def areas(now: Mapping[str, float], before: Mapping[str, float] | None, language: str) -> str:
    """Return the holders' areas in km2 as a bar and a table, with the change since ``before``."""
    if not any(now.values()):
        return paragraph("control.unknown_before", language)
    before = now if before is None else before
    rows = [
        _area_row(holder, km2, km2 - before[holder], language)
        for holder, km2 in now.items()
        if km2 > _TRACE_KM2 or before[holder] > _TRACE_KM2
    ]
    head = "".join(
        f'<th scope="col">{escape(text(f"panel.{key}", language))}</th>'
        for key in ("holder", "km2", "difference")
    )
    return (
        f"{_bar(now)}<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        + paragraph("panel.areas_note", language)
    )


def _area_row(holder: str, km2: float, difference: float, language: str) -> str:
    name = escape(holder_name(holder, language))
    change = "" if abs(difference) < _TRACE_KM2 else signed(difference, language)
    return (
        f'<tr><th scope="row">{swatch(holder)}{name}</th>'
        f'<td>{number(km2, language)}</td><td class="change">{change}</td></tr>'
    )


def _bar(now: Mapping[str, float]) -> str:
    """Return the shares of the holders as one bar; the table says the same in numbers."""
    parts = "".join(
        f'<i class="{_hatch(holder)}" style="flex:{km2:.0f} 0 0;{_fill(holder)}"></i>'
        for holder, km2 in now.items()
        if km2 > _TRACE_KM2
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def swatch(holder: str) -> str:
    """Return the sign of a holder, filled and hatched as on the map."""
    return f'<i class="swatch {_hatch(holder)}" aria-hidden="true" style="{_fill(holder)}"></i>'


def _fill(holder: str) -> str:
    return f"background-color:{SCREEN.styles[f'control:{holder}'].fill}"


def _hatch(holder: str) -> str:
    return "hatched" if SCREEN.styles[f"control:{holder}"].hatch else ""


def changed(
    atlas: Atlas, changes: Changes, layers: Sequence[str], language: str, *, by_unit: bool = False
) -> str:
    """Return who got which ground from whom (``by_unit`` in km2 of each); what came and went."""
    tell = _units if by_unit else _where
    ground = [
        _transfer(item, tell(atlas, item, language, changes.until), language)
        for item in transfers(changes)
    ]
    rows = "".join([*ground, *map(_turnover, turnovers(atlas, changes, layers, language))])
    return f'<ul class="changes">{rows}</ul>' if rows else ""


def _transfer(item: Transfer, units: str, language: str) -> str:
    title = transfer_words(item, language, ("panel.from_to", "panel.first_shown"))
    size = text("panel.about_km2", language, km2=number(max(item.km2, 1), language))
    return (
        f"<li>{swatch(item.after)}<div><strong>{escape(title)}</strong> "
        f'<span class="size">{escape(size)}</span>{units}</div></li>'
    )


def _where(atlas: Atlas, item: Transfer, language: str, day: date) -> str:
    """Return the names of the districts in which ground was transferred."""
    names = unit_names(atlas, item.units, language, day)
    return f'<span class="where">{escape(", ".join(names))}</span>'


def _units(atlas: Atlas, item: Transfer, language: str, day: date) -> str:
    """Return the districts in which ground was transferred, each with its km2."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>"
        f"<td>{escape(text('legend.area', language, km2=number(km2, language)))}</td></tr>"
        for name, km2 in km2_by_name(atlas, item.units, language, day).items()
    )
    return f'<table class="units">{rows}</table>'


def _turnover(item: Turnover) -> str:
    told = "".join(f'<span class="where">{escape(line)}</span>' for line in item.lines)
    colour = SCREEN.styles[style_keys(item.layer)[0]].stroke
    return (
        f'<li><i class="mark" aria-hidden="true" style="border-color:{colour}"></i>'
        f"<div><strong>{escape(item.title)}</strong>{told}</div></li>"
    )


def differing(atlas: Atlas, day: date, language: str) -> str:
    """Return where accounts differ on a day, and who says what; nothing where they agree."""
    rows = "".join(f"<li>{escape(line)}</li>" for line in sentences(atlas, day, language))
    title = heading("twin.differing", language)
    return f'{title}<ul class="differing">{rows}</ul>' if rows else ""


def event(item: Feature, told: Sequence[Count], language: str) -> str:
    """Return the summary of an event, where it is told, and whom it killed or displaced."""
    properties = item.properties
    badge = ""
    if properties.get("in_article"):
        badge = f' <span class="badge">{escape(text("popup.in_article", language))}</span>'
    counted = "".join(
        f'<div class="counts"><p>{escape(topic)}</p><ul>{"".join(map(_count, rows))}</ul></div>'
        for topic, rows in groupby(told, attrgetter("topic"))
    )
    return f'<p class="summary">{escape(summary_in(item, language))}{badge}</p>{counted}'


def _count(row: Count) -> str:
    about = f' <span class="where">{escape(row.about)}</span>' if row.about else ""
    return f"<li>{escape(row.title)}{about}</li>"


def event_title(item: Feature, language: str) -> str:
    """Return the date and the title of an event as the Markdown label of its button."""
    day = escaped_markdown(long_date(item.span[0], language))
    return f"{day} · **{escaped_markdown(name_on(item, item.span[0], language))}**"


def escaped_markdown(words: str) -> str:
    """Return a text that Markdown shows as it is."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:&" else char for char in words)


def sources(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return a list of sources, linked where they have an address."""
    return f"<ul class='sources'>{''.join(f'<li>{_source(entry)}</li>' for entry in entries)}</ul>"


def _source(entry: Mapping[str, Any]) -> str:
    title = escape(str(entry.get("title-short") or entry.get("title") or entry["id"]))
    address = str(entry.get("URL", ""))
    if not address.startswith(("https://", "http://")):
        return title
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{title}</a>'


def about(atlas: Atlas, language: str) -> str:
    """Return what the map claims and what it does not, and how it stays even-handed."""
    keys = ("legend.de_jure", "panel.about_accuracy", "panel.about_data")
    claims = [text(key, language, **atlas.versions) for key in keys]
    rules = [text(key, language) for key in POLICY]
    heading = f"<h3>{escape(text('policy.title', language))}</h3>"
    return _paragraphs(claims) + heading + _paragraphs(rules)


def _paragraphs(words: Sequence[str]) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in words)
