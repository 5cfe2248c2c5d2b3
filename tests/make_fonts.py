"""Make the typeface that ships with karamap out of Noto: one family for four scripts.

``python tests/make_fonts.py FOLDER`` with the files of Debian's ``fonts-noto-core`` and
``fonts-noto-extra`` somewhere below FOLDER; needs fonttools and, for WOFF2, brotli. The letters
of Latin, Cyrillic and Armenian go into one file a style, since a drawing program, Typst and a
browser then need to know of one name only. Pictures take the TrueType files, the page the two
packed ones, which have only what four languages are written with.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "src" / "karamap" / "core" / "fonts"
FAMILY = "Karamap Sans"
STYLES = ("Regular", "Bold", "Italic")
# what the page is written with: Latin, Azerbaijani, Russian, Armenian, punctuation, signs
PAGE = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x259, 0x2BC, *range(0x400, 0x460),
    *range(0x531, 0x557), *range(0x559, 0x58B), *range(0x2009, 0x200B), *range(0x2010, 0x2015),
    *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039,
    0x203A, 0x2116, 0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265,
]  # fmt: skip
# pictures may carry a reader's own words
PICTURES = [
    *PAGE, *range(0x180, 0x250), *range(0x250, 0x300), *range(0x370, 0x400), *range(0x460, 0x530),
    *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x2070, 0x20C0), *range(0x2100, 0x2150),
    *range(0xFB13, 0xFB18), 0xFFFD,
]  # fmt: skip
SIGNS = {0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265}
ASCENT, DESCENT = 1069, 293
MADE = 3_850_000_000  # seconds since 1904
SLANT = 12  # degrees: Noto has no slanted Armenian


def main(folder: Path) -> None:
    """Write the files of every style."""
    TARGET.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        for style in STYLES:
            whole = _merged(folder, style, Path(name))
            _named(whole, style)
            _save(whole, PICTURES, TARGET / f"KaramapSans-{style}.ttf")
    for style in STYLES[:2]:
        font = TTFont(TARGET / f"KaramapSans-{style}.ttf")
        _save(font, PAGE, TARGET / f"KaramapSans-{style}.woff2", packed=True)


def _merged(folder: Path, style: str, at: Path) -> TTFont:
    upright = "Regular" if style == "Italic" else style
    parts = (
        (f"NotoSans-{style}", set(PICTURES) - SIGNS),
        (f"NotoSansArmenian-{upright}", {*range(0x531, 0x58B), *range(0xFB13, 0xFB18)}),
        ("NotoSansMath-Regular", SIGNS),
    )
    files = []
    for name, letters in parts:
        font = TTFont(next(folder.rglob(f"{name}.ttf")))
        _subset(font, sorted(letters & set(font.getBestCmap())))
        if style == "Italic" and "Armenian" in name:
            _slant(font)
        files.append(str(at / f"{name}.ttf"))
        font.save(files[-1])
    return Merger().merge(files)


def _subset(font: TTFont, letters: list[int], *, packed: bool = False) -> None:
    options = Options(
        hinting=False,
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl"] if packed else ["*"],
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "MATH", "STAT", "meta"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def _slant(font: TTFont) -> None:
    glyphs, table = font.getGlyphSet(), font["glyf"]
    for name in font.getGlyphOrder():
        outline = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(TransformPen(pen, (1, 0, math.tan(math.radians(SLANT)), 1, 0, 0)))
        table[name] = pen.glyph()


def _named(font: TTFont, style: str) -> None:
    """Give the family its name; copyright and licence stay those of Noto."""
    full = {1: FAMILY, 2: style, 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
            6: f"KaramapSans-{style}", 16: FAMILY, 17: style}  # fmt: skip
    table = font["name"]
    for number in (16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    for number, words in full.items():
        table.setName(words, number, 3, 1, 0x409)
    for number in (0, 13, 14):
        if words := table.getDebugName(number):
            table.setName(words, number, 3, 1, 0x409)
    # the signs of mathematics reach low; lines are as high as Noto's, in every reader of fonts
    font["hhea"].ascent, font["hhea"].descent = ASCENT, -DESCENT
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender = ASCENT, -DESCENT
    metrics.usWinAscent, metrics.usWinDescent = ASCENT, DESCENT
    # the same bytes whenever it is made
    font["head"].created = font["head"].modified = MADE
    font.recalcTimestamp = False


def _save(font: TTFont, letters: list[int], path: Path, *, packed: bool = False) -> None:
    _subset(font, sorted(set(letters) & set(font.getBestCmap())), packed=packed)
    font.recalcTimestamp = False
    font.flavor = "woff2" if packed else None
    font.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
