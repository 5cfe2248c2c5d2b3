"""The tables of the evidence and their Table Schemas, read off the models of their rows."""

from typing import Any

from karamap.evidence import (  # noqa: F401 - their tables
    claims,
    control,
    geography,
    narrative,
    reviews,
)
from karamap.evidence.tables import Record

READERS = dict(sorted((model.table_name, model) for model in Record.__subclasses__()))


def schema(table: str) -> dict[str, Any]:
    """Return the Table Schema of a table of the evidence."""
    model = READERS[table]
    fields = [{"name": name, **cell.field} for name, cell in model.columns.items()]
    key, *more = model.primary_key
    if not more:
        fields[0]["constraints"] = {**fields[0]["constraints"], "unique": True}
    found: dict[str, Any] = {"fields": fields, "primaryKey": [key, *more] if more else key}
    # a column of lists can be no foreign key
    if keys := {name: cell.refers for name, cell in model.columns.items() if cell.names_one}:
        found["foreignKeys"] = [
            {"fields": name, "reference": {"resource": f"evidence-{of}", "fields": "id"}}
            for name, of in keys.items()
        ]
    return found
