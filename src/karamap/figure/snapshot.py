"""A picture of the map on one day, drawn from the data without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import shapely

from karamap.dates import shorten
from karamap.errors import UsageError
from karamap.figure import furniture, relief
from karamap.figure.canvas import Canvas, drawing
from karamap.figure.ground import Ground
from karamap.figure.labels import Labels
from karamap.figure.layout import Layout
from karamap.figure.legend import Row, rows
from karamap.figure.plate import Plate
from karamap.figure.projection import REGION, Bounds, View
from karamap.figure.scene import Scene
from karamap.strings import long_date, text
from karamap.style import SCREEN, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas import Atlas

Suffix = Literal["png", "svg", "pdf"]
SUFFIXES: tuple[str, ...] = get_args(Suffix)

DEFAULT_SIZE = (1920, 1080)
# below the smallest side names cannot be read; above the largest area memory is at risk
SMALLEST, LARGEST, MOST_PIXELS = 480, 8000, 40_000_000
# how many times longer one side may be than the other
LONGEST = 3


@dataclass(frozen=True)
class Drawing:
    """A finished sheet, with what it says: the legend's rows and the names on the map."""

    canvas: Canvas
    scene: Scene
    legend: tuple[Row, ...]
    labels: tuple[tuple[str, BaseGeometry], ...]

    def save(self, suffix: str) -> bytes:
        """Return the sheet as a file; the same map gives the same bytes."""
        with drawing():
            return self.canvas.save(suffix, self._metadata(suffix))

    def alt_text(self) -> str:
        """Return what the map shows, in words."""
        shown = [f"{row.label} {row.area}".strip() for row in self.legend]
        return f"{self.title()}: {'; '.join(shown)}."

    def title(self) -> str:
        """Return the title of the map."""
        language = self.scene.language
        return text("snapshot.title", language, date=long_date(self.scene.day, language))

    def _metadata(self, suffix: str) -> dict[str, str | None]:
        # no date of writing: a file must not differ from one made yesterday
        if suffix == "pdf":
            return {"Title": self.title(), "Subject": self.alt_text(), "CreationDate": None}
        undated: dict[str, str | None] = {"Date": None} if suffix == "svg" else {}
        return {"Title": self.title(), "Description": self.alt_text(), **undated}


def draw(
    atlas: Atlas,
    day: date,
    suffix: str = "png",
    *,
    size: tuple[int, int] = DEFAULT_SIZE,
    layers: Sequence[str] | None = None,
    language: str = "en",
    theme: Theme = SCREEN,
) -> bytes:
    """Draw the map of a day and return it as a file.

    Parameters
    ----------
    atlas, day
        What to draw.
    suffix
        ``png``, ``svg`` or ``pdf``. In the latter two text stays text.
    size
        Width and height in pixels of 1/96 inch.
    layers
        Ids of the layers to show; those the page opens with if not given.
    language
        Language of names and notes.
    theme
        One of :data:`karamap.style.THEMES`.

    Raises
    ------
    DataError
        If the relief picture is missing or broken.
    """
    return compose(atlas, day, size=size, layers=layers, language=language, theme=theme).save(
        suffix
    )


def compose(
    atlas: Atlas,
    day: date,
    *,
    size: tuple[int, int] = DEFAULT_SIZE,
    layers: Sequence[str] | None = None,
    language: str = "en",
    theme: Theme = SCREEN,
) -> Drawing:
    """Draw the map of a day; parameters as in :func:`draw`."""
    layout = Layout.of(*size)
    data = _bounds(atlas)
    view = View.fit(layout.map, REGION, data)
    scene = Scene.of(atlas, day, view, layers=layers, language=language, theme=theme)
    with drawing():
        canvas = Canvas(*size, theme)
        _relief(canvas, atlas, view)
        Ground(canvas, scene, layout.unit).draw()
        furniture.graticule(canvas, view, layout.unit)
        bar = furniture.scale_bar(canvas, view, layout.unit, language)
        labels = Labels(canvas, scene, layout.unit, [bar])
        labels.draw()
        furniture.neat_line(canvas, layout.map, layout.unit)
        Plate(canvas, scene, layout, atlas).draw(data)
    return Drawing(canvas, scene, tuple(rows(scene)), tuple(labels.placed))


def _bounds(atlas: Atlas) -> Bounds:
    """Return the bounds of the base geography: west, south, east, north."""
    west, south, east, north = shapely.total_bounds(
        [item["geometry"] for item in atlas.layers["countries"]]
    )
    return float(west), float(south), float(east), float(north)


def _relief(canvas: Canvas, atlas: Atlas, view: View) -> None:
    path, bounds = atlas.relief
    frame = view.frame
    box = (frame.left, frame.bottom, frame.right, frame.top)
    canvas.picture(relief.warped(path, bounds, view, canvas.theme), box)


def parse_size(size: str) -> tuple[int, int]:
    """Return the width and height in pixels that a text such as ``1920x1080`` gives.

    Raises
    ------
    UsageError
        If it is no such text, or a size no map can be drawn at.
    """
    expected = (
        f"expected WIDTHxHEIGHT in pixels, each from {SMALLEST} to {LARGEST}, at most "
        f"{MOST_PIXELS // 1_000_000} million in all and one side at most {LONGEST} times the "
        "other, for instance 1920x1080"
    )
    match = re.fullmatch(r"(\d{1,6})[x×](\d{1,6})", size.strip().lower(), re.ASCII)
    if match is None:
        raise UsageError(f"{shorten(size)!r} is not a size: {expected}")
    width, height = int(match[1]), int(match[2])
    in_range = all(SMALLEST <= side <= LARGEST for side in (width, height))
    too_long = max(width, height) > LONGEST * min(width, height)
    if not in_range or too_long or width * height > MOST_PIXELS:
        raise UsageError(f"no map can be drawn at {width}x{height}: {expected}")
    return width, height
