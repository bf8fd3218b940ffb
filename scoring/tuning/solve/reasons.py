"""Why no weights were found, and what keeps weights from moving as one might think."""

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.tuning.exact.extremes import greatest
from scoring.tuning.exact.forms import Forms
from scoring.tuning.exact.rivals import difference
from scoring.tuning.exact.told import what_stays
from scoring.tuning.solve.search import Found, surely_have
from scoring.tuning.solve.targets import AtLeast, Before, Most, Target, told
from scoring.tuning.units import Units
from scoring.words import Message, Phrase


def points_of(forms: Forms, marks: float) -> float:
    """Return *marks* in points."""
    return round(marks / 10.0**forms.scores.plan.ruleset.rounding.points, 6)


def notes_on(forms: Forms, targets: Sequence[Target]) -> Iterator[Message]:
    """Yield what does not move, though bounds let it, and what targets mean beyond their words."""
    yield from what_stays(forms.units)
    yield from _shares(forms.units)
    yield from _across(forms, targets)


def _shares(units: Units) -> Iterator[Message]:
    """Yield which dimensions stay, as their parts are written as shares."""
    titles = [node.title for node in units.plan.dimensions if node.relative]
    if titles:
        yield _KEPT(titles=titles)


def _across(forms: Forms, targets: Sequence[Target]) -> Iterator[Message]:
    """Yield which targets are about totals, as the two are not ranked together."""
    for target in targets:
        if isinstance(target, Before):
            two = [target.ahead, target.behind]
            if len({*forms.groups[two]}) > 1 or forms.scores.unranked[two].any():
                yield _ACROSS(one=target.names[0], other=target.names[1])


def reason_of(forms: Forms, found: Found, targets: Sequence[Target], language: str) -> str | None:
    """Return in a sentence why no weights were found."""
    if found.weights is not None:
        return None
    if found.followed:
        names = [told(targets[n]) for n in found.conflict or range(len(targets))]
        return _UNKNOWN(targets=names).say(language)
    if not found.conflict:
        return _NOT_AT_STEPS().say(language)
    if len(found.conflict) > 1:
        names = [told(targets[number]) for number in found.conflict]
        return (_CONFLICT if found.sure else _UNROUNDED)(targets=names).say(language)
    (only,) = found.conflict
    if not found.sure:
        return _BY_ROUNDING(target=told(targets[only])).say(language)
    return _ALONE(target=told(targets[only]), why=_why(forms, targets[only])).say(language)


def _why(forms: Forms, target: Target) -> Message:
    """Return what keeps one target alone from being met."""
    if isinstance(target, Most) and (count := surely_have(forms, target)) > target.count:
        return _SURE(count=count)
    if isinstance(target, AtLeast):
        most = points_of(forms, float(forms.high[target.row]))
        return _NO_MORE(points=f"{most:.2f}") if most < target.points else _BOUNDS()
    if not isinstance(target, Before) or forms.bracketed[[target.ahead, target.behind]].any():
        return _BOUNDS()
    gains, added = difference(forms, target.behind, np.array([target.ahead]))
    names = {"ahead": target.names[0], "behind": target.names[1]}
    if (gains <= 0).all() and (added <= 0).all():
        return _DOMINATED(**names)
    lead = greatest(forms.units, forms.units.limits, gains)[0] + added[0]
    return _SHORT(**names, points=f"{points_of(forms, max(-float(lead), 0)):.2f}")


_KEPT = Phrase(
    "{titles}的下级权重按比例写，本级权重不动，只在下级之间调整",
    "the parts of {titles} are written as shares: it keeps its weight, they move within it",
)
_NOT_AT_STEPS = Phrase(
    "按未取整的得分可以达到，但在此步长上没有找到四舍五入后仍达到的权重；"
    "可用 --step 改小步长，评分规则设有步长（tune.step）的，须改评分规则",
    "before rounding the targets can be met, but on these steps no weights were found that meet "
    "them as published: try a smaller --step; steps that the ruleset sets (tune.step) bind too",
)
_BY_ROUNDING = Phrase(
    "没有找到权重：按未取整的得分做不到：{target}；所差不超过四舍五入的幅度",
    "no weights were found: before rounding this is missed, by no more than rounding moves: "
    "{target}",
)
_CONFLICT = Phrase(
    "这些目标互相矛盾，去掉其中任何一个，其余即可同时达到：{targets}",
    "these targets contradict each other; with any one of them left out the others can be met: "
    "{targets}",
)
_UNKNOWN = Phrase(
    "没有找到达到目标的权重，也未能证明做不到：{targets}",
    "no weights were found that meet the targets, nor was it proved that there are none: {targets}",
)
_UNROUNDED = Phrase(
    "按未取整的得分，这些目标互相矛盾，去掉其中任何一个，其余即可同时达到：{targets}",
    "before rounding these targets contradict each other; with any one of them left out the others "
    "can be met: {targets}",
)
_ALONE = Phrase("做不到：{target}。{why}", "cannot be met: {target}. {why}")
_BOUNDS = Phrase("在允许的权重范围内达不到", "No weights within the bounds do")
_NO_MORE = Phrase(
    "在允许的权重范围内，其总分不超过 {points} 分", "Within the bounds it totals {points} at most"
)
_SURE = Phrase(
    "至少 {count} 个部门在允许的任何权重下都达到该等级",
    "At least {count} departments get it under any weights within the bounds",
)
_ACROSS = Phrase(
    "「{one}」与「{other}」不在一起排名（不在同一组，或未参加排名），先后按总分比较",
    '"{one}" and "{other}" are not ranked together: their totals are compared',
)
_DOMINATED = Phrase(
    "「{ahead}」没有一项指标的得分率高于「{behind}」，任何权重都不能使它在前",
    '"{ahead}" has no better rate than "{behind}" in any indicator: no weights put it ahead',
)
_SHORT = Phrase(
    "在允许的权重范围内，「{ahead}」最多追到比「{behind}」低 {points} 分",
    'within the bounds "{ahead}" comes no nearer to "{behind}" than {points} points behind',
)
