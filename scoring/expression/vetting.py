"""Which expressions are allowed: the whitelist of the tree, its names, the kinds of its parts."""

import ast
from collections.abc import Callable, Mapping

from scoring.errors import use_instead
from scoring.expression import source as text
from scoring.expression import wording as words
from scoring.expression.characters import Flaw
from scoring.expression.functions import AGGREGATES, SCALAR, SCORED, Function, Kind
from scoring.expression.naming import Scope, function_meant, name_meant
from scoring.expression.shapes import (
    is_aggregate,
    is_small,
    is_table_count,
    oversized,
    turns_into_day,
)
from scoring.words import Message


def vet(source: str, scope: Scope, wants: Kind | None) -> tuple[list[Flaw], Kind | None]:
    """Return all flaws of *source*, and the kind of its result where there are none."""
    tree, flaws = text.parse(source)
    if tree is None:
        return flaws, None
    size_flaws = list(oversized(tree))
    if size_flaws:
        return size_flaws, None
    vetter = Vetter(source, scope)
    kind = vetter.kind_of(tree)
    if not vetter.flaws and wants and kind not in (wants, None):
        vetter.refuse(
            tree,
            words.WANTED(wants=words.KINDS[wants], kind=words.KINDS[kind]),
            words.CHANGE_KIND(),
        )
    return vetter.flaws, None if vetter.flaws else kind


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
            self.refuse(node, *words.forbidden(node))
            return None
        return visit(self, node)

    def expect(self, node: ast.expr, kind: Kind) -> None:
        """Refuse *node* unless it is of *kind*; an ISO date in quotes is a date."""
        found = self.kind_of(node)
        if kind == "date" and found == "text" and turns_into_day(node):
            return
        if found not in (kind, None):
            told = words.WANTED(wants=words.KINDS[kind], kind=words.KINDS[found])
            self.refuse(node, told, self._hint(node, kind, found))

    def _hint(self, node: ast.expr, kind: Kind, found: Kind | None) -> Message:
        if found == "boolean" and kind == "number":
            return words.NO_ARITHMETIC()
        text_given = node.value if isinstance(node, ast.Constant) else None
        if text_given in self.scope.names:
            return words.NO_QUOTES(name=text_given)
        return words.CHANGE_KIND()

    def agree(self, nodes: list[ast.expr]) -> Kind | None:
        """Return the one kind of all *nodes*; dates may be compared with ISO dates in quotes."""
        kinds = [self.kind_of(node) for node in nodes]
        found = {kind for kind in kinds if kind not in (None, "nothing")}
        if "date" in found:
            self._read_dates(nodes, kinds)
            found.discard("text")
        if len(found) > 1:
            listed = [words.KINDS[kind] for kind in sorted(k for k in found if k)]
            hint = words.ISO_DATE() if "date" in found else words.CHANGE_KIND()
            self.refuse(nodes[-1], words.DISAGREE(kinds=listed), hint)
        elif set(kinds) == {"nothing"}:
            self.refuse(nodes[0], words.ONLY_NOTHING(), words.CHANGE_KIND())
        return next(iter(found), "nothing")

    def _read_dates(self, nodes: list[ast.expr], kinds: list[Kind | None]) -> None:
        for node, kind in zip(nodes, kinds, strict=True):
            if kind == "text" and not turns_into_day(node):
                self.refuse(node, words.NOT_A_DATE(), words.ISO_DATE())

    # --- one visit a type of node -------------------------------------------------------------

    def constant(self, node: ast.Constant) -> Kind | None:
        value = node.value
        if isinstance(value, bool):
            return "boolean"
        if value is None:
            return "nothing"
        if isinstance(value, int | float):
            if abs(value) > text.GREATEST:
                self.refuse(node, words.TOO_GREAT(), words.SMALLER())
                return None
            return "number"
        if isinstance(value, str):
            if len(value) > text.LONGEST_TEXT:
                self.refuse(node, words.LONG_TEXT(most=text.LONGEST_TEXT), words.SHORTEN())
            return "text"
        self.refuse(node, words.FORBIDDEN(name=type(value).__name__), words.ALLOWED())
        return None

    def name(self, node: ast.Name) -> Kind | None:
        if node.id in self.scope.names:
            return self.scope.names[node.id]
        if node.id in self.scope.tables:
            self.refuse(node, words.IS_TABLE(name=node.id), words.USE_AGGREGATE(name=node.id))
            return None
        self.refuse(node, words.UNKNOWN(name=node.id), name_meant(node.id, self.scope))
        return None

    def attribute(self, node: ast.Attribute) -> Kind | None:
        table = node.value.id if isinstance(node.value, ast.Name) else ""
        if table not in self.scope.tables:
            one_row = table == self.scope.row_of != ""
            told = words.IN_A_ROW() if one_row else words.NO_ATTRIBUTES()
            self.refuse(node, told, words.BARE(name=node.attr) if one_row else words.ALLOWED())
            return None
        if not self.within_aggregate:
            self.refuse(node, words.IS_TABLE(name=table), words.USE_AGGREGATE(name=table))
            return None
        if self.table not in (None, table):
            self.refuse(node, words.TWO_TABLES(one=self.table, other=table), words.ONE_TABLE())
            return None
        self.table = table
        columns = self.scope.tables[table]
        if node.attr not in columns:
            unknown = f"{table}.{node.attr}"
            self.refuse(node, words.UNKNOWN(name=unknown), use_instead(node.attr, columns))
            return None
        return columns[node.attr]

    def binary(self, node: ast.BinOp) -> Kind | None:
        if type(node.op) not in _ARITHMETIC:
            self.refuse(node, words.FORBIDDEN(name="<< >>"), words.ALLOWED())
            return None
        self.expect(node.left, "number")
        self.expect(node.right, "number")
        divides = isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod)
        if divides and isinstance(node.right, ast.Constant) and node.right.value == 0:
            self.refuse(node.right, words.BY_ZERO(), words.OTHER_DIVISOR())
        if isinstance(node.op, ast.Pow) and not is_small(node.right):
            self.refuse(node.right, words.POWER(), words.SMALL_POWER())
        return "number"

    def unary(self, node: ast.UnaryOp) -> Kind | None:
        kind: Kind = "boolean" if isinstance(node.op, ast.Not) else "number"
        self.expect(node.operand, kind)
        return kind

    def logical(self, node: ast.BoolOp) -> Kind | None:
        for value in node.values:
            if isinstance(value, ast.Constant) and not isinstance(value.value, bool | None):
                self.refuse(value, words.NO_CONDITION(), words.LIST())
            else:
                self.expect(value, "boolean")
        return "boolean"

    def compare(self, node: ast.Compare) -> Kind | None:
        parts = [node.left]
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                self._membership(node, right, parts)
            elif isinstance(operator, ast.Is | ast.IsNot):
                self.refuse(node, words.FORBIDDEN(name="is"), words.USE_IS_MISSING())
            else:
                parts.append(right)
        if any(isinstance(part, ast.Constant) and part.value is None for part in parts):
            self.refuse(node, words.COMPARES_NONE(), words.USE_IS_MISSING())
        kind = self.agree(self._without_bare_texts(parts))
        ordered = any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)
        if ordered and kind in ("text", "boolean"):
            self.refuse(node, words.NO_ORDER(kind=words.KINDS[kind]), words.CHANGE_KIND())
        return "boolean"

    def _without_bare_texts(self, parts: list[ast.expr]) -> list[ast.expr]:
        """Refuse the unknown names that are compared with a text: words that lack their quotes."""
        names = {id(part): part.id for part in parts if isinstance(part, ast.Name)}
        if "text" not in (self.scope.names.get(name) for name in names.values()):
            return parts
        bare = {i for i, n in names.items() if n not in {**self.scope.names, **self.scope.tables}}
        for part in parts:
            if id(part) in bare:
                word = names[id(part)]
                self.refuse(part, words.BARE_TEXT(word=word), words.QUOTE(word=word))
        return [part for part in parts if id(part) not in bare]

    def _membership(self, node: ast.Compare, right: ast.expr, parts: list[ast.expr]) -> None:
        if len(node.ops) > 1 or not isinstance(right, ast.List | ast.Tuple):
            self.refuse(right, words.NOT_A_LIST(), words.LIST())
            return
        parts.extend(right.elts)

    def conditional(self, node: ast.IfExp) -> Kind | None:
        self.expect(node.test, "boolean")
        return self.agree([node.body, node.orelse])

    def call(self, node: ast.Call) -> Kind | None:
        if not isinstance(node.func, ast.Name):
            is_dotted = isinstance(node.func, ast.Attribute)
            problem = words.NO_ATTRIBUTES() if is_dotted else words.NOT_CALLED()
            self.refuse(node, problem, words.ALLOWED() if is_dotted else words.MULTIPLY())
            return None
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            self.refuse(node, words.ONLY_POSITIONS(), words.ALLOWED())
            return None
        name = node.func.id
        if name in SCORED:
            return self._look_up(node, name)
        if is_aggregate(node):
            return self._aggregate(node, AGGREGATES[name])
        if name not in SCALAR:
            self.refuse(node, words.NO_FUNCTION(name=name), function_meant(name, self.scope))
            return None
        return self._scalar(node, name, SCALAR[name])

    def _look_up(self, node: ast.Call, name: str) -> Kind | None:
        known = self.scope.self_scored if name == "self_score" else self.scope.scored
        if not known:
            self.refuse(node, words.NOT_YET_SCORED(name=name), words.ONLY_AFTER())
            return None
        given = node.args[0] if len(node.args) == 1 else None
        if not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
            self.refuse(node, words.WANTS_ID(name=name), words.QUOTE_ID(name=name))
            return None
        if given.value not in known:
            self.refuse(given, words.UNKNOWN(name=given.value), use_instead(given.value, known))
        return "number"

    def _aggregate(self, node: ast.Call, function: Function) -> Kind | None:
        if self.within_aggregate:
            self.refuse(node, words.NESTED(), words.SPLIT())
            return None
        if len(node.args) != 1:
            self.refuse(node, words.wrong_count(1, 1, len(node.args)), words.ALLOWED())
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
            self.refuse(node, words.NO_TABLE(), words.NAME_TABLE(name=node.func.id))  # type: ignore[attr-defined]
        self.within_aggregate, self.table = False, None
        return function.gives  # type: ignore[return-value]

    def _scalar(self, node: ast.Call, name: str, function: Function) -> Kind | None:
        most = function.most
        if len(node.args) < function.least or (most is not None and len(node.args) > most):
            problem = words.wrong_count(function.least, most, len(node.args))
            self.refuse(node, problem, words.ALLOWED())
            return None
        if function.takes[0] == "any":
            kind = self.agree(node.args)
            return kind if function.gives == "same" else "boolean"
        for argument in node.args:
            self.expect(argument, function.takes[0])  # type: ignore[arg-type]
        if name == "round" and len(node.args) == 2 and not is_small(node.args[1], whole=True):
            self.refuse(node.args[1], words.ROUND(), words.SMALL_POWER())
        return function.gives  # type: ignore[return-value]


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
