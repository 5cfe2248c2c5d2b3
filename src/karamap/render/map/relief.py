"""The shaded relief, bent from the Mercator rows of its picture into the map's projection."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageEnhance

from karamap.atlas.atlas import Atlas
from karamap.atlas.subjects import Bounds
from karamap.core.errors import DataError
from karamap.core.paths import relief_of
from karamap.core.style import THEMES, Theme
from karamap.render.map.projection import View

# the picture is bent in this many patches each way; within one the bend is straight to 0.1 px
PATCHES = 16


def warped(atlas: Atlas, view: View, theme: Theme, scale: float = 1.0) -> NDArray[np.uint8]:
    """Return the relief as it lies in a view, in RGB, rows from the top; a DataError if unreadable.

    The rows of the atlas's picture are spaced as in Web Mercator; ``scale`` is how many pixels the
    result has for each of the frame.
    """
    path, ((south, west), (north, east)) = relief_of(atlas.folder)
    return _warped(path, (west, south, east, north), view, theme.id, scale)


@lru_cache(maxsize=4)
def _warped(
    path: Path, bounds: Bounds, view: View, theme_id: str, scale: float
) -> NDArray[np.uint8]:
    try:
        with Image.open(path) as file:
            source = _toned(file.convert("RGB"), THEMES[theme_id])
    except OSError as error:
        raise DataError(f"base/{path.name} is not a picture that can be read") from error
    size = round(view.frame.width * scale), round(view.frame.height * scale)
    mesh = list(_mesh(size, source.size, bounds, view))
    # beyond the picture the ground is plain
    plain = ImageColor.getrgb(THEMES[theme_id].palette.paper)
    bent = source.transform(
        size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=plain
    )
    return np.asarray(bent)


def _toned(picture: Image.Image, theme: Theme) -> Image.Image:
    """Return the relief as strong as a theme wants it over its paper."""
    relief = theme.relief
    if relief.grey:
        picture = picture.convert("L").convert("RGB")
    picture = ImageEnhance.Contrast(picture).enhance(relief.contrast)
    paper = Image.new("RGB", picture.size, theme.palette.paper)
    return Image.blend(paper, picture, relief.strength)


def _mesh(
    size: tuple[int, int], source: tuple[int, int], bounds: Bounds, view: View
) -> Iterator[tuple[tuple[int, int, int, int], tuple[float, ...]]]:
    """Yield the patches: a box of the new picture, and its four corners in the old one."""
    xs = np.linspace(0, size[0], PATCHES + 1).round().astype(int)
    ys = np.linspace(0, size[1], PATCHES + 1).round().astype(int)
    columns, rows = np.meshgrid(xs, ys)
    # pixels of the new picture to those of the sheet
    across, down = view.frame.width / size[0], view.frame.height / size[1]
    sheet = [view.frame.left + columns.ravel() * across, view.frame.top - rows.ravel() * down]
    corners = _in_source(view.to_degrees(np.column_stack(sheet)), source, bounds)
    grid = corners.reshape(PATCHES + 1, PATCHES + 1, 2)
    for j in range(PATCHES):
        for i in range(PATCHES):
            box = (int(xs[i]), int(ys[j]), int(xs[i + 1]), int(ys[j + 1]))
            # upper left, lower left, lower right, upper right
            quad = (*grid[j, i], *grid[j + 1, i], *grid[j + 1, i + 1], *grid[j, i + 1])
            yield box, tuple(map(float, quad))


def _in_source(
    lonlat: NDArray[np.float64], source: tuple[int, int], bounds: Bounds
) -> NDArray[np.float64]:
    """Return where points of longitude and latitude, one a row, lie in the picture."""
    west, south, east, north = bounds
    lon, lat = lonlat.T
    top, bottom = _mercator(np.array([north, south]))
    across = (lon - west) / (east - west) * source[0]
    return np.column_stack([across, (top - _mercator(lat)) / (top - bottom) * source[1]])


def _mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.arctanh(np.sin(np.radians(lat)))
