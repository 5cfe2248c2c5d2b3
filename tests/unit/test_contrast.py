"""Contrast as WCAG 2.2 measures it: text 4.5 to 1, large text and what is no text 3 to 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from karamap.core.style import THEMES, Theme

TEXT, SHAPE = 4.5, 3.0
LINEAR_BELOW = 0.04045
THEME_IDS = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
ON_PAGE = pytest.mark.parametrize(
    "theme", [THEMES["screen"], THEMES["contrast"]], ids=lambda t: t.id
)
SHEET = Path(__file__).parents[2].joinpath("frontend/src/page.css").read_text(encoding="utf-8")

Rgb = tuple[float, float, float]


def rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: Rgb) -> float:
    parts = [c / 12.92 if c <= LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(colour: str, opacity: float, ground: Rgb) -> Rgb:
    red, green, blue = (
        opacity * top + (1 - opacity) * below
        for top, below in zip(rgb(colour), ground, strict=True)
    )
    return red, green, blue


def variables(theme: Theme) -> dict[str, str]:
    """The sheet's own colours as a theme sees them."""
    found = dict(re.findall(r"--(\w+): (#\w{6});", SHEET.split("}", 1)[0]))
    for block in re.findall(rf'\[data-theme="{theme.id}"\] {{(.*?)}}', SHEET):
        found |= dict(re.findall(r"--(\w+): (#\w{6});", block))
    return found


def grounds(theme: Theme) -> dict[str, Rgb]:
    """What names and lines lie on: each holder's colour over plain ground, and bare ground."""
    paper = rgb(theme.palette.paper)
    fills = {
        key: over(style.fill, theme.control_opacity, paper)
        for key, style in theme.styles.items()
        if key.startswith("control:") and style.fill
    }
    return {"paper": paper, **fills}


def test_the_measure_itself():
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@ON_PAGE
def test_text_of_the_page(theme: Theme):
    own = variables(theme)
    assert set(own) >= {"muted", "rule", "accent"}
    for text in (theme.palette.ink, own["muted"], own["accent"]):
        for ground in (theme.palette.paper, theme.palette.halo):
            assert contrast(rgb(text), rgb(ground)) >= TEXT, (text, ground)
    assert contrast(rgb(theme.palette.halo), rgb(own["accent"])) >= TEXT


@ON_PAGE
def test_what_shows_where_a_control_is(theme: Theme):
    """Edges of buttons and boxes, the tracks, and the ring of the focus in its light border."""
    accent = variables(theme)["accent"]
    for ground in (theme.palette.paper, theme.palette.halo):
        assert contrast(rgb(theme.palette.edge), rgb(ground)) >= SHAPE
        assert contrast(rgb(accent), rgb(ground)) >= SHAPE
    for ring in (accent, theme.palette.ink):
        assert contrast(rgb(ring), rgb(theme.palette.halo)) >= SHAPE


def test_no_control_has_a_fainter_edge():
    for rule in re.findall(r"^(?:button, select|#search).*?}", SHEET, re.DOTALL | re.MULTILINE):
        assert "1px solid var(--rule)" not in rule
    # forced colours are the system's own
    usual = SHEET.partition("@media (forced-colors")[0]
    tracks = re.findall(r"(?:runnable|range)-track {[^}]*}", usual)
    assert len(tracks) == 2
    assert all("var(--edge)" in track for track in tracks)


@THEME_IDS
def test_names_on_the_map_stand_out_from_their_halo(theme: Theme):
    by = theme.palette
    for name in (by.ink, by.second, by.country_name, by.district_name, by.water_name, by.muted):
        assert contrast(rgb(name), rgb(by.halo)) >= TEXT, name


@THEME_IDS
def test_place_names_are_read_on_every_holders_ground(theme: Theme):
    for where, ground in grounds(theme).items():
        assert contrast(rgb(theme.palette.ink), ground) >= TEXT, where


@THEME_IDS
def test_lines_and_signs_stand_out_from_every_ground(theme: Theme):
    meant = ("line_of_contact", "front_lines_2020", "lachin_corridor", "peacekeeping_zone",
             "autonomous_oblast", "buffer_rings")  # fmt: skip
    for key, style in theme.styles.items():
        if key.split(":")[0] not in meant:
            continue
        colours = [rgb(part) for part in (style.stroke, style.casing, style.fill) if part]
        for where, ground in grounds(theme).items():
            best = max(contrast(colour, ground) for colour in colours)
            assert best >= SHAPE, (key, where, round(best, 2))
