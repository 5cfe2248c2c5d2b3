"""Nothing is undocumented, and nothing is documented that does not exist.

What exists is read off the code, never off a second list; what is documented, off the pages.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from karamap.cli import main
from karamap.cli.pictures import _map_options
from karamap.core.layers import BASES, COMMON, CONFIDENCES, CONTROLLERS, LAYERS
from karamap.core.style import THEMES
from karamap.evidence.schema import READERS, schema
from karamap.lang.messages import languages, table
from make_manual import MADE
from manual.rules import documented, rules

HOME = Path(__file__).parents[2]
JS = HOME / "frontend" / "src"
PAGES = [
    *(HOME / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    HOME / "tests" / "README.md",
    *sorted((HOME / "geodata").glob("*.md")),
    *sorted((HOME / "docs").glob("*.md")),
]
PAGES = [page for page in PAGES if page.is_file()]
# what was is told in changelogs, whether it is still there or not
LASTING = [page for page in PAGES if page.name != "CHANGELOG.md"]
TEXT = {page.relative_to(HOME).as_posix(): page.read_text("utf-8") for page in PAGES}
DICTIONARY, API, EMBED = TEXT["geodata/README.md"], TEXT["docs/api.md"], TEXT["docs/embed.md"]


def section(page: str, heading: str) -> str:
    """The text below a heading, up to the next of its level or above."""
    level = heading.split(" ", maxsplit=1)[0]
    found = re.search(
        rf"^{re.escape(heading)}[^\n]*\n(.*?)(?=^#{{1,{len(level)}}} |\Z)",
        page,
        re.DOTALL | re.MULTILINE,
    )
    assert found, f"no heading {heading!r}"
    return found[1]


def spans(text: str) -> set[str]:
    """The words set as code, and the parts of lists among them."""
    return set(re.findall(r"`([^`\n]+)`", text))


def column(text: str, number: int = 0) -> list[str]:
    """The cells of a column of all tables in a text, without their headings."""
    rows = re.findall(
        r"^\|(.+)\|$", re.sub(r"^\|.*\|\n\|[-|: ]+\|$", "", text, flags=re.MULTILINE), re.MULTILINE
    )
    return [re.split(r"(?<!\\)\|", row)[number].strip() for row in rows]


def named(text: str, number: int = 0) -> set[str]:
    return set().union(*(spans(cell) for cell in column(text, number)), set())


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


# --- the page: links, keys, messages, words


def scripts(*folders: Path) -> str:
    found = (path for folder in folders for path in folder.rglob("*.[jt]s"))
    return "\n".join(path.read_text("utf-8") for path in found if ".test." not in path.name)


def block(name: str, *words: str) -> str:
    """The first braces that end a line after some words of a script, with what is in them."""
    text = (JS / f"{name}.ts").read_text("utf-8")
    start = ".*?".join(map(re.escape, words))
    found = re.search(rf"{start}.*?[ (]{{\n", text, re.DOTALL)
    assert found, words
    begin = found.end() - 2
    depth = 0
    for at in range(begin, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[begin : at + 1]
    raise AssertionError(start)


def keys_of(braces: str) -> set[str]:
    """The keys of an object written over several lines."""
    indent = re.search(r"\n( +)\S", braces)[1]
    found = re.findall(rf'^{indent}(?:"([^"]+)"|(\w+))(?::|,|\()', braces, re.MULTILINE)
    return {quoted or plain for quoted, plain in found}


def parameters() -> set[str]:
    shared = (HOME / "src/karamap/core/linked.py").read_text("utf-8")
    return (
        keys_of(block("core/linked", "export interface Asked"))
        | keys_of(block("ui/story-controller", "interface Openers"))
        | set(re.findall(r'asked\s*\.get\("(\w+)"\)', scripts(JS, HOME / "src/karamap/app")))
        | keys_of(shared[shared.index("readers:") :].split("\n    }")[0])
    )


def test_the_parameters_of_links_are_documented():
    assert named(section(API, "## Links")) == parameters()
    readme = TEXT["README.md"]
    for name in parameters() - {"panels", "origin"}:
        assert re.search(rf"[?&`]{name}=", readme) or f"`{name}`" in readme, name
    assert {"panels", "origin"} <= {span.split("=")[0] for span in spans(EMBED)}


def test_values_of_link_parameters_are_documented():
    part = section(API, "## Links")
    rows = dict(zip(column(part, 0), column(part, 1), strict=True))
    hows = re.search(r"const HOWS: How\[\] = \[(.*?)\]", scripts(JS))[1]
    assert spans(rows["`how`"]) == set(re.findall(r'"(\w+)"', hows))
    assert spans(rows["`lang`"]) == set(languages())
    modes = re.search(r"const MODES: Mode\[\] = \[(.*?)\]", scripts(JS))[1]
    assert spans(rows["`mode`"]) == set(re.findall(r'"(\w+)"', modes))


SIGNS = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓"}
SIGNS |= {" ": "Space", "Escape": "Esc"}


def pressed() -> set[str]:
    asked = (
        keys_of(block("ui/keyboard", "function keysOfTime", "return"))
        | keys_of(block("app", "const acts"))
        | keys_of(block("ui/remote", "function remoteKeys", "return"))
        | keys_of(block("map/swipe", "const keys"))
        | set(re.findall(r'key === "(\w+)"', scripts(JS)))
    )
    # no key: what Enter does in the middle of the map; style keys and the browser's own Tab
    asked -= {"identify", "events", "Tab"}
    return {SIGNS.get(key, key.upper() if len(key) == 1 else key) for key in asked}


def test_keys_are_documented():
    assert named(section(API, "## Keys")) == pressed()


def test_themes_and_languages_are_documented():
    assert named(section(API, "## Themes")) == set(THEMES)
    assert named(section(API, "## Languages")) == set(languages())


def test_every_group_of_words_is_documented():
    groups = {key.split(".")[0] for key in table()}
    assert named(TEXT["docs/translating.md"]) == groups


def test_messages_of_the_embedded_map_are_documented():
    there = named(section(EMBED, "## Messages to the map"))
    assert there == keys_of(block("hosts/embed", "const handlers"))
    embed = (JS / "hosts/embed.ts").read_text("utf-8")
    told = re.findall(r'tell\(\w+, "(\w+)"|type: "(\w+)" }', embed)
    part = section(EMBED, "## Messages from the map")
    assert named(part) == {one or other for one, other in told}
    state = re.search(r"`state`: `\{(.*?)\}`", part)[1].split(", ")
    assert set(state) == keys_of(block("hosts/embed", "const stateOf"))


def test_events_of_the_page_are_documented():
    part = section(API, "## JavaScript").split("| event |")[1]
    assert named("| event |" + part) == set(re.findall(r'\btell\("(\w+)"', scripts(JS)))


# --- links and paths


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings have where Markdown is shown."""
    plain = [
        re.sub(r"[^\w\- ]", "", line.lower())
        for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    ]
    return {line.strip().replace(" ", "-") for line in plain}


def links(text: str) -> list[str]:
    tokens = MarkdownIt().enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    targets = [child.attrGet("href") or child.attrGet("src") for child in inline]
    return [str(target) for target in targets if target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOME).as_posix())
def test_links_lead_somewhere(page: Path):
    for target in links(page.read_text("utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there.read_text("utf-8")), target


# where a path in a page may begin
ROOTS = (".", "src/karamap", "src/karamap/web", "geodata", "geodata/evidence", "geodata/base",
         "geodata/layers", "tests", "tests/browser", "docs", "src/karamap/lang",
         "frontend/src")  # fmt: skip
# written by karamap, or by its reader
MADE_LATER = {
    ".venv/bin/",
    "embed.html",
    "LICENCES.md",
    "derived/areas.csv",
    "derived/places.jsonld",
}


@pytest.mark.parametrize("page", LASTING, ids=lambda page: page.relative_to(HOME).as_posix())
def test_files_named_in_the_pages_exist(page: Path):
    ending = r"(?:py|js|ts|json|csv|md|geojson|toml|cff|css|png|svg)"
    for span in spans(page.read_text("utf-8")):
        if not re.fullmatch(rf"[\w./-]+\.{ending}|(?:[\w.-]+/)+", span):
            continue
        if span in MADE_LATER or re.search(r"[A-Z]{3,}\.json$", span):
            continue
        assert any((HOME / root / span).exists() for root in (*ROOTS, page.parent)), span


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [HOME / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in links(page.read_text("utf-8")):
            there = (page.parent / target.split("#")[0]).resolve()
            if there.suffix == ".md" and there.is_file():
                waiting.append(there)
    assert set(PAGES) <= reached
