"""The shaded relief: a quiet paper-toned picture that lies under everything else."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
import shapely
from PIL import Image, ImageDraw
from scipy import ndimage
from shapely import LinearRing
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.base.terrain import CELLS_PER_DEGREE, Elevation

WIDTH = 1280
COLOURS = 48
REFINEMENTS = 4
WATER = (203, 216, 219)

# height in metres, and the paper tone there
TINTS = (
    (-30, (226, 229, 214)),
    (150, (232, 233, 217)),
    (500, (238, 235, 219)),
    (1000, (241, 234, 217)),
    (1600, (238, 227, 210)),
    (2200, (232, 220, 205)),
    (2800, (232, 224, 214)),
    (3600, (243, 240, 235)),
    (5000, (252, 251, 249)),
)
# azimuth the light comes from, its height above the horizon, and its weight
LIGHTS = ((315, 42, 0.55), (275, 38, 0.15), (355, 38, 0.20), (235, 35, 0.10))
EXAGGERATION = 2.6
SOFT_CELLS, SOFT_SHARE = 2.2, 0.45  # large forms, seen through a blur, tie the small ones together
SHADOW, HIGHLIGHT = 0.92, 0.40
# far from the subject the relief is softened: it calms the picture and halves the file
FOCUS, SHARP_DEGREES, SOFT_DEGREES = (46.6, 39.8), 1.0, 2.4
PLAIN_M, PLAIN_BLUR = 200.0, 4.0
NEAR_BLUR, FAR_BLUR = 0.6, 1.6  # in cells of the elevation model


def picture(
    elevation: Elevation, bounds: tuple[float, float, float, float], water: Sequence[BaseGeometry]
) -> bytes:
    """Return the relief as an 8-bit palette PNG whose rows are evenly spaced in Web Mercator.

    ``elevation`` is in metres, ``bounds`` are west, south, east, north in degrees.
    """
    lon, lat = _pixels(bounds)
    heights = _sampled(_softened(elevation), lon, lat)
    cell_m = np.radians(lon[1] - lon[0]) * 6_371_000 * np.cos(np.radians(lat))[:, None]
    light = (1 - SOFT_SHARE) * _shade(heights, cell_m) + SOFT_SHARE * _shade(
        ndimage.gaussian_filter(heights, SOFT_CELLS * WIDTH / elevation.heights.shape[1]), cell_m
    )
    rgb = _toned(_tint(heights), light)
    wet = _mask(water, lon, lat)
    rgb[wet] = WATER
    return _png(rgb)


def _pixels(bounds: tuple[float, float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the longitudes of the columns and the latitudes of the rows (pixel centres)."""
    west, south, east, north = bounds
    top, bottom = mercator(north), mercator(south)
    height = size(bounds)[1]
    lon = west + (np.arange(WIDTH) + 0.5) / WIDTH * (east - west)
    y = top - (np.arange(height) + 0.5) / height * (top - bottom)
    return lon, np.degrees(np.arctan(np.sinh(y)))


def size(bounds: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return the width and height of the picture, in pixels."""
    west, south, east, north = bounds
    tall = (mercator(north) - mercator(south)) / np.radians(east - west)
    return WIDTH, round(WIDTH * tall)


def mercator(lat: float) -> float:
    """Return the Mercator ordinate of a latitude, on the unit sphere."""
    return float(np.arcsinh(np.tan(np.radians(lat))))


def _softened(elevation: Elevation) -> Elevation:
    rows, columns = elevation.heights.shape
    lon = elevation.west + np.arange(columns) / CELLS_PER_DEGREE
    lat = elevation.north - np.arange(rows)[:, None] / CELLS_PER_DEGREE
    away = np.hypot((lon - FOCUS[0]) * np.cos(np.radians(FOCUS[1])), lat - FOCUS[1])
    share = np.clip((away - SHARP_DEGREES) / (SOFT_DEGREES - SHARP_DEGREES), 0, 1)
    near, far = (ndimage.gaussian_filter(elevation.heights, blur) for blur in (NEAR_BLUR, FAR_BLUR))
    heights = near * (1 - share) + far * share
    # in the plain the model shows the seams of its own sheets rather than the ground
    low = np.clip((PLAIN_M - far) / (PLAIN_M / 2), 0, 1)
    plain = ndimage.gaussian_filter(elevation.heights, PLAIN_BLUR)
    return replace(elevation, heights=heights * (1 - low) + plain * low)


def _sampled(elevation: Elevation, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Interpolate the heights at the pixels with a cubic spline, so that no cell shows."""
    rows = (elevation.north - lat) * CELLS_PER_DEGREE - 0.5
    columns = (lon - elevation.west) * CELLS_PER_DEGREE - 0.5
    where = np.meshgrid(rows, columns, indexing="ij")
    return np.asarray(ndimage.map_coordinates(elevation.heights, where, order=3, mode="nearest"))


def _shade(heights: np.ndarray, cell_m: np.ndarray) -> np.ndarray:
    """Return the light on the ground from several sides; level ground has 0."""
    south, east = np.gradient(heights)
    slope_x, slope_y = EXAGGERATION * east / cell_m, -EXAGGERATION * south / cell_m
    length = np.sqrt(1 + slope_x**2 + slope_y**2)
    total = np.zeros_like(heights)
    for azimuth, altitude, weight in LIGHTS:
        a, h = np.radians(azimuth), np.radians(altitude)
        towards = -slope_x * np.sin(a) * np.cos(h) - slope_y * np.cos(a) * np.cos(h) + np.sin(h)
        total += weight * (towards / length - np.sin(h))
    return total


def _tint(heights: np.ndarray) -> np.ndarray:
    levels = [level for level, _ in TINTS]
    return np.stack(
        [np.interp(heights, levels, [tone[band] for _, tone in TINTS]) for band in range(3)],
        axis=-1,
    )


def _toned(rgb: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Darken the shaded sides toward a warm grey-violet and lift the lit ones toward white."""
    shadow = np.clip(-light, 0, 1)[..., None] ** 0.9 * SHADOW
    lit = np.clip(light, 0, 1)[..., None] * HIGHLIGHT
    toned = rgb * (1 - shadow) + np.array([112, 103, 106]) * shadow
    return np.asarray(np.clip(toned * (1 - lit) + 255 * lit, 0, 255).round(), dtype=np.uint8)


def _mask(areas: Sequence[BaseGeometry], lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the pixels that lie in the areas."""
    image = Image.new("1", (lon.size, lat.size))
    draw = ImageDraw.Draw(image)
    rising = lat[::-1]
    for ring, fill in _rings(areas):
        xy = shapely.get_coordinates(ring)
        columns = np.interp(xy[:, 0], lon, np.arange(lon.size))
        rows = np.interp(xy[:, 1], rising, np.arange(lat.size)[::-1])
        draw.polygon(list(zip(columns.tolist(), rows.tolist(), strict=True)), fill=fill)
    return np.asarray(image)


def _rings(areas: Sequence[BaseGeometry]) -> list[tuple[LinearRing, int]]:
    """Return the outer rings, to be filled, before the inner ones, to be cleared."""
    parts = [part for area in areas for part in coverage.polygons(area)]
    outer = [(part.exterior, 1) for part in parts]
    return outer + [(ring, 0) for part in parts for ring in part.interiors]


def _png(rgb: np.ndarray) -> bytes:
    # maximum coverage keeps the few deep shadows and white peaks that median cut would even out
    image = Image.fromarray(rgb).quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=REFINEMENTS, dither=Image.Dither.NONE
    )
    out = BytesIO()
    image.save(out, "PNG", optimize=True, bits=8)
    return out.getvalue()
