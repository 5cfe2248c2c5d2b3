"""The picture's graph: packages and groups of modules as boxes, and what flows between them."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from manual.imports import STAGES, imports, modules, place, stage

PACKAGES = {name.split(".")[0] for name in modules() if "." in name}


def boxes() -> list[dict[str, list[str]]]:
    """Return for each stage its boxes: the modules of each package, and of those that stand alone.

    What stands alone is in one box, called ``karamap``.
    """
    found: list[dict[str, list[str]]] = [defaultdict(list) for _ in STAGES]
    for module in modules():
        name = place(module)
        inside = name in PACKAGES
        box = name if inside else "karamap"
        short = module.removeprefix(f"{name}.") if inside else module
        if module != name or not inside:
            found[stage(module)][box].append("__init__" if short == "karamap" else short)
    return [dict(sorted(each.items())) for each in found]


def box_of(module: str) -> str:
    """Return the box of a module, with the number of its stage."""
    name = place(module)
    return f"{stage(module)}:{name if name in PACKAGES else 'karamap'}"


def flow() -> list[tuple[str, str]]:
    """Return the pairs of boxes of which the second, in a later stage, imports from the first.

    Left out is what all import (the ground), and what follows from other pairs.
    """
    graph = nx.DiGraph(
        (box_of(entry.imported), box_of(entry.importer))
        for entry in imports()
        if 0 < stage(entry.imported) < stage(entry.importer)
    )
    return sorted(nx.transitive_reduction(graph).edges)


def upward() -> list[tuple[str, str]]:
    """Return the modules that ask a later stage, once they run, and whom."""
    return sorted(
        (entry.importer, entry.imported)
        for entry in imports()
        if stage(entry.imported) > stage(entry.importer)
    )
