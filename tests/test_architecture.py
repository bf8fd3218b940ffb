"""The house as drawn: imports go down, each outside package has one door, rooms stay small."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scoring"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the top down; rooms on one floor may not import each other. A new room needs a floor.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"__init__"},
    {"tuning"},
    {"review"},
    {"sampling", "selfscores", "template"},
    {"export", "report_schema"},
    {"report"},
    {"explanation"},
    {"ranking", "overrides"},
    {"evaluation"},
    {"plan"},
    {"ruleset", "intake", "checks", "weights"},
    {"methods"},
    {"expression"},
    {"places"},
    {"model"},
    {"errors", "points"},
    {"bare_text", "names", "words", "workbooks"},
]
LEVEL = {room: len(FLOORS) - height for height, rooms in enumerate(FLOORS) for room in rooms}

DOORS = {
    "altair": "export",
    "click": "cli",
    "docx": "export",
    "docxtpl": "export",
    "jinja2": "export",
    "json_source_map": "ruleset",
    "jsonschema": "ruleset",
    "lxml": "export",
    "pandas": "evaluation",
    "pyarrow": "intake",
    "python_calamine": "intake",
    "referencing": "ruleset",
    "scipy": "tuning",
    "simpleeval": "expression",
    "tabulate": "export",
    "vl_convert": "export",
    "xlsxwriter": "workbooks",
}


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def id_of(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_every_room_has_a_floor(module):
    assert room_of(module) in LEVEL


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_imports_go_down_only(module):
    room = room_of(module)
    imported = {name.split(".")[1] for name in imports_of(module) if name.startswith("scoring.")}
    upward = {other for other in imported if other != room and LEVEL[other] >= LEVEL[room]}

    assert not upward


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_each_outside_package_has_one_door(module):
    packages = {name.split(".")[0] for name in imports_of(module)}
    elsewhere = {name for name in packages & set(DOORS) if DOORS[name] != room_of(module)}

    assert not elsewhere


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_modules_stay_readable(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_functions_stay_short(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    long = [f.name for f in functions if f.end_lineno - f.lineno >= 40]

    assert not long


@pytest.mark.parametrize("module", MODULES, ids=id_of)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_files_of_tests_have_names_of_their_own():
    """They are imported by their names alone, so that one would hide the other."""
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "benchmarks" not in path.parts]
    names = Counter(path.name for path in tests)

    assert [name for name, count in names.items() if count > 1 and name != "conftest.py"] == []
