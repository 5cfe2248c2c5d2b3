"""Areas, lines and the buffer zone of the day on view, beside published figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

from karamap.api import Atlas
from karamap.app import panels
from karamap.build.zones import CORE_TOWNS, RINGS
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.describe.measurements import buffer_table, buffer_words, measured_rows
from karamap.lang.formats import long_date, number
from karamap.lang.messages import text
from karamap.lang.names import present_name
from karamap.render.areas_chart import STACK, UNITS, areas_chart, description
from karamap.stats import published
from karamap.stats.buffer_zone import buffer_comparison, oblast_towns
from karamap.stats.published import Published
from karamap.web.embedding import data_uri

STYLE = Path(__file__).with_name("measures.css")
# the stretches of time the chart may show, by label
SPANS = {
    f"{FIRST_DAY.year}–{LAST_DAY.year}": (FIRST_DAY, LAST_DAY),
    "1988–2024": (date(1988, 1, 1), LAST_DAY),
    "1991–1994": (date(1991, 1, 1), date(1994, 12, 31)),
    "2020": (date(2020, 9, 1), date(2020, 12, 31)),
}


def offer(atlas: Atlas, day: date, language: str) -> None:
    """Show a button that opens the measurements over the map; open, they follow its day."""
    st.html(STYLE)
    panel = st.popover(
        text("measure.open", language), key="measure", width="stretch", on_change="rerun"
    )
    # nothing is measured for a closed panel
    if panel.open:
        with panel:
            show(atlas, day, language)


def show(atlas: Atlas, day: date, language: str) -> None:
    """Show the chart through time, what is measured on a day, and the buffer zone."""
    with st.container(key="measures", gap="small"):
        _chart(atlas, day, language)
        _on_day(atlas, day, language)
        _buffer(atlas, day, language)


def _chart(atlas: Atlas, day: date, language: str) -> None:
    st.html(panels.heading("measure.chart", language))
    label = text("measure.chart_span", language)
    chosen = st.segmented_control(
        label, list(SPANS), default=_span_of(day), label_visibility="collapsed"
    )
    since, until = SPANS[chosen or _span_of(day)]
    drawing = data_uri(areas_chart(atlas, day, since, until, language), "image/svg+xml")
    words = escape(description(atlas, day, since, until, language))
    st.html(f'<img class="chart" src="{drawing}" alt="{words}">')
    with st.expander(text("measure.chart_table", language)):
        st.html(_series(atlas, since, until, language))


def _span_of(day: date) -> str:
    """Return the label of the shortest stretch of time that a day lies in."""
    fitting = {label: span for label, span in SPANS.items() if span[0] <= day <= span[1]}
    return min(fitting, key=lambda label: fitting[label][1] - fitting[label][0])


def _series(atlas: Atlas, since: date, until: date, language: str) -> str:
    rows = [
        [long_date(row.day, language), *(number(row.km2[holder], language) for holder in STACK)]
        for row in published.series(atlas, UNITS)
        if since <= row.day <= until
    ]
    holders = [f"{text(f'class.control:{holder}', language)}, km²" for holder in STACK]
    return _table([text("measure.from_day", language), *holders], rows)


@st.cache_resource(show_spinner=False)
def _published(_atlas: Atlas, folder: str) -> tuple[Published, ...]:  # noqa: ARG001 - the key
    """Read the published figures once for all readers of a folder."""
    return published.published(_atlas)


def _on_day(atlas: Atlas, day: date, language: str) -> None:
    st.html(panels.heading("measure.on_day", language, date=long_date(day, language)))
    found = published.on_day(atlas, day, _published(atlas, str(atlas.folder)))
    if not found:
        st.html(panels.paragraph("control.unknown_before", language))
        return
    rows = []
    for subject, items in groupby(measured_rows(atlas, found, language), lambda row: row.subject):
        for index, row in enumerate(items):
            title = "" if index else subject
            rows.append([title, row.holder, row.value, row.share, "\n".join(row.beside)])
    keys = ("ground", "holder", "value", "share", "beside")
    heads = [
        text("panel.holder" if key == "holder" else f"measure.{key}", language) for key in keys
    ]
    st.html(_table(heads, rows))
    projection = text("measure.projection", language)
    along = text("measure.lengths_along", language)
    st.html(f'<p class="quiet">{escape(projection)} {escape(along)}</p>')


def _buffer(atlas: Atlas, day: date, language: str) -> None:
    st.html(panels.heading("measure.buffer", language))
    names = {item.id: present_name(item, language) for item in oblast_towns(atlas)}
    model = st.segmented_control(
        text("measure.ring", language),
        list(RINGS),
        default=next(iter(RINGS)),
        format_func=lambda key: text(f"measure.{key}", language),
    )
    towns = st.multiselect(
        text("measure.towns", language),
        list(names),
        default=[town for town in CORE_TOWNS if town in names],
        format_func=lambda town: names[town],
    )
    if not towns:
        st.html(panels.paragraph("measure.no_town", language))
        return
    found = buffer_comparison(atlas, day, model or next(iter(RINGS)), towns)
    st.html(f"<p>{escape(buffer_words(atlas, found, language))}</p>")
    heads, rows = buffer_table(atlas, found, language)
    heads = [text("measure.district", language), *(f"{head}, km²" for head in heads)]
    st.html(_table(heads, rows))


def _table(heads: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose first column names its rows; a line break in a cell stays one."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
