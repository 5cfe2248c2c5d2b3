"""Versions of code and data: apart, each from one place, and told wherever it matters."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import karamap
from karamap import Atlas, DataError
from karamap.cli import main
from karamap.core.versions import data_version, logged_version
from karamap.evidence.citing import AUTHOR, TEMPLATES, YEAR, citation
from karamap.evidence.datapackage import datapackage
from karamap.export.formats import Wanted, export
from karamap.lang.messages import languages, text
from karamap.render.map.snapshot import compose
from karamap.web.payload import payload

HOME = Path(__file__).parents[2]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
CFF = yaml.safe_load((HOME / "CITATION.cff").read_text("utf-8"))
CODE, DATA = karamap.__version__, "7.8.9"


@pytest.fixture
def other(geodata: Path) -> Atlas:
    """The map with data of another version than the code's."""
    log = geodata / "CHANGELOG.md"
    log.write_text(log.read_text("utf-8").replace("## 0.", f"## {DATA}\n\nOther data.\n\n## 0.", 1))
    (geodata / "datapackage.json").write_text(datapackage(geodata, {}))
    return Atlas.load(geodata)


def test_the_data_have_the_version_of_their_changelog(other: Atlas):
    assert logged_version(other.folder) == other.version == DATA != CODE
    shipped = HOME / "geodata"
    assert data_version(shipped) == logged_version(shipped), "run `karamap build`"


def test_the_code_has_the_version_of_pyproject_and_an_own_changelog():
    assert PROJECT["version"] == CODE
    log = (HOME / "CHANGELOG.md").read_text("utf-8")
    latest = re.search(r"^## (Unreleased|\d+\.\d+\.\d+)", log, re.MULTILINE)
    assert latest[1] in {"Unreleased", CODE}


def test_both_are_told_by_the_command_line():
    told = CliRunner().invoke(main, ["--version"]).stdout
    assert told == f"karamap {CODE}, data {data_version(HOME / 'geodata')}\n"


@pytest.mark.parametrize("language", languages())
def test_both_stand_wherever_the_map_is_credited(language: str):
    for key in ("attribution", "panel.about_data", "site.cite_text"):
        told = text(key, language, code="1.2.3", version=DATA)
        assert "1.2.3" in told, key
        assert DATA in told, key


def test_page_picture_citation_and_package_tell_both(other: Atlas, tmp_path: Path):
    data = payload(other)
    assert (data["code"], data["version"]) == (CODE, DATA)
    sheet = compose(other, date(2020, 11, 10))
    assert f"karamap {CODE}, data {DATA}" in " ".join(t.get_text() for t in sheet.canvas.texts)
    for style in TEMPLATES:
        told = citation(style, date(2020, 11, 10), other.version, title="x", layers=["places"])
        assert f"karamap {CODE}" in told
        assert DATA in told
    export(other, tmp_path / "all.zip", Wanted())
    with zipfile.ZipFile(tmp_path / "all.zip") as package:
        assert json.loads(package.read("datapackage.json"))["version"] == DATA
        assert f"## {DATA}" in package.read("CHANGELOG.md").decode()


def test_data_without_a_version_are_refused_in_one_sentence(geodata: Path):
    (geodata / "datapackage.json").write_text("{}")
    with pytest.raises(DataError, match="states no version"):
        _ = Atlas.load(geodata).version
    (geodata / "CHANGELOG.md").write_text("# Changelog\n\n## Soon\n")
    with pytest.raises(DataError, match="no heading such as"):
        logged_version(geodata)
    (geodata / "CHANGELOG.md").unlink()
    with pytest.raises(DataError, match="found no file"):
        logged_version(geodata)


def test_the_citation_file_agrees_with_code_data_and_citations():
    assert CFF["cff-version"] == "1.2.0"
    assert CFF["version"] == CODE
    assert [author["name"] for author in CFF["authors"]] == [AUTHOR]
    assert CFF["date-released"].isoformat()[:4] == YEAR
    # the code's; the typeface in the package has its own
    assert CFF["license"] == PROJECT["license"].split(" AND ")[0] == "MIT"
    [data] = CFF["references"]
    assert (data["type"], data["version"]) == ("data", data_version(HOME / "geodata"))


def test_the_readme_cites_both():
    readme = " ".join((HOME / "README.md").read_text("utf-8").split())
    assert f"version {CODE}, data version {data_version(HOME / 'geodata')}," in readme
