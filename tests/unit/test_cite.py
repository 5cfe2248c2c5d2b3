"""Citations of a view of the map."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from karamap import UsageError
from karamap.evidence.citing import AUTHOR, TEMPLATES, YEAR, citation

DAY = date(2020, 11, 10)
LAYERS = ("control", "places")


def cite(style: str, title: str = "Nagorno-Karabakh on 10 November 2020") -> str:
    return citation(style, DAY, "0.1.0", title=title, layers=LAYERS, view=(39.8, 46.8, 9))


@pytest.mark.parametrize("style", TEMPLATES)
def test_every_form_tells_date_layers_version_and_link(style):
    told = cite(style)
    for needed in (AUTHOR, YEAR, "10 November 2020", "Territorial control, Places", "0.1.0"):
        assert needed in told
    assert "?date=2020-11-10&layers=control,places&view=39.8,46.8,9" in told
    assert "$" not in told


def test_csl_is_json_whatever_the_title():
    entry = json.loads(cite("csl", title='a "title" with \\ in it'))
    assert entry["title"] == 'a "title" with \\ in it'
    assert entry["issued"] == {"date-parts": [[int(YEAR)]]}


def test_year_and_author_are_those_of_the_citation_file():
    cff = (Path(__file__).parents[2] / "CITATION.cff").read_text("utf-8")
    assert re.search(r"date-released: (\d{4})", cff)[1] == YEAR
    assert f'name: "{AUTHOR}"' in cff


def test_another_style_is_refused():
    with pytest.raises(UsageError, match="expected apa, bibtex, csl"):
        cite("chicago")
