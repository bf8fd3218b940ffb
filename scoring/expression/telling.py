"""Expressions as people read them: names by their titles, signs as printed, functions in words."""

import ast
from collections.abc import Mapping
from typing import Any

from scoring.expression.source import parse
from scoring.words import Message, Phrase, plain

# How tightly a part holds together; what holds less than its place asks for goes in brackets.
_CHOICE, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _SIGN, _POWER, _WHOLE = range(10)


def tell_expression(
    source: str, titles: Mapping[str, str], nodes: Mapping[str, str] | None = None
) -> Message:
    """Return *source* in words; *titles* are those of names, *nodes* those of indicators.

    >>> titles = {"spent": "支出", "budget": "预算", "ok": "是否公开"}
    >>> tell_expression("spent / budget * 100 >= 95 and not ok", titles).say("zh-CN")
    '支出 ÷ 预算 × 100 ≥ 95 且 是否公开为否'
    """
    tree, _ = parse(source)
    if tree is None:
        return _AS_IT_IS(text=source)
    teller = _Teller(titles, nodes or {})
    return teller.truth(tree)[0] if _asks(tree) else teller.told(tree)[0]


_Part = tuple[Message, int]


class _Teller:
    def __init__(self, titles: Mapping[str, str], nodes: Mapping[str, str]):
        self.titles = titles
        self.nodes = nodes

    def within(self, node: ast.expr, least: int) -> Message:
        """Return *node*, in brackets where it holds together less than *least*."""
        part, tightness = self.told(node)
        return part if tightness >= least else _BRACKETS(part=part)

    def told(self, node: ast.expr) -> _Part:
        match node:
            case ast.Constant() | ast.Name() | ast.Attribute() | ast.List() | ast.Tuple():
                return self.atom(node), _WHOLE
            case ast.BinOp(left, sign, right):
                return self.binary(left, sign, right)
            case ast.UnaryOp(op=ast.Not()) | ast.BoolOp():
                return self.truth(node)
            case ast.UnaryOp(sign, operand):
                minus = _MINUS if isinstance(sign, ast.USub) else _AS_IT_IS
                return minus(text=self.within(operand, _POWER)), _SIGN
            case ast.Compare(left, signs, others):
                return self.compared(left, signs, others), _COMPARED
            case ast.IfExp(test, body, orelse):
                return self.chosen(test, body, orelse), _CHOICE
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.called(name, arguments)
        return _AS_IT_IS(text=ast.unparse(node)), _CHOICE

    def atom(self, node: ast.expr) -> Message:
        match node:
            case ast.Name(id=name):
                return self.named(name)
            case ast.Attribute(value=ast.Name(id=table), attr=column):
                return self.named(f"{table}.{column}", column)
            case ast.List(elements) | ast.Tuple(elements):
                return _AS_IT_IS(text=[self.told(element)[0] for element in elements])
            case ast.Constant(value):
                return _constant(value)
        return _AS_IT_IS(text=ast.unparse(node))

    def truth(self, node: ast.expr) -> _Part:
        """Return a condition; a name that stands for one is said to be so."""
        match node:
            case ast.BoolOp(word, values):
                tightness = _AND if isinstance(word, ast.And) else _OR
                parts = [self.part_of_truth(value, _NOT) for value in values]
                return _joined(_ALL_OF if tightness == _AND else _ONE_OF, parts), tightness
            case ast.UnaryOp(op=ast.Not(), operand=ast.Call(ast.Name("is_missing"), [given])):
                return _FILLED(a=self.within(given, _WHOLE)), _COMPARED
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                if _asks(operand):
                    return _NOT_SO(part=self.truth(operand)[0]), _COMPARED
                return _IS_NOT(part=self.within(operand, _WHOLE)), _COMPARED
        if _asks(node) or isinstance(node, ast.Constant):
            return self.told(node)
        return _IS(part=self.within(node, _WHOLE)), _COMPARED

    def part_of_truth(self, node: ast.expr, least: int) -> Message:
        part, tightness = self.truth(node)
        return part if tightness >= least else _BRACKETS(part=part)

    def named(self, name: str, otherwise: str = "") -> Message:
        known = _BUILT_IN.get(name)
        title = self.titles.get(name)
        return known() if known and title is None else _AS_IT_IS(text=title or otherwise or name)

    def binary(self, left: ast.expr, sign: ast.operator, right: ast.expr) -> _Part:
        phrase, tightness = _SIGNS[type(sign)]
        # a - (b - c) and a / (b * c) need their brackets, a * b * c does not.
        beyond = tightness + isinstance(sign, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow)
        beyond = max(beyond, tightness + isinstance(right, ast.BinOp))
        told = {"a": self.within(left, tightness), "b": self.within(right, beyond)}
        return phrase(**told), tightness

    def compared(self, left: ast.expr, signs: list[ast.cmpop], others: list[ast.expr]) -> Message:
        said = self.within(left, _SUM)
        for sign, other in zip(signs, others, strict=True):
            said = _COMPARISONS[type(sign)](a=said, b=self.within(other, _SUM))
        return said

    def chosen(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> Message:
        told = {"body": self.within(body, _OR), "orelse": self.told(orelse)[0]}
        return _IF(test=self.truth(test)[0], **told)

    def called(self, name: str, arguments: list[ast.expr]) -> _Part:
        if name in _OF_NODES and isinstance(arguments[0], ast.Constant):
            node = str(arguments[0].value)
            title = _TOTAL() if node == "total" else self.nodes.get(node, node)
            return _OF_NODES[name](title=title), _WHOLE
        over_rows = len(arguments) == 1 and name in _OVER_ROWS
        if name == "count" and _asks(arguments[0]):
            name = "count_if"
        phrase, tightness, within = (_OVER_ROWS if over_rows else _CALLS).get(
            name, (Phrase(f"{name}（{{all}}）", f"{name}({{all}})"), _WHOLE, _CHOICE)
        )
        told = [
            self.truth(a)[0] if name in _OF_TRUTHS else self.within(a, within) for a in arguments
        ]
        named = dict(zip("abc", [*told, *_DEFAULTS.get(name, ())], strict=False))
        return phrase(**named, all=told), tightness


def _asks(node: ast.expr) -> bool:
    """Say whether *node* is seen to be a condition, and not just the name of one."""
    if isinstance(node, ast.Compare | ast.BoolOp):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("is_missing", "any", "all")


def _constant(value: Any) -> Message:
    if isinstance(value, bool):
        return _YES() if value else _NO()
    if value is None:
        return _NOTHING()
    return _QUOTED(text=value) if isinstance(value, str) else _AS_IT_IS(text=plain(value))


def _joined(phrase: Phrase, parts: list[Message]) -> Message:
    said = parts[0]
    for part in parts[1:]:
        said = phrase(a=said, b=part)
    return said


_AS_IT_IS = Phrase("{text}", "{text}")
_MINUS = Phrase("−{text}", "−{text}")
_BRACKETS = Phrase("（{part}）", "({part})")
_QUOTED = Phrase("“{text}”", '"{text}"')
_YES, _NO, _NOTHING = Phrase("是", "yes"), Phrase("否", "no"), Phrase("空", "nothing")
_ALL_OF = Phrase("{a} 且 {b}", "{a} and {b}")
_ONE_OF = Phrase("{a} 或 {b}", "{a} or {b}")
_IS = Phrase("{part}为是", "{part}: yes")
_IS_NOT = Phrase("{part}为否", "{part}: no")
_NOT_SO = Phrase("并非（{part}）", "not ({part})")
_FILLED = Phrase("{a}已填报", "{a} is given")
_IF = Phrase("若 {test} 则为 {body}，否则为 {orelse}", "{body} if {test}, else {orelse}")
_TOTAL = Phrase("总分", "the total")
_BUILT_IN = {
    "department": Phrase("部门", "department"),
    "department_code": Phrase("部门编码", "department code"),
    "peer_group": Phrase("同类组", "peer group"),
    "year": Phrase("年度", "year"),
    "value": Phrase("完成值", "the value"),
    "target": Phrase("目标值", "the target"),
    "floor": Phrase("门槛", "the floor"),
}
_SIGNS: Mapping[type[ast.operator], tuple[Phrase, int]] = {
    ast.Add: (Phrase("{a} + {b}", "{a} + {b}"), _SUM),
    ast.Sub: (Phrase("{a} − {b}", "{a} − {b}"), _SUM),
    ast.Mult: (Phrase("{a} × {b}", "{a} × {b}"), _PRODUCT),
    ast.Div: (Phrase("{a} ÷ {b}", "{a} ÷ {b}"), _PRODUCT),
    ast.FloorDiv: (Phrase("{a} 整除以 {b}", "{a} ÷ {b} in wholes"), _PRODUCT),
    ast.Mod: (Phrase("{a} 除以 {b} 的余数", "the rest of {a} ÷ {b}"), _PRODUCT),
    ast.Pow: (Phrase("{a} 的 {b} 次方", "{a} to the power of {b}"), _POWER),
}
_COMPARISONS: Mapping[type[ast.cmpop], Phrase] = {
    ast.Eq: Phrase("{a} = {b}", "{a} = {b}"),
    ast.NotEq: Phrase("{a} ≠ {b}", "{a} ≠ {b}"),
    ast.Lt: Phrase("{a} < {b}", "{a} < {b}"),
    ast.LtE: Phrase("{a} ≤ {b}", "{a} ≤ {b}"),
    ast.Gt: Phrase("{a} > {b}", "{a} > {b}"),
    ast.GtE: Phrase("{a} ≥ {b}", "{a} ≥ {b}"),
    ast.In: Phrase("{a}为{b}之一", "{a} is one of {b}"),
    ast.NotIn: Phrase("{a}不为{b}之一", "{a} is none of {b}"),
}
# What a call is told as, how tightly that holds together, and how tightly its arguments must.
_CALLS = {
    "abs": (Phrase("|{a}|", "|{a}|"), _WHOLE, _CHOICE),
    "min": (Phrase("{all}中的最小者", "the least of {all}"), _PRODUCT, _SUM),
    "max": (Phrase("{all}中的最大者", "the greatest of {all}"), _PRODUCT, _SUM),
    "round": (Phrase("{a}四舍五入到 {b} 位小数", "{a} rounded to {b} decimals"), _OR, _WHOLE),
    "floor": (Phrase("{a}向下取整", "{a} rounded down"), _SIGN, _WHOLE),
    "ceil": (Phrase("{a}向上取整", "{a} rounded up"), _SIGN, _WHOLE),
    "clip": (Phrase("{a}（限于 {b} 至 {c}）", "{a} (within {b} and {c})"), _SIGN, _WHOLE),
    "sqrt": (Phrase("{a}的平方根", "the square root of {a}"), _SIGN, _WHOLE),
    "log": (Phrase("{a}的自然对数", "the logarithm of {a}"), _SIGN, _WHOLE),
    "exp": (Phrase("e 的 {a} 次方", "e to the power of {a}"), _SIGN, _WHOLE),
    "coalesce": (
        Phrase("{a}（空缺按 {b} 计）", "{a} ({b} where blank)"),
        _WHOLE,
        _WHOLE,
    ),
    "is_missing": (Phrase("{a}未填报", "{a} is not given"), _COMPARED, _WHOLE),
    "ratio": (Phrase("{a} ÷ {b}", "{a} ÷ {b}"), _PRODUCT, _SIGN),
    "change": (Phrase("（{a} − {b}）÷ {b}", "({a} − {b}) ÷ {b}"), _PRODUCT, _SIGN),
    "days": (Phrase("{a}至{b}的天数", "days from {a} to {b}"), _SIGN, _WHOLE),
    "year": (Phrase("{a}的年份", "the year of {a}"), _SIGN, _WHOLE),
}
_OVER_ROWS = {
    "sum": (Phrase("{a}合计", "the sum of {a}"), _SIGN, _WHOLE),
    "mean": (Phrase("{a}的平均", "the mean of {a}"), _SIGN, _WHOLE),
    "min": (Phrase("{a}的最小值", "the least {a}"), _SIGN, _WHOLE),
    "max": (Phrase("{a}的最大值", "the greatest {a}"), _SIGN, _WHOLE),
    "count": (Phrase("{a}的个数", "the number of {a}"), _SIGN, _WHOLE),
    "count_if": (Phrase("“{a}”的行数", "the rows where {a}"), _SIGN, _CHOICE),
    "share": (Phrase("“{a}”的行所占比重", "the share of rows where {a}"), _SIGN, _CHOICE),
    "any": (Phrase("至少一行“{a}”", "in some row {a}"), _COMPARED, _CHOICE),
    "all": (Phrase("各行均“{a}”", "in every row {a}"), _COMPARED, _CHOICE),
}
_OF_TRUTHS = ("count_if", "share", "any", "all")
_DEFAULTS = {"round": (_AS_IT_IS(text="0"),)}
_OF_NODES = {
    "rate": Phrase("「{title}」得分率", 'the rate of "{title}"'),
    "points": Phrase("「{title}」得分", 'the points of "{title}"'),
    "self_score": Phrase("「{title}」自评分", 'the self-assessed points of "{title}"'),
}
