"""The modules of karamap, for what is read off its source."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[2]
SOURCE = HOME / "src" / "karamap"


@cache
def modules() -> dict[str, Path]:
    """Return every module of karamap by its dotted name, without ``karamap.`` before it."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts).removesuffix("__init__").rstrip(".") or "karamap"] = path
    return found
