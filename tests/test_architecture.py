"""The house as drawn: imports go down, each outside package has one door, rooms stay small."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
    {"arguments", "json_slips"},
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


ROOMS = {
    str(m.relative_to(PACKAGE)): m.relative_to(PACKAGE).with_suffix("").parts[0] for m in MODULES
}


@cache
def trees() -> dict[str, ast.Module]:
    return {module: ast.parse((PACKAGE / module).read_text("utf-8")) for module in ROOMS}


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield every statement below *node*; walking all expressions would take ten times as long."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, part, ()):
            yield child
            yield from statements(child)


@cache
def nodes() -> list[tuple[str, ast.stmt]]:
    return [(module, node) for module, tree in trees().items() for node in statements(tree)]


def imports() -> Iterator[tuple[str, str]]:
    """Yield every module with the name of each module that it imports."""
    for module, node in nodes():
        if isinstance(node, ast.Import):
            yield from ((module, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield module, node.module or ""


def test_every_room_has_a_floor():
    assert set(ROOMS.values()) == set(LEVEL)


def test_imports_go_down_only():
    own = [(module, name) for module, name in imports() if name.startswith("scoring.")]
    upward = [
        f"{module} imports {name}"
        for module, name in own
        if (other := name.split(".")[1]) != ROOMS[module] and LEVEL[other] >= LEVEL[ROOMS[module]]
    ]

    assert upward == []


def test_each_outside_package_has_one_door():
    elsewhere = [
        f"{module} imports {name}"
        for module, name in imports()
        if DOORS.get(name.split(".")[0], ROOMS[module]) != ROOMS[module]
    ]

    assert elsewhere == []


def test_every_door_is_used():
    assert set(DOORS) <= {name.split(".")[0] for _, name in imports()}


def test_modules_stay_readable():
    lines = {module: len((PACKAGE / module).read_text("utf-8").splitlines()) for module in ROOMS}

    assert {module: count for module, count in lines.items() if count > 300} == {}


def test_functions_stay_short():
    functions = [(m, node) for m, node in nodes() if isinstance(node, ast.FunctionDef)]

    assert [f"{m}: {f.name}" for m, f in functions if f.end_lineno - f.lineno >= 40] == []


def test_every_module_says_what_it_is_for():
    assert [module for module, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_files_of_tests_have_names_of_their_own():
    """They are imported by their names alone, so that one would hide the other."""
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "benchmarks" not in path.parts]
    names = Counter(path.name for path in tests)

    assert [name for name, count in names.items() if count > 1 and name != "conftest.py"] == []
