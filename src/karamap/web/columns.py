"""Features by column instead of by row: each key once, and each repeated value once.

The page's script (``data.js``) puts the rows together again as it reads them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# index of a value that a row does not have
ABSENT = -1
Column = list[Any] | dict[str, list[Any]]


def by_column(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as ``{"count": n, "columns": {key: column}}``.

    A column is the list of its values, or, where values repeat or are absent, the distinct ones
    (``of``) and for each row the index of its own (``at``, :data:`ABSENT` for none).
    """
    keys = dict.fromkeys(key for row in rows for key in row)
    return {"count": len(rows), "columns": {key: _column(rows, key) for key in keys}}


def _column(rows: Sequence[Mapping[str, Any]], key: str) -> Column:
    values: list[Any] = []
    places: dict[str, int] = {}
    at = []
    for row in rows:
        if key not in row:
            at.append(ABSENT)
            continue
        text = json.dumps(row[key], ensure_ascii=False)
        if text not in places:
            places[text] = len(values)
            values.append(row[key])
        at.append(places[text])
    if len(values) == len(rows):
        return values
    return {"of": values, "at": at}
