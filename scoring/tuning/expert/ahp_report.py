"""The report of an analytic hierarchy process as a document: plain JSON values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scoring.model import Ruleset, Source
from scoring.tuning.expert.ahp import Options, Outcome, Verdict
from scoring.tuning.expert.corrections import Correction
from scoring.tuning.expert.priorities import (
    EIGENVECTOR,
    GEOMETRIC_MEAN,
    Priorities,
    missing_pairs,
)
from scoring.tuning.expert.scale import written
from scoring.tuning.expert.weights_report import (
    rounded,
    weighed,
)
from scoring.tuning.guards.stamp import stamp_of


def shares_of(outcomes: Sequence[Outcome], method: str) -> dict[str, dict[str, float]]:
    """Return the share of each child by family, of the families on which there is a result."""
    return {
        outcome.family.id: dict(
            zip(outcome.family.ids(), outcome.group.by(method).tolist(), strict=True)
        )
        for outcome in outcomes
        if outcome.group
    }


def ahp_report(
    ruleset: Ruleset,
    outcomes: Sequence[Outcome],
    options: Options,
    sources: Sequence[Source],
    step: Decimal | None = None,
    language: str | None = None,
    silent: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the report as plain JSON values: same input, same bytes.

    *silent* are experts who handed in a form and judged nothing.
    """
    language = language or ruleset.language
    return {
        "kind": "ahp",
        **stamp_of(ruleset, language, sources),
        "method": options.method,
        "random_index": {"name": options.table.name, "source": options.table.source},
        "limit": options.limit,
        "kept": options.keep,
        "importance": dict(options.importance),
        "silent": list(silent),
        "nodes": [_node(outcome, options) for outcome in outcomes],
        **weighed(ruleset, shares_of(outcomes, options.method), step, language),
    }


def _node(outcome: Outcome, options: Options) -> dict[str, Any]:
    family = outcome.family
    return {
        "node": family.id,
        "title": family.title,
        "children": [{"id": c.id, "title": c.title} for c in family.children],
        "experts": [_expert(verdict, options) for verdict in outcome.verdicts],
        "group": None if outcome.group is None else _priorities(outcome.group),
    }


def _expert(verdict: Verdict, options: Options) -> dict[str, Any]:
    sheet, titles = verdict.judgements, verdict.judgements.family.titles()
    return {
        "expert": sheet.expert,
        "importance": options.importance_of(sheet.expert),
        "sheet": sheet.sheet,
        "status": verdict.status,
        "missing": missing_pairs(sheet.matrix),
        **(_priorities(verdict.priorities) if verdict.priorities else _NO_PRIORITIES),
        "corrections": [_correction(step, verdict) for step in verdict.corrections],
        "unlinked": [[titles[child] for child in group] for group in verdict.unlinked],
    }


def _priorities(found: Priorities) -> dict[str, Any]:
    return {
        "lambda_max": rounded(found.lambda_max),
        "ci": rounded(found.ci),
        "ri": rounded(found.ri),
        "cr": rounded(found.cr),
        EIGENVECTOR: [rounded(share) for share in found.eigenvector],
        GEOMETRIC_MEAN: [rounded(share) for share in found.geometric_mean],
    }


_NO_PRIORITIES = dict.fromkeys(("lambda_max", "ci", "ri", "cr", EIGENVECTOR, GEOMETRIC_MEAN))


def _correction(step: Correction, verdict: Verdict) -> dict[str, Any]:
    sheet = verdict.judgements
    children = sheet.family.children
    pair = step.row, step.column
    return {
        "row": children[step.row].id,
        "column": children[step.column].id,
        "row_title": children[step.row].title,
        "column_title": children[step.column].title,
        "cell": sheet.places.get(pair) or sheet.places.get(pair[::-1], sheet.sheet),
        "given": written(step.given),
        "suggested": written(step.suggested),
        "cr": rounded(step.cr),
    }
