"""What is told of an indicator that a reviewer overrode: both marks, and why they differ."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from scoring.evaluation import Scores
from scoring.explanation.deduction import Deduction
from scoring.methods import Loss
from scoring.model import Override
from scoring.plan import Leaf
from scoring.words import Message, Phrase

if TYPE_CHECKING:
    from scoring.explanation.explainer import Explainer


def overruled(
    explainer: "Explainer", leaf: Leaf, row: int, override: Override, by_rule: Sequence[Deduction]
) -> Deduction:
    """Return what was lost by a reviewer's decision; *by_rule* is what the rule would take."""
    number = explainer.plan.numbers[leaf.id]
    lost = int(explainer.lost[number, row])
    inputs = explainer.inputs(leaf, row)
    said = _OVERRULED(
        rule=explainer.points(explainer.scores.by_rule.points[number, explainer.start + row]),
        why=_WHY(reasons=[deduction.reason for deduction in by_rule]) if by_rule else "",
        points=explainer.points(explainer.scores.points[number, explainer.start + row]),
        decision=decision_of(override),
    )
    indicator = leaf.indicator
    return Deduction(
        department=explainer.start + row,
        indicator=leaf.id,
        points=explainer.points(lost),
        reason=explainer.with_points(Loss(said), lost),
        remedy=indicator.remedy,
        basis=explainer.basis(indicator.basis),
        cells=(*override.cells, *(given.cell for given in inputs if given.cell)),
        inputs=inputs,
        counted=explainer.is_counted(leaf),
    )


def overrides_in(scores: Scores, rows: slice) -> dict[str, dict[int, Override]]:
    """Return the overrides of the departments in *rows*, by indicator and row of those."""
    found: dict[str, dict[int, Override]] = {}
    for entry in scores.overridden.overrides.entries if scores.overridden else ():
        if rows.start <= entry.department < rows.stop:
            found.setdefault(entry.indicator, {})[entry.department - rows.start] = entry
    return found


def decision_of(override: Override) -> Message:
    """Return a reviewer's reason, name and date."""
    return _DECISION(
        reason=override.reason.rstrip("。.；; "),
        reviewer=override.reviewer,
        date=date.fromisoformat(override.date),
    )


_OVERRULED = Phrase(
    "规则得分 {rule} 分{why}，经复核得 {points} 分（{decision}）",
    "{rule} by the rule{why}, {points} by a reviewer ({decision})",
)
_WHY = Phrase("（{reasons}）", " ({reasons})")
_DECISION = Phrase(
    "理由：{reason}；复核人：{reviewer}；{date}", "reason: {reason}; reviewer: {reviewer}; {date}"
)
SETTLED = Phrase("{note}；已经复核，按复核得分计", "{note}; settled by a reviewer's points")
