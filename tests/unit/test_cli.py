"""The command line: answers, formats, and errors of one sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from karamap import Atlas
from karamap.cli import main
from karamap.describe.place_history import who
from karamap.lang.messages import languages


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_at_in_words_and_as_json_csv_and_geojson():
    result = run("at", "2020-11-10")
    assert result.exit_code == 0
    assert result.stdout.startswith("10 November 2020")
    state = json.loads(run("at", "1994", "--format", "json").stdout)
    assert state["date"] == "1994-12-31"
    assert state["areas_km2"]["armenian_forces"] > 10_000
    rows = run("at", "1994", "--format", "csv").stdout.splitlines()
    assert rows[0] == "date,controller,area_km2"
    assert len(rows) == 4
    features = json.loads(run("at", "1994", "--format", "geojson").stdout)["features"]
    assert {item["properties"]["layer"] for item in features} >= {"control", "places"}


def test_who_tells_the_history():
    for place in (("Hadrut",), ("Гадрут",), ("46.75", "39.76"), ("hadrut",)):
        result = run("who", *place)
        assert result.exit_code == 0, place
        assert "Armenian forces, from" in result.stdout, place
        assert "Azerbaijan, from" in result.stdout, place


def test_who_on_one_day():
    lines = run("who", "Aghdam", "--date", "2000").stdout.splitlines()
    assert lines[0].startswith("Aghdam")
    assert "Armenian forces" in lines[2]
    assert lines[3] == "Sources"
    assert "not mapped for this date" in run("who", "Aghdam", "--date", "1918-02-01").stdout
    assert "Armenia" in run("who", "44.51", "40.18", "--date", "2000").stdout


@pytest.mark.parametrize("language", languages())
def test_who_tells_no_date_in_edtf(atlas, language):
    edtf = re.compile(r"\d{4}-\d{2}|\d[~?%X]|/\.\.")
    told = (who(atlas, [str(place.id)], None, "text", language) for place in atlas.layers["places"])
    lines = [line for words in told for line in words.splitlines() if line.endswith("]")]
    # ids of sources, in brackets, may hold anything
    held = [line.split("[")[0] for line in lines]
    assert len(held) > len(atlas.layers["places"])
    assert not [line for line in held if edtf.search(line)]


def test_who_keeps_uncertain_dates_names_sources_and_lists_other_places_of_the_name():
    told = run("who", "Talish").stdout
    assert "from 8 April 1994 (sources say between 8 and 15 April 1994)" in told
    assert "  wiki-operation-goranboy: Operation Goranboy, Wikipedia" in told
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


# what was asked, and what is said of it; each with the code of a command that was not well formed
REFUSED = (
    ("at 2020-13-01", "expected a day as YYYY-MM-DD"),
    ("at banana", "'banana' is not a date"),
    ("at 1917", "outside the map's years"),
    ("at 1994 --lang tlh", "no language 'tlh'"),
    ("at 1994 --format xml", "'xml' is not one of"),
    ("who Atlantis", "no place is called 'Atlantis'"),
    ("who Stepanakrt", "did you mean Stepanakert"),
    ("who 200 39", "no place on earth"),
    ("changes 2020 1994", "must come before"),
    ("measure --date 1917", "outside the map's years"),
    ("measure --format geojson", "'geojson' is not one of"),
    ("measure --town Shusha", "expected --date with --town"),
    ("measure --date 1994 --town Atlantis", "no place is called 'Atlantis'"),
    ("page -o map.doc", "cannot tell the format"),
    ("snapshot 1994 -o map.gif", "expected a name in .png, .svg, .pdf"),
    ("snapshot 1994 -o map.png --size huge", "huge"),
    ("snapshot 1994 -o map.png --size A5", "'A5' is not a size"),
    ("snapshot 1994 -o map.png --dpi 7", "7 dpi cannot be drawn"),
    ("snapshot 1994 -o map.png --theme neon", "there is no theme 'neon'"),
    ("snapshot 1994 -o map.png --view 39,46", "'39,46' is not a view"),
    ("snapshot 1994 -o map.png --names de", "no names are known in 'de'"),
    ("snapshot 1994 -o map.png --lang xx", "there is no language 'xx'"),
    ("snapshot 1994 -o map.png --layers railways", "there is no layer 'railways'"),
    ("snapshot 1994 -o map.png --compare 1994", "cannot be compared with itself"),
    ("snapshot 1994 -o map.png --compare soon", "'soon' is not a date"),
    ("snapshot 1994 -o map.png --preset poster", "expected one of square, story"),
    ("snapshot 1994 -o map.png --preset square --size A4", "expected no --size with it"),
    ("snapshot 1994 -o map.png --view 39.8,46.8,9 --whole", "expected only one of them"),
    ("snapshot 1994 -o map.png --title " + "a" * 201, "--title has 201 letters: expected at most"),
    ("animate -o film.gif --from 2020 --to 1994", "must come before"),
    ("animate -o film.gif --step week", "'week' is no step"),
    ("animate -o film.gif --fps 100", "100 pictures a second"),
    ("animate -o film.gif --size 1x1", "no map can be drawn"),
    ("animate -o film.png", "expected a name in .gif, .webp, .mp4"),
    ("atlas -o atlas.png", "expected a name in .pdf"),
    ("atlas -o atlas.pdf --theme neon", "there is no theme 'neon'"),
    ("atlas -o atlas.pdf --lang xx", "there is no language 'xx'"),
    ("export -o x.shp", "expected a name in .gpkg, .geojson, .csv, .zip, .jsonld"),
    ("export -o x.zip --date 1994", "holds all days and layers"),
    ("export -o x.jsonld --layers places", "holds all days and layers"),
    ("export -o x.gpkg --table areas", "expected a name in .csv"),
    ("export -o x.csv --table areas --layers control", "expected no --layers"),
    ("export -o x.csv --table lengths", "'lengths' is not one of"),
    ("export -o map.gpkg --for excel", "only a .csv is written for Excel: got 'map.gpkg'"),
    ("export -o x.gpkg --layers nope", "no layer 'nope'"),
    ("export -o x.gpkg --layers ,", "no layer is named"),
    ("export -o x.gpkg --date 1917", "outside the map's years"),
    ("export -o x.gpkg --lang tlh", "no language 'tlh'"),
    ("frobnicate", "No such command"),
)
# the same of what was well formed, but could not be done
FAILED = (
    ("at 1994 --geodata nowhere", "is not a folder"),
    ("validate --geodata nowhere", "1 problem in the geodata"),
    ("page -o nowhere/map.html", "cannot write"),
    ("snapshot 1994 -o nowhere/map.png", "cannot write"),
    ("export -o x.gpkg --geodata nowhere", "nowhere is not a folder"),
    ("export -o nowhere/x.gpkg", "cannot write nowhere/x.gpkg: no such file or directory"),
    ("export -o nowhere/x.zip", "cannot write nowhere/x.zip: no such file or directory"),
    ("export -o /proc/x.gpkg", "cannot write /proc/x.gpkg"),
)


@pytest.mark.parametrize(("code", "asked"), [(2, REFUSED), (1, FAILED)], ids=["2", "1"])
def test_what_cannot_be_done_is_answered_in_a_sentence_and_leaves_nothing(
    tmp_path, monkeypatch, code, asked
):
    monkeypatch.chdir(tmp_path)
    for words, says in asked:
        result = run(*words.split())
        assert (result.exit_code, says in result.output) == (code, True), (words, result.output)
        assert "Traceback" not in result.output, words
        # what click itself refuses it tells with the usage of the command
        if not result.stderr.startswith("Usage: main"):
            assert re.fullmatch(r"karamap: [^\n]+\n", result.stderr), words
        assert not list(tmp_path.iterdir()), words


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


def test_an_export_leaves_what_was_there_when_it_fails(tmp_path, geodata):
    (tmp_path / "folder.html").mkdir()
    result = run("page", "-o", tmp_path / "folder.html")
    assert (result.exit_code, "is a folder" in result.stderr) == (1, True)
    output = tmp_path / "map.html"
    output.write_text("before")
    (geodata / "layers" / "control.geojson").write_text("{")
    result = run("page", "-o", output, "--geodata", geodata)
    assert result.exit_code == 1
    assert output.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"geodata", "folder.html", "map.html"}


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
    monkeypatch.setattr(Atlas, "load", Mock(side_effect=KeyboardInterrupt))
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
