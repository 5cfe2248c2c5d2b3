"""The map page as a Streamlit component: a folder with the page, and what it is told and tells."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit.components.v1 as components

from karamap.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "map"
SCRIPTS = tuple(Path(__file__).with_name(name) for name in ("address.js", "alone.js"))


def declare(page: str) -> Callable[..., Any]:
    """Return the component that shows ``page``, an HTML document that speaks Streamlit's messages.

    The page lies in a folder of its own, since that of the app may not be writable; it goes
    when the server ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="karamap-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    choosable = json.dumps([layer.id for layer in LAYERS if layer.choice])
    script = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    script = script.replace("CHOOSABLE", choosable)
    whole = page.replace("</body>", f"<script>{script}</script>\n</body>")
    (folder / "index.html").write_text(whole, encoding="utf-8")
    declared: Callable[..., Any] = components.declare_component("karamap", path=folder)
    return declared
