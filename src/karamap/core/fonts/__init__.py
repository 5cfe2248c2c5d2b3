"""The typeface of the map, for screen and print: one family with the letters of four scripts.

It is Noto Sans under the SIL Open Font License (``OFL.txt``); ``tests/make_fonts.py`` makes it.
"""

from base64 import b64encode
from importlib.resources import files
from pathlib import Path

FAMILY = "Karamap Sans"
# where the typeface is not installed, a drawing falls back on those it was made from, and others
FALLBACKS = ("Noto Sans", "Noto Sans Armenian", "DejaVu Sans", "Segoe UI", "Arial")
FOLDER = Path(str(files(__name__)))
# the weights that the page is written in
_PAGE = {"Regular": "400 500", "Bold": "600 700"}


def font_files() -> list[Path]:
    """Return the TrueType files, one for each style."""
    return sorted(FOLDER.glob("*.ttf"))


def font_faces() -> str:
    """Return style rules that hold the typeface itself, so that a page fetches nothing."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: swap; '
        f"src: url(data:font/woff2;base64,{_packed(style)}) format('woff2'); }}"
        for style, weight in _PAGE.items()
    )


def _packed(style: str) -> str:
    return b64encode((FOLDER / f"KaramapSans-{style}.woff2").read_bytes()).decode()
