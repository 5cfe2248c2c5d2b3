"""The ways to show the same features by date, and how each is led and read.

``look`` is JavaScript that tells what a way's map shows by what is in its document: the day, and
how whether any feature is there. It runs in the outermost frame.
"""

from __future__ import annotations

from dataclasses import dataclass

# the day from which on every way stops at the same dates: before it the page also stops where the
# map is about something else, though nothing on it comes or goes
STARTS_ON = "1992-03-01"
# a view that the page keeps, as the other ways do: by itself it moves to what each day is about
KEPT = "view=39.69,46.65,8"

_IFRAME = "document.querySelector(\"iframe[src*='{name}']\")?.contentDocument"
_KARAMAP = """() => {{
  const page = {page};
  return {{
    day: page.defaultView.karamap.date,
    shown: page.querySelector(".leaflet-control-under-pane path:not([style*=none])") !== null,
  }};
}}"""
_FOLIUM = f"""() => {{
  const page = {_IFRAME.format(name="streamlit_folium")};
  const path = page.querySelector(".leaflet-overlay-pane path[class*=day-]");
  return {{ day: path?.getAttribute("class").match(/day-([\\d-]+)/)?.[1], shown: path !== null }};
}}"""
_TIMELINE = """() => ({
  day: new Date(slider.time).toISOString().slice(0, 10),
  shown: document.querySelector(".leaflet-overlay-pane path") !== null,
})"""


@dataclass(frozen=True)
class Way:
    """One way: its name, whose server answers for it, and what a key does to it."""

    name: str
    server: str
    path: str
    look: str
    key: str
    # what takes the keys, and part of the address of the frame it is in, if any
    focus: str = "body"
    frame: str | None = None
    # what leads it to the first day
    prepare: str | None = None

    @property
    def is_streamlit_folium(self) -> bool:
        """Tell whether this is one of the ways that streamlit-folium offers."""
        return self.server == "peers"


WAYS = (
    Way(
        "karamap, the page",
        "pages",
        f"karamap.html?date={STARTS_ON}&{KEPT}",
        _KARAMAP.format(page="document"),
        "n",
    ),
    Way(
        "karamap, moving to each subject",
        "pages",
        f"karamap.html?date={STARTS_ON}",
        _KARAMAP.format(page="document"),
        "n",
    ),
    Way(
        "karamap in its app",
        "karamap",
        f"?date={STARTS_ON}&{KEPT}",
        _KARAMAP.format(page=_IFRAME.format(name="component.karamap")),
        "n",
        focus="#year",
        frame="component.karamap",
    ),
    Way(
        "folium TimelineSlider",
        "pages",
        "timeline.html",
        _TIMELINE,
        "ArrowRight",
        prepare=f"slider.setTime(Date.parse('{STARTS_ON}T00:00:00Z'))",
    ),
    *(
        Way(
            name,
            "peers",
            f"?way={way}",
            _FOLIUM,
            "ArrowRight",
            focus="[data-testid=stSlider] :is(input, [role=slider])",
        )
        for way, name in {
            "rebuilt": "st_folium, rebuilt each step",
            "added": "st_folium, feature_group_to_add",
            "fragment": "the same in st.fragment",
        }.items()
    ),
)
