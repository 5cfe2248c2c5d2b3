"""The map in motion: one picture for each of some days, as an animated GIF, WebP or MP4.

What does not move is drawn once and laid over every picture: names, signs, scale bar, locator
and notes. Names keep clear of the lines of all days, so that none jumps while another line
moves; they are set anew only when places or countries change their names.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image, ImageColor

from karamap.atlas.atlas import Atlas
from karamap.core.progress import no_tick
from karamap.core.style import Theme
from karamap.describe.headlines import subject_of
from karamap.render.map import video
from karamap.render.map.canvas import Canvas, drawing
from karamap.render.map.comparison import compared
from karamap.render.map.drawing import draw_ground, draw_reference
from karamap.render.map.frames import Frame
from karamap.render.map.layout import Layout
from karamap.render.map.marginalia import FilmMarginalia, Heading, heading_of
from karamap.render.map.options import MapOptions
from karamap.render.map.scene import Scene
from karamap.render.map.snapshot import scene_of, shape_for

SUFFIXES = ("gif", "webp", "mp4")
DEFAULT_SIZE = "1280x720"
# colours of a GIF, most of them taken from so many of its pictures, each this much smaller
COLOURS, SAMPLES, SMALLER = 256, 6, 3
HOW_SAVED: dict[str, dict[str, Any]] = {
    "gif": {"disposal": 1},
    "webp": {"quality": 82, "method": 2},
}


class Film:
    """The pictures of some days in one look and one ``layout``; ground gained since is marked."""

    def __init__(self, atlas: Atlas, frames: Sequence[Frame], look: MapOptions) -> None:
        self._look, self.theme = look, look.theme
        sheet = look.sheet
        subjects = [subject_of(atlas, frame.day, look.language) for frame in frames]
        box = atlas.subjects.over(frame.day for frame in frames)
        self._headings = [
            replace(heading_of(frame.day, subject.headline, look), day_first=True)
            for frame, subject in zip(frames, subjects, strict=True)
        ]
        canvas = self._canvas()

        def head(width: float, unit: float) -> float:
            return max(each.height(canvas, width, unit) for each in self._headings)

        with drawing():
            self.layout = Layout.of(sheet, head, shape_for(look, box))
        scenes = [scene_of(atlas, frame.day, look, self.layout, box) for frame in frames]
        since = [frames[0].day, *(frame.day for frame in frames[:-1])]
        self._scenes = [
            replace(scene, gained=compared(atlas, scene.day, before) if index else None)
            for index, (scene, before) in enumerate(zip(scenes, since, strict=True))
        ]
        whole = self._scenes[-1].merged(self._scenes[:-1])
        self._all = replace(whole, gained=compared(atlas, frames[-1].day, frames[0].day))
        self._overlays: dict[tuple[str, ...], Image.Image] = {}
        with drawing():
            self._marginalia = FilmMarginalia(canvas, self._scenes, self._all, self.layout)

    def pictures(self) -> Iterator[Image.Image]:
        """Yield the picture of each day, as many pixels as the look asks for."""
        for scene, heading in zip(self._scenes, self._headings, strict=True):
            with drawing():
                base = self._moving(scene, heading)
                over = self._still(scene)
            yield Image.alpha_composite(base, over).convert("RGB")

    def _moving(self, scene: Scene, heading: Heading) -> Image.Image:
        """Return what differs from day to day: the ground, the date, legend and events."""
        canvas = self._canvas()
        draw_ground(canvas, scene, self.layout.unit, self._look.sheet.scale)
        self._marginalia.draw(canvas, scene, heading)
        return canvas.picture(self._look.sheet.picture)

    def _still(self, scene: Scene) -> Image.Image:
        """Return what stays as long as everything is called the same, with nothing under it."""
        key = tuple(
            scene.name(item.feature)
            for layer in ("countries", "lakes", "rivers", "districts", "places")
            for item in scene.items.get(layer, ())
        )
        if key not in self._overlays:
            canvas = self._canvas(clear=True)
            draw_reference(canvas, scene, self.layout.unit, among=self._all)
            self._marginalia.draw_still(canvas, scene)
            self._overlays[key] = canvas.picture(self._look.sheet.picture)
        return self._overlays[key]

    def _canvas(self, *, clear: bool = False) -> Canvas:
        sheet = self._look.sheet
        return Canvas(sheet.width, sheet.height, self._look.theme, clear=clear)


def animate(
    atlas: Atlas,
    frames: Sequence[Frame],
    suffix: str = "gif",
    look: MapOptions | None = None,
    tick: Callable[[], None] = no_tick,
) -> bytes:
    """Draw the map of some days as a film that starts again at its end.

    Parameters
    ----------
    atlas, frames
        What to draw; :func:`karamap.render.map.frames.frames` chooses the days.
    suffix
        ``gif`` (one palette for all pictures), ``webp`` or ``mp4``.
    look
        As for :func:`karamap.render.map.snapshot.draw`; two days cannot be compared in a film.
    tick
        Called after each picture.

    Raises
    ------
    DataError
        If the relief picture is missing or broken.
    UsageError
        If an mp4 is asked for and there is nothing to make one with.
    """
    if suffix == "mp4":
        video.require()
    film = Film(atlas, frames, replace(look or MapOptions(), compare=None))
    pictures = []
    for picture in film.pictures():
        pictures.append(picture)
        tick()
    out, times = io.BytesIO(), [frame.ms for frame in frames]
    if suffix == "mp4":
        return video.encoded(pictures, times)
    if suffix == "gif":
        first, *others = _with_one_palette(pictures, film.theme)
    else:
        first, *others = pictures
    moving: dict[str, Any] = {"save_all": True, "append_images": others, "duration": times}
    first.save(out, suffix, loop=0, **moving, **HOW_SAVED[suffix])
    return out.getvalue()


def _with_one_palette(pictures: Sequence[Image.Image], theme: Theme) -> list[Image.Image]:
    """Return pictures in the same few colours, so that what stands still does not flicker.

    The colours of thin lines, which few pixels have, are those of the theme.
    """
    step = max(1, len(pictures) // SAMPLES)
    samples = [each.reduce(SMALLER) for each in pictures[::step]]
    wide, high = samples[0].size
    strip = Image.new("RGB", (wide, high * len(samples)))
    for index, sample in enumerate(samples):
        strip.paste(sample, (0, index * high))
    lines = _line_colours(theme)
    common = strip.quantize(COLOURS - len(lines), Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for colour in lines for part in colour), *common])
    return [each.quantize(palette=palette, dither=Image.Dither.NONE) for each in pictures]


def _line_colours(theme: Theme) -> list[tuple[int, ...]]:
    """Return the colours of the lines of a theme, each also mixed with its halo as edges are."""
    halo = ImageColor.getrgb(theme.palette.halo)
    strokes = sorted({style.stroke for style in theme.styles.values() if style.stroke})
    colours = [ImageColor.getrgb(stroke) for stroke in strokes]
    mixed = [
        tuple((one + other) // 2 for one, other in zip(colour, halo, strict=True))
        for colour in colours
    ]
    return [*colours, *mixed]
