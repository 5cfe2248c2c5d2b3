"""The Table Schemas of the evidence: read off the readers, and as strict as they can be."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict

import frictionless
import pytest

from karamap.check.inputs import bibliography, table_problems
from karamap.core.paths import geodata_folder
from karamap.evidence.schema import READERS, schema

EVIDENCE = geodata_folder() / "evidence"
TABLES = sorted(path.stem for path in EVIDENCE.glob("*.csv"))


def test_every_table_has_a_reader():
    assert sorted(READERS) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_the_descriptor_carries_the_schema_of_the_table(table):
    descriptor = json.loads((geodata_folder() / "datapackage.json").read_text("utf-8"))
    [entry] = [item for item in descriptor["resources"] if item["path"] == f"evidence/{table}.csv"]
    assert entry["schema"] == schema(table)
    header = (EVIDENCE / f"{table}.csv").read_text("utf-8").splitlines()[0].split(",")
    assert [field["name"] for field in entry["schema"]["fields"]] == header


def test_the_geodata_are_a_valid_data_package():
    report = frictionless.validate(str(geodata_folder() / "datapackage.json"))
    assert report.valid, report.flatten(["title", "note"])


# table, column, value: each in a row of its own, the last of its table first
REFUSED = [
    ("place_control", "controller", "nobody"),
    ("place_control", "peacekeepers", "perhaps"),
    ("place_control", "claimed_by", "azerbaijan;nobody"),
    ("place_control", "sources", ""),
    ("place_control", "place_id", "atlantis"),
    ("places", "lon", "98.0000"),
    ("places", "rank", "9"),
    ("places", "id", "Not An Id"),
    ("places", "unit", "atlantis"),
    ("figures", "value_min", "many"),
    ("events", "title", ""),
]


def test_what_the_reader_refuses_the_schema_refuses_too(geodata):
    wrong = {}
    for table in {table for table, _, _ in REFUSED}:
        path = geodata / "evidence" / f"{table}.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
        for back, (_, column, value) in enumerate(one for one in REFUSED if one[0] == table):
            at = len(rows) - 1 - back
            rows[at][column] = value
            # the header is the first row
            wrong[table, at + 2] = column, rows[at]
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), "utf-8")
    told = " ".join(map(str, table_problems(geodata, bibliography(geodata)[0])))
    for column, row in wrong.values():
        assert f"{row['id']!r}, column {column!r}" in told
    package = frictionless.Package(str(geodata / "datapackage.json"))
    for resource in package.resources:
        resource.hash = resource.bytes = None
    refused = defaultdict(set)
    for task in package.validate().tasks:
        for error in task.errors:
            told = {getattr(error, "field_name", None), *error.note.split('"')}
            refused[task.name, getattr(error, "row_number", None)] |= told
    for (table, number), (column, _) in wrong.items():
        assert column in refused[f"evidence-{table}", number], (table, column)
