"""The command line: answers, formats, and errors of one sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from karamap import Atlas
from karamap.cli import main
from karamap.describe.place_history import who
from karamap.lang.messages import languages


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_at_in_words():
    result = run("at", "2020-11-10")
    assert result.exit_code == 0
    assert result.stdout.startswith("10 November 2020")


def test_at_as_json_csv_and_geojson():
    state = json.loads(run("at", "1994", "--format", "json").stdout)
    assert state["date"] == "1994-12-31"
    assert state["areas_km2"]["armenian_forces"] > 10_000
    rows = run("at", "1994", "--format", "csv").stdout.splitlines()
    assert rows[0] == "date,controller,area_km2"
    assert len(rows) == 4
    features = json.loads(run("at", "1994", "--format", "geojson").stdout)["features"]
    assert {item["properties"]["layer"] for item in features} >= {"control", "places"}


@pytest.mark.parametrize("place", [("Hadrut",), ("Гадрут",), ("46.75", "39.76"), ("hadrut",)])
def test_who_tells_the_history(place):
    result = run("who", *place)
    assert result.exit_code == 0
    assert "Armenian forces, from" in result.stdout
    assert "Azerbaijan, from" in result.stdout


def test_who_on_one_day():
    lines = run("who", "Aghdam", "--date", "2000").stdout.splitlines()
    assert lines[0].startswith("Aghdam")
    assert "Armenian forces" in lines[2]
    assert lines[3] == "Sources"
    assert "not mapped for this date" in run("who", "Aghdam", "--date", "1918-02-01").stdout
    assert "Armenia" in run("who", "44.51", "40.18", "--date", "2000").stdout


def test_who_keeps_uncertain_dates_and_names_sources():
    told = run("who", "Talish").stdout
    assert "from 8 April 1994 (sources say between 8 and 15 April 1994)" in told
    assert "  wiki-operation-goranboy: Operation Goranboy, Wikipedia" in told


@pytest.mark.parametrize("language", languages())
def test_who_tells_no_date_in_edtf(atlas, language):
    edtf = re.compile(r"\d{4}-\d{2}|\d[~?%X]|/\.\.")
    told = (who(atlas, [str(place.id)], None, "text", language) for place in atlas.layers["places"])
    lines = [line for words in told for line in words.splitlines() if line.endswith("]")]
    # ids of sources, in brackets, may hold anything
    held = [line.split("[")[0] for line in lines]
    assert len(held) > len(atlas.layers["places"])
    assert not [line for line in held if edtf.search(line)]


def test_who_lists_other_places_of_the_name():
    told = run("who", "Karmir").stdout
    assert "The name may also mean" in told
    assert "(karmir-gyugh)" in told
    assert "The name may also mean" not in run("who", "Hadrut").stdout


def test_who_as_json(atlas):
    told = json.loads(run("who", "Talish", "--format", "json", "--date", "2000").stdout)
    assert (told["place"]["id"], told["controller"]) == ("talish", "armenian_forces")
    [span] = told["history"]
    assert span["start_date:edtf"] == "1994-04-08/1994-04-15"
    assert set(span["sources"]) == set(told["sources"]) <= set(atlas.sources)
    abroad = json.loads(run("who", "44.51", "40.18", "--format", "json").stdout)
    assert (abroad["place"], abroad["history"]) == (None, [])


def test_changes():
    result = run("changes", "2020-11-19", "2020-11-20")
    assert "Azerbaijan: +" in result.stdout
    listed = json.loads(run("changes", "2020-11-19", "2020-11-20", "--format", "geojson").stdout)
    moved = [item["properties"] for item in listed["features"]]
    assert {(item["from"], item["to"]) for item in moved} == {("armenian_forces", "azerbaijan")}
    in_aghdam = sum(item["km2"] for item in moved if item["unit"] == "aghdam")
    assert in_aghdam > 0.95 * sum(item["km2"] for item in moved)
    same = json.loads(run("changes", "2001", "2002", "--format", "json").stdout)
    assert same["difference_km2"] == {}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("at", "2020-13-01"), 2, "expected a day as YYYY-MM-DD"),
        (("at", "banana"), 2, "'banana' is not a date"),
        (("at", "1917"), 2, "outside the map's years"),
        (("at", "1994", "--lang", "tlh"), 2, "no language 'tlh'"),
        (("at", "1994", "--format", "xml"), 2, "'xml' is not one of"),
        (("at", "1994", "--geodata", "nowhere"), 1, "is not a folder"),
        (("who", "Atlantis"), 2, "no place is called 'Atlantis'"),
        (("who", "Stepanakrt"), 2, "did you mean Stepanakert"),
        (("who", "200", "39"), 2, "no place on earth"),
        (("changes", "2020", "1994"), 2, "must come before"),
        (("measure", "--date", "1917"), 2, "outside the map's years"),
        (("measure", "--format", "geojson"), 2, "'geojson' is not one of"),
        (("measure", "--town", "Shusha"), 2, "expected --date with --town"),
        (("measure", "--date", "1994", "--town", "Atlantis"), 2, "no place is called 'Atlantis'"),
        (("page", "-o", "map.doc"), 2, "cannot tell the format"),
        (("page", "-o", "nowhere/map.html"), 1, "cannot write"),
        (("snapshot", "1994", "-o", "map.gif"), 2, "expected a name in .png, .svg, .pdf"),
        (("snapshot", "1994", "-o", "map.png", "--size", "huge"), 2, "huge"),
        (("snapshot", "1994", "-o", "map.png", "--layers", "nope"), 2, "no layer 'nope'"),
        (("snapshot", "1994", "-o", "nowhere/map.png"), 1, "cannot write"),
        (("validate", "--geodata", "nowhere"), 1, "1 problem in the geodata"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(words, code, says):
    result = run(*words)
    assert result.exit_code == code, result.output
    assert says in result.output
    assert "Traceback" not in result.output
    assert not Path("map.png").exists()


def test_every_command_takes_other_geodata(tmp_path):
    words = {
        "at": ("1994",), "who": ("Hadrut",), "changes": ("1994", "2024"), "measure": (),
        "page": ("-o", tmp_path / "x.html"), "snapshot": ("1994", "-o", tmp_path / "x.png"),
        "export": ("-o", tmp_path / "x.csv"), "validate": (), "build": ("--check",),
        "serve": ("--no-browser",),
    }  # fmt: skip
    for command in main.commands.values():
        assert "geodata" in {parameter.name for parameter in command.params}, command.name
    for name, more in words.items():
        result = run(name, *more, "--geodata", tmp_path / "nowhere")
        assert result.exit_code == 1, name
        assert result.stderr.startswith("karamap: "), name
    assert not list(tmp_path.iterdir())


def test_the_app_is_told_of_other_geodata(tmp_path, monkeypatch):
    monkeypatch.setenv("KARAMAP_GEODATA", "")
    seen = []
    monkeypatch.setattr(
        "karamap.app.serve.run", lambda *_, **__: seen.append(os.environ["KARAMAP_GEODATA"])
    )
    monkeypatch.chdir(tmp_path.parent)
    assert run("serve", "--geodata", tmp_path.name).exit_code == 0
    assert seen == [str(tmp_path)]


def test_an_output_that_is_a_folder_is_refused(tmp_path):
    folder = tmp_path / "folder.html"
    folder.mkdir()
    result = run("page", "-o", folder)
    assert (result.exit_code, "is a folder" in result.stderr) == (1, True)


def test_an_export_leaves_the_old_file_when_it_fails(tmp_path, geodata):
    output = tmp_path / "map.html"
    output.write_text("before")
    (geodata / "layers" / "control.geojson").write_text("{")
    result = run("page", "-o", output, "--geodata", geodata)
    assert result.exit_code == 1
    assert output.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["map.html"]


def test_the_build_notices_what_is_not_up_to_date_and_makes_it_so(geodata):
    # that what ships is up to date and sound is asked by .ci/run; that what is built follows the
    # evidence, by test_howto
    path = geodata / "layers" / "control.geojson"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("2020-10-17", "2020-10-16"), "utf-8")
    result = run("build", "--check", "--geodata", geodata)
    assert result.exit_code == 1
    assert "layers/control.geojson" in result.stderr
    assert "layers/control.geojson" in run("build", "--geodata", geodata).stdout
    assert path.read_text("utf-8") == whole
    assert run("build", "--check", "--geodata", geodata).exit_code == 0


def test_what_a_library_warns_of_is_told_once_in_its_sentence(atlas, monkeypatch):
    def load(_: object) -> Atlas:
        warnings.simplefilter("always")
        for words in ("odd data", "odd data", "odder data"):
            warnings.warn(words, RuntimeWarning, stacklevel=1)
        return atlas

    monkeypatch.setattr(Atlas, "load", load)
    done = run("at", "1994")
    assert done.exit_code == 0
    assert done.stderr == "karamap: odd data\nkaramap: odder data\n"


def test_an_interrupted_command_says_so(monkeypatch):
    def load(_: object) -> Atlas:
        raise KeyboardInterrupt

    monkeypatch.setattr(Atlas, "load", load)
    done = run("at", "1994")
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "karamap: interrupted\n")


def test_the_module_runs_as_the_command():
    result = subprocess.run(
        [sys.executable, "-m", "karamap", "at", "banana"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("karamap: 'banana' is not a date")


def test_commands_read_the_geodata_folder_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("KARAMAP_GEODATA", str(tmp_path))
    result = run("at", "1994")
    assert result.exit_code == 1
    assert "countries.geojson: found no file" in result.stderr
