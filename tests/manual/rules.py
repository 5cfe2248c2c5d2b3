"""The rules of validation, read off the code: what each problem says was expected."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from karamap.curate.schema import READERS
from manual.imports import HOME, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

# what makes a problem, or an error of a table's cell: where in its arguments the expected is
MAKERS = {"Problem": 2, "_problem": 4, "error": 1}
# other errors say it at the end of their sentence
SENTENCE, EXPECTED = "DataError", "expected "
# features, what is between them, files; and the tables, whose readers are those of the data package
MODULES = {"validate", "consistency", "integrity", "curate.tables", "curate.evidence"} | {
    reader.__module__.removeprefix("karamap.") for reader in READERS.values()
}
GAP = "…"


def rules() -> dict[str, str]:
    """Return each rule with the module it is in; what differs by case stands as an ellipsis."""
    return {
        rule: name
        for name, path in modules().items()
        if name in MODULES
        for rule in _in(ast.parse(path.read_text("utf-8")))
    }


def documented() -> list[str]:
    """Return the rules as the data dictionary has them."""
    page = (HOME / "geodata" / "README.md").read_text("utf-8")
    [_, rest] = page.split("## What `karamap validate` checks")
    return re.findall(r"^\| (.+?) \|", rest.split("\n## ")[0], re.MULTILINE)[1:]


def _in(tree: ast.AST) -> Iterator[str]:
    constants = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name == SENTENCE and node.args:
            _, said, rule = _text(node.args[0], constants).rpartition(EXPECTED)
            if said and rule.strip(f"{GAP} "):
                yield rule
        at = MAKERS.get(name)
        if at is not None and len(node.args) > at:
            rule = _text(node.args[at], constants)
            if rule.strip(f"{GAP} "):
                yield rule


def _text(node: ast.expr, constants: dict[str, ast.expr]) -> str:
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, {}) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _text(left, constants) + _text(right, constants)
        case ast.Name(id=name) if (name in constants and name.isupper()) or name == "frame":
            return _text(constants[name], {})
        case _:
            return GAP
