"""The rules of validation, read off the code: what each problem says was expected."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from karamap.evidence.schema import READERS
from manual.imports import HOME, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

# what makes a problem, or an error of a table's cell: where in its arguments the expected is
MAKERS = {"Problem": 2, "_problem": 4, "error": 1, "_error": 2, "WrongCellError": 0}
# other errors say it at the end of their sentence
SENTENCE, EXPECTED = "DataError", "expected "
# features, what is between them, files; and the tables, whose readers are those of the data package
MODULES = {
    "check.run", "check.features", "check.partition", "check.checksums", "check.inputs",
    "check.shape",
    "evidence.cells", "evidence.tables", "evidence.evidence", "evidence.sources",
    "evidence.datapackage",
    "core.textfile", "core.geojson", "build.corridor", "build.heights",
} | {reader.__module__.removeprefix("karamap.") for reader in READERS.values()}  # fmt: skip
# where rules stand in a table, what is expected last in each tuple of so many
LISTED = {"evidence.sources": 3, "check.features": 2, "check.shape": 2, "core.geojson": 3}
GAP = "…"
TEXTS = (ast.Constant, ast.JoinedStr, ast.BinOp)


def rules() -> dict[str, str]:
    """Return each rule with the module it is in; what differs by case stands as an ellipsis."""
    return {
        rule.strip(): name
        for name, path in modules().items()
        if name in MODULES
        for rule in _in(ast.parse(path.read_text("utf-8")), LISTED.get(name))
        if rule.strip(f"{GAP} ")
    }


def documented() -> list[str]:
    """Return the rules as the data dictionary has them."""
    page = (HOME / "geodata" / "README.md").read_text("utf-8")
    [_, rest] = page.split("## What `karamap validate` checks")
    return re.findall(r"^\| (.+?) \|", rest.split("\n## ")[0], re.MULTILINE)[1:]


def _in(tree: ast.AST, listed: int | None) -> Iterator[str]:
    texts: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, TEXTS):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    texts.setdefault(target.id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == listed:
            yield from (text for text in _texts(node.elts[-1], texts) if " " in text)
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name == SENTENCE and node.args:
            for sentence in _texts(node.args[0], texts):
                _, said, rule = sentence.rpartition(EXPECTED)
                yield rule if said else ""
        at = MAKERS.get(name)
        if at is not None and len(node.args) > at:
            yield from _texts(node.args[at], texts)


def _texts(node: ast.expr, texts: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield what an expression may say; a name, whatever text is given to it in the module."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield "".join(next(_texts(part, {}), GAP) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield next(_texts(left, texts), GAP) + next(_texts(right, texts), GAP)
        case ast.Name(id=name):
            for text in texts.get(name, ()):
                yield from _texts(text, {})
