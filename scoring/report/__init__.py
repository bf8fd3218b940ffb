"""The report document: everything that was scored, told once; every export reads it alone."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from scoring.arguments import SCORES, chosen_language, expect
from scoring.evaluation import Scores
from scoring.explanation.findings import find
from scoring.explanation.voice import voice_for
from scoring.plan import Plan
from scoring.ranking import Ranking, by_name, rank
from scoring.report.departments import Teller
from scoring.report.figures import Json, number
from scoring.report.rules import rules_told
from scoring.report.summary import summarise

REPORT_VERSION = 1
DISTRIBUTION = "budget-performance-scoring"


def make_report(
    scores: Scores,
    ranking: Ranking | None = None,
    language: str | None = None,
    *,
    explained: bool = True,
    intervals: Json | None = None,
) -> Json:
    """Return the report of *scores*: plain JSON values, the same bytes for the same input.

    Departments stand in the order of their peer groups and ranks, the unranked last. Points are
    numbers with the declared decimals; sentences are in *language*, the ruleset's by default.
    Unless *explained*, no deduction is told: enough for tables that show none. *intervals* are
    rank intervals, by department, and how weights were drawn for them (``scoring.tuning``).
    """
    expect(scores, Scores, SCORES)
    ruleset = scores.plan.ruleset
    ranking = ranking or rank(scores)
    language = chosen_language(language, ruleset.language)
    teller = Teller(scores, ranking, find(scores), language, explained)
    sources = sorted(scores.sources, key=lambda source: source.path)
    return {
        "report_version": REPORT_VERSION,
        "engine": {"name": DISTRIBUTION, "version": engine_version()},
        "language": language,
        "ruleset": _ruleset(scores.plan),
        "rules": rules_told(voice_for(scores.plan, language, figures=True)),
        "inputs": [{"path": source.path, "sha256": source.sha256} for source in sources],
        "summary": summarise(scores, ranking),
        **({"intervals": intervals["drawn"]} if intervals else {}),
        "departments": [
            {**teller.department(row), **_interval(intervals, row)}
            for row in order_of(scores, ranking)
        ],
        "findings": teller.general_findings(),
    }


def _ruleset(plan: Plan) -> Json:
    ruleset, rounding = plan.ruleset, plan.ruleset.rounding
    return {
        **{name: getattr(ruleset, name) for name in ("id", "edition", "title", "sha256")},
        "full_marks": number(plan.full_marks, rounding.points),
        "decimals": {"points": rounding.points, "total": rounding.total},
    }


def _interval(intervals: Json | None, row: int) -> Json:
    return {"rank_interval": intervals["ranks"][row]} if intervals else {}


def order_of(scores: Scores, ranking: Ranking) -> list[int]:
    """Return the departments' rows in the order in which the report tells of them."""
    order: Any = np.lexsort((by_name(scores), ranking.ranks, ranking.groups, scores.unranked))
    return [int(row) for row in order]


def engine_version() -> str:
    """Return the version of the installed engine."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
