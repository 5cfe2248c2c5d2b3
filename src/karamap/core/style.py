"""The style table: one look for page, figure and legend, in four themes.

Three channels, never colour alone: the fill says who holds the ground, the hatch that it is
contested or under a special regime, the dash that a line is approximate. Violet and ochre are
on no flag of the parties, differ in lightness (so in grey too) and lie on the blue-yellow axis
that red-green colour-blindness leaves alone; ``tests/unit/test_style.py`` measures the distances.

``screen`` is the look of the page; ``print`` saves ink on white paper; ``mono`` has no colour
at all and tells the holders apart by hatch, for photocopiers; ``contrast`` is for projectors
that wash colours out.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.hatches import HATCHES, Hatch, Pattern
from karamap.core.layers import FRONT_DAYS
from karamap.core.palettes import IN_BLACK, IN_STRONG, ON_PAGE, ON_WHITE, Palette

# how much of its colour the first of the fronts by day has, and the last; over 1 it darkens
PALEST, DEEPEST = 0.34, 1.6
# dash of a stretch whose position is known only roughly, in pixels
APPROXIMATE_DASH = (7, 5)
# how many metres a line must be uncertain by for a shade to lie along it, and the parts of that
# distance which are shaded one over the other: it is paler where the line is less likely
LEAST_DOUBT_M, DOUBT_SHARES = 1_000, (1.0, 0.5)
# confidence below which a line is drawn dashed
DASHED_CONFIDENCES = ("low", "medium")


@dataclass(frozen=True, slots=True)
class Style:
    """How one class of features looks; widths and dashes in CSS pixels (1/96 inch)."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    hatch: Hatch | None = None
    casing: str | None = None
    radius: float = 0.0
    # of the fill; that of control is the theme's
    opacity: float = 1.0
    # of a sign, in radii from its middle, y downwards as in SVG
    outline: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Relief:
    """How the relief lies under the map; ``strength`` is its opacity over the paper."""

    contrast: float
    strength: float
    grey: bool = False


def _star(rays: int, inner: float) -> tuple[tuple[float, float], ...]:
    """Return a star of so many rays, the first upwards; a regular polygon where ``inner`` is 1."""
    turns = (index * math.pi / rays for index in range(2 * rays))
    radii = (1.0, inner) * rays
    return tuple(
        (round(r * math.sin(turn), 3), round(-r * math.cos(turn), 3))
        for r, turn in zip(radii, turns, strict=True)
    )


# the outlines of the signs of events by kind: they are told apart without their colours
_EVENT_SIGNS = {
    "political": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "military": _star(8, 0.55),
    "humanitarian": ((-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)),
    "agreement": _star(12, 1.0),
}


@dataclass(frozen=True)
class Theme:
    """One look: colours, the styles by class, hatches, and how strongly grounds are laid on.

    ``control_opacity`` is that of the whole control pane: its areas are painted opaque, then
    faded together, so that neighbours of one holder show no seam. ``veil`` is the opacity of
    paper over the countries around.
    """

    id: str
    palette: Palette
    styles: Mapping[str, Style]
    hatches: Mapping[Hatch, Pattern] = field(default_factory=lambda: HATCHES)
    control_opacity: float = 0.55
    relief: Relief = Relief(1.5, 0.6)
    veil: float = 0.35
    # how dark the ground lies on which a line may run, for as far as it is uncertain
    doubt: float = 0.14

    def __repr__(self) -> str:
        """Return its name: all its styles would fill the screen."""
        return f"Theme({self.id!r})"

    @property
    def doubt_of_share(self) -> float:
        """Return the opacity of each of the shades that lie over each other along a line."""
        return self.doubt / len(DOUBT_SHARES)

    def line(self, key: str) -> str:
        """Return the colour in which a class is drawn: that of its line, else ink."""
        return self.styles[key].stroke or self.palette.ink


def _styles(
    by: Palette, wider: float = 1.0, others: Mapping[str, Style] = MappingProxyType({})
) -> Mapping[str, Style]:
    """Return the style of each class in the colours of a palette.

    ``wider`` multiplies the widths of lines; ``others`` are styles that differ in more.
    """
    table = {
        "countries": Style(stroke=by.border, width=1.4),
        "lakes": Style(fill=by.water, stroke=by.water_line, width=0.6),
        "rivers": Style(stroke=by.water_line, width=1.1),
        "control:azerbaijan": Style(fill=by.azerbaijan),
        "control:armenian_forces": Style(fill=by.armenian_forces),
        "control:contested": Style(fill=by.contested, hatch="contested"),
        "differing_accounts": Style(
            stroke=by.differing, width=1.0, dash=(1.5, 2.5), hatch="differing"
        ),
        "buffer_zone:held_outside_oblast": Style(stroke=by.buffer, hatch="buffer"),
        "buffer_rings:ring_15km": Style(stroke=by.ring, width=1.8, dash=(2, 3)),
        "buffer_rings:ring_20km": Style(stroke=by.ring, width=1.8, dash=(9, 4)),
        "buffer_rings:d30_range": Style(stroke=by.ring, width=1.8, dash=(9, 3, 2, 3)),
        "outcome_2020:taken": Style(stroke=by.front, width=1.2, hatch="taken"),
        "outcome_2020:handed_over": Style(stroke=by.corridor, width=1.2, hatch="handed_over"),
        "outcome_2020:kept": Style(stroke=by.ink, width=1.8),
        "peacekeeping_zone": Style(
            stroke=by.peacekeeping, width=1.6, dash=(3, 3), hatch="peacekeeping"
        ),
        "roads": Style(stroke=by.second, width=1.5, dash=(10, 2)),
        "lachin_corridor:strip": Style(stroke=by.corridor, width=1.3, hatch="corridor"),
        "lachin_corridor:road": Style(stroke=by.corridor, width=2.6, casing=by.halo),
        "lachin_corridor:blockade": Style(fill=by.front, stroke=by.halo, width=2.0, radius=6.0),
        "lachin_corridor:checkpoint": Style(
            fill=by.halo, stroke=by.corridor, width=3.0, radius=5.0
        ),
        "districts": Style(stroke=by.district, width=0.9, dash=(5, 3)),
        "people_moved": Style(fill=by.ink, stroke=by.ink, width=1.2, opacity=0.36),
        "autonomous_oblast:in_force": Style(stroke=by.oblast, width=2.2, dash=(9, 3, 2, 3)),
        "autonomous_oblast:former": Style(stroke=by.oblast, width=1.2, dash=(4, 3)),
        "line_of_contact": Style(stroke=by.ink, width=3.0, casing=by.halo),
        **_by_date(by.halo, by.front, by.ink),
        "front_lines_2020": Style(stroke=by.front, width=3.2, casing=by.halo),
        "places": Style(fill=by.halo, stroke=by.ink, width=1.2, radius=3.0),
        **_events(by),
        "change:azerbaijan": Style(stroke=by.to_azerbaijan, hatch="to_azerbaijan"),
        "change:armenian_forces": Style(stroke=by.to_armenian_forces, hatch="to_armenian_forces"),
        "change:contested": Style(stroke=by.to_contested, hatch="to_contested"),
    }
    table |= others
    return MappingProxyType(
        {key: replace(style, width=style.width * wider) for key, style in table.items()}
    )


def _events(by: Palette) -> dict[str, Style]:
    """Return the styles of the kinds of events: each has an outline and a colour of its own."""
    return {
        f"events:{kind}": Style(
            fill=getattr(by, kind), stroke=by.halo, width=1.6, radius=6.5, outline=outline
        )
        for kind, outline in _EVENT_SIGNS.items()
    }


def _by_date(light: str, full: str, dark: str) -> dict[str, Style]:
    """Return the styles of the fronts by day, from a tint of the full colour to a shade of it."""
    # where the full colour is black no shade of it is darker
    deepest = 1.0 if full == dark else DEEPEST
    step = (deepest - PALEST) / (len(FRONT_DAYS) - 1)
    depths = [PALEST + step * index for index in range(len(FRONT_DAYS))]
    return {
        f"fronts_by_day:{day}": Style(
            stroke=_mixed(light, full, depth) if depth < 1 else _mixed(full, dark, depth - 1),
            width=3.4,
        )
        for day, depth in zip(FRONT_DAYS, depths, strict=True)
    }


def _mixed(one: str, other: str, share: float) -> str:
    """Return a colour with so much of the other."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


SCREEN = Theme("screen", ON_PAGE, _styles(ON_PAGE))
PRINT = Theme(
    "print", ON_WHITE, _styles(ON_WHITE), control_opacity=0.5, relief=Relief(1.6, 0.5, grey=True)
)
MONO = Theme(
    "mono",
    IN_BLACK,
    _styles(
        IN_BLACK,
        others={
            "control:armenian_forces": Style(fill=IN_BLACK.armenian_forces, hatch="held"),
            # wider than the line of contact, which its colour sets apart elsewhere
            "front_lines_2020": Style(stroke=IN_BLACK.front, width=5.0, casing=IN_BLACK.halo),
            # a road is white between black edges, so that it is no line of contact
            "lachin_corridor:road": Style(stroke=IN_BLACK.paper, width=2.2, casing=IN_BLACK.ink),
        },
    ),
    hatches={
        **HATCHES,
        "contested": Pattern(7, 2.2, form="dots"),
        "differing": Pattern(6, 0.8, 45, "cross"),
        "held": Pattern(8, 1.1, -45),
        "peacekeeping": Pattern(10, 1.2, 90),
        "buffer": Pattern(10, 1.2, 0),
        "corridor": Pattern(6, 0.8, 20, "cross"),
        "to_azerbaijan": Pattern(11, 1.6, 0, "cross"),
        "to_contested": Pattern(10, 5, form="dots"),
    },
    control_opacity=0.85,
    relief=Relief(1.5, 0.3, grey=True),
)
CONTRAST = Theme(
    "contrast",
    IN_STRONG,
    _styles(IN_STRONG, 1.3),
    control_opacity=0.85,
    relief=Relief(1.5, 0.5, grey=True),
    veil=0.5,
)
THEMES = {theme.id: theme for theme in (SCREEN, PRINT, MONO, CONTRAST)}

# every class there is a style for, from the bottom of the map to its top
CLASSES = tuple(SCREEN.styles)
# the property whose value chooses among the classes of a layer
CLASS_PROPERTY = {
    "control": "controller",
    "buffer_zone": "model",
    "buffer_rings": "model",
    "outcome_2020": "outcome",
    "lachin_corridor": "part",
    "fronts_by_day": "day",
    "autonomous_oblast": "status",
    "events": "kind",
}


def parse_theme(text: str) -> Theme:
    """Return the theme called ``text``; a UsageError lists those there are."""
    if text not in THEMES:
        raise UsageError(
            f"there is no theme {shorten(text)!r}: expected one of {', '.join(THEMES)}"
        )
    return THEMES[text]


def style_key(layer_id: str, properties: dict[str, Any]) -> str:
    """Return the class of a feature of a layer: its key in :attr:`Theme.styles`."""
    chosen_by = CLASS_PROPERTY.get(layer_id)
    return layer_id if chosen_by is None else f"{layer_id}:{properties[chosen_by]}"


def style_keys(layer_id: str) -> tuple[str, ...]:
    """Return the classes of a layer, in legend order."""
    return tuple(key for key in CLASSES if key.split(":")[0] == layer_id)


# the colours that the style sheet of the page uses, besides those of the classes
_PAGE_PARTS = (
    "ink", "paper", "halo", "water", "edge", "country_name", "district_name", "water_name",
)  # fmt: skip


def _as_json(style: Style) -> dict[str, Any]:
    """Return a style for the browser, without what few have."""
    given = asdict(style)
    if style.opacity == 1:
        del given["opacity"]
    if not style.outline:
        del given["outline"]
    return given


def as_json(theme: Theme = SCREEN) -> dict[str, Any]:
    """Return a theme for the browser."""
    by = theme.palette
    return {
        "theme": theme.id,
        "styles": {key: _as_json(value) for key, value in theme.styles.items()},
        "hatches": {key: asdict(value) for key, value in theme.hatches.items()},
        "class_property": CLASS_PROPERTY,
        "control_opacity": theme.control_opacity,
        "veil": theme.veil,
        "doubt": {
            "least_m": LEAST_DOUBT_M,
            "shares": DOUBT_SHARES,
            "opacity": theme.doubt_of_share,
        },
        "relief": asdict(theme.relief),
        "approximate_dash": APPROXIMATE_DASH,
        "dashed": DASHED_CONFIDENCES,
        "colours": {part: getattr(by, part) for part in _PAGE_PARTS},
    }
