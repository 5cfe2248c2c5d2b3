"""The map page as a Streamlit component: a folder with the page, and what it is told and tells."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit.components.v1 as components

from karamap.core.layers import LAYERS
from karamap.core.scratch import scratch_folder
from karamap.lang.messages import languages
from karamap.web.policy import secured

KEY = "map"
_HERE = Path(__file__).resolve().parent
STYLE = _HERE / "app.css"


def declare(page: str) -> Callable[..., Any]:
    """Return the component that shows ``page``, an HTML document that speaks Streamlit's messages.

    The page lies in a folder of its own, since that of the app may not be writable; it goes
    when the server ends.
    """
    folder = scratch_folder()
    dress = _script("dress.js", SHEET=STYLE.read_text(encoding="utf-8"))
    address = _script(
        "address.js",
        CHOOSABLE=[layer.id for layer in LAYERS if layer.choice],
        LANGUAGES=languages(),
    )
    whole = page.replace("<head>", f"<head>\n{dress}", 1)
    whole = whole.replace("</body>", f"{address}\n{_script('alone.js')}\n</body>")
    (folder / "index.html").write_text(secured(whole), encoding="utf-8")
    declared: Callable[..., Any] = components.declare_component("karamap", path=folder)
    return declared


def _script(name: str, **values: object) -> str:
    """Return a script of the app as an element, with values put in place of their names."""
    code = (_HERE / name).read_text(encoding="utf-8")
    for word, value in values.items():
        code = code.replace(word, json.dumps(value).replace("<", "\\u003c"))
    return f"<script>\n{code}</script>"
