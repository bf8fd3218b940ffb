"""Per cent where a share is meant, or a share where per cent is.

Avoid: comparing 95.1 (per cent) with 0.95, or 0.951 (a share) with 95.
Prefer: per cent throughout: multiply shares by 100 and write thresholds as 95.
Why: percentages are read as 95.1, so that 0.95 is met by everybody and 95 by nobody.
For example:
    ✗ "rate": {"type": "percent"}, "score": {"method": "proportional", "target": 0.95}
    ✓ "rate": {"type": "percent"}, "score": {"method": "proportional", "target": 95}
"""

import ast
from collections.abc import Iterator
from itertools import pairwise

from scoring.methods.bands import Bands
from scoring.methods.interpolate import Interpolate
from scoring.plan import Leaf
from scoring.review.lint.placed import Formula, operand_path
from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study, constant
from scoring.review.lint.units import PERCENT, SHARE, Units, unit_of
from scoring.ruleset.places import Path, Slip
from scoring.words import Message, Phrase, plain

CHINESE = """百分数与小数混淆。

避免：拿 95.1（百分数）与 0.95 比，或拿 0.951（比重）与 95 比。
宜：一律用百分数：比重乘以 100，门槛写 95。
理由：百分比按 95.1 读入；门槛写 0.95 人人达标，写成小数的值又永远到不了 95。
"""

_UPPER = {"limit/at_least": False, "limit/at_most": True, "limit/between/1": True}


def find(study: Study) -> Iterator[Slip]:
    for asked in study.asked:
        if asked.field.type == "percent" and asked.field.maximum == 1:
            yield Slip((*asked.path, "maximum"), _AS_SHARE(number="1"), _HUNDREDFOLD())
    for path, leaf, row in study.placed:
        unit = unit_of(leaf.value.tree, study.units_of(row)) if leaf.value else ""
        if leaf.unit == PERCENT and (
            unit == SHARE or (not unit and _is_bare_quotient(study, leaf))
        ):
            yield Slip((*path, "value"), _IS_SHARE(), _TIMES_HUNDRED())
            continue
        for place, number, is_upper in _thresholds(study, path, leaf):
            told = _confused(unit or leaf.unit, number, is_upper)
            if told and leaf.value:
                yield Slip(place, told, _HUNDREDFOLD())
                break
    for formula in study.formulas:
        for phrase, written in dict.fromkeys(_compared(study, formula)):
            yield Slip(formula.path, phrase(number=written), _HUNDREDFOLD())


def _is_bare_quotient(study: Study, leaf: Leaf) -> bool:
    """Say whether the value is one figure by another, with no number to make it per cent."""
    tree = leaf.value.tree if leaf.value else None
    if isinstance(tree, ast.Name) and tree.id in study.plan.values:
        tree = study.plan.values[tree.id].tree
    is_quotient = isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)
    return is_quotient and not any(isinstance(n, ast.Constant) for n in ast.walk(tree))  # type: ignore[arg-type]


def _thresholds(study: Study, path: Path, leaf: Leaf) -> Iterator[tuple[Path, float, bool]]:
    """Yield the numbers a value is judged by, whether each is an upper limit, and their places."""
    method = leaf.indicator.method
    lower_is_better = getattr(method, "better", "higher") == "lower"
    for place, is_upper in {"target": lower_is_better, **_UPPER}.items():
        number = constant(leaf.operands.get(place), study.ruleset)
        if number is not None:
            yield operand_path(path, place), number, is_upper
    if isinstance(method, Bands):
        ends = [end for band in method.bands for end in (band.interval.low, band.interval.high)]
        finite = [abs(end) for end in ends if abs(end) < float("inf")]
        yield (*path, "score", "bands"), float(max(finite, default=0.0)), False
    elif isinstance(method, Interpolate):
        yield (*path, "score", "points"), max(map(abs, method.at)), False


def _compared(study: Study, formula: Formula) -> Iterator[tuple[Phrase, str]]:
    units = study.units_of(formula.row)
    if formula.leaf and formula.leaf.value and "value" in formula.expression.names:
        own = unit_of(formula.leaf.value.tree, units) or formula.leaf.unit
        units = Units({"value": own, **units.names}, units.columns)
    for node in ast.walk(formula.expression.tree):
        if not isinstance(node, ast.Compare):
            continue
        for (left, right), operator in zip(
            pairwise([node.left, *node.comparators]), node.ops, strict=True
        ):
            less = isinstance(operator, ast.Lt | ast.LtE)
            for one, other, is_upper in ((left, right, less), (right, left, not less)):
                number = _number(other, study)
                told = _confused(unit_of(one, units), number, is_upper) if number else None
                if told:
                    yield told.phrase, str(told.values["number"])


def _number(tree: ast.expr, study: Study) -> float | None:
    if isinstance(tree, ast.Name) and tree.id in study.ruleset.parameters:
        return study.ruleset.parameters[tree.id].value
    value = tree.value if isinstance(tree, ast.Constant) else None
    return float(value) if isinstance(value, int | float) else None


def _confused(unit: str, number: float, is_upper: bool) -> Message | None:
    """Say that *number* is a share beside a percentage, or the other way about.

    An upper limit of half a per cent or one is meant as such; hardly one of 0.95.
    """
    if unit == PERCENT and (_HIGH < number < 1 if is_upper else _HALF <= number <= 1):
        return _AS_SHARE(number=plain(number))
    return _AS_PERCENT(number=plain(number)) if unit == SHARE and number >= _TENFOLD else None


_HALF, _HIGH, _TENFOLD = 0.5, 0.8, 10

_AS_SHARE = Phrase(
    "完成值是百分数（95.1 这样的数），{number} 却像是小数",
    "the value is in per cent (as 95.1), yet {number} looks like a share",
)
_AS_PERCENT = Phrase(
    "完成值是小数（0.951 这样的数），{number} 却像是百分数",
    "the value is a share (as 0.951), yet {number} looks like per cent",
)
_IS_SHARE = Phrase(
    "单位写的是 %，算式得出的却是小数（0.951 这样的数）",
    "its unit is %, yet the expression gives a share (as 0.951)",
)
_TIMES_HUNDRED = Phrase("请在算式后乘以 100", "Multiply it by 100")
_HUNDREDFOLD = Phrase(
    "请统一用百分数：95% 写 95，比重乘以 100",
    "Use per cent throughout: 95 for 95%, shares times 100",
)

RULE = Rule("percent-as-share", WARNING, __doc__, CHINESE, find)
