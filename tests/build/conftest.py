"""Fixtures of the base geography."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karamap.build.base import units
from karamap.evidence.control import Place
from karamap.evidence.tables import rows

if TYPE_CHECKING:
    import shapely

from base_geography import BASE, EVIDENCE, shapes


@pytest.fixture(scope="module")
def countries() -> dict[str, shapely.Geometry]:
    return shapes("countries")


@pytest.fixture(scope="module")
def pieces() -> dict[str, shapely.Geometry]:
    return dict(units.pieces(BASE, EVIDENCE))


@pytest.fixture(scope="module")
def unit_shapes() -> dict[str, shapely.Geometry]:
    return units.unit_shapes(BASE, EVIDENCE)


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return rows(EVIDENCE, Place)
