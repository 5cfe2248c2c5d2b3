"""On what a map rests: how many sources, whose they are, and the link that opens its view."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from karamap.core.permalink import query
from karamap.lang.messages import DEFAULT, text

if TYPE_CHECKING:
    from karamap.render.map.options import Look
    from karamap.render.map.scene import Scene

# so many of those who issued the sources are named
NAMED = 5
# layers of the base geography, whose sources the attribution names
_BASE = ("countries", "lakes", "rivers", "places")
# sources of this issuer are the map's own derivations
_OWN = "karamap"


def evidence(scene: Scene) -> str:
    """Return how many sources a map rests on, and who issued those it rests on most."""
    keys = {key for name in scene.items for key in _keys(scene, name)}
    known = scene.stage.atlas.sources
    counted = Counter(
        issuer
        for name in scene.items
        if name not in _BASE
        for key in _keys(scene, name)
        if (issuer := _issuer(known.get(key, {}))) not in ("", _OWN)
    )
    most = sorted(counted, key=lambda issuer: (-counted[issuer], issuer))[:NAMED]
    count = text("snapshot.evidence", scene.language, count=len(keys))
    if not most:
        return count
    return f"{count} {text('snapshot.issuers', scene.language, issuers=', '.join(most))}"


def _keys(scene: Scene, layer_id: str) -> list[str]:
    """Return the keys of the sources of a layer in view, once for each feature that cites them."""
    return [key for item in scene.items[layer_id] for key in item.feature.properties["sources"]]


def _issuer(source: dict[str, str]) -> str:
    """Return who issued a source: its newspaper, site or publisher."""
    name = source.get("container-title") or source.get("publisher") or ""
    return name.removesuffix(" (mirror)")


def link(scene: Scene, look: Look) -> str:
    """Return the query that opens page or app on the view of a map."""
    return query(
        scene.day,
        layers=look.layers,
        view=look.view,
        compare=scene.compared.since if scene.compared else None,
        language=None if look.language == DEFAULT else look.language,
    )
