"""The panels beside the map, laid out with Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import facts
import measures
import panels
import streamlit as st
import takeaway

from karamap.atlas import span_of
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from karamap import Atlas
    from karamap.geojson import Feature
    from karamap.state import Changes

GoTo = Callable[[date], None]


def show(  # noqa: PLR0917 - the whole state
    atlas: Atlas,
    day: date,
    compare: date | None,
    layers: tuple[str, ...],
    language: str,
    go_to: GoTo,
) -> None:
    """Show everything there is to say about a day, and what can be taken away.

    With a day to ``compare`` it with, what changed between the two takes the place of what
    changed on the day.
    """
    span = facts.window_between(day, compare) or facts.window_of_change(day)
    changes = None if span is None else atlas.changes(span.since, span.until)
    events = facts.events(atlas, facts.window_of_events(day))
    st.html(panels.top(day, language))
    with st.container(key="changes", gap=None):
        _changes(atlas, day, compare, layers, changes, language, go_to)
    with st.container(key="areas", gap=None):
        _areas(atlas, day, span, language)
        measures.offer(atlas, day, language)
    with st.container(key="events", gap=None):
        _events(events, day, language, go_to)
    with st.container(key="more", gap=None):
        told = [*events, *([] if changes is None else facts.told(atlas, changes, layers))]
        _sources(atlas, day, layers, told, language)
        _take_away(atlas, day, layers, language)
        with st.expander(text("panel.about", language)):
            st.html(panels.about(atlas, language))


def _areas(atlas: Atlas, day: date, span: facts.Window | None, language: str) -> None:
    before = None if span is None else atlas.areas_km2(span.since)
    now = atlas.areas_km2(day if span is None else span.until)
    st.html(panels.heading("panel.areas", language))
    st.html(panels.areas(now, before, language))


def _changes(  # noqa: PLR0917 - what every panel gets
    atlas: Atlas,
    day: date,
    compare: date | None,
    layers: tuple[str, ...],
    changes: Changes | None,
    language: str,
    go_to: GoTo,
) -> None:
    if between := facts.window_between(day, compare):
        st.html(panels.heading("compare.title", language))
        dates = {"since": between.since, "until": between.until}
        words = {name: long_date(value, language) for name, value in dates.items()}
        st.html(panels.paragraph("compare.from_to", language, **words))
    elif facts.is_year_end(day):
        st.html(panels.heading("panel.changed_in", language, year=day.year))
    else:
        st.html(panels.heading("panel.changed", language))
    listed = ""
    if changes is not None:
        by_unit = compare is not None
        listed = panels.changed(atlas, changes, layers, language, by_unit=by_unit)
    st.html(listed or panels.paragraph("panel.nothing_changed", language))
    with st.container(horizontal=True, gap="small"):
        for key, other in zip(
            ("panel.previous", "panel.next"), facts.neighbours(atlas, day), strict=True
        ):
            if other is not None:
                label = text(key, language, date=panels.short_date(other, language))
                st.button(label, key=key, type="tertiary", on_click=go_to, args=(other,))


def _events(events: list[Feature], day: date, language: str, go_to: GoTo) -> None:
    if facts.is_year_end(day):
        st.html(panels.heading("panel.events_in", language, year=day.year))
    else:
        st.html(panels.heading("panel.events", language))
    if not events:
        st.html(panels.paragraph("panel.events_none", language))
    for item in events:
        st.button(
            panels.event_title(item, language),
            key=item["id"],
            type="tertiary",
            on_click=go_to,
            args=(span_of(item)[0],),
        )
        st.html(panels.event(item, language))


def _sources(
    atlas: Atlas, day: date, layers: tuple[str, ...], told: list[Feature], language: str
) -> None:
    entries = facts.sources(atlas, day, layers, told)
    if entries:
        with st.expander(text("panel.sources", language)):
            st.html(panels.sources(entries))


def _take_away(atlas: Atlas, day: date, layers: tuple[str, ...], language: str) -> None:
    with st.expander(text("download.title", language)):
        for offer in takeaway.offers(atlas, day, layers, language):
            st.download_button(
                text(offer.label, language),
                data=offer.make,
                file_name=offer.file_name,
                mime=offer.mime,
                key=offer.label,
                on_click="ignore",
                width="stretch",
            )
        st.html(panels.paragraph("download.note", language))
