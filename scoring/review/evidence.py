"""What examples and cases bear witness to: scores, and which part of them is asserted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.evaluation import Scores, evaluate
from scoring.intake import read_submissions
from scoring.model import Submissions
from scoring.plan import Leaf, Plan
from scoring.review.cases import find_cases, read_case, read_cover, ruleset_of
from scoring.review.examples import evaluate_examples, leaf_examples
from scoring.ruleset import find_ruleset

Json = Mapping[str, Any]
Flags = NDArray[np.bool_]

# What an expectation must say for a part of the result to be asserted by it.
SAYS = {
    "check": {"findings", "unchecked"},
    "veto": {"vetoes", "total", "grade", "status"},
    "adjustment": {"adjustments", "total"},
    "grade": {"grade"},
    "profile": {"profile", "total", "points", "full_marks", "indicators", "deductions"},
    "dimension": {"total", "points"},
}
_EVERY_LEAF = {"total", "deductions"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of departments: ``leaves[i]`` tells for whom indicator i is asserted.

    ``parts[kind]`` tells it of what is not an indicator, by the kinds of SAYS.
    """

    scores: Scores
    leaves: Flags
    parts: Mapping[str, Flags]


def evidence_of(plan: Plan, cases: Path) -> list[Evidence]:
    """Return what the examples of the plan's ruleset, and the cases for it, bear witness to."""
    folders = [folder for folder in find_cases(cases) if _is_for(plan, folder)]
    of_cases = (_of_case(plan, folder) for folder in folders)
    return [*_of_leaf_examples(plan), *_of_whole_examples(plan), *of_cases]


def everything(plan: Plan, submissions: Submissions) -> Evidence:
    """Return all departments of *submissions* as evidence of all there is."""
    scores, size = evaluate(plan, submissions), len(submissions)
    leaves = np.ones((len(plan.leaves), size), np.bool_)
    return Evidence(scores, leaves, dict.fromkeys(SAYS, np.ones(size, np.bool_)))


def _is_for(plan: Plan, folder: Path) -> bool:
    """Return whether a case, confirmed by a person, is for this ruleset: by name, or its file."""
    cover = read_cover(folder)
    if not cover.get("confirmed", True):
        return False
    named, ruleset = ruleset_of(folder, cover), plan.ruleset
    if isinstance(named, Path):
        return bool(ruleset.path) and named.resolve().name == Path(ruleset.path).name
    if named == f"{ruleset.id}@{ruleset.edition}":
        return True
    return named == ruleset.id and find_ruleset(named).edition == ruleset.edition


def _of_leaf_examples(plan: Plan) -> list[Evidence]:
    found = leaf_examples(plan)
    if not found:
        return []
    tried = evaluate_examples(plan, [example for _, _, example in found])
    leaves = np.zeros((len(plan.leaves), len(tried.scores)), np.bool_)
    leaves[[number for number, _, _ in found], tried.rows] = True
    parts = dict.fromkeys(SAYS, np.zeros(len(tried.scores), np.bool_))
    parts["profile"] = np.asarray(leaves.any(axis=0))
    return [Evidence(tried.scores, leaves, parts)]


def _of_whole_examples(plan: Plan) -> list[Evidence]:
    examples = plan.ruleset.examples
    if not examples:
        return []
    tried = evaluate_examples(plan, examples)
    expected: list[Json] = [{}] * len(tried.scores)
    for example, row in zip(examples, tried.rows, strict=True):
        expected[row] = example.expected
    return [_asserted(tried.scores, expected)]


def _of_case(plan: Plan, folder: Path) -> Evidence:
    case = read_case(folder)
    submissions = read_submissions(folder / case.cover["submission"], plan.ruleset)
    names = submissions.departments.tolist()
    default = case.everyone or {}
    expected = [case.departments.get(name, default) for name in names]
    return _asserted(evaluate(plan, submissions), expected)


def _asserted(scores: Scores, expected: list[Json]) -> Evidence:
    leaves = [[_tells(leaf, entry) for entry in expected] for leaf in scores.plan.leaves]
    parts = {
        kind: _flags(bool(keys & entry.keys()) for entry in expected) for kind, keys in SAYS.items()
    }
    return Evidence(scores, np.array(leaves, np.bool_), parts)


def _tells(leaf: Leaf, expected: Json) -> bool:
    """Return whether an expectation depends on what an indicator gets."""
    if _EVERY_LEAF & expected.keys():
        return True
    named = {*expected.get("points", ()), *expected.get("indicators", ())}
    named |= set(expected.get("full_marks", ()))
    return leaf.id in named or any(dimension.id in named for dimension in leaf.path)


def _flags(said: Iterable[object]) -> Flags:
    return np.array([bool(each) for each in said], np.bool_)
