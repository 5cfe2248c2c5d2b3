"""The recipes of CONTRIBUTING.md, followed on a copy of the package and its data.

All are followed one after the other, then the copy is built once, as its owner would, and asked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from karamap import Atlas
from karamap.lang.messages import languages
from karamap.lang.names import find, name_on

HOME = Path(__file__).parents[2]
RECIPES = dict(
    re.findall(
        r"^### (An? \w+)\n(.*?)(?=^#)",
        (HOME / "CONTRIBUTING.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
# beside geodata/CHANGELOG.md, which every change of the data has
DATA_LOG = "geodata/CHANGELOG.md"

# what the recipes are tried with
PLACE = (
    "try-village,Try Village,Sınaq,Փորձ,,,46.7100,39.7000,village,4,yes,shusha,shusha,AZ,500,"
    "low,compiler,compiler,,,,,,try-book,"
)
MISSING = "try-village-ru,try-village,ru,in no gazetteer record"
CONTROL = (
    "try-village-1999-05-05,try-village,1999-05-05,contested,no,fighting for it,recorded,both,"
    ",low,try-book,"
)
EVENT = (
    "ev-1999-try,1999-05-05,A trial,Something happens for a day.,political,try-village,,no,,"
    "low,try-book"
)
TITLE = "ev-1999-try,title,Sınaq hadisəsi,Փորձ,Испытание"
SUMMARY = (
    "ev-1999-try,summary,Bir gün nəsə olur.,Մի օր ինչ-որ բան է լինում։,Что-то происходит один день."
)
SOURCE = {"id": "try-book", "type": "book", "title": "A book to try with", "note": "Leans nowhere."}
LAYER = '    Layer("try_area", "area"),\n'
MAKER = '        "try_area": [try_area()],\n'
MADE = '''

def try_area() -> Feature:
    """Return one square for all times."""
    return geojson.feature(
        shapely.box(47.8, 40.2, 48.4, 40.6), id="try-area", name_en="Square of trial", name_az=None,
        name_hy=None, name_ru=None, start_date="1918-01-01", end_date=None,
        **{"start_date:edtf": "1918", "end_date:edtf": None}, basis="digitised", accuracy_m=1000,
        confidence="low", sources=["try-book"],
    )
'''
LOOK = '        "try_area": Style(stroke=by.corridor, width=3.0, hatch="buffer"),\n'

RUN = """
import json, sys
from click.testing import CliRunner
from karamap.cli import main

told = {}
for command in sys.argv[1:]:
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 0, result.output
    told[command] = result.stdout
print(json.dumps(told))
"""


class Copy:
    """A copy of the house, and which of its files were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        shutil.copytree(HOME / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("geodata",):
            shutil.copytree(HOME / name, folder / name)

    def add(self, name: str, *lines: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), "utf-8")
        self.touched.add(name)

    def put(self, name: str, words: str, *, before: str) -> None:
        path = self.folder / name
        old = path.read_text("utf-8")
        assert old.count(before) == 1, before
        path.write_text(old.replace(before, words + before), "utf-8")
        self.touched.add(name)

    def run(self, *commands: str) -> dict[str, str]:
        """Run commands of the copy one after the other, in one process; return what each says."""
        done = subprocess.run(
            [sys.executable, "-c", RUN, *commands],
            env={**os.environ, "PYTHONPATH": str(self.folder / "src")},
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def steps(self) -> set[str]:
        """The files touched since it was last asked."""
        touched, self.touched = self.touched, set()
        return touched


def add_place(house: Copy) -> None:
    house.add("geodata/evidence/places.csv", PLACE)
    house.add("geodata/evidence/place_control.csv", CONTROL)
    house.add("geodata/evidence/names_missing.csv", MISSING)


def add_event(house: Copy) -> None:
    house.add("geodata/evidence/events.csv", EVENT)
    house.add("geodata/evidence/texts.csv", TITLE, SUMMARY)


def add_source(house: Copy) -> None:
    path = house.folder / "geodata" / "sources.json"
    entries = [*json.loads(path.read_text("utf-8")), SOURCE]
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    house.touched.add("geodata/sources.json")


def add_language(house: Copy) -> None:
    folder = house.folder / "src" / "karamap" / "lang"
    words = json.loads((folder / "en.json").read_text("utf-8"))
    words |= {"language.name": "Deutsch", "layer.places": "Orte", "app.title": "Bergkarabach"}
    (folder / "de.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    # copied from, and the page that lists languages
    house.touched |= {"src/karamap/lang/en.json", "docs/api.md"}


def add_layer(house: Copy) -> None:
    house.put("src/karamap/core/layers.py", LAYER, before='    Layer("autonomous_oblast", "area", ')
    house.put("src/karamap/build/build.py", MAKER, before="        **lines,\n")
    house.put(
        "src/karamap/build/build.py",
        "import shapely\n\nfrom karamap.core import geojson\n",
        before="from karamap.build import (\n",
    )
    house.add("src/karamap/build/build.py", MADE)
    house.put("src/karamap/core/style.py", LOOK, before='        "places": Style(')
    for path in (house.folder / "src" / "karamap" / "lang").glob("*.json"):
        words = json.loads(path.read_text("utf-8"))
        words |= {"layer.try_area": "Trial", "class.try_area": "Square of trial"}
        path.write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    house.put(
        "geodata/README.md", "| `try_area` | one square | |\n", before="| `autonomous_oblast` |"
    )
    house.touched.add("src/karamap/lang/en.json")


FOLLOWED = {
    "A place": add_place,
    "An event": add_event,
    "A source": add_source,
    "A language": add_language,
    "A layer": add_layer,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy in which every recipe was followed."""
    copy = Copy(tmp_path_factory.mktemp("house"))
    for name, follow in FOLLOWED.items():
        follow(copy)
        # what was done is what the recipe says, no less and no more
        steps = "\n".join(re.findall(r"^\d\. .*(?:\n   .*)*", RECIPES[name], re.MULTILINE))
        files = set(re.findall(r"`((?:src|geodata|docs)/[\w./]+\.\w+)`", steps))
        assert copy.steps() == files, name
    copy.add(DATA_LOG)
    copy.put(DATA_LOG, "## 0.9.0\n\nA trial.\n\n", before="## 0.3.0")
    return copy


@pytest.fixture(scope="module")
def told(house: Copy) -> dict[str, str]:
    """What the commands of the copy say, the first of which builds its own layers."""
    return house.run(
        *("build", "validate", "--version", "who try-village", "at 1994 --lang de"),
        *("page --lang de -o map.html", "export -o area.geojson --layers try_area"),
        "snapshot 1994 -o map.svg --layers control,try_area",
    )


@pytest.fixture(scope="module")
def grown(house: Copy, told: dict[str, str]) -> Atlas:
    assert "control.geojson" in told["build"]
    return Atlas.load(house.folder / "geodata")


@pytest.fixture(scope="module")
def page_file(house: Copy, told: dict[str, str]) -> Path:
    """The page of the copy, in the new language."""
    assert told
    return house.folder / "map.html"


def test_every_recipe_is_followed_and_short():
    assert set(RECIPES) == set(FOLLOWED)
    for name, words in RECIPES.items():
        assert len(words.strip().splitlines()) < 10, name


def test_the_copy_is_sound_with_its_place_event_and_source(grown: Atlas, told: dict[str, str]):
    assert "sound" in told["validate"]
    assert told["--version"].strip().endswith("data 0.9.0")
    [place] = find(grown.layers["places"], "Sınaq")
    assert place["id"] == "try-village"
    assert "contested" in {span[2] for span in grown.history(46.71, 39.70)}
    assert "A book to try with" in told["who try-village"]
    assert grown.sources["try-book"]["title"] == SOURCE["title"]
    there = {item["id"]: item for item in grown.at("1999-05-05").features["events"]}
    assert name_on(there["ev-1999-try"], grown.at("1999-05-05").date, "ru") == "Испытание"
    assert "ev-1999-try" not in {x["id"] for x in grown.at("1999-05-06").features["events"]}


def test_the_language_is_spoken(page_file: Path, told: dict[str, str]):
    assert "de" not in languages()
    assert told["at 1994 --lang de"]
    page = page_file.read_text("utf-8")
    assert '<html lang="de"' in page
    assert "Bergkarabach" in page
    assert "Deutsch" in page


def test_the_layer_is_in_state_exports_and_pictures(page_file: Path):
    [area] = json.loads(page_file.with_name("area.geojson").read_text("utf-8"))["features"]
    assert area["properties"]["name_en"] == "Square of trial"
    assert "Square of trial" in page_file.with_name("map.svg").read_text("utf-8")


@pytest.mark.browser
def test_the_layer_is_on_the_page_and_in_its_legend(page_file: Path):
    playwright = pytest.importorskip("playwright.sync_api")
    found = os.environ.get("KARAMAP_CHROMIUM") or shutil.which("chromium")

    def look() -> tuple[list[str], bool, list[str]]:
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(page_file.as_uri())
            there = page.evaluate("karamap.ready.then(() => karamap.visible().try_area)")
            in_legend = page.locator('[data-class="try_area"]').is_visible()
            options = page.locator("#language option").all_inner_texts()
            browser.close()
            return there, in_legend, options

    # a thread of its own: another browser may be open in this one
    with ThreadPoolExecutor(1) as thread:
        there, in_legend, options = thread.submit(look).result()
    assert there == ["try-area"]
    assert in_legend
    assert "Deutsch" in options
