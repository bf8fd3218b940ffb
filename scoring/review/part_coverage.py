"""What can happen beside the indicators: dimensions, checks, what is on top, grades, profiles."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from scoring.model import Dimension
from scoring.review.checking import judge_checks
from scoring.review.possible import Possible
from scoring.review.sight import Counted, Sight
from scoring.words import Phrase, plain

Told = tuple[str, str, str, list[Counted]]  # kind, id, title, what can happen


def part_items(sight: Sight, possible: Possible) -> Iterator[Told]:
    """Yield each part of the ruleset that is no indicator, with everything that can happen."""
    yield from _dimensions(sight)
    yield from _checks(sight, possible)
    yield from _adjustments(sight)
    yield from _vetoes(sight)
    yield from _profiles(sight)
    if sight.plan.ruleset.grades:
        yield "grade", "grades", _GRADES().say(sight.language), list(_grades(sight))


def _dimensions(sight: Sight) -> Iterator[Told]:
    for node in sight.plan.dimensions:
        if node.aggregate in ("best", "worst", "pool"):
            yield "dimension", node.id, node.title, list(_combined(sight, node))


def _combined(sight: Sight, node: Dimension) -> Iterator[Counted]:
    """Yield which part decided a dimension, or whether its sum was capped."""
    numbers, asserted = sight.plan.numbers, sight.evidence.parts["dimension"]
    points, got = sight.scores.points, sight.scores.points[numbers[node.id]]
    children = [points[numbers[child.id]] for child in node.children]
    if node.aggregate == "pool":
        yield sight.count(_CAPPED(), sum(children) > got, asserted)
        yield sight.count(_UNCAPPED(), sum(children) == got, asserted)
        return
    for child, own in zip(node.children, children, strict=True):
        alone = sum(other == got for other in children) == 1
        yield sight.count(_DECIDED(title=child.title), (own == got) & alone, asserted)


def _checks(sight: Sight, possible: Possible) -> Iterator[Told]:
    asserted = sight.evidence.parts["check"]
    judged = judge_checks(sight.scores)
    for number, (check, condition) in enumerate(sight.plan.checks):
        failed, unchecked = judged.failed[number], judged.unchecked[number]
        items = [
            sight.count(_HOLDS(), ~failed & ~unchecked, asserted),
            sight.count(_FAILS(), failed, asserted),
            *sight.conditions(condition, True, asserted),
        ]
        if possible.unchecked[number]:
            items.append(sight.count(_UNCHECKED(), unchecked, asserted))
        yield "check", check.id, check.title, items


def _adjustments(sight: Sight) -> Iterator[Told]:
    asserted, unit = sight.evidence.parts["adjustment"], 10**sight.plan.ruleset.rounding.points
    for number, (entry, expression) in enumerate(sight.plan.adjustments):
        marks = sight.scores.adjustments[number]
        items = [
            sight.count(_APPLIED(), marks != 0, asserted),
            sight.count(_NOT_APPLIED(), marks == 0, asserted),
        ]
        for phrase, bound in ((_AT_LEAST, entry.min), (_AT_MOST, entry.max)):
            if bound is not None:
                at_bound = marks == round(bound * unit)
                items.append(sight.count(phrase(points=plain(bound)), at_bound, asserted))
        items += sight.conditions(expression, False, asserted)
        yield "adjustment", entry.id, entry.title, items


def _vetoes(sight: Sight) -> Iterator[Told]:
    asserted = sight.evidence.parts["veto"]
    for number, (entry, expression) in enumerate(sight.plan.vetoes):
        holds = sight.scores.vetoes[number]
        items = [
            sight.count(_HOLDS(), holds, asserted),
            sight.count(_FAILS_TO_HOLD(), ~holds, asserted),
            *sight.conditions(expression, True, asserted),
        ]
        yield "veto", entry.id, entry.title, items


def _profiles(sight: Sight) -> Iterator[Told]:
    asserted = sight.evidence.parts["profile"]
    for number, (profile, when) in enumerate(
        zip(sight.plan.ruleset.profiles, sight.plan.profiles, strict=True)
    ):
        chosen = sight.scores.profiles == number
        items = [
            sight.count(_CHOSEN(), chosen, asserted),
            sight.count(_NOT_CHOSEN(), ~chosen, asserted),
            *sight.conditions(when, True, asserted),
        ]
        yield "profile", profile.name, profile.name, items


def _grades(sight: Sight) -> Iterator[Counted]:
    """Yield each grade, and both sides of the line where it begins."""
    asserted, rounding = sight.evidence.parts["grade"], sight.plan.ruleset.rounding
    totals: Any = sight.scores.totals / 10**rounding.total
    lines = [float(grade.at_least) for grade in sight.plan.ruleset.grades]
    above = np.inf
    for grade, line in zip(sight.plan.ruleset.grades, lines, strict=True):
        inside = (totals >= line) & (totals < above)
        yield sight.count(_GRADE(grade=grade.title), inside, asserted)
        if line > 0:
            told = {"grade": grade.title, "line": plain(line)}
            yield sight.count(_AT_LINE(**told), totals == line, asserted)
            below = (totals < line) & (totals >= line - 1)
            yield sight.count(_BELOW_LINE(**told), below, asserted)
        above = line


_GRADES = Phrase("等级", "grades")
_CAPPED = Phrase("合计被封顶", "the sum is capped")
_UNCAPPED = Phrase("合计未被封顶", "the sum is not capped")
_DECIDED = Phrase("由「{title}」决定", 'decided by "{title}"')
_HOLDS = Phrase("成立", "holds")
_FAILS = Phrase("不符", "fails")
_FAILS_TO_HOLD = Phrase("不成立", "does not hold")
_UNCHECKED = Phrase("未校验", "not checked")
_APPLIED = Phrase("有加减分", "points added or taken")
_NOT_APPLIED = Phrase("无加减分", "no points added or taken")
_AT_LEAST = Phrase("到下限 {points} 分", "at its least, {points}")
_AT_MOST = Phrase("到上限 {points} 分", "at its most, {points}")
_CHOSEN = Phrase("适用", "applies")
_NOT_CHOSEN = Phrase("不适用", "does not apply")
_GRADE = Phrase("「{grade}」", '"{grade}"')
_AT_LINE = Phrase("「{grade}」恰好 {line} 分", '"{grade}" at {line}')
_BELOW_LINE = Phrase("略低于「{grade}」的 {line} 分", 'just below the {line} of "{grade}"')
