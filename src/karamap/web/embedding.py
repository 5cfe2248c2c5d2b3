"""What stands inside a page instead of being fetched: Leaflet, our own bundles, data."""

import json
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from xstatic.pkg import leaflet

_HERE = files("karamap.web")
_LEAFLET = Path(leaflet.BASE_DIR)
_MARKER = ("marker-icon.png", "marker-icon-2x.png", "marker-shadow.png")


def embedded(data: Any) -> str:  # noqa: ANN401 - whatever JSON has
    """Return JSON that can stand in a script element and in a template, whatever texts it holds."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    plain = re.sub(r"\{(?=[{%#])", r"\\u007b", plain)
    for character in "<>&\u2028\u2029":
        plain = plain.replace(character, f"\\u{ord(character):04x}")
    return plain


def read(name: str) -> str:
    """Return a file of this package."""
    return (_HERE / name).read_text(encoding="utf-8")


def data_uri(content: str | bytes, kind: str) -> str:
    """Return an address that is the content itself; ``kind`` is its media type."""
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{kind};base64,{b64encode(raw).decode()}"


def script_uri(code: str, name: str) -> str:
    """Return a script as an address; what goes wrong in it is told by its name."""
    return data_uri(f"{code}\n//# sourceURL={name}", "text/javascript")


def leaflet_js() -> str:
    """Return Leaflet's script."""
    code = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", code)


def leaflet_css() -> str:
    """Return Leaflet's style sheet without the pictures of parts the page does not use."""
    rules = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"(background-image|behavior):\s*url\([^)]*\);?", "", rules)


def whole_leaflet_css() -> str:
    """Return Leaflet's style sheet with its pictures in it."""
    rules = (_LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    rules = re.sub(r"behavior:\s*url\([^)]*\);?", "", rules)
    return re.sub(r"url\(images/([^)]*)\)", lambda found: f"url({_picture(found[1])})", rules)


def whole_leaflet_js() -> str:
    """Return Leaflet's script, with the pictures of its markers in it."""
    icons = dict(
        zip(("iconUrl", "iconRetinaUrl", "shadowUrl"), map(_picture, _MARKER), strict=True)
    )
    return (
        f'{leaflet_js()}\nL.Icon.Default.imagePath = "";\n'
        f"L.Icon.Default.mergeOptions({embedded(icons)});\n"
    )


@cache
def _picture(name: str) -> str:
    return data_uri((_LEAFLET / "images" / name).read_bytes(), "image/png")
