"""Scores departments' budget performance from declarative rulesets and explains every lost point.

The verbs, in the order of the work::

    ruleset = scoring.read_ruleset("kunming-department@2019")
    submissions = scoring.read_submissions("报送数据.xlsx", ruleset)
    scores = scoring.evaluate(scoring.compile_plan(ruleset), submissions)
    print(scoring.render(scoring.make_report(scores), "text"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.errors import ScoringError
    from scoring.evaluation import evaluate, override, reweigh
    from scoring.explanation import explain
    from scoring.export import render
    from scoring.intake import from_frame, from_records, read_submissions
    from scoring.model import Submissions
    from scoring.overrides import read_overrides
    from scoring.plan import compile_plan
    from scoring.ranking import rank
    from scoring.report import make_report
    from scoring.ruleset import read_ruleset, ruleset_from

__all__ = [
    "ScoringError",
    "Submissions",
    "compile_plan",
    "evaluate",
    "explain",
    "from_frame",
    "from_records",
    "make_report",
    "override",
    "rank",
    "read_overrides",
    "read_ruleset",
    "read_submissions",
    "render",
    "reweigh",
    "ruleset_from",
]

# Where each verb lives: imported when first used, so that `scoring --help` is instant.
_HOMES = {
    "ScoringError": "scoring.errors",
    "Submissions": "scoring.intake",
    "compile_plan": "scoring.plan",
    "evaluate": "scoring.evaluation",
    "explain": "scoring.explanation",
    "from_frame": "scoring.intake",
    "from_records": "scoring.intake",
    "make_report": "scoring.report",
    "override": "scoring.evaluation",
    "rank": "scoring.ranking",
    "read_overrides": "scoring.overrides",
    "read_ruleset": "scoring.ruleset",
    "read_submissions": "scoring.intake",
    "render": "scoring.export",
    "reweigh": "scoring.evaluation",
    "ruleset_from": "scoring.ruleset",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'scoring' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
