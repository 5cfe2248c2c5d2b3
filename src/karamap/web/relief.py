"""The shaded relief as a data URI, its contrast raised for the colours that lie over it."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from karamap.core.errors import DataError

# the picture is drawn faint and tinted: its light is taken further from that of level ground,
# its tints nearer to grey, so that the colours of control stay the same on plain and mountain
LEVEL, LIGHTEST = 224, 250
CONTRAST = 2.3
TINT = 0.4
# a fifth of the PNG; what is lost is about two steps of 255, under a picture that is drawn faint
QUALITY = 70


def data_uri(path: Path) -> str:
    """Return the palette picture at ``path`` as a WebP data URI, or raise a DataError."""
    try:
        return _written(path.read_bytes())
    except OSError as error:
        raise DataError(f"base/{path.name} is missing or is no picture ({error})") from error


@lru_cache(maxsize=2)
def _written(file: bytes) -> str:
    """Return a picture as a data URI, for all pages that have it."""
    stream = BytesIO()
    try:
        with Image.open(BytesIO(file)) as picture:
            picture.putpalette(_toned(_palette(picture)).ravel().tolist())
            picture.convert("RGB").save(stream, "WEBP", quality=QUALITY, method=6)
    except UnidentifiedImageError:
        raise OSError("nobody knows its format") from None
    return "data:image/webp;base64," + b64encode(stream.getvalue()).decode()


def _palette(picture: Image.Image) -> NDArray[np.float64]:
    if picture.palette is None:
        raise OSError("it has no palette")
    return np.array(picture.getpalette(), dtype=float).reshape(-1, 3)


def _toned(rgb: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the colours with more contrast and less tint."""
    light = rgb.mean(axis=1, keepdims=True)
    stronger = np.clip(LEVEL + (light - LEVEL) * CONTRAST, 0, LIGHTEST)
    toned: NDArray[np.uint8] = np.clip(stronger + (rgb - light) * TINT, 0, 255).astype(np.uint8)
    return toned
