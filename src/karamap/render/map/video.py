"""Pictures as an MP4 that plays everywhere, by the ffmpeg that a Python package brings along."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
from PIL.Image import Image

from karamap.core.errors import UsageError

# pictures a second: every time that a picture stays is a multiple of a tenth of a second
FPS = 10
# quality of x264: what differs from the picture is not seen
QUALITY = 20
MISSING = "an mp4 needs ffmpeg: expected `pip install 'karamap[video]'`, or -o with gif or webp"


def require() -> ModuleType:
    """Return the package that has ffmpeg; a UsageError if it is not there."""
    try:
        import imageio_ffmpeg  # noqa: PLC0415 - an extra

        imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise UsageError(MISSING) from error
    found: ModuleType = imageio_ffmpeg
    return found


def encoded(pictures: Sequence[Image], times: Sequence[int]) -> bytes:
    """Return pictures as an MP4, each for its time in milliseconds."""
    ffmpeg: Any = require()
    # colours are kept at half the size, so both sides must be even
    even = "pad=ceil(iw/2)*2:ceil(ih/2)*2"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        writer = ffmpeg.write_frames(
            str(path),
            pictures[0].size,
            fps=FPS,
            codec="libx264",
            macro_block_size=1,
            quality=None,
            output_params=["-crf", str(QUALITY), "-preset", "medium", "-tune", "animation",
                           "-vf", even, "-movflags", "+faststart", "-fflags", "+bitexact",
                           "-flags:v", "+bitexact"],
        )  # fmt: skip
        writer.send(None)
        for picture, ms in zip(pictures, times, strict=True):
            pixels = np.ascontiguousarray(np.asarray(picture))
            for _ in range(max(1, round(ms * FPS / 1000))):
                writer.send(pixels)
        writer.close()
        return path.read_bytes()
