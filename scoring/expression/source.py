"""The text of an expression: parsed, or refused with the place and what to write instead."""

import ast
import warnings
from functools import lru_cache

from scoring.expression.characters import Flaw, character_flaws
from scoring.expression.grammar import deepest_bracket, grammar_flaw
from scoring.words import Phrase

LONGEST = 2_000
DEEPEST = 100
MOST_NODES = 400
LONGEST_TEXT = 200
GREATEST = 1e15


def parse(source: str) -> tuple[ast.expr | None, list[Flaw]]:
    """Return the tree of *source*, or None and the flaws of its characters and its grammar."""
    flaws = list(_flaws(source))
    if flaws:
        return None, flaws
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.lstrip(), mode="eval").body, []
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None, [grammar_flaw(source)]


def _flaws(source: str) -> list[Flaw]:
    """Return what is wrong with *source* before it is read as an expression."""
    if not source.strip():
        return [Flaw(0, _EMPTY(), _WRITE_ONE())]
    if len(source) > LONGEST:
        return [Flaw(LONGEST, _TOO_LONG(length=len(source), most=LONGEST), _SPLIT())]
    if deepest_bracket(source) > DEEPEST:
        return [Flaw(0, _TOO_DEEP(), _SPLIT())]
    return character_flaws(source)


@lru_cache(maxsize=1024)
def names_in(source: str) -> frozenset[str]:
    """Return the names that *source* reads; none if it cannot be parsed."""
    tree, _ = parse(source)
    if tree is None:
        return frozenset()
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called)
    return frozenset(name.id for name in names)


def offset_of(source: str, node: ast.AST) -> int:
    """Return the character of *source* at which *node* begins (ast counts UTF-8 bytes)."""
    indent = len(source) - len(source.lstrip())
    line = source.lstrip().encode()
    return indent + len(line[: getattr(node, "col_offset", 0)].decode(errors="ignore"))


_EMPTY = Phrase("表达式为空", "the expression is empty")
_WRITE_ONE = Phrase(
    "请写出算式，如 spent / budget * 100", "Write one, such as spent / budget * 100"
)
_TOO_LONG = Phrase(
    "表达式长 {length} 个字符，超过 {most} 个",
    "the expression has {length} characters, over {most}",
)
_TOO_DEEP = Phrase("表达式嵌套过深", "the expression is nested too deeply")
_SPLIT = Phrase("请用 values 拆成几个有名称的算式", "Split it into named values (`values`)")
