"""What a link, a key, a message and a word of the page is, is documented; and nothing else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documented import HOME, TEXT, column, named, section, spans
from karamap.core.style import THEMES
from karamap.lang.messages import languages, table

if TYPE_CHECKING:
    from pathlib import Path

JS = HOME / "frontend" / "src"
API, EMBED = TEXT["docs/api.md"], TEXT["docs/embed.md"]


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
        keys_of(block("core/linked", "interface Asked"))
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
