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
from karamap.strings import text

if TYPE_CHECKING:
    from karamap import Atlas
    from karamap.geojson import Feature
    from karamap.state import Changes

GoTo = Callable[[date], None]


def show(atlas: Atlas, day: date, layers: tuple[str, ...], language: str, go_to: GoTo) -> None:
    """Show everything there is to say about a day, and what can be taken away."""
    span = facts.window_of_change(day)
    changes = None if span is None else atlas.changes(span.since, span.until)
    events = facts.events(atlas, facts.window_of_events(day))
    st.html(panels.top(day, language))
    with st.container(key="changes", gap=None):
        _changes(atlas, day, layers, changes, language, go_to)
    with st.container(key="areas", gap=None):
        _areas(atlas, day, span, language)
        measures.offer(atlas, day, language)
    with st.container(key="events", gap=None):
        _events(events, day, language, go_to)
    with st.container(key="more", gap=None):
        told = [*events, *([] if changes is None else facts.told(atlas, changes, layers))]
        _sources(atlas, day, layers, told, language)
        _take_away(atlas, takeaway.Shown(day, layers, st.session_state.view, None, language))
        with st.expander(text("panel.about", language)):
            st.html(panels.about(atlas, language))


def _areas(atlas: Atlas, day: date, span: facts.Window | None, language: str) -> None:
    before = None if span is None else atlas.areas_km2(span.since)
    st.html(panels.heading("panel.areas", language))
    st.html(panels.areas(atlas.areas_km2(day), before, language))


def _changes(  # noqa: PLR0917 - what every panel gets
    atlas: Atlas,
    day: date,
    layers: tuple[str, ...],
    changes: Changes | None,
    language: str,
    go_to: GoTo,
) -> None:
    if facts.is_year_end(day):
        st.html(panels.heading("panel.changed_in", language, year=day.year))
    else:
        st.html(panels.heading("panel.changed", language))
    listed = "" if changes is None else panels.changed(atlas, changes, layers, language)
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


def _take_away(atlas: Atlas, shown: takeaway.Shown) -> None:
    with st.expander(text("download.title", shown.language)):
        takeaway.show(atlas, shown)
