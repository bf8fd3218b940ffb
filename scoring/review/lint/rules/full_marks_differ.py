"""Full marks written in a method that differ from the weight.

Avoid: a best band, case, list of items or rank whose points are not the indicator's weight.
Prefer: points that come to the weight; or shares, which follow it.
Why: below the weight nobody gets full marks; above it, what is beyond is silently cut.
For example:
    ✗ {"weight": 5, "score": {"method": "bands", "bands": [{"range": ">=90", "points": 4}]}}
    ✓ {"weight": 5, "score": {"method": "bands", "bands": [{"range": ">=90", "points": 5}]}}
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.review.lint.rule import ERROR, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import figure
from scoring.words import Phrase

CHINESE = """方法中写的满分与权重不同。

避免：最高一档、最好的情况、各要点合计或第一名的分值不等于指标的权重。
宜：分值合计等于权重；或改写 share，随权重变化。
理由：低于权重，谁也得不到满分；高于权重，超出部分被悄悄截去。
"""


def find(study: Study) -> Iterator[Slip]:
    for path, leaf in study.leaves:
        score = study.at(path)["score"]
        weight = Decimal(score.get("out_of", leaf.indicator.weight))
        most = _most_points(score)
        if weight and most is not None and most != weight:
            remedy = _MATCH(weight=figure(weight))
            yield Slip(
                _place(path, score), _DIFFERS(most=figure(most), weight=figure(weight)), remedy
            )
        cap = score.get("at_most")
        if weight and cap is not None and cap > weight:
            told = _CAP(cap=figure(cap), weight=figure(weight))
            yield Slip((*path, "score", "at_most"), told, _MATCH(weight=figure(weight)))


def _most_points(score: Any) -> Decimal | None:
    """Return the most points that a method has written, None where they are shares or open."""
    if score["method"] == "bands":
        return _greatest(score["bands"])
    if score["method"] == "cases":
        last = score.get("otherwise", 0)
        return _greatest([*score["cases"], last if isinstance(last, dict) else {"points": last}])
    if score["method"] == "checklist" and score.get("mode", "earn") == "earn":
        written = [item.get("points") for item in score["items"]]
        is_open = None in written or any("count" in item for item in score["items"])
        return None if is_open else sum(map(Decimal, written), Decimal(0))
    if score["method"] == "relative" and isinstance(score.get("points"), list):
        return max(map(Decimal, score["points"]))
    return None


def _greatest(written: list[Any]) -> Decimal | None:
    points = [each.get("points") for each in written]
    return None if None in points else max(map(Decimal, points))


def _place(path: Path, score: Any) -> Path:
    part = {"bands": "bands", "cases": "cases", "checklist": "items", "relative": "points"}
    return (*path, "score", part[score["method"]])


_DIFFERS = Phrase(
    "方法中最多得 {most} 分，权重却是 {weight}",
    "the method gives {most} at most, the weight is {weight}",
)
_CAP = Phrase(
    "最多扣 {cap} 分，超过权重 {weight}", "it takes up to {cap}, above the weight of {weight}"
)
_MATCH = Phrase("请使两者都为 {weight}，或改写 share", "Make both {weight}, or write shares")

RULE = Rule("full-marks-differ", ERROR, __doc__, CHINESE, find)
