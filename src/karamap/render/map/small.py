"""A small picture of a day for a notebook, of few bytes since a notebook keeps every one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from karamap.render.map.options import Look
from karamap.render.map.sheet import Sheet
from karamap.render.map.snapshot import compose

if TYPE_CHECKING:
    from datetime import date

    from karamap.atlas.atlas import Atlas

# about 120 kB: as many colours as relief and grounds need to be told apart
SIZE, COLOURS = "960x540", 64


def png(atlas: Atlas, day: date) -> bytes:
    """Return the map of a day as a small picture."""
    picture = compose(atlas, day, Look(sheet=Sheet.parse(SIZE, None))).picture()
    out = BytesIO()
    picture.quantize(COLOURS).save(out, "png", optimize=True)
    return out.getvalue()
