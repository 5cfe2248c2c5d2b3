"""The fills of the holders stay apart for every eye, in grey, and under the words on them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from karamap.style import CONTROL_OPACITY, HALO, INK, STYLES, style_keys

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
# the land under the fills: mean tone of the relief
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


def on_land(colour: str) -> NDArray[np.float64]:
    """A fill as it is seen, in sRGB: faded over land."""
    return CONTROL_OPACITY * srgb(colour) + (1 - CONTROL_OPACITY) * srgb(LAND)


def lab(rgb_linear: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = TO_XYZ @ np.clip(rgb_linear, 0, 1) / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The contrast ratio of WCAG 2.2."""
    bright, dark = sorted((LUMINANCE @ linear(one), LUMINANCE @ linear(other)), reverse=True)
    return float((bright + 0.05) / (dark + 0.05))


FILLS = {key: STYLES[key].fill or "" for key in style_keys("control")}
PAIRS = list(combinations(FILLS, 2))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_fills_are_apart_for_every_eye(pair: tuple[str, str], eye: str):
    one, other = (lab(EYES[eye] @ linear(on_land(FILLS[key]))) for key in pair)
    assert np.linalg.norm(one - other) >= APART


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_fills_are_apart_in_grey_or_by_hatch(pair: tuple[str, str]):
    one, other = (lab(LUMINANCE @ linear(on_land(FILLS[key])) * np.ones(3)) for key in pair)
    by_hatch = STYLES[pair[0]].hatch != STYLES[pair[1]].hatch
    assert by_hatch or abs(one[0] - other[0]) >= APART_IN_GREY


@pytest.mark.parametrize("key", FILLS)
def test_words_are_readable_on_every_fill(key: str):
    assert contrast(srgb(INK), on_land(FILLS[key])) >= 4.5
    assert contrast(srgb(INK), srgb(HALO)) >= 7


@pytest.mark.parametrize("key", ["line_of_contact", "front_lines_2020", "autonomous_oblast"])
def test_lines_stand_out_from_every_fill(key: str):
    for fill in FILLS.values():
        assert contrast(srgb(STYLES[key].stroke or ""), on_land(fill)) >= 3
