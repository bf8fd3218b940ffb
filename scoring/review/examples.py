"""The examples inside a ruleset, tried all at once: each is a department with peers of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np

from scoring.evaluation import Scores, evaluate
from scoring.evaluation.judging import peer_groups
from scoring.explanation import explain, explain_states
from scoring.explanation.findings import find
from scoring.intake import from_records
from scoring.model import Column, Example, Ruleset, State, Submissions, WholeExample
from scoring.plan import Leaf, Plan
from scoring.ranking import rank
from scoring.report.departments import Teller
from scoring.report.figures import number, status_of
from scoring.review.checking import judge_checks
from scoring.review.trial import Difference, Trial, compare_indicator
from scoring.review.whole import compare_whole

Json = Mapping[str, Any]
_OWN_GROUP = "#example"  # a column beside what was submitted, which no field can be named like


@dataclass(frozen=True, slots=True)
class Tried:
    """Scores of examples; the first of the departments of example i stands in ``rows[i]``."""

    scores: Scores
    rows: Sequence[int]


def try_examples(plan: Plan) -> list[Trial]:
    """Return how every example of the plan's ruleset came out, in the order written."""
    return [*_try_leaves(plan), *_try_wholes(plan)]


def leaf_examples(plan: Plan) -> list[tuple[int, Leaf, Example]]:
    """Return the examples of all indicators, each with the indicator and its number."""
    leaves = enumerate(plan.leaves)
    return [(n, leaf, example) for n, leaf in leaves for example in leaf.indicator.examples]


def evaluate_examples(plan: Plan, examples: Sequence[Example | WholeExample]) -> Tried:
    """Score *examples*, each with its peers as a group apart from all others."""
    records: list[Json] = []
    owners: list[int] = []
    for owner, example in enumerate(examples):
        own = figures_of(plan.ruleset, example)
        within = plan.ruleset.ranking.within
        shared = {within: own[within]} if within in own else {}
        records += [own, *({**shared, **peer} for peer in example.peers)]
        owners += [owner] * (1 + len(example.peers))
    rows = np.searchsorted(owners, range(len(examples))).tolist()
    return Tried(evaluate(*_apart(plan, _submit(records, plan.ruleset), owners)), rows)


def figures_of(ruleset: Ruleset, example: Example | WholeExample) -> dict[str, Any]:
    """Return what an example gives, over what the example it is like gives."""
    base = next((whole for whole in ruleset.examples if whole.id == example.like), None)
    return {**(figures_of(ruleset, base) if base else {}), **example.given}


def _submit(records: Sequence[Json], ruleset: Ruleset) -> Submissions:
    """Return *records* as read, whatever departments and codes they give: none is another's."""
    strange = [
        {**record, "department": f"{i}", "department_code": f"{i}"}
        for i, record in enumerate(records)
    ]
    read = from_records(strange, ruleset)
    names = [str(record.get("department") or _DEPARTMENT) for record in records]
    codes = [str(record.get("department_code") or "") for record in records]
    given = {"department": _texts(names), "department_code": _texts(codes)}
    columns = {**read.columns, **given}
    return replace(read, departments=given["department"].values, columns=columns)


def _texts(values: Sequence[str]) -> Column:
    texts = np.array(values, dtype=np.dtypes.StringDType())
    absent = (texts == "").astype(np.uint8)
    return Column(texts, absent if absent.any() else None)


def _apart(plan: Plan, read: Submissions, owners: Sequence[int]) -> tuple[Plan, Submissions]:
    """Return plan and submissions in which only departments of one example are peers."""
    groups = peer_groups(plan, read)
    pairs = np.array(owners, dtype=np.float64) * (groups.max(initial=0) + 1) + groups
    ranking = replace(plan.ruleset.ranking, within=_OWN_GROUP)
    columns = {**read.columns, _OWN_GROUP: Column(pairs)}
    ruleset = replace(plan.ruleset, ranking=ranking)
    return replace(plan, ruleset=ruleset), replace(read, columns=columns)


# --- examples of one indicator ----------------------------------------------------------------


def _try_leaves(plan: Plan) -> Iterator[Trial]:
    found = leaf_examples(plan)
    if not found:
        return
    tried = evaluate_examples(plan, [example for _, _, example in found])
    named = zip(found, tried.rows, strict=True)
    for leaf_number, together in groupby(named, key=lambda entry: entry[0][0]):
        listed = list(together)
        told = tell_indicator(tried.scores, leaf_number, [row for _, row in listed])
        for count, (((_, leaf, example), _), entry) in enumerate(zip(listed, told, strict=True), 1):
            differences = tuple(compare_indicator(expected_of(example), entry))
            yield _trial(plan.ruleset, f"{leaf.id} {count}", example.title, differences)


def expected_of(example: Example) -> Json:
    """Return what an example says of its indicator, by the keys of the report."""
    expected: dict[str, Any] = {"reason": example.reason}
    given = {
        "points": example.points,
        "full_marks": example.full_marks,
        "status": example.status or None,
    }
    return expected | {key: value for key, value in given.items() if value is not None}


def tell_indicator(scores: Scores, leaf_number: int, rows: Sequence[int]) -> list[Json]:
    """Return what the report would say of one indicator, for the departments in *rows*."""
    leaf, decimals = scores.plan.leaves[leaf_number], scores.plan.ruleset.rounding.points
    within = slice(min(rows), max(rows) + 1)
    lost: dict[int, list[Json]] = {row: [] for row in range(within.start, within.stop)}
    for deduction in explain(scores, within, only=leaf.id):
        entry = {"points": float(deduction.points), "reason": deduction.reason}
        lost[deduction.department].append(entry)
    notes = explain_states(scores, within, only=leaf.id)
    full_marks = scores.marks[scores.patterns, leaf_number]
    return [
        {
            "title": leaf.indicator.title,
            "points": number(int(scores.points[leaf_number, row]), decimals),
            "full_marks": number(int(full_marks[row]), decimals),
            "status": status_of(State(int(scores.states[leaf_number, row])), full_marks[row]),
            "note": notes.get((row, leaf.id)),
            "deductions": lost[row],
        }
        for row in rows
    ]


# --- examples of the whole ----------------------------------------------------------------------


def _try_wholes(plan: Plan) -> Iterator[Trial]:
    examples = plan.ruleset.examples
    if not examples:
        return
    tried = evaluate_examples(plan, examples)
    scores, judged = tried.scores, judge_checks(tried.scores)
    teller = Teller(scores, rank(scores), find(scores), plan.ruleset.language, explained=False)
    for example, row in zip(examples, tried.rows, strict=True):
        differences = compare_whole(example.expected, teller.department(row), judged, row)
        yield _trial(plan.ruleset, example.id, example.title, tuple(differences))


def _trial(ruleset: Ruleset, name: str, title: str, differences: tuple[Difference, ...]) -> Trial:
    return Trial(f"{ruleset.id}@{ruleset.edition}", name, title, differences)


_DEPARTMENT = "算例"
