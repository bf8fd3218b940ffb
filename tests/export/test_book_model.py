"""The live model: a spreadsheet program that computes it anew comes to the engine's results."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from any_ruleset import departments
from books import differing, sheets_of, standing_of, weights_typed
from bureau import leaf, ruleset_of, score, submit
from hypothesis import Phase, given, settings
from programs import converted_all
from reweighed import pairs
from shipped import plan_of, shipped

import scoring
from scoring.evaluation import Scores, evaluate, override, reweigh
from scoring.export import render
from scoring.model import Override, Overrides
from scoring.plan import compile_plan
from scoring.report import make_report
from scoring.ruleset import ruleset_from
from scoring.sampling import sample

pytestmark = pytest.mark.programs


class Case(NamedTuple):
    """Scores, and other weights that an auditor types in: of nodes, and of profiles."""

    name: str
    scores: Scores
    weights: dict[str, Any]
    profiles: dict[str, Any]


# By ruleset: what it has that others have not.
SHIPPED = {
    "kunming-department@2019": "tie breakers, groups, a veto",
    "hunan-department@2017": "quotas of grades",
    "shenzhen-government@2010": "profiles",
    "mof-project-core@2021": "weights that move, profiles, rows",
}
TUNED = [name for name in SHIPPED if "rows" not in SHIPPED[name]]
DRAWN = 8


@cache
def case_of(name: str) -> Case:
    """Return a shipped ruleset with 24 departments; every third indicator weighs more or less."""
    ruleset = shipped(name)
    drawn = sample(ruleset, 24, seed=3, missing=0.05, not_applicable=0.1)
    submissions = scoring.from_records(drawn.records, ruleset)
    scores = evaluate(plan_of(name), submissions)
    weights: dict[str, Decimal] = {}
    for node in ruleset.indicators:
        weigh(node, weights)
    return Case(name, scores, weights, {})


def weigh(node: Any, weights: dict[str, Decimal]) -> Decimal:
    children = [weigh(child, weights) for child in getattr(node, "children", ())]
    moved = (Decimal(0), Decimal("1.75"), -node.weight / 2)[len(weights) % 3]
    weights[node.id] = sum(children, Decimal(0)) if children else node.weight + moved
    return weights[node.id]


def drawn(count: int, **keys: Any) -> list[Case]:
    """Return *count* rulesets of any kind, departments that report, and weights to type in."""
    found: list[Case] = []

    @settings(max_examples=count, phases=[Phase.generate], deadline=None)
    @given(pairs(**keys), departments(least=4, most=12))
    def draw(pair: Any, records: list[dict[str, Any]]) -> None:
        document, weights, profiles = pair
        plan = compile_plan(ruleset_from(document))
        scores = evaluate(plan, submit(plan.ruleset, *records))
        found.append(Case(f"any-{len(found)}", scores, weights, profiles))

    draw()
    return found[:count]


# What the model follows to the last cent: no rows, no fixed points, nothing that reads scores.
FOLLOWED = {
    "methods": ("proportional", "interpolate", "condition", "rating", "judged"),
    "adjustments": [{"id": "plus", "title": "加分", "points": "n / 3", "max": 5}],
    "vetoes": [
        {"id": "cap", "title": "封顶", "when": "done", "then": {"cap_total": 59.99}},
        {"id": "low", "title": "降等", "when": "a > 99", "then": {"grade": "良"}},
    ],
    "checks": [],
}


def fixed_points() -> Case:
    """Return indicators whose points stay when weights move, none of which is used up."""
    lost = {"method": "deduct", "limit": {"at_least": 100}, "each": 5, "points": 2, "fixed": True}
    bands = [{"range": "[80,∞)", "points": 30}, {"range": "(-∞,80)", "points": 12.5}]
    ruleset = ruleset_of(
        leaf("a", 60, lost), leaf("b", 40, {"method": "bands", "bands": bands, "fixed": True})
    )
    records = [{"a": a, "b": b} for a, b in ((100, 90), (93, 70), (81.5, 80), (74, 10))]
    weights = {"i_a": Decimal("47.5"), "i_b": Decimal("52.5")}
    return Case("fixed", score(ruleset, *records), weights, {})


def overridden() -> Case:
    """Return departments of whom one was given other points by a reviewer, who bars nobody."""
    ruleset = ruleset_of(leaf("a", 60), leaf("b", 40), policies={"missing": "unranked"})
    scores = score(ruleset, {"a": 70, "b": None}, {"a": 60, "b": 80}, {"a": None, "b": 10})
    given = Override(0, "i_b", Decimal("31.5"), "补报材料", "张三", "2020-03-01")
    scores = override(scores, Overrides((given,)))
    return Case("overridden", scores, {"i_a": Decimal(45), "i_b": Decimal(55)}, {})


def recalculated(books: dict[str, bytes], folder: Path) -> dict[str, Any]:
    """Return the sheets of *books*, by name, as LibreOffice computes them."""
    files = [folder / f"{name}.xlsx" for name in books]
    for file, book in zip(files, books.values(), strict=True):
        file.write_bytes(book)
    out = folder / "recalculated"
    out.mkdir()
    return {file.stem: sheets_of(file) for file in converted_all(files, "xlsx", out)}


def standings(report: Any) -> dict[str, dict[str, Any]]:
    """Return what the model must have of each department of *report*."""
    keys = ("rank", "grade", "total")
    return {d["department"]: {key: d[key] for key in keys} for d in report["departments"]}


def test_what_is_computed_anew_is_what_the_engine_wrote_in_every_cell(tmp_path):
    cases = [*map(case_of, SHIPPED), *drawn(DRAWN), overridden()]
    reports = {case.name: make_report(case.scores) for case in cases}
    books = {name: render(report, "xlsx") for name, report in reports.items()}

    sheets = recalculated(books, tmp_path)

    for name, report in reports.items():
        assert not differing(sheets_of(books[name]), sheets[name])[:5], name
        assert standing_of(sheets[name]) == standings(report), name


def test_other_weights_typed_in_give_what_the_engine_gives_with_them(tmp_path):
    cases = [*map(case_of, TUNED), *drawn(DRAWN, **FOLLOWED), fixed_points(), overridden()]
    reports, books = {}, {}
    for case in cases:
        book = render(make_report(case.scores), "xlsx")
        again = reweigh(case.scores, case.weights, case.profiles)
        reports[case.name] = make_report(again, explained=False)
        books[case.name] = weights_typed(book, case.weights, case.profiles)

    sheets = recalculated(books, tmp_path)

    for name, report in reports.items():
        assert standing_of(sheets[name]) == standings(report), name
