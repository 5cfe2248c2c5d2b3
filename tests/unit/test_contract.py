"""The names that others rely on: the interfaces of docs/api.md, in Python and in commands."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import re
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest
from numpydoc.validate import validate

import karamap
from karamap import Atlas, Changes, State
from karamap.cli import main
from karamap.core.moved import MOVED

HOME = Path(__file__).parents[2]
API = (HOME / "docs" / "api.md").read_text("utf-8")
DOCUMENTED = re.findall(r"^\| `(karamap\.[\w.]+)` \|", API, re.MULTILINE)


def resolved(name: str) -> object:
    """What a dotted name means."""
    parts = name.split(".")
    for at in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for part in parts[at:]:
            # the fields of a data class are on its instances only
            own = {each.name for each in fields(found)} if is_dataclass(found) else set()
            found = getattr(found, part) if hasattr(found, part) or part not in own else part
        return found
    raise AssertionError(name)


def public_members(cls: type) -> set[str]:
    ours = [each for each in cls.__mro__ if each.__module__.startswith("karamap.")]
    own = {name for each in ours for name in vars(each) if not name.startswith("_")}
    return own | {each.name for each in fields(cls) if not each.name.startswith("_")}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_what_is_documented_exists(name: str):
    assert resolved(name) is not None


def test_what_is_public_is_documented():
    public = {f"karamap.{name}" for name in karamap.__all__}
    for cls in (Atlas, State, Changes):
        public |= {f"karamap.{cls.__name__}.{name}" for name in public_members(cls)}
    assert {"karamap.Atlas.load", "karamap.State.text", "karamap.State.layers"} <= public
    assert public <= set(DOCUMENTED)


@pytest.mark.parametrize("old", sorted(MOVED))
def test_a_path_of_version_0_1_leads_to_the_module(old: str):
    assert importlib.import_module(old) is importlib.import_module(MOVED[old])


# codes of numpydoc's checks: a summary of one line that ends in a point, parameters named and
# told, in order; sections known and in order; what is returned and raised told
CHECKS = {
    "GL01", "GL05", "GL06", "GL07", "GL08", "SS01", "SS02", "SS03", "SS04", "SS06",
    "PR01", "PR02", "PR03", "PR07", "PR08", "PR09", "YD01",
}  # fmt: skip
# they open on the line of the quotes, as all here do; and say that in the summary
CHECKS -= {"GL01"}
FUNCTIONS = [
    name
    for name in DOCUMENTED
    if inspect.isfunction(inspect.unwrap(resolved(name))) or inspect.ismethod(resolved(name))
]
CLASSES = [name for name in DOCUMENTED if inspect.isclass(resolved(name))]


@pytest.mark.parametrize("name", FUNCTIONS + CLASSES)
def test_docstrings_are_whole(name: str):
    target = resolved(name)
    real = f"{target.__module__}.{target.__qualname__}"
    found = validate(real)["errors"]
    assert not [f"{code} {words}" for code, words in found if code in CHECKS]


# parameters that are places or sizes, and what must be said of them and of what is returned
UNITS = {"lon": "degrees", "lat": "degrees"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_say_units_and_errors(name: str):
    target = resolved(name)
    told = inspect.getdoc(target) or ""
    asked = inspect.signature(target).parameters
    for parameter, unit in UNITS.items():
        assert parameter not in asked or unit in told, parameter
    if name.rsplit(".", 1)[-1].endswith("km2"):
        assert "km2" in told
    raised = set(re.findall(r"raise (\w+Error)\(", inspect.getsource(target)))
    assert raised <= set(re.findall(r"^\s*(\w+Error)$", told, re.MULTILINE))


MODULES = [
    "api", "atlas.atlas", "atlas.state", "core.dates", "core.geodesy", "core.layers",
    "core.map_view", "core.permalink", "evidence.citing", "lang.names",
]  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_hold(module: str, atlas: Atlas):
    tested = importlib.import_module(f"karamap.{module}")
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    examples = [each for each in finder.find(tested) if each.examples]
    assert examples, "every module of the public interface shows an example"
    for example in examples:
        example.globs = {**vars(tested), "atlas": atlas, "date": date}
        assert runner.run(example).failed == 0


def test_the_examples_of_the_pages_hold(atlas: Atlas, monkeypatch):
    monkeypatch.setattr(Atlas, "load", classmethod(lambda _cls, _folder=None: atlas))
    example = doctest.DocTestParser().get_doctest(API, {}, "api.md", "docs/api.md", 0)
    assert len(example.examples) > 5
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_python_of_the_readme_runs(atlas: Atlas, monkeypatch):
    monkeypatch.setattr(Atlas, "load", classmethod(lambda _cls, _folder=None: atlas))
    readme = (HOME / "README.md").read_text("utf-8")
    for code in re.findall(r"```python\n(.*?)```", readme, re.DOTALL):
        names: dict[str, object] = {}
        exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own page
        assert isinstance(names["atlas"], Atlas)


# --- the house

SOURCES = [path for name in ("src", "app", "tests") for path in sorted((HOME / name).rglob("*.py"))]


def test_files_and_functions_are_short():
    for path in SOURCES:
        code = path.read_text("utf-8")
        assert path.is_relative_to(HOME / "tests") or len(code.splitlines()) <= 350, path
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 60, f"{path}: {node.name}"


# --- what the design promised under these very names


def test_the_command_line_of_the_design():
    promised = {
        "serve": {"--host", "--port", "--no-browser"},
        "at": {"--format", "--lang"},
        "who": {"--date"},
        "changes": {"--format"},
        "page": {"-o"},
        "site": {"-o"},
        "snapshot": {"-o", "--size", "--dpi", "--lang", "--theme"},
        "atlas": {"-o"},
        "animate": {"-o"},
        "export": {"-o"},
        "measure": {"--format"},
        "validate": {"--geodata"},
        "build": {"--check"},
    }
    for name, options in promised.items():
        has = {flag for option in main.commands[name].params for flag in option.opts}
        assert options <= has, name


def test_the_python_of_the_design(atlas: Atlas):
    assert all(isinstance(day, date) for day in atlas.change_dates)
    state = atlas.at("2020-11-10")
    assert state.date == date(2020, 11, 10)
    assert set(state.areas_km2) == {"azerbaijan", "armenian_forces", "contested"}
    assert state.layers["control"].crs.to_epsg() == 4326
    assert isinstance(state.text("hy"), str)
    assert atlas.control_at(46.926, 39.990, "2000") == "armenian_forces"
    assert atlas.control_at(44.51, 40.18, "2000") == "armenia"
    assert atlas.control_at(30.0, 39.0, "2000") is None
    assert all(len(span) == 3 for span in atlas.history(46.926, 39.990))
    assert isinstance(atlas.changes("2020-09-26", "2020-12-01"), Changes)
    assert "<iframe" in atlas.show()._repr_html_()
    assert "<iframe" in state.show()._repr_html_()
