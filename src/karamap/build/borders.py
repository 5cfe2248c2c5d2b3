"""The layers that lie under the story: countries, water, and the line of the autonomous oblast."""

from pathlib import Path
from typing import Any

from karamap.build.base.units import joined, oblast_pieces, pieces
from karamap.core import geojson
from karamap.core.dates import FIRST_DAY, edtf_bounds
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.layers import LANGUAGES, NAMES
from karamap.evidence.control import Names
from karamap.evidence.geography import AreaName, name_spans
from karamap.evidence.tables import rows

BORDER_ACCURACY_M = 150
COAST_ACCURACY_M, LAKE_ACCURACY_M = 500, 800
# by rank: the Aras is the border and the Kura mostly drawn; the rest is traced in the mountains
RIVER_ACCURACY_M = {"aras": 500, "kura": 3_000}
TRACED_ACCURACY_M = 1_000
RIVER_SOURCE = {"aras": "openstreetmap"}
OBLAST_ACCURACY_M = 1_000
OBLAST_SPAN = ("1923-07-07", "1991-11-26")
DIGITISED = {"azerbaijan-exclave-karki": 2_000}  # exclaves that the border source lacks


def countries(base: Path, evidence: Path) -> list[Feature]:
    """Return the countries, with the names they bore from year to year."""
    names = rows(evidence, AreaName)
    built = []
    for item in geojson.read(base / "countries.geojson"):
        given = item.properties
        usual = Names(*(given[f"name_{language}"] for language in LANGUAGES))
        own = (row for row in names if row.area_id == given["id"])
        spans = name_spans(own, usual, FIRST_DAY, None)
        drawn = DIGITISED.get(given["id"])
        built.append(
            feature(
                item.geometry,
                **_common(
                    given,
                    basis="digitised" if drawn else "public_data",
                    accuracy_m=drawn or BORDER_ACCURACY_M,
                    confidence="low" if drawn else "high",
                    sources=["karamap-tracing" if drawn else "openstreetmap"],
                ),
                iso=given["iso"],
                part=given["part"],
                **({"names": spans} if spans else {}),
            )
        )
    return built


def lakes(base: Path) -> list[Feature]:
    """Return the sea and the lakes; a reservoir from the year in which it was filled."""
    return [
        feature(
            item.geometry,
            **_common(
                item.properties,
                start=item.properties["since"],
                accuracy_m=(
                    COAST_ACCURACY_M if item.properties["water"] == "sea" else LAKE_ACCURACY_M
                ),
                confidence="medium",
                sources=["openstreetmap"],
            ),
            water=item.properties["water"],
        )
        for item in geojson.read(base / "lakes.geojson")
    ]


def rivers(base: Path) -> list[Feature]:
    """Return the rivers."""
    return [
        feature(
            item.geometry,
            **_common(
                item.properties,
                basis="derived",
                accuracy_m=RIVER_ACCURACY_M.get(item.id, TRACED_ACCURACY_M),
                confidence="medium",
                sources=[RIVER_SOURCE.get(item.id, "globe-dem"), "karamap-tracing"],
            ),
            rank=item.properties["rank"],
        )
        for item in geojson.read(base / "rivers.geojson")
    ]


def autonomous_oblast(base: Path, evidence: Path, former: Names) -> list[Feature]:
    """Return the Nagorno-Karabakh Autonomous Oblast while it was one, and its ground since.

    The line of the ``base`` folder is pulled past the places known in ``evidence``; ``former`` is
    what the ground is called since it is no oblast any more.
    """
    (drawn,) = geojson.read(base / "oblast.geojson")
    shape = joined(pieces(base, evidence), oblast_pieces(evidence))
    start, end = OBLAST_SPAN
    since = {"id": "former-oblast", **former.properties()}
    return [
        feature(
            shape,
            **_common(
                given,
                start=first,
                end=last,
                basis="registered",
                accuracy_m=OBLAST_ACCURACY_M,
                confidence="medium",
                sources=["natural-earth-4", "geonames"],
            ),
            status=status,
        )
        for status, given, first, last in (
            ("in_force", drawn.properties, start, end),
            ("former", since, end, None),
        )
    ]


def _common(
    given: dict[str, Any],
    *,
    start: str | None = None,
    end: str | None = None,
    basis: str = "public_data",
    accuracy_m: int,
    confidence: str,
    sources: list[str],
) -> dict[str, Any]:
    """Return the properties common to all features; without dates, of what was always there."""
    first = edtf_bounds(start)[0] if start else FIRST_DAY
    return {
        "id": given["id"],
        **{name: given[name] for name in NAMES},
        **dates_of(first, edtf_bounds(end)[0] if end else None, start, end),
        "basis": basis,
        "accuracy_m": accuracy_m,
        "confidence": confidence,
        "sources": sources,
    }
