"""How many single edits to each shipped ruleset its own examples catch.

Run ``python -m tests.benchmarks.mutations [RULESET…] [--list]``. Fifty edits a ruleset, the same
in every run: a weight, a threshold (a number of a method, a parameter, a grade, a veto, an
adjustment, a tolerance, or one inside an expression) or an operator (of comparison, arithmetic
or logic, an end of a band, the better side). An edit is caught where the loader refuses it or an
example differs. One to an indicator, a value or a parameter that moves no mark, state, check, grade
or profile of a large sample, of all boundary cases, of the spoilt records and of what the examples
give counts as equivalent and is left out of the share; --list shows each, to be looked at. Of
checks, vetoes, adjustments, profiles and grades there are no boundary cases, so no edit to them is
ever called equivalent. Bounds of fields, tuning and ranking are no rules of scoring: not edited.
"""

import ast
import random
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from scoring.errors import RulesetError
from scoring.evaluation import evaluate
from scoring.export.blocks import Column, Table
from scoring.export.text import print_text
from scoring.intake import from_records
from scoring.model import Ruleset, Submissions
from scoring.plan import Plan, compile_plan
from scoring.ranking import grade
from scoring.review.boundaries import boundaries_of
from scoring.review.checking import judge_checks
from scoring.review.examples import figures_of, leaf_examples, try_examples
from scoring.review.possible import good_record, spoilt_records
from scoring.ruleset import library, read_ruleset, ruleset_from
from scoring.sampling import sample

EDITS, GOAL, DEPARTMENTS = 50, 95.0, 2000
EXPRESSIONS = {
    "value", "expression", "when", "holds", "count", "rate", "target", "floor", "at_most",
    "at_least", "points",
}  # fmt: skip
NUMBERS = {
    "target", "floor", "each", "points", "share", "at_most", "at_least", "from", "to", "otherwise",
    "beyond", "then", "cap_total", "min", "max", "tolerance", "quota",
}  # fmt: skip
NOT_RULES = {"examples", "fields", "tables", "basis", "tune", "rounding", "ranking", "in_force"}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
Path = tuple[str | int, ...]


class Edit(NamedTuple):
    """One value of a document replaced."""

    kind: str
    path: Path
    old: Any
    new: Any

    def __str__(self) -> str:
        return f"{'/'.join(map(str, self.path))}: {self.old} → {self.new}"


def edits_of(document: dict[str, Any], seed: str) -> list[Edit]:
    """Return EDITS different edits, kinds alike often, drawn by *seed*."""
    draw = random.Random(seed)  # noqa: S311
    sites: dict[str, list[Edit]] = {}
    for edit in every_edit(document):
        sites.setdefault(edit.kind, []).append(edit)
    chosen: dict[tuple[Path, Any], Edit] = {}
    while len(chosen) < min(EDITS, sum(map(len, sites.values()))):
        by_place: dict[Path, list[Edit]] = {}
        for edit in sites[draw.choice(sorted(sites))]:
            by_place.setdefault(edit.path, []).append(edit)
        edit = draw.choice(by_place[draw.choice(sorted(by_place, key=str))])
        chosen[edit.path, str(edit.new)] = edit
    return list(chosen.values())


def every_edit(document: dict[str, Any]) -> Iterator[Edit]:
    """Yield every single edit to what is a rule in *document*."""
    for path, value in values_in(document):
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        if isinstance(value, str):
            yield from text_edits(path, name, value)
        elif "weights" in path or name == "weight":
            yield from (Edit("weight", path, value, new) for new in other_numbers(value))
        elif is_threshold(path, name):
            yield from (Edit("threshold", path, value, new) for new in other_numbers(value))


def values_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for step, member in members:
        if step in NOT_RULES:
            continue
        if isinstance(member, dict | list):
            yield from values_in(member, (*path, step))
        elif not isinstance(member, bool) and isinstance(member, int | float | str):
            yield (*path, step), member


def is_threshold(path: Path, name: str) -> bool:
    is_own = path[0] in ("parameters", "grades") and name in ("value", "at_least", "quota")
    return is_own or name in NUMBERS or "between" in path


def text_edits(path: Path, name: str, text: str) -> Iterator[Edit]:
    if name == "range":
        for old, new in zip("[](<>", ("(", ")", "[", "<=", ">="), strict=True):
            if old in text:
                swapped = (
                    text.replace(f"{old}=", old) if f"{old}=" in text else text.replace(old, new)
                )
                yield Edit("operator", path, text, swapped)
        for figure in re.finditer(r"\d+(?:\.\d+)?", text):
            for new in other_numbers(float(figure[0])):
                edited = f"{text[: figure.start()]}{new:g}{text[figure.end() :]}"
                yield Edit("threshold", path, text, edited)
    elif name == "better":
        yield Edit("operator", path, text, {"higher": "lower", "lower": "higher"}[text])
    elif name in EXPRESSIONS or "between" in path:
        yield from expression_edits(path, text)


def expression_edits(path: Path, source: str) -> Iterator[Edit]:
    size = len(list(ast.walk(ast.parse(source, mode="eval"))))
    for number in range(size):
        tree = ast.parse(source, mode="eval")
        node: Any = list(ast.walk(tree))[number]
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            for new in other_numbers(node.value):
                node.value = new
                yield Edit("threshold", path, source, ast.unparse(tree))
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            node.ops[0] = SWAPS[type(node.ops[0])]()
            yield Edit("operator", path, source, ast.unparse(tree))
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
            yield Edit("operator", path, source, ast.unparse(tree))


def other_numbers(number: float) -> list[float]:
    """Return *number* a little more and less: by its last place, and by a tenth."""
    exact = Decimal(str(number)).normalize()
    place = Decimal(1).scaleb(min(int(exact.as_tuple().exponent), 0))
    others = {exact + place, exact - place, exact * Decimal("1.1"), exact * Decimal("0.9")}
    plain = {int(other) if other == int(other) else float(other) for other in others}
    return sorted(new for new in plain if new != number and (new >= 0 or number < 0))


def edited(document: dict[str, Any], edit: Edit) -> dict[str, Any]:
    copy = deepcopy(document)
    holder: Any = copy
    for step in edit.path[:-1]:
        holder = holder[step]
    holder[edit.path[-1]] = edit.new
    return copy


# --- what an edit does -------------------------------------------------------------------------


def trials_of(ruleset: Ruleset) -> Submissions:
    """Return a large sample, every boundary, every spoilt record and what the examples give."""
    plan = compile_plan(ruleset)
    drawn = sample(ruleset, DEPARTMENTS, 1, missing=0.05, not_applicable=0.05, faulty=0.01)
    records = [*drawn.records, *spoilt_records(ruleset, good_record(ruleset))]
    records += [record for each in boundaries_of(plan) for record in each.records]
    records += [figures_of(ruleset, example) for _, _, example in leaf_examples(plan)]
    records += [figures_of(ruleset, example) for example in ruleset.examples]
    named = [{**r, "department": f"{i}", "department_code": f"{i}"} for i, r in enumerate(records)]
    return from_records(named, ruleset)


def results_of(plan: Plan, submissions: Submissions) -> list[Any]:
    scores = evaluate(plan, submissions)
    judged = judge_checks(scores)
    return [
        scores.points, scores.states, scores.totals, scores.unranked, scores.adjustments,
        scores.vetoes, scores.profiles, scores.marks[scores.patterns], grade(scores),
        judged.failed, judged.unchecked,
    ]  # fmt: skip


def outcome(ruleset: Ruleset, edit: Edit, submissions: Submissions, before: list[Any]) -> str:
    """Return how one edit fares: refused, caught, equivalent or missed."""
    try:
        plan = compile_plan(ruleset_from(edited(dict(ruleset.document), edit)))
    except RulesetError:
        return "refused"
    if any(trial.differences for trial in try_examples(plan)):
        return "caught"
    if edit.path[0] not in ("indicators", "values", "parameters"):
        return "missed"
    after = results_of(plan, submissions)
    same = all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    return "equivalent" if same else "missed"


def main(arguments: list[str]) -> None:
    names = [name for name in arguments if name != "--list"]
    names = names or [f"{edition.id}@{edition.edition}" for edition in library()]
    rows, listed = [], []
    for name in names:
        ruleset = read_ruleset(name)
        submissions = trials_of(ruleset)
        before = results_of(compile_plan(ruleset), submissions)
        counts = dict.fromkeys(("refused", "caught", "equivalent", "missed"), 0)
        for edit in edits_of(dict(ruleset.document), name):
            told = outcome(ruleset, edit, submissions, before)
            counts[told] += 1
            listed += [f"{name} {told}: {edit}"] if told in ("missed", "equivalent") else []
        real = sum(counts.values()) - counts["equivalent"]
        share = 100 * (counts["refused"] + counts["caught"]) / real
        verdict = "yes" if share >= GOAL else "no"
        rows.append((name, *map(str, counts.values()), f"{share:.1f}%", verdict))
    titles = ("Ruleset", "Refused", "Caught", "Equivalent", "Missed", "Share", f"≥ {GOAL:g} %")
    columns = tuple(Column(title, right=place > 0) for place, title in enumerate(titles))
    print(print_text([Table(columns, tuple(rows))], 100))
    if "--list" in arguments:
        print("\n".join(listed))


if __name__ == "__main__":
    main(sys.argv[1:])
