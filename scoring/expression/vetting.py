"""Which expressions are allowed: the whitelist of the tree, its names, the kinds of its parts."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from scoring.errors import use_instead
from scoring.expression import source as text
from scoring.expression.functions import AGGREGATES, SCALAR, SCORED, Function, Kind
from scoring.expression.source import Flaw
from scoring.words import Message, Phrase


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may name.

    *names* and the columns of *tables* have kinds; *scored* and *self_scored* are the ids that
    ``rate`` and ``points``, and ``self_score``, take.
    """

    names: Mapping[str, Kind]
    tables: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    scored: frozenset[str] = frozenset()
    self_scored: frozenset[str] = frozenset()


def vet(source: str, scope: Scope, wants: Kind | None) -> tuple[list[Flaw], Kind | None]:
    """Return all flaws of *source*, and the kind of its result where there are none."""
    tree, flaws = text.parse(source)
    if tree is None:
        return flaws, None
    size_flaws = list(_oversized(tree))
    if size_flaws:
        return size_flaws, None
    vetter = Vetter(source, scope)
    kind = vetter.kind_of(tree)
    if not vetter.flaws and wants and kind not in (wants, "nothing", None):
        vetter.refuse(tree, _WANTED(wants=KINDS[wants], kind=KINDS[kind]), _CHANGE_KIND())
    return vetter.flaws, None if vetter.flaws else kind


def names_in(source: str) -> frozenset[str]:
    """Return the names that *source* reads; none if it cannot be parsed."""
    tree, _ = text.parse(source)
    if tree is None:
        return frozenset()
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called)
    return frozenset(name.id for name in names)


def _oversized(tree: ast.expr) -> Iterator[Flaw]:
    if sum(1 for _ in ast.walk(tree)) > text.MOST_NODES:
        yield Flaw(0, _TOO_MANY(most=text.MOST_NODES), _SPLIT())
    level, depth = [tree], 0
    while level and depth <= text.DEEPEST:
        level = [child for node in level for child in ast.iter_child_nodes(node)]  # type: ignore[misc]
        depth += 1
    if level:
        yield Flaw(0, _TOO_DEEP(most=text.DEEPEST), _SPLIT())


class Vetter:
    """One walk over a tree: collects flaws, and infers the kind of every part."""

    def __init__(self, source: str, scope: Scope):
        self.source = source
        self.scope = scope
        self.flaws: list[Flaw] = []
        self.table: str | None = None
        self.within_aggregate = False

    def refuse(self, node: ast.AST, problem: Message, remedy: Message) -> None:
        self.flaws.append(Flaw(text.offset_of(self.source, node), problem, remedy))

    def kind_of(self, node: ast.expr) -> Kind | None:
        """Return the kind of *node*; None where a flaw has been found in it."""
        visit = _VISITS.get(type(node))
        if visit is None:
            self.refuse(node, _FORBIDDEN(name=type(node).__name__), _ALLOWED())
            return None
        return visit(self, node)

    def expect(self, node: ast.expr, kind: Kind) -> None:
        """Refuse *node* unless it is of *kind*."""
        found = self.kind_of(node)
        if found not in (kind, "nothing", None):
            hint = _NO_ARITHMETIC() if found == "boolean" else _CHANGE_KIND()
            self.refuse(node, _WANTED(wants=KINDS[kind], kind=KINDS[found]), hint)

    def agree(self, nodes: list[ast.expr]) -> Kind | None:
        """Return the one kind of all *nodes*; dates may be compared with ISO dates in quotes."""
        kinds = [self.kind_of(node) for node in nodes]
        found = {kind for kind in kinds if kind not in (None, "nothing")}
        if "date" in found:
            self._read_dates(nodes, kinds)
            found.discard("text")
        if len(found) > 1:
            listed = [KINDS[kind] for kind in sorted(k for k in found if k)]
            self.refuse(nodes[-1], _DISAGREE(kinds=listed), _CHANGE_KIND())
        return next(iter(found), "nothing")

    def _read_dates(self, nodes: list[ast.expr], kinds: list[Kind | None]) -> None:
        for node, kind in zip(nodes, kinds, strict=True):
            if kind == "text" and not (isinstance(node, ast.Constant) and day_number(node)):
                self.refuse(node, _NOT_A_DATE(), _ISO_DATE())

    # --- one visit a type of node -------------------------------------------------------------

    def constant(self, node: ast.Constant) -> Kind | None:
        value = node.value
        if isinstance(value, bool):
            return "boolean"
        if value is None:
            return "nothing"
        if isinstance(value, int | float):
            if abs(value) > text.GREATEST:
                self.refuse(node, _TOO_GREAT(), _SMALLER())
                return None
            return "number"
        if isinstance(value, str):
            if len(value) > text.LONGEST_TEXT:
                self.refuse(node, _LONG_TEXT(most=text.LONGEST_TEXT), _SHORTEN())
            return "text"
        self.refuse(node, _FORBIDDEN(name=type(value).__name__), _ALLOWED())
        return None

    def name(self, node: ast.Name) -> Kind | None:
        if node.id in self.scope.names:
            return self.scope.names[node.id]
        if node.id in self.scope.tables:
            self.refuse(node, _IS_TABLE(name=node.id), _USE_AGGREGATE(name=node.id))
            return None
        known = [*self.scope.names, *self.scope.tables]
        self.refuse(node, _UNKNOWN(name=node.id), use_instead(node.id, known))
        return None

    def attribute(self, node: ast.Attribute) -> Kind | None:
        table = node.value.id if isinstance(node.value, ast.Name) else ""
        if table not in self.scope.tables:
            self.refuse(node, _NO_ATTRIBUTES(), _ALLOWED())
            return None
        if not self.within_aggregate:
            self.refuse(node, _IS_TABLE(name=table), _USE_AGGREGATE(name=table))
            return None
        if self.table not in (None, table):
            self.refuse(node, _TWO_TABLES(one=self.table, other=table), _ONE_TABLE())
            return None
        self.table = table
        columns = self.scope.tables[table]
        if node.attr not in columns:
            unknown = f"{table}.{node.attr}"
            self.refuse(node, _UNKNOWN(name=unknown), use_instead(node.attr, columns))
            return None
        return columns[node.attr]

    def binary(self, node: ast.BinOp) -> Kind | None:
        if type(node.op) not in _ARITHMETIC:
            self.refuse(node, _FORBIDDEN(name=type(node.op).__name__), _ALLOWED())
            return None
        self.expect(node.left, "number")
        self.expect(node.right, "number")
        if isinstance(node.op, ast.Pow) and not _is_small(node.right):
            self.refuse(node.right, _POWER(), _SMALL_POWER())
        return "number"

    def unary(self, node: ast.UnaryOp) -> Kind | None:
        if isinstance(node.op, ast.Invert):
            self.refuse(node, _FORBIDDEN(name="~"), _ALLOWED())
            return None
        kind: Kind = "boolean" if isinstance(node.op, ast.Not) else "number"
        self.expect(node.operand, kind)
        return kind

    def logical(self, node: ast.BoolOp) -> Kind | None:
        for value in node.values:
            self.expect(value, "boolean")
        return "boolean"

    def compare(self, node: ast.Compare) -> Kind | None:
        parts = [node.left]
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                self._membership(node, right, parts)
            elif isinstance(operator, ast.Is | ast.IsNot):
                self.refuse(node, _FORBIDDEN(name="is"), _USE_IS_MISSING())
            else:
                parts.append(right)
        if any(isinstance(part, ast.Constant) and part.value is None for part in parts):
            self.refuse(node, _COMPARES_NONE(), _USE_IS_MISSING())
        kind = self.agree(parts)
        ordered = any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)
        if ordered and kind in ("text", "boolean"):
            self.refuse(node, _NO_ORDER(kind=KINDS[kind]), _CHANGE_KIND())
        return "boolean"

    def _membership(self, node: ast.Compare, right: ast.expr, parts: list[ast.expr]) -> None:
        if len(node.ops) > 1 or not isinstance(right, ast.List | ast.Tuple):
            self.refuse(right, _NOT_A_LIST(), _LIST())
            return
        parts.extend(right.elts)

    def conditional(self, node: ast.IfExp) -> Kind | None:
        self.expect(node.test, "boolean")
        return self.agree([node.body, node.orelse])

    def call(self, node: ast.Call) -> Kind | None:
        if not isinstance(node.func, ast.Name):
            self.refuse(node, _NO_ATTRIBUTES(), _ALLOWED())
            return None
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            self.refuse(node, _ONLY_POSITIONS(), _ALLOWED())
            return None
        name = node.func.id
        if name in SCORED:
            return self._look_up(node, name)
        if is_aggregate(node):
            return self._aggregate(node, AGGREGATES[name])
        if name not in SCALAR:
            known = {*SCALAR, *AGGREGATES, *(SCORED if self.scope.scored else ())}
            self.refuse(node, _NO_FUNCTION(name=name), use_instead(name, known))
            return None
        return self._scalar(node, name, SCALAR[name])

    def _look_up(self, node: ast.Call, name: str) -> Kind | None:
        known = self.scope.self_scored if name == "self_score" else self.scope.scored
        if not known:
            self.refuse(node, _NOT_YET_SCORED(name=name), _ONLY_AFTER())
            return None
        given = node.args[0] if len(node.args) == 1 else None
        if not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
            self.refuse(node, _WANTS_ID(name=name), _QUOTE_ID(name=name))
            return None
        if given.value not in known:
            self.refuse(given, _UNKNOWN(name=given.value), use_instead(given.value, known))
        return "number"

    def _aggregate(self, node: ast.Call, function: Function) -> Kind | None:
        if self.within_aggregate:
            self.refuse(node, _NESTED(), _SPLIT())
            return None
        if len(node.args) != 1:
            self.refuse(node, _ARGUMENTS(least=1, most=1, given=len(node.args)), _ALLOWED())
            return None
        argument = node.args[0]
        if is_table_count(node) and argument.id in self.scope.tables:  # type: ignore[attr-defined]
            return "number"
        self.within_aggregate = True
        before = len(self.flaws)
        if function.takes == ("any",):
            self.kind_of(argument)
        else:
            self.expect(argument, function.takes[0])  # type: ignore[arg-type]
        if self.table is None and len(self.flaws) == before:
            self.refuse(node, _NO_TABLE(), _NAME_TABLE())
        self.within_aggregate, self.table = False, None
        return function.gives  # type: ignore[return-value]

    def _scalar(self, node: ast.Call, name: str, function: Function) -> Kind | None:
        most = function.most
        if len(node.args) < function.least or (most is not None and len(node.args) > most):
            given = _ARGUMENTS(least=function.least, most=most or "…", given=len(node.args))
            self.refuse(node, given, _ALLOWED())
            return None
        if function.takes[0] == "any":
            kind = self.agree(node.args)
            return kind if function.gives == "same" else "boolean"
        for argument in node.args:
            self.expect(argument, function.takes[0])  # type: ignore[arg-type]
        if name == "round" and len(node.args) == 2 and not _is_small(node.args[1], whole=True):
            self.refuse(node.args[1], _ROUND(), _SMALL_POWER())
        return function.gives  # type: ignore[return-value]


def is_aggregate(node: ast.Call) -> bool:
    """Return whether a call is over the rows of a table: min and max are when given one thing."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    return name in AGGREGATES and (name not in SCALAR or len(node.args) == 1)


def is_table_count(node: ast.Call) -> bool:
    """Return whether a call is ``count(table)``, which counts its rows."""
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    return called == "count" and len(node.args) == 1 and isinstance(node.args[0], ast.Name)


def day_number(node: ast.Constant) -> bool:
    """Turn an ISO date in quotes into days since 1970-01-01, in place; say whether it was one."""
    try:
        node.value = float((date.fromisoformat(str(node.value)) - date(1970, 1, 1)).days)
    except ValueError:
        return False
    return True


def _is_small(node: ast.expr, whole: bool = False) -> bool:
    value = node.operand if isinstance(node, ast.UnaryOp) and not whole else node
    if not isinstance(value, ast.Constant) or isinstance(value.value, bool):
        return False
    if whole:
        return isinstance(value.value, int) and 0 <= value.value <= 9
    return isinstance(value.value, int | float) and abs(value.value) <= 8


_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_VISITS: Mapping[type[ast.expr], Callable[..., Kind | None]] = {
    ast.Constant: Vetter.constant,
    ast.Name: Vetter.name,
    ast.Attribute: Vetter.attribute,
    ast.BinOp: Vetter.binary,
    ast.UnaryOp: Vetter.unary,
    ast.BoolOp: Vetter.logical,
    ast.Compare: Vetter.compare,
    ast.IfExp: Vetter.conditional,
    ast.Call: Vetter.call,
}

KINDS: Mapping[str, Message] = {
    "number": Phrase("数值", "a number")(),
    "boolean": Phrase("是否判断", "a condition")(),
    "text": Phrase("文字", "text")(),
    "date": Phrase("日期", "a date")(),
    "nothing": Phrase("空值", "nothing")(),
}
_TOO_MANY = Phrase("表达式超过 {most} 个节点", "the expression has more than {most} parts")
_TOO_DEEP = Phrase("表达式嵌套超过 {most} 层", "the expression is nested over {most} deep")
_SPLIT = Phrase("请用 values 拆成几个有名称的算式", "Split it into named values (`values`)")
_WANTED = Phrase("此处应为{wants}，实为{kind}", "{wants} is wanted here, this is {kind}")
_CHANGE_KIND = Phrase("请改用同类的字段或数值", "Use a field or a constant of that kind")
_NO_ARITHMETIC = Phrase(
    "判断不能参与加减，请写 1 if 条件 else 0", "Write 1 if condition else 0 to count it"
)
_FORBIDDEN = Phrase("不允许使用 {name}", "{name} is not allowed")
_ALLOWED = Phrase(
    "表达式只用数字、字段、四则运算、比较、and/or/not、if/else 和函数表中的函数",
    "Use numbers, fields, arithmetic, comparisons, and/or/not, if/else and the listed functions",
)
_DISAGREE = Phrase("不同类的值不能放在一起：{kinds}", "these kinds do not go together: {kinds}")
_NOT_A_DATE = Phrase("日期只能与日期比较", "a date compares only with a date")
_ISO_DATE = Phrase('请写成 "2019-06-30"', 'Write it as "2019-06-30"')
_LONG_TEXT = Phrase("引号内的文字超过 {most} 个字符", "the quoted text has over {most} characters")
_SHORTEN = Phrase("请缩短", "Shorten it")
_TOO_GREAT = Phrase("数字过大", "the number is too great")
_SMALLER = Phrase(
    "请换用更大的计量单位（绝对值不超过 10 的 15 次方）", "Use a greater unit (up to 10 ** 15)"
)
_UNKNOWN = Phrase("没有名为「{name}」的字段或指标", 'there is nothing named "{name}"')
_IS_TABLE = Phrase("「{name}」是表，不能直接参与计算", '"{name}" is a table, not a figure')
_USE_AGGREGATE = Phrase(
    "请用 sum({name}.列名) 等汇总函数", "Aggregate it, as in sum({name}.column)"
)
_NO_ATTRIBUTES = Phrase("点号只能用于「表.列」", "a dot is only for table.column")
_TWO_TABLES = Phrase(
    "一次汇总混用了 {one} 和 {other} 两张表", "{one} and {other} meet in one aggregate"
)
_ONE_TABLE = Phrase("请分别汇总后再相加减", "Aggregate each on its own")
_POWER = Phrase("指数须为不超过 8 的常数", "an exponent must be a constant up to 8")
_ROUND = Phrase("小数位数须为 0 到 9 的整数", "decimals must be a whole number from 0 to 9")
_SMALL_POWER = Phrase("请写一个小的常数", "Write a small constant")
_USE_IS_MISSING = Phrase("判断是否未填请用 is_missing(字段)", "Ask is_missing(field)")
_COMPARES_NONE = Phrase("不能与 None 比较", "nothing compares with None")
_NO_ORDER = Phrase("{kind}不分大小", "{kind} has no order")
_NOT_A_LIST = Phrase("in 的右边须为列表", "the right side of `in` must be a list")
_LIST = Phrase('请写成 x in ["甲", "乙"]', 'Write x in ["a", "b"]')
_ONLY_POSITIONS = Phrase("函数参数只能按位置写", "arguments go by position only")
_NO_FUNCTION = Phrase("没有名为「{name}」的函数", 'there is no function "{name}"')
_NOT_YET_SCORED = Phrase("此处不能使用 {name}()", "{name}() is not known here")
_ONLY_AFTER = Phrase(
    "得分与得分率只能用于勾稽校验、加减分和一票否决",
    "Scores are known only in checks, adjustments and vetoes",
)
_WANTS_ID = Phrase("{name}() 须给出一个指标标识", "{name}() takes one id")
_QUOTE_ID = Phrase('请写成 {name}("指标标识")', 'Write {name}("id")')
_NESTED = Phrase("汇总函数不能嵌套", "aggregates do not nest")
_ARGUMENTS = Phrase(
    "函数应有 {least} 到 {most} 个参数，实有 {given} 个",
    "{least} to {most} arguments go here, not {given}",
)
_NO_TABLE = Phrase("汇总函数中没有表的列", "the aggregate names no column of a table")
_NAME_TABLE = Phrase("请写成 sum(表.列名)", "Write it as sum(table.column)")
