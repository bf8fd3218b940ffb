"""Small rulesets and what departments submit, for the tests of the engine."""

from functools import cache
from typing import Any

import numpy as np

from scoring.evaluation import Scores, evaluate
from scoring.evaluation.frames import frame_of, spread
from scoring.explanation import explain
from scoring.expression import columns_of, compile_expression
from scoring.expression.scopes import scored_scope
from scoring.model import Column, Field, Origin, Rows, Ruleset, State, Submissions
from scoring.plan import Plan, compile_plan
from scoring.ruleset import ruleset_from

NOT_APPLICABLE = State.NOT_APPLICABLE
INVALID = State.INVALID
UNDEFINED = State.UNDEFINED

TEXT = np.dtypes.StringDType()
TYPES = {
    "number": ("a", "b", "c", "d", "n", "limit"),
    "boolean": ("ok", "done", "skip"),
    "choice": ("level",),
    "text": ("note",),
    "date": ("day", "due"),
}
COVER = {
    "language_version": 1,
    "id": "t",
    "edition": "1",
    "title": "T",
    "full_marks": 100,
    "fields": {
        name: {
            "title": name,
            "type": kind,
            **({"choices": ["好", "中", "差"]} if name == "level" else {}),
        }
        for kind, names in TYPES.items()
        for name in names
    },
    "tables": {
        "tasks": {
            "title": "任务",
            "fields": {
                "planned": {"title": "计划数", "type": "number"},
                "finished": {"title": "完成数", "type": "number"},
                "passed": {"title": "验收", "type": "boolean"},
                "name": {"title": "名称", "type": "text"},
                "weight": {"title": "权重", "type": "number"},
            },
        }
    },
}
DTYPES: dict[str, Any] = {"boolean": np.bool_, "text": TEXT, "choice": TEXT}
BLANKS: dict[str, Any] = {"boolean": False, "text": "", "choice": ""}


def ruleset_of(*indicators: Any, **keys: Any) -> Ruleset:
    """Return a ruleset of *indicators* (as in JSON) over the fields of TYPES, and other *keys*."""
    return ruleset_from({**COVER, "indicators": list(indicators), **keys})


def leaf(name: str, weight: float, score: Any = None, **keys: Any) -> dict[str, Any]:
    """Return an indicator: by default it earns its value, in percent of full marks."""
    score = score or {"method": "formula", "rate": "value / 100"}
    value = {"value": name} if score["method"] in VALUED and "value" not in keys else {}
    return {"id": f"i_{name}", "title": name, "weight": weight, "score": score, **value, **keys}


VALUED = ("proportional", "deduct", "bands", "interpolate", "relative", "formula")


def submit(ruleset: Ruleset, *records: dict[str, Any]) -> Submissions:
    """Return *records* as read: None and absent are missing, a State is that state."""
    names = [record.get("department", f"部门{i}") for i, record in enumerate(records, start=1)]
    fields = dict(ruleset.fields)
    built_in = {name for r in records for name in ("department_code", "peer_group") if name in r}
    fields |= {name: Field(name, name, "text") for name in built_in}
    columns = {
        name: column_of(field, [r.get(name) for r in records]) for name, field in fields.items()
    }
    columns["department"] = Column(np.array(names, dtype=TEXT))
    owns = {name for record in records for name in record.get("self_scores", {})}
    own = {
        name: column_of(
            Field(name, name, "number"), [r.get("self_scores", {}).get(name) for r in records]
        )
        for name in owns
    }
    tables = {
        name: rows_of(t.fields, [r.get(name) for r in records])
        for name, t in ruleset.tables.items()
    }
    return Submissions(np.array(names, dtype=TEXT), columns, tables, own, origin_of(len(records)))


def column_of(field: Field, values: list[Any]) -> Column:
    states = np.array([state_of(value) for value in values], dtype=np.uint8)
    blank = BLANKS.get(field.type, np.nan)
    plain = [blank if state else value for value, state in zip(values, states, strict=True)]
    column = np.array(plain, dtype=DTYPES.get(field.type, np.float64))
    return Column(column, states if states.any() else None)


def state_of(value: Any) -> State:
    if value is None:
        return State.MISSING
    return value if isinstance(value, State) else State.PRESENT


def rows_of(fields: Any, given: list[Any]) -> Rows:
    """Return the rows of one table, *given* as a list, None or a State by each department."""
    lists = [entry if isinstance(entry, list) else [] for entry in given]
    states = [State.PRESENT if isinstance(entry, list) else state_of(entry) for entry in given]
    rows = [row for entry in lists for row in entry]
    columns = {
        name: column_of(field, [row.get(name) for row in rows]) for name, field in fields.items()
    }
    offsets = np.cumsum([0, *map(len, lists)])
    return Rows(columns, offsets, np.array(states, dtype=np.uint8), origin_of(len(rows)))


def origin_of(size: int) -> Origin:
    columns = {(0, name): "B" for names in TYPES.values() for name in names}
    lines = np.arange(2, size + 2, dtype=np.int64)
    return Origin(("a.csv",), np.zeros(size, np.int32), lines, columns)


def score(ruleset: Ruleset, *records: dict[str, Any]) -> Scores:
    """Return what the departments of *records* get."""
    return evaluate(compile_plan(ruleset), submit(ruleset, *records))


def points(scores: Scores, name: str) -> list[float]:
    """Return what each department got on a node."""
    unit = 10**scores.plan.ruleset.rounding.points
    return [int(p) / unit for p in scores.points[scores.plan.numbers[name]]]


def full_marks(scores: Scores, name: str) -> list[float]:
    """Return each department's full marks of a node."""
    unit = 10**scores.plan.ruleset.rounding.points
    return [int(p) / unit for p in scores.marks[scores.patterns, scores.plan.numbers[name]]]


def totals(scores: Scores) -> list[float]:
    unit = 10**scores.plan.ruleset.rounding.total
    return [int(p) / unit for p in scores.totals]


def answers(source: str, *records: dict[str, Any]) -> list[Any]:
    """Return what an expression gives for each of *records*: a value, or the State of none."""
    return answers_of(source, submit(plain_plan().ruleset, *records))


def answers_of(source: str, submissions: Submissions) -> list[Any]:
    plan, size = plain_plan(), len(submissions)
    half = Column(np.full(size, 0.5))
    frame = frame_of(plan, submissions, slice(0, size), lambda *_: half)
    with np.errstate(all="ignore"):
        column = columns_of(frame)(compile_expression(source, scored_scope(plan.ruleset)))
    values, states = spread(column, size)
    known = np.zeros(size) if states is None else states
    return [State(s) if s else v for v, s in zip(values.tolist(), known.tolist(), strict=True)]


@cache
def plain_plan() -> Plan:
    return compile_plan(ruleset_of(leaf("a", 100)))


def judge(spec: dict[str, Any], *records: Any, weight: float = 20, **keys: Any) -> list[Any]:
    """Return the rate that a method gives each of *records* (or values of a), or its State."""
    scores = score(
        ruleset_of(leaf("a", weight, spec, **keys), full_marks=weight), *map(as_record, records)
    )
    pairs = zip(scores.rates[0].tolist(), scores.states[0].tolist(), strict=True)
    return [State(state) if state else rate for rate, state in pairs]


def reasons(
    spec: dict[str, Any], *records: Any, language: str = "zh-CN", weight: float = 20, **keys: Any
) -> list[str]:
    """Return every sentence on what the last of *records* lost."""
    ruleset = ruleset_of(
        leaf("a", weight, spec, **{"title": "预算完成率", **keys}), full_marks=weight
    )
    scores = score(ruleset, *map(as_record, records))
    last = slice(len(records) - 1, len(records))
    return [deduction.reason for deduction in explain(scores, last, language)]


def as_record(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {"a": given}
