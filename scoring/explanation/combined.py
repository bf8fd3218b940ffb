"""Lost marks of dimensions that are not the sum of their parts, and stand for them in the total."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from scoring.explanation.deduction import Deduction
from scoring.expression.scopes import nodes_of
from scoring.methods import Loss
from scoring.model import Dimension
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.explanation.explainer import Explainer


def combined_deductions(explainer: "Explainer") -> Iterator[Deduction]:
    """Yield what was lost on such dimensions, once the indicators below them were told."""
    for dimension in explainer.plan.dimensions:
        if dimension.aggregate != "sum":
            lost = explainer.lost[explainer.plan.numbers[dimension.id]]
            for row in np.flatnonzero(lost > 0).tolist():
                yield _deduction(explainer, dimension, row)


def _deduction(explainer: "Explainer", dimension: Dimension, row: int) -> Deduction:
    number = explainer.plan.numbers[dimension.id]
    marks = int(explainer.lost[number, row])
    points = _points(explainer, dimension, row)
    chosen = (max if dimension.aggregate in ("best", "pool") else min)(
        points, key=points.__getitem__
    )
    alone = dimension.aggregate in ("best", "worst")
    causes = _told_below(explainer, chosen if alone else dimension.id, row)
    told = {
        "title": dimension.title,
        "chosen": explainer.node_titles[chosen],
        "points": explainer.points(points[chosen]),
        "sum": explainer.points(sum(points.values())),
        "full": explainer.points(int(explainer.full_marks[number, row])),
        "why": [_WHY(reason=cause.reason) for cause in causes],
    }
    return Deduction(
        department=explainer.start + row,
        indicator=dimension.id,
        points=explainer.points(marks),
        reason=explainer.with_points(Loss(_AGGREGATES[dimension.aggregate](**told)), marks),
        remedy=dimension.remedy or "".join(dict.fromkeys(cause.remedy for cause in causes)),
        basis=explainer.basis(dimension.basis) or "；".join(_named(c.basis for c in causes)),
        cells=tuple(dict.fromkeys(cell for cause in causes for cell in cause.cells)),
        inputs=tuple({given.field: given for cause in causes for given in cause.inputs}.values()),
        counted=number in explainer.plan.counted,
    )


def _points(explainer: "Explainer", dimension: Dimension, row: int) -> dict[str, int]:
    """Return what each part that applies got."""
    return {
        child.id: int(
            explainer.scores.points[explainer.plan.numbers[child.id], explainer.start + row]
        )
        for child in dimension.children
        if _full(explainer, child.id, row)
    }


def _full(explainer: "Explainer", name: str, row: int) -> int:
    return int(explainer.full_marks[explainer.plan.numbers[name], row])


def _told_below(explainer: "Explainer", name: str, row: int) -> list[Deduction]:
    """Return the deductions of the indicator *name*, or of all below the dimension *name*."""
    nodes = {node.id: node for node in nodes_of(explainer.plan.ruleset.indicators)}
    below = nodes_of([nodes[name]])
    return [told for node in below for told in explainer.told.get((row, node.id), [])]


def _named(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


_WHY = Phrase("（{reason}）", " ({reason})")
_AGGREGATES = {
    "best": Phrase(
        "{title}择优计分，取「{chosen}」得 {points} 分{why}",
        '{title} takes the best of its parts, "{chosen}" with {points}{why}',
    ),
    "worst": Phrase(
        "{title}按最弱项计分，取「{chosen}」得 {points} 分{why}",
        '{title} takes the weakest of its parts, "{chosen}" with {points}{why}',
    ),
    "pool": Phrase(
        "{title}各项合计 {sum} 分，未达到封顶的 {full} 分",
        "{title}: its parts add up to {sum}, short of {full}",
    ),
    "geometric_mean": Phrase(
        "{title}按各项得分率的几何平均计分，最低为「{chosen}」得 {points} 分",
        '{title} is the geometric mean of its parts, the weakest "{chosen}" with {points}',
    ),
}
