"""The payload as it stands in the page: the same, in fewer characters.

Tables go by column instead of by row (:func:`by_column`): each key once, and each repeated value
once. Numbers of outlines are digits (:func:`digits`) of what they differ from the one before.
``frontend/src/core/read-payload.ts`` reads all of it back.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# index of a value that a row does not have
ABSENT = -1
# six bits a character, of which one says that more follow, as source maps have them
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BITS = 5

Column = list[Any] | dict[str, list[Any]]


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a payload (:func:`karamap.web.payload.payload`) without its texts, packed."""
    tables = {layer: by_column(_bare(layer, rows)) for layer, rows in data["features"].items()}
    return {
        **{key: value for key, value in data.items() if key != "spoken"},
        "features": tables,
        "subjects": by_column(data["subjects"]),
        "arcs": _arcs(data["arcs"]),
        "geometries": _relative(data["geometries"]),
    }


def _bare(layer: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without the ids that say no more than their block and first day."""
    return [
        {
            key: value
            for key, value in row.items()
            if key != "id" or str(value) != f"{layer}-{row.get('block')}-{row['start']}"
        }
        for row in rows
    ]


def by_column(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as ``{"count": n, "columns": {key: column}}``.

    A column is the list of its values, or, where values repeat or are absent, the distinct ones
    (``of``) and for each row the index of its own (``at``, :data:`ABSENT` for none).
    """
    keys = dict.fromkeys(key for row in rows for key in row)
    return {"count": len(rows), "columns": {key: _column(rows, key) for key in keys}}


def _column(rows: Sequence[Mapping[str, Any]], key: str) -> Column:
    texts = [json.dumps(row[key], ensure_ascii=False) if key in row else "" for row in rows]
    places = {text: at for at, text in enumerate(dict.fromkeys(filter(None, texts)))}
    values = [json.loads(text) for text in places]
    if len(values) == len(rows):
        return values
    return {"of": values, "at": [places.get(text, ABSENT) for text in texts]}


def digits(numbers: Iterable[int]) -> str:
    """Return whole numbers as digits, the more of them the larger a number is."""
    return "".join(map(_digits, numbers))


def _digits(number: int) -> str:
    rest = -number << 1 | 1 if number < 0 else number << 1
    text = ""
    while rest >= 1 << _BITS:
        text += _DIGITS[rest & (1 << _BITS) - 1 | 1 << _BITS]
        rest >>= _BITS
    return text + _DIGITS[rest]


def _arcs(arcs: Sequence[Sequence[int]]) -> dict[str, str]:
    """Return arcs by the number of their points, and how far east and north each point lies.

    That of an arc's first point is told from the last of the arc before.
    """
    ways = []
    for axis in (0, 1):
        steps: list[int] = []
        end = 0
        for arc in arcs:
            first, *others = arc[axis::2]
            steps += [first - end, *others]
            end = first + sum(others)
        ways.append(digits(steps))
    return {"points": digits(len(arc) // 2 for arc in arcs), "east": ways[0], "north": ways[1]}


def _relative(geometries: Sequence[Any]) -> list[Any]:
    """Return geometries whose arcs are told by how far on they are from the one told before.

    Neighbours in the table are mostly neighbours in an outline. The number is doubled, and one
    more for an arc that is gone along backwards; points stay as they are.
    """
    before = 0

    def relative(code: Any) -> Any:  # noqa: ANN401 - lists of lists of whole numbers
        nonlocal before
        if isinstance(code, list):
            return [relative(part) for part in code]
        index = ~code if code < 0 else code
        step, before = index - before, index
        return step * 2 + (code < 0)

    return [code if isinstance(code[0], int) else relative(code) for code in geometries]
