"""Geodata damaged in every way we could think of: `karamap validate` names each of them.

Damages to different files are batched: a run of the validator over a batch must tell all of
them at once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from itertools import cycle, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from damage import BYTES, FILES, GEODATA, PARTS, ROUGH, TEXT, UNBUILT
from PIL import Image

from karamap.check import shape
from karamap.check.run import validate
from karamap.cli import main
from karamap.core.textfile import MAX_BYTES

if TYPE_CHECKING:
    from karamap import Atlas

# where a problem is, what was found, what was expected
SENTENCE = re.compile(r"(?P<where>[^:]+(: ?\S+)?): found .+, expected .+")


# layers are compared with each other only if these are sound by themselves
COMPARED = ("overlap", "gap", "place abroad", "place in no country")


RUNS = 6


def batched(damages: dict[str, list[str]]) -> list[list[str]]:
    """Return the names of damages in batches, in each of which every file is damaged once."""
    made: list[tuple[list[str], set[str]]] = []
    for name, files in damages.items():
        for names, touched in made:
            if touched.isdisjoint(files):
                names.append(name)
                touched.update(files)
                break
        else:
            made.append(([name], set(files)))
    return [names for names, _ in made]


def spread() -> list[dict[str, str]]:
    """Return runs in each of which every file has one damage of its bytes, by file.

    One reader reads all files of a kind: each damage is tried on some of each kind, each file
    with some damages.
    """
    tried: Counter[tuple[str, str]] = Counter()
    runs: list[dict[str, str]] = [{} for _ in range(RUNS)]
    for run, file in product(runs, FILES):
        kind = Path(file).suffix
        fitting = [name for name, (files, _, _) in BYTES.items() if file in files]
        run[file] = min(fitting, key=lambda name: tried[name, kind])
        tried[run[file], kind] += 1
    return runs


@pytest.fixture(autouse=True, scope="module")
def one_shape(shipped: Atlas):
    """The shape of lines is measured once: no damage here is one of it, which takes seconds."""
    found = shape.breaches(shipped.layers["control"], shipped.layers["places"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("karamap.check.shape.breaches", lambda *_: found)
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the geodata that is whole again after each test."""
    folder = tmp_path_factory.mktemp("damage") / "geodata"
    shutil.copytree(GEODATA, folder)
    return folder


@pytest.fixture
def geodata(whole: Path):
    yield whole
    for name in FILES:
        path = whole / name
        original = (GEODATA / name).read_bytes()
        if path.is_dir():
            path.rmdir()
        if not path.is_file() or path.read_bytes() != original:
            path.write_bytes(original)


def told(folder: Path) -> dict[str, list[str]]:
    """Return what is said by file, each sentence held to its form."""
    sentences: dict[str, list[str]] = {}
    for problem in validate(folder):
        sentence = str(problem)
        assert SENTENCE.fullmatch(sentence), sentence
        assert len(sentence) < 700, sentence
        sentences.setdefault(problem.file, []).append(sentence)
    return sentences


@pytest.mark.parametrize("run", spread(), ids=range(RUNS))
def test_every_damaged_file_is_named_at_once(geodata, run):
    for file, name in run.items():
        raw = (GEODATA / file).read_bytes()
        damaged = BYTES[name][1](raw)
        assert damaged != raw, (name, file)
        (geodata / file).write_bytes(damaged)
    sentences = told(geodata)
    for file, name in run.items():
        found = sentences.get(file, [])
        assert any(BYTES[name][2] in each for each in found), (name, file, found)


def test_every_damage_of_bytes_is_tried_on_each_kind_of_file():
    tried = {(name, Path(file).suffix) for run in spread() for file, name in run.items()}
    assert tried == {(name, Path(f).suffix) for name, (files, _, _) in BYTES.items() for f in files}


def test_changes_nobody_built_from_are_named_and_nothing_else(geodata):
    for file, (old, new) in UNBUILT.items():
        text = (geodata / file).read_text("utf-8")
        assert old in text
        (geodata / file).write_text(text.replace(old, new, 1), "utf-8")
    assert told(geodata).keys() == UNBUILT.keys()


def test_damage_to_files_of_all_kinds_is_told_of_them_alone(geodata):
    damaged = ("basis", "confidence", "no name", "table: answer")
    for name in damaged:
        (file, damage), _ = PARTS[name]
        text = (geodata / file).read_text("utf-8")
        (geodata / file).write_text(damage(text), "utf-8")
    assert told(geodata).keys() == {PARTS[name][0][0] for name in damaged}


def test_whole_geodata_are_sound(geodata):
    assert told(geodata) == {}


def test_every_huge_or_missing_file_and_folders_in_the_place_of_files_are_named_at_once(geodata):
    missing, folders, huge = FILES[::3], FILES[1::3], {*FILES[2::3]} & {*TEXT}
    for file in huge:
        os.truncate(geodata / file, MAX_BYTES + 1)  # takes no room on the disk
    for file in (*missing, *folders):
        (geodata / file).unlink()
    for file in folders:
        (geodata / file).mkdir()
    sentences = told(geodata)
    assert {*missing, *folders} <= sentences.keys()
    assert all(f"at most {MAX_BYTES}" in sentences[file][0] for file in huge)


def test_files_that_nobody_listed_are_named(geodata):
    stray = geodata / "evidence" / "places (1).csv"
    shutil.copy(geodata / "evidence" / "places.csv", stray)
    assert list(told(geodata)) == ["evidence/places (1).csv"]
    stray.unlink()


def test_pictures_that_the_map_cannot_show_are_named(geodata):
    Image.new("L", (9000, 1)).save(geodata / "base" / "heights.png")
    Image.new("L", (1280, 886)).save(geodata / "base" / "relief.png")
    sentences = told(geodata)
    for name, wanted in {"heights": "at most 8192", "relief": "one with a palette"}.items():
        assert any(wanted in each for each in sentences[f"base/{name}.png"])


def test_files_that_are_listed_and_missing_are_named(geodata):
    descriptor = geodata / "datapackage.json"
    listed = json.loads(descriptor.read_text("utf-8"))
    listed["resources"].append({**listed["resources"][0], "path": "evidence/moon.csv"})
    descriptor.write_text(json.dumps(listed), "utf-8")
    assert list(told(geodata)) == ["evidence/moon.csv"]


@pytest.mark.parametrize(
    "names",
    [
        *batched({name: [file] for name, ((file, _), _) in PARTS.items() if name not in COMPARED}),
        *batched({name: [PARTS[name][0][0]] for name in COMPARED}),
    ],
    ids=lambda names: f"{names[0]} and {len(names) - 1}",
)
def test_every_damaged_part_is_named_at_once(geodata, names):
    for name in names:
        (file, damage), _ = PARTS[name]
        text = (GEODATA / file).read_text("utf-8")
        damaged = damage(text)
        assert json.dumps(damaged) != json.dumps(text)
        (geodata / file).write_text(damaged, "utf-8")
    sentences = told(geodata)
    for name in names:
        (file, _), says = PARTS[name]
        found = sentences.get(file, [])
        assert any(re.search(says, each) for each in found), (name, found)


def test_damage_is_counted():
    assert len(BYTES) + len(PARTS) >= 40
    touched = {file for files, _, _ in BYTES.values() for file in files}
    assert touched == set(FILES)


COMMANDS = [
    ("at", "1994"),
    ("who", "Shusha"),
    ("changes", "2020-09-26", "2020-12-01"),
    ("measure", "--date", "1994"),
    ("page", "-o", "map.html"),
    ("snapshot", "1994", "-o", "map.svg"),
    ("export", "-o", "data.geojson"),
    ("export", "-o", "data.zip"),
    ("build", "--check"),
]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *zip(COMMANDS, cycle(ROUGH)),
        (COMMANDS[4], "shapes"),
    ],
    ids=str,
)
def test_commands_on_damaged_geodata_end_in_one_sentence(
    geodata, tmp_path, monkeypatch, kind, words
):
    monkeypatch.chdir(tmp_path)
    for file, damage in ROUGH[kind]:
        text = (geodata / file).read_text("utf-8")
        (geodata / file).write_text(damage(text), "utf-8")
    result = CliRunner().invoke(main, [*words, "--geodata", str(geodata)])
    if result.exit_code == 0:  # the command had no need of what is damaged
        assert not result.stderr
        return
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    assert re.fullmatch(r"karamap: .+\n", result.stderr), result.stderr
    assert [path.name for path in tmp_path.iterdir()] == []
