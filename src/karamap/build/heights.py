"""Heights of the ground that control is told by, and how much a ridge parts its two sides.

Ground belongs to the place it is reached from most easily. On a ridge the way is longer than
the map says: a metre of it counts as 1 + ``RIDGE_WEIGHT`` for each 100 m by which the ground
stands above its surroundings. So lines between places come to lie on ridges.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from karamap.build.base.terrain import CELLS_PER_DEGREE, Elevation
from karamap.core.errors import DataError
from karamap.core.problems import Problem
from karamap.core.textfile import as_json

# west, south, east, north of the heights kept in base/, in whole cells of the model: the former
# oblast, the districts around it and some ground beyond
BOUNDS = (45.4, 38.7, 47.9, 40.9)
WHOLE = "a whole PNG"
PICTURE, GEOREFERENCE = "heights.png", "heights.json"
RIDGE_WEIGHT = 1.0
# degrees of latitude (about 6 km): the surroundings that a ridge stands above
AROUND = 0.054
# metres above the surroundings that count as RIDGE_WEIGHT; in flat ground less is a ridge, for
# the little that parts two villages there is the rim of a river's fan
RIDGE_M, RIM_M = 100.0, 10.0


@dataclass(frozen=True, slots=True)
class Friction:
    """How much longer the way is than on level ground, by cells of the elevation model."""

    values: NDArray[np.float64]
    west: float
    north: float

    def at(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the friction at points, between cells in proportion; 1 outside the model."""
        rows = (self.north - lat) * CELLS_PER_DEGREE - 0.5
        columns = (lon - self.west) * CELLS_PER_DEGREE - 0.5
        found = ndimage.map_coordinates(self.values, [rows, columns], order=1, cval=1.0)
        return np.asarray(found)


def friction(elevation: Elevation) -> Friction:
    """Return the friction of the ground."""
    cells = AROUND * CELLS_PER_DEGREE
    heights = ndimage.gaussian_filter(elevation.heights, 0.6)
    window = (2 * round(cells) + 1, 2 * round(cells / np.cos(np.radians(40.0))) + 1)
    mean = ndimage.uniform_filter(heights, window)
    spread = np.sqrt(np.maximum(ndimage.uniform_filter(heights**2, window) - mean**2, 0))
    above = np.maximum(heights - mean, 0) / np.clip(spread, RIM_M, RIDGE_M)
    return Friction(1 + RIDGE_WEIGHT * above, elevation.west, elevation.north)


def write(base: Path, elevation: Elevation) -> None:
    """Write the heights within :data:`BOUNDS` as a grey picture of 16 bits, and where it lies."""
    west, south, east, north = BOUNDS
    top, left = elevation.cell(west + 1e-9, north - 1e-9)
    rows, columns = (round(degrees * CELLS_PER_DEGREE) for degrees in (north - south, east - west))
    cut = elevation.heights[top : top + rows, left : left + columns]
    image = Image.fromarray(cut.round().astype(np.uint16))
    image.save(base / PICTURE, optimize=True)
    about = {"bounds": list(BOUNDS), "crs": "EPSG:4326", "width": columns, "height": rows}
    (base / GEOREFERENCE).write_text(as_json(about), encoding="utf-8")


def read(base: Path) -> Elevation:
    """Return the heights kept in base/; a DataError if they are not there, or are no picture."""
    try:
        with Image.open(base / PICTURE) as picture:
            heights = np.asarray(picture, dtype=np.float64)
    except (OSError, ValueError, SyntaxError) as error:
        found = f"no readable picture ({error})"
        raise DataError(Problem(f"base/{PICTURE}", found, WHOLE)) from error
    return Elevation(heights, BOUNDS[0], BOUNDS[3])
