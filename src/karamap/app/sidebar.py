"""The panels beside the map, laid out with Streamlit."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from karamap.api import Atlas
from karamap.app import facts, measures, panels, takeaway
from karamap.app.state import Shown
from karamap.atlas.state import Changes
from karamap.core.geojson import Feature
from karamap.describe import counts
from karamap.lang.formats import long_date, short_date
from karamap.lang.messages import text

GoTo = Callable[[date], None]


def show(atlas: Atlas, shown: Shown, go_to: GoTo) -> None:
    """Show everything there is to say about what is on screen, and what can be taken away.

    With a day to compare it with, what changed between the two takes the place of what changed
    on the day.
    """
    day, language = shown.day, shown.language
    between = facts.window_between(day, shown.compare)
    span = between or facts.window_of_change(day)
    changes = None if span is None else atlas.changes(span.since, span.until)
    events = facts.events(atlas, facts.window_of_events(day))
    st.html(panels.top(day, language))
    with st.container(key="changes", gap=None):
        _changes_heading(day, between, language)
        _changes(atlas, shown, changes, by_unit=between is not None)
        _neighbours(atlas, day, language, go_to)
    with st.container(key="differing", gap=None):
        if doubts := panels.differing(atlas, day, language):
            st.html(doubts)
    with st.container(key="areas", gap=None):
        _areas(atlas, day, span, language)
        measures.offer(atlas, day, language)
    with st.container(key="events", gap=None):
        _events(atlas, events, day, language, go_to)
    with st.container(key="more", gap=None):
        told = [*events, *([] if changes is None else facts.told(atlas, changes, shown.layers))]
        _sources(atlas, shown, told)
        with st.expander(text("download.title", language)):
            takeaway.show(atlas, shown)
        with st.expander(text("panel.about", language)):
            st.html(panels.about(atlas, language))


def _areas(atlas: Atlas, day: date, span: facts.Window | None, language: str) -> None:
    before = None if span is None else atlas.areas_km2(span.since)
    now = atlas.areas_km2(day if span is None else span.until)
    st.html(panels.heading("panel.areas", language))
    st.html(panels.areas(now, before, language))


def _changes_heading(day: date, between: facts.Window | None, language: str) -> None:
    if between:
        st.html(panels.heading("compare.title", language))
        dates = {"since": between.since, "until": between.until}
        words = {name: long_date(value, language) for name, value in dates.items()}
        st.html(panels.paragraph("compare.from_to", language, **words))
    else:
        st.html(_heading("panel.changed", day, language))


def _heading(key: str, day: date, language: str) -> str:
    """Return a heading that names the year for which its 31 December stands."""
    if facts.is_year_end(day):
        return panels.heading(f"{key}_in", language, year=day.year)
    return panels.heading(key, language)


def _changes(atlas: Atlas, shown: Shown, changes: Changes | None, *, by_unit: bool) -> None:
    listed = ""
    if changes is not None:
        layers, language = shown.layers, shown.language
        listed = panels.changed(atlas, changes, layers, language, by_unit=by_unit)
    st.html(listed or panels.paragraph("panel.nothing_changed", shown.language))


def _neighbours(atlas: Atlas, day: date, language: str, go_to: GoTo) -> None:
    with st.container(horizontal=True, gap="small"):
        for key, other in zip(
            ("panel.previous", "panel.next"), facts.neighbours(atlas, day), strict=True
        ):
            if other is not None:
                label = text(key, language, date=short_date(other, language))
                st.button(label, key=key, type="tertiary", on_click=go_to, args=(other,))


def _events(atlas: Atlas, events: list[Feature], day: date, language: str, go_to: GoTo) -> None:
    st.html(_heading("panel.events", day, language))
    if not events:
        st.html(panels.paragraph("panel.events_none", language))
    for item in events:
        st.button(
            panels.event_title(item, language),
            key=item.id,
            type="tertiary",
            on_click=go_to,
            args=(item.span[0],),
        )
        st.html(panels.event(item, counts.counts(atlas.story, item, language), language))


def _sources(atlas: Atlas, shown: Shown, told: list[Feature]) -> None:
    entries = facts.sources(atlas, shown.day, shown.layers, told)
    if entries:
        with st.expander(text("panel.sources", shown.language)):
            st.html(panels.sources(entries))
