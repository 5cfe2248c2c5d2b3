"""Fixtures shared by all tests."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from karamap import Atlas
from karamap.paths import geodata_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas that ships with karamap."""
    return Atlas.load()


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    """A copy of the geodata, free to be damaged."""
    copy = tmp_path / "geodata"
    shutil.copytree(geodata_folder(), copy)
    return copy
