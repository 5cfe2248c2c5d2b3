"""Who imports whom in karamap and its app, read off the source, and the stages of the flow.

Data flows one way: each stage may import those before it and itself, never one after it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[2]
SOURCE = HOME / "src" / "karamap"
APP = HOME / "app"

# from the first to the last: packages, and modules that stand alone
STAGES: dict[str, tuple[str, ...]] = {
    "Ground: time, layers, looks, words": (
        "errors", "paths", "dates", "layers", "viewpoint", "style", "strings", "locales",
        "recorded", "sounds", "names", "geojson", "measure", "problems", "spans", "progress",
        "textfile", "scratch", "export.files",
    ),
    "Evidence becomes layers, and is checked": (
        "curate", "quantities", "bibliography", "soundness", "consistency", "integrity", "validate",
        "versions",
    ),
    "The map on any day": ("atlas", "state", "karamap"),
    "What there is to say of it": (
        "story", "transfers", "comparison", "captions", "keydates", "differing", "twin", "buffer",
        "link", "cite", "measure_words",
    ),
    "Taken to the reader": (
        "web", "figure", "export", "report", "who", "measure_report", "areas_chart", "notebook",
    ),
    "Put together": ("booklet", "site"),
    "Started from": ("cli", "serve", "__main__", "app"),
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Import:
    """A module that imports another; ``late`` if only when a function runs."""

    importer: str
    imported: str
    late: bool = False


def place(module: str) -> str:
    """Return the entry of :data:`STAGES` that a module belongs to, or its own name."""
    entries = {entry for names in STAGES.values() for entry in names}
    parts = module.split(".")
    return next((name for n in (2, 1) if (name := ".".join(parts[:n])) in entries), parts[0])


def stage(module: str) -> int:
    """Return the number of the stage that a module is in.

    Raises
    ------
    StopIteration
        If it is in none.
    """
    name = place(module)
    return next(number for number, names in enumerate(STAGES.values()) if name in names)


@cache
def modules() -> dict[str, Path]:
    """Return every module of karamap, without that word before it, and of the app."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts).removesuffix("__init__").rstrip(".") or "karamap"
        found[name] = path
    return found | {f"app.{path.stem}": path for path in sorted(APP.glob("*.py"))}


@cache
def imports() -> tuple[Import, ...]:
    """Return the imports between these modules; those for type checkers only are left out."""
    return tuple(sorted(entry for entry in _all() if entry.imported in modules()))


@cache
def foreign() -> frozenset[tuple[str, str]]:
    """Return each module with each package from outside that it imports."""
    outside = {(entry.importer, entry.imported.split(".")[0]) for entry in _all()}
    return frozenset(
        pair for pair in outside if pair[1] not in {n.split(".")[0] for n in modules()}
    )


@cache
def _all() -> frozenset[Import]:
    found: set[Import] = set()
    for name, path in modules().items():
        tree = ast.parse(path.read_text("utf-8"))
        found |= {entry for entry in _within(tree, name, late=False) if entry.imported != name}
    return frozenset(found)


def _within(node: ast.AST, importer: str, *, late: bool) -> set[Import]:
    found: set[Import] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            found |= {Import(importer, name, late) for name in _names(child)}
        elif not _for_types_only(child):
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            found |= _within(child, importer, late=late or inside)
    return found


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [_short(alias.name) for alias in node.names]
    # what is imported from a package may be a module of it, or a name in it
    base = node.module or ""
    wholes = [f"{base}.{alias.name}" for alias in node.names]
    return [_short(whole) if _short(whole) in modules() else _short(base) for whole in wholes]


def _short(name: str) -> str:
    """Return the name of a module as :func:`modules` has it."""
    if f"app.{name}" in modules():
        return f"app.{name}"
    return name.removeprefix("karamap.")
