"""The rows of ``districts.csv``: which districts there were by the law of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from karamap.core.layers import BASES
from karamap.evidence.cells import Items, Key, MapEdtf, Metres, Sources, Sure, Text, choice
from karamap.evidence.control import Named
from karamap.evidence.tables import Record, read_table

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = ("oblast", "surrounding", "neighbour")


class District(Named, Record):
    """A district with the same outline from one date to another: the pieces it is made of."""

    unit: Key
    group: Annotated[str, choice(*GROUPS)]
    pieces: Items
    start: MapEdtf = Field(alias="start_date")
    end: MapEdtf | None = Field(alias="end_date")
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    basis: Annotated[str, choice(*BASES)]
    accuracy_m: Metres
    confidence: Sure
    sources: Sources
    note: Text | None


def district_table(evidence: Path) -> list[District]:
    """Read ``districts.csv``."""
    return read_table(evidence / "districts.csv", District)
