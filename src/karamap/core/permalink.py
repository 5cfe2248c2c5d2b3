"""Links to a view of the map: what stands behind the question mark of its address."""

from collections.abc import Iterable
from datetime import date

from karamap.core.layers import BY_ID, LAYER_IDS, LAYERS
from karamap.core.map_view import View


def query(
    day: date,
    *,
    layers: Iterable[str] | None = None,
    view: View | None = None,
    compare: date | None = None,
    language: str | None = None,
) -> str:
    """Return the query that opens page or app on a view, for instance ``?date=1994-05-12``.

    What is not given, and layers that are those the map opens with, is left out.

    Parameters
    ----------
    day
        The day shown.
    layers
        Ids of the layers that are on.
    view
        Latitude and longitude of the middle in degrees, and the zoom.
    compare
        A day compared with.
    language
        A language of the interface.

    Examples
    --------
    >>> from datetime import date
    >>> query(date(1994, 5, 12), layers=["control"], view=(39.8, 46.8, 9))
    '?date=1994-05-12&layers=control&view=39.8,46.8,9'
    """
    parts = [f"date={day.isoformat()}"]
    if layers is not None and (named := _choice(layers)) != _choice(_USUAL):
        parts.append(f"layers={','.join(named)}")
    if view is not None:
        parts.append("view=" + ",".join(f"{number:g}" for number in view))
    if compare is not None:
        parts.append(f"compare={compare.isoformat()}")
    if language is not None:
        parts.append(f"lang={language}")
    return "?" + "&".join(parts)


_USUAL = tuple(layer.id for layer in LAYERS if layer.shown)


def _choice(layers: Iterable[str]) -> list[str]:
    """Return those of some layers that a reader may switch, in map order."""
    chosen = set(layers)
    return [name for name in LAYER_IDS if name in chosen and BY_ID[name].choice]
