"""What matplotlib has no artist for: a text over its halo, and a picture of whole pixels."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, Transform
from numpy.typing import NDArray

from karamap.render.map.svg import halo_of, writer_of


class HaloText(Text):
    """A text over a wide stroke of its own outline; the text itself stays text in SVG and PDF."""

    halo: tuple[float, str] = (0.0, "none")

    def draw(self, renderer: RendererBase) -> None:
        """Draw the halo, in SVG by a stroked copy of the text, then the text."""
        width, colour = self.halo
        writer = writer_of(renderer)
        if writer and width:
            halo_of(writer, str(self.get_gid()), 2 * width, colour)
        elif width:
            self.set_path_effects(
                [Stroke(linewidth=2 * width, foreground=colour, joinstyle="round")]
            )
            super().draw(renderer)
            self.set_path_effects([])
        super().draw(renderer)


class PlacedPicture(Artist):
    """A picture that already has one pixel for each of the sheet, so nothing is resampled."""

    def __init__(self, pixels: NDArray[np.uint8], box: Bbox, transform: Transform) -> None:
        super().__init__()
        opaque = np.full((*pixels.shape[:2], 1), 255, dtype=np.uint8)
        # renderers take the rows from the bottom
        self._pixels = np.concatenate([pixels, opaque], axis=2)[::-1]
        self._box = box
        self.set_transform(transform)

    def draw(self, renderer: RendererBase) -> None:
        """Draw it into its box."""
        box = self._box.transformed(self.get_transform())
        context = renderer.new_gc()
        if renderer.option_scale_image():
            scale = Affine2D().scale(box.width, box.height)
            renderer.draw_image(context, box.x0, box.y0, self._pixels, scale)
        else:
            renderer.draw_image(context, round(box.x0), round(box.y0), self._pixels)
        context.restore()
