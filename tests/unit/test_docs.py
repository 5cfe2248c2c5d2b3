"""Nothing is undocumented, and nothing is documented that does not exist.

What exists is read off the code, never off a second list; what is documented, off the pages.
"""

from __future__ import annotations

import json
import re
import shlex

import click
import pytest
from click.testing import CliRunner

from documented import HOME, TEXT, named, section, spans
from karamap.cli import main
from karamap.cli.pictures import _map_options
from karamap.core.layers import BASES, COMMON, CONFIDENCES, CONTROLLERS, LAYERS
from karamap.evidence.schema import READERS, schema
from make_manual import MADE
from manual.rules import documented, rules

DICTIONARY = TEXT["geodata/README.md"]


# --- layers


LAYER_PART = section(DICTIONARY, "## Layers: `layers/`")
EVERYWHERE = section(DICTIONARY, "## Rules that hold everywhere")
BUILT = {
    layer.id: json.loads((HOME / "geodata" / "layers" / f"{layer.id}.geojson").read_text("utf-8"))
    for layer in LAYERS
}
ROWS = {
    key: row
    for row, key in re.findall(r"^(\| `(\w+)`.+)$", LAYER_PART, re.MULTILINE)
    if key in BUILT
}


def test_each_layer_is_documented_in_map_order():
    assert list(ROWS) == list(BUILT)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_properties_and_values_of_a_layer_are_documented(layer):
    common = named(LAYER_PART.split("| layer |")[0]) | {"names"}
    told = spans(ROWS[layer.id])
    has = set(layer.properties).union(*(item["properties"] for item in BUILT[layer.id]["features"]))
    assert has <= told | common, "properties"
    assert set(COMMON) <= common, "common properties"
    for name, values in layer.values:
        assert set(values) <= told, f"values of {name}"
    # and the other way: what the row names is a property, or a value of one
    values = {value for _, known in layer.values for value in known}
    assert told - {layer.id} <= has | values


def test_values_that_all_layers_share_are_documented():
    told = dict(re.findall(r"^\| `(\w+)` \|(.*)$", LAYER_PART, re.MULTILINE))
    assert set(BASES) == spans(told["basis"])
    assert set(CONFIDENCES) == spans(told["confidence"])
    assert {*CONTROLLERS, *CONFIDENCES} <= spans(EVERYWHERE)


# --- evidence


@pytest.mark.parametrize("name", READERS)
def test_columns_and_values_of_a_table_are_documented(name: str):
    part = section(DICTIONARY, f"### `{name}.csv`")
    told = spans(part)
    fields = {field["name"]: field for field in schema(name)["fields"]}
    assert set(fields) <= told, "columns"
    assert named("\n".join(re.findall(r"^\|.*$", part, re.MULTILINE))) <= set(fields), (
        "documented only"
    )
    # values may be told where another table, or the rules for all, tell them
    others = [
        section(DICTIONARY, f"### `{other}`") for other in told if f"### `{other}`" in DICTIONARY
    ]
    known = told.union(spans(EVERYWHERE), *map(spans, others))
    for field, form in fields.items():
        limits = form.get("constraints", {})
        listed = re.match(r"\(([^)]+)\)\(;", limits.get("pattern", ""))
        values = limits.get("enum") or (listed[1].split("|") if listed else ())
        # ids and bases of layers are told with the layers
        also = {"layers": set(ROWS), "basis": set(BASES)}.get(field, set())
        assert {value.replace("\\", "") for value in values} <= known | also, f"values of {field}"


def test_each_table_documented_exists():
    told = set(re.findall(r"^### `(\w+)\.csv`", DICTIONARY, re.MULTILINE))
    assert told == set(READERS)
    assert told == {path.stem for path in (HOME / "geodata" / "evidence").glob("*.csv")}


@pytest.mark.parametrize("name", ["routes", "units_digitised"])
def test_properties_of_digitised_shapes_are_documented(name: str):
    told = spans(section(DICTIONARY, f"### `{name}.geojson`"))
    shapes = json.loads((HOME / "geodata" / "evidence" / f"{name}.geojson").read_text("utf-8"))
    assert set().union(*(item["properties"] for item in shapes["features"])) <= told


def test_each_file_of_the_base_geography_is_documented():
    told = named(section(DICTIONARY, "## Base geography")) | spans(DICTIONARY)
    files = {path.name for path in (HOME / "geodata" / "base").iterdir()}
    assert files <= told


def test_each_rule_of_validation_is_documented():
    assert set(documented()) == set(rules())


# --- command line


@pytest.mark.parametrize("name", list(MADE))
def test_what_is_made_from_the_code_is_up_to_date(name: str):
    assert (HOME / "docs" / name).read_text("utf-8") == MADE[name](), (
        "run `python tests/make_manual.py`"
    )


@pytest.mark.parametrize("command", [main, *main.commands.values()], ids=lambda each: each.name)
def test_each_command_and_option_says_what_it_does(command: click.Command):
    assert command.help
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name


def lines_of_shell(text: str) -> list[str]:
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", text, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [
        line.removeprefix("$ ") for line in lines if line.startswith(("karamap ", "$ karamap "))
    ]


SHELL = [(page, line) for page, text in TEXT.items() for line in lines_of_shell(text)]


def parsed(words: list[str]) -> click.Context:
    """The context of a command line, or click's error."""
    name, *rest = words
    return main.commands[name].make_context(name, rest)


@pytest.mark.parametrize(("page", "line"), SHELL)
def test_each_command_line_in_the_pages_parses(page: str, line: str):
    context = parsed(shlex.split(line, comments=True)[1:])
    if context.info_name in {"snapshot", "animate"}:
        # what click leaves to the command: sizes, themes, languages, layers, days
        asked = context.params
        other = ("output", "date", "alt", "geodata", "since", "until", "step", "fps", "hold")
        words = {key: value for key, value in asked.items() if key not in other}
        _map_options(words.pop("size"), "A4", words.pop("dpi", None), **words)


CHEAP = ("at", "who", "changes", "measure", "export")


@pytest.mark.parametrize(
    "line", [line for page, line in SHELL if page == "README.md" and line.split()[1] in CHEAP]
)
def test_the_quick_commands_of_the_readme_do_what_they_say(line: str, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line, comments=True)[1:]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    if "-o" in words:
        assert (tmp_path / words[words.index("-o") + 1]).stat().st_size > 1000
    else:
        assert result.stdout.strip()


def test_each_command_is_in_the_readme():
    told = {line.split()[1] for page, line in SHELL if page == "README.md"}
    assert told | {"serve"} == set(main.commands)


def test_commands_and_options_named_in_the_pages_exist():
    known = {
        flag for each in main.commands.values() for option in each.params for flag in option.opts
    }
    known |= {flag for option in main.params for flag in option.opts} | {"--help"}
    for page, text in ((p, t) for p, t in TEXT.items() if p != "docs/cli.md"):
        for span in spans(text):
            words = span.split()
            if words[0] != "karamap" or len(words) == 1:
                continue
            if re.fullmatch(r"[a-z]+", words[1]):
                assert words[1] in main.commands, f"{page}: {span}"
            options = {word for word in words if word.startswith("--")}
            assert options <= known, f"{page}: {span}"
