"""The cases that the page's script is held to are what Python says today."""

from __future__ import annotations

import pytest

from make_cases import CASES, FOLDER, text_of


@pytest.mark.parametrize("name", CASES)
def test_cases_are_current(name: str):
    there = (FOLDER / f"{name}.json").read_text("utf-8")
    assert there == text_of(name), "run: python tests/make_cases.py"
