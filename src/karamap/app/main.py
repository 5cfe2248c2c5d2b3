"""The app: the map page with its panels. Layout and state only; ``karamap serve`` starts it."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from karamap.app import component, panels, query, sidebar
from karamap.app.state import SHOWN, Shown, load
from karamap.check.run import validate
from karamap.core.dates import parse_day
from karamap.core.errors import KaramapError
from karamap.core.paths import geodata_folder
from karamap.lang.messages import DEFAULT, languages, parse_language, text
from karamap.web.page import render
from karamap.web.payload import OPENS_ON


@st.cache_resource(show_spinner=text("panel.drawing"))
def map_component(folder: str | None) -> Callable[..., Any]:
    """Render the page once for all readers: it speaks every language."""
    return component.declare(render(load(folder), language=DEFAULT, host="component"))


def readers_language() -> str:
    """Return the language of the reader's browser, if the map speaks it, else English."""
    own = (st.context.locale or "")[:2].lower()
    return own if own in languages() else DEFAULT


def arrive() -> None:
    """Take the state from the link a reader comes by; from then on it comes from the map."""
    if "day" in st.session_state:
        return
    given = st.query_params
    pairs = [(name, value) for name in given for value in given.get_all(name)]
    asked = query.read(pairs, readers_language())
    st.session_state.language = asked.language or readers_language()
    st.session_state.day = asked.day or date.fromisoformat(OPENS_ON)
    st.session_state.layers = SHOWN if asked.layers is None else asked.layers
    st.session_state.view = asked.view
    st.session_state.compare = asked.compare
    st.session_state.how = asked.how
    st.session_state.complaints = asked.complaints
    st.session_state.arriving = True


def follow_map() -> None:
    """Take the state from what the map reports whenever it is let go."""
    told = st.session_state[component.KEY]
    day = parse_day(told["date"])
    if day != st.session_state.day:
        go_to(day)
    st.session_state.layers = tuple(told["layers"])
    st.session_state.view = tuple(told["view"])
    st.session_state.language = parse_language(told["language"])
    other = told["compare"]
    st.session_state.compare = None if other["date"] is None else parse_day(other["date"])
    st.session_state.how = other["how"]


def go_to(day: date) -> None:
    """Show another day; what the link asked for in vain is behind us then."""
    st.session_state.day = day
    st.session_state.complaints = []


def show_map(page: Callable[..., Any]) -> None:
    """Show the map, led to the state; it ignores what only echoes its own report.

    A map that has something to tell when its reader arrives was here before: its server went, and
    this one takes its place.
    """
    other = st.session_state.compare
    told = page(
        date=st.session_state.day.isoformat(),
        layers=list(st.session_state.layers),
        view=st.session_state.view,
        language=st.session_state.language,
        compare={"date": other and other.isoformat(), "how": st.session_state.how},
        key=component.KEY,
        on_change=follow_map,
    )
    if st.session_state.pop("arriving", False) and told:
        follow_map()
        st.rerun()


def show(folder: str | None) -> None:
    """Show the map with its panels beside it."""
    state = st.session_state
    # there even when empty: the map below must keep its place, or it would be built anew
    with st.container(key="messages"):
        atlas, page = load(folder), map_component(folder)
        if state.complaints:
            st.warning("\n\n".join(state.complaints))
    with st.container(key="desk", horizontal=True, gap=None):
        with st.container(key="stage", gap=None):
            show_map(page)
        with st.container(key="beside", gap="small"):
            shown = Shown(state.day, state.layers, state.view, state.compare, state.language)
            sidebar.show(atlas, shown, go_to)


def say_what_is_wrong(sentence: object) -> None:
    """Say in one sentence why there is no map, and where to learn more."""
    language = st.session_state.language
    wrong = panels.escaped_markdown(text("page.error", language, error=sentence))
    st.error(f"{wrong}\n\n{text('panel.validate', language)}")


def main() -> None:
    """Show the app, or what is wrong with its data."""
    arrive()
    title = text("app.title", st.session_state.language)
    st.set_page_config(page_title=title, layout="wide")
    st.html(component.STYLE)
    folder = os.environ.get("KARAMAP_GEODATA")
    try:
        show(folder)
    except KaramapError as error:
        say_what_is_wrong(error)
    except (LookupError, TypeError, ValueError, AttributeError):
        # damage that loading does not notice: the validator can name it
        problems = validate(Path(folder) if folder else geodata_folder())
        if not problems:
            raise
        say_what_is_wrong(problems[0])


if __name__ == "__main__":
    main()
