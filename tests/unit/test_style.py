"""In every theme the holders stay apart for every eye, in grey, and under the words on them.

Contrast is measured as WCAG 2.2 does: text 4.5 to 1, large text and what is no text 3 to 1.
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from karamap import UsageError
from karamap.core.style import (
    CLASSES,
    LEAST_DOUBT_M,
    SCREEN,
    THEMES,
    Theme,
    as_json,
    parse_theme,
    style_keys,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# what each kind of eye makes of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1
EYES = {
    "usual": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# the mean tone of the picture of the relief, in which the fills of the holders lie
LAND = "#e2e0d4"

# CIE76 distances in Lab: about 2.3 is just noticeable side by side; these hold across a map.
# In grey it is the distance in lightness that counts.
APART, APART_IN_GREY = 15.0, 12.0

# linear sRGB to CIE XYZ, and the white of D65
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ @ np.ones(3)
LUMINANCE = TO_XYZ[1]


def srgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def linear(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def on_land(theme: Theme, colour: str) -> NDArray[np.float64]:
    """A fill as it is seen, in sRGB: faded over land, which is itself faded over paper."""
    land = srgb(LAND)
    if theme.relief.grey:
        land = np.full(3, land @ np.array([0.299, 0.587, 0.114]))
    strength, opacity = theme.relief.strength, theme.control_opacity
    land = strength * land + (1 - strength) * srgb(theme.palette.paper)
    return opacity * srgb(colour) + (1 - opacity) * land


def lab(rgb_linear: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = TO_XYZ @ np.clip(rgb_linear, 0, 1) / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The contrast ratio of WCAG 2.2."""
    bright, dark = sorted((LUMINANCE @ linear(one), LUMINANCE @ linear(other)), reverse=True)
    return float((bright + 0.05) / (dark + 0.05))


HOLDERS = style_keys("control")
PAIRS = list(combinations(HOLDERS, 2))
COLOURED = [theme for theme in THEMES.values() if theme.id != "mono"]
every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=" ".join)


def fill(theme: Theme, key: str) -> NDArray[np.float64]:
    return on_land(theme, theme.styles[key].fill or "")


def distance(theme: Theme, pair: tuple[str, str], eye: str) -> float:
    one, other = (lab(EYES[eye] @ linear(fill(theme, key))) for key in pair)
    return float(np.linalg.norm(one - other))


def distance_in_grey(theme: Theme, pair: tuple[str, str]) -> float:
    one, other = (lab(LUMINANCE @ linear(fill(theme, key)) * np.ones(3))[0] for key in pair)
    return float(abs(one - other))


@pytest.mark.parametrize("eye", EYES)
@every_pair
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.id)
def test_fills_are_apart_for_every_eye(theme: Theme, pair: tuple[str, str], eye: str):
    assert distance(theme, pair, eye) >= APART


@every_pair
@every_theme
def test_fills_are_apart_in_grey_or_by_hatch(theme: Theme, pair: tuple[str, str]):
    hatches = [theme.styles[key].hatch for key in pair]
    assert hatches[0] != hatches[1] or distance_in_grey(theme, pair) >= APART_IN_GREY


def test_mono_has_no_colour_and_a_hatch_of_its_own_for_each_holder():
    theme = THEMES["mono"]
    colours = re.findall(r"#[0-9a-f]{6}", repr([theme.palette, *theme.styles.values()]))
    assert len(colours) > 20
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    hatches = [theme.styles[key].hatch for key in HOLDERS]
    assert len(set(hatches)) == len(HOLDERS)
    # the two main holders are apart in grey as well, should a copier lose the hatch
    assert distance_in_grey(theme, (HOLDERS[0], HOLDERS[1])) >= APART_IN_GREY


@every_theme
def test_hatches_of_a_theme_differ(theme: Theme):
    assert {style.hatch for style in theme.styles.values()} - {None} <= set(theme.hatches)
    patterns = list(theme.hatches.values())
    assert len(set(patterns)) == len(patterns)


def test_shading_differs_by_who_got_the_ground():
    for theme in THEMES.values():
        looks = [theme.styles[f"change:{holder}"] for holder in ("azerbaijan", "armenian_forces")]
        patterns = [theme.hatches[look.hatch] for look in looks if look.hatch]
        assert len(set(patterns)) == 2
    for one, other in combinations(("azerbaijan", "armenian_forces", "contested"), 2):
        strokes = [THEMES["mono"].styles[f"change:{each}"] for each in (one, other)]
        assert strokes[0] != strokes[1]


@pytest.mark.parametrize("key", HOLDERS)
@every_theme
def test_words_are_readable_on_every_fill(theme: Theme, key: str):
    by = theme.palette
    assert contrast(srgb(by.ink), fill(theme, key)) >= 4.5
    assert contrast(srgb(by.ink), srgb(by.halo)) >= 7
    for colour in (by.muted, by.second, by.country_name, by.district_name, by.water_name):
        assert contrast(srgb(colour), srgb(by.paper)) >= 4.5
        assert contrast(srgb(colour), srgb(by.halo)) >= 4.5


@pytest.mark.parametrize(
    "key",
    [
        "line_of_contact",
        "front_lines_2020",
        *style_keys("autonomous_oblast"),
        *style_keys("buffer_rings"),
    ],
)
@every_theme
def test_lines_stand_out_from_every_fill(theme: Theme, key: str):
    for holder in HOLDERS:
        assert contrast(srgb(theme.line(key)), fill(theme, holder)) >= 3


@every_theme
def test_every_class_has_a_style_in_every_theme(theme: Theme):
    assert tuple(theme.styles) == CLASSES


def test_the_theme_for_weak_projectors_has_the_widest_distance():
    pair = (HOLDERS[0], HOLDERS[1])
    distances = {name: distance(theme, pair, "usual") for name, theme in THEMES.items()}
    assert max(distances, key=lambda name: distances[name]) == "contrast"


def test_a_theme_for_the_browser():
    assert as_json()["theme"] == "screen"
    strong = as_json(THEMES["contrast"])
    assert set(strong["styles"]) == set(CLASSES)
    assert strong["styles"]["line_of_contact"]["width"] > SCREEN.styles["line_of_contact"].width
    assert strong["hatches"]["contested"]["form"] == "lines"
    # the page shades the accuracy of lines by the rule of pictures
    assert strong["doubt"]["least_m"] == LEAST_DOUBT_M
    darkest = strong["doubt"]["opacity"] * len(strong["doubt"]["shares"])
    assert darkest == pytest.approx(THEMES["contrast"].doubt)
    json.dumps(strong)


def test_an_unknown_theme_is_told():
    assert parse_theme("mono").id == "mono"
    with pytest.raises(UsageError, match=r"no theme 'neon': expected one of screen, print, mono"):
        parse_theme("neon")


# --- the page, and the map on plain ground

TEXT, SHAPE = 4.5, 3.0
on_page = pytest.mark.parametrize("theme", ["screen", "contrast"])
SHEET = Path(__file__).parents[2].joinpath("frontend/src/page.css").read_text(encoding="utf-8")


def variables(theme: str) -> dict[str, str]:
    """The sheet's own colours as a theme sees them."""
    found = dict(re.findall(r"--(\w+): (#\w{6});", SHEET.split("}", 1)[0]))
    for block in re.findall(rf'\[data-theme="{theme}"\] {{(.*?)}}', SHEET):
        found |= dict(re.findall(r"--(\w+): (#\w{6});", block))
    return found


def test_the_measure_itself():
    assert contrast(srgb("#000000"), srgb("#ffffff")) == pytest.approx(21)
    assert contrast(srgb("#777777"), srgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@on_page
def test_text_and_controls_of_the_page_stand_out(theme: str):
    own, palette = variables(theme), THEMES[theme].palette
    assert set(own) >= {"muted", "rule", "accent"}
    for ground in (palette.paper, palette.halo):
        for text in (palette.ink, own["muted"], own["accent"]):
            assert contrast(srgb(text), srgb(ground)) >= TEXT, (text, ground)
        # edges of buttons and boxes, the tracks
        for edge in (palette.edge, own["accent"]):
            assert contrast(srgb(edge), srgb(ground)) >= SHAPE, (edge, ground)
    assert contrast(srgb(palette.halo), srgb(own["accent"])) >= TEXT
    # the ring of the focus in its light border
    assert contrast(srgb(palette.ink), srgb(palette.halo)) >= SHAPE


def test_no_control_has_a_fainter_edge():
    for rule in re.findall(r"^(?:button, select|#search).*?}", SHEET, re.DOTALL | re.MULTILINE):
        assert "1px solid var(--rule)" not in rule
    # forced colours are the system's own
    usual = SHEET.partition("@media (forced-colors")[0]
    tracks = re.findall(r"(?:runnable|range)-track {[^}]*}", usual)
    assert len(tracks) == 2
    assert all("var(--edge)" in track for track in tracks)


@every_theme
def test_names_lines_and_signs_stand_out_from_plain_ground(theme: Theme):
    paper, opacity = srgb(theme.palette.paper), theme.control_opacity
    fills = {key: theme.styles[key].fill for key in HOLDERS}
    grounds = {
        "paper": paper,
        **{key: opacity * srgb(by) + (1 - opacity) * paper for key, by in fills.items() if by},
    }
    meant = ("line_of_contact", "front_lines_2020", "lachin_corridor", "peacekeeping_zone",
             "autonomous_oblast", "buffer_rings")  # fmt: skip
    for where, ground in grounds.items():
        assert contrast(srgb(theme.palette.ink), ground) >= TEXT, where
        for key, style in theme.styles.items():
            if key.split(":")[0] in meant:
                colours = [srgb(part) for part in (style.stroke, style.casing, style.fill) if part]
                assert max(contrast(each, ground) for each in colours) >= SHAPE, (key, where)
