"""What a template may say: names, parts of names, one loop at a time, and conditions.

Nothing is called, computed or imported, so that a template from anywhere reaches only the
names it is given and takes no more time than its length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from scoring.errors import use_instead
from scoring.export.word.names import Listed, Shape
from scoring.words import Message, Phrase

MOST_TEXT = 500_000  # characters of one part of a template
MOST_TAGS = 500
_FILTERS = {"default", "length"}
_LOOP: Shape = dict.fromkeys(("index", "first", "last", "length"))
_MARKUP = re.compile("<[^>]*>")
_BRACE = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
# What docxtpl knows beside: a text put where a run, a paragraph or a number must stand.
_UNFIT = re.compile(r"\{\{(?:r|p|tr|tc)\s|\{%\s*(?:r\s|colspan\b|cellbg\b|hm\b)")
_WIDE = re.compile(r"｛\s*｛|｛\s*[%％]|\{\s*％")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Filter, nodes.Concat,
)  # fmt: skip


class Fault(NamedTuple):
    """What is wrong in a template, and in which of its lines."""

    line: int
    problem: Message
    remedy: Message


def faults_in(source: str, environment: Environment, names: Shape) -> Iterator[Fault]:
    """Yield everything in the *source* of a template that may not be said, or says nothing."""
    for wide in _WIDE.finditer(source):
        yield Fault(_line(source, wide.start()), _FULL_WIDTH(), _HALF_WIDTH())
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        yield Fault(error.lineno, *_syntax(error))
        return
    yield from _Vetting(names).visit(tree, names)


def faults_at_sight(source: str) -> Iterator[Fault]:
    """Yield what bars a *source* from being looked at: its length, or a brace left open.

    Preparing such a text for Jinja may take time for every brace, times its length.
    """
    if len(source) > MOST_TEXT or source.count("{") > 2 * MOST_TAGS:
        yield Fault(1, _TOO_LONG(), _SHORTEN())
        return
    text = _MARKUP.sub("", source)
    for found in _UNFIT.finditer(text):
        yield Fault(
            _line(text, found.start()), _NO_SUCH_TAG(tag=found[0].strip()), _WRITE_PLAINLY()
        )
    opened = ""
    for found in _BRACE.finditer(text):
        brace = found[0]
        if (brace in _CLOSING) == bool(opened) or (opened and brace != _CLOSING[opened]):
            yield Fault(_line(text, found.start()), _OPEN(), _CLOSE())
            return
        opened = brace if brace in _CLOSING else ""
    if opened:
        yield Fault(_line(text, text.rindex(opened)), _OPEN(), _CLOSE())


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


class _Vetting:
    def __init__(self, names: Shape):
        self.names = names
        self.depth = 0

    def visit(self, node: nodes.Node, scope: Shape) -> Iterator[Fault]:
        if not isinstance(node, _ALLOWED):
            yield Fault(node.lineno, _NOT_ALLOWED(kind=type(node).__name__), _WRITE_PLAINLY())
        elif isinstance(node, nodes.For):
            yield from self._loop(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            yield from self._name(node, scope)
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            problem = _NO_FILTER(name=node.name)
            yield Fault(node.lineno, problem, use_instead(node.name, _FILTERS))
        else:
            for child in node.iter_child_nodes():
                if isinstance(node, nodes.Output) and _found(child, scope) not in (None, _UNKNOWN):
                    yield Fault(child.lineno, _IS_LIST(name=_written(child)), _LOOP_OVER())
                else:
                    yield from self.visit(child, scope)

    def _loop(self, node: nodes.For, scope: Shape) -> Iterator[Fault]:
        yield from self.visit(node.iter, scope)
        listed = _found(node.iter, scope)
        if listed is _UNKNOWN:
            return
        if not isinstance(listed, Listed):
            lists = [name for name, shape in self.names.items() if isinstance(shape, Listed)]
            problem = _NO_LIST(name=_written(node.iter))
            yield Fault(node.lineno, problem, _alike(_written(node.iter), lists))
            return
        if self.depth or node.recursive or not isinstance(node.target, nodes.Name):
            yield Fault(node.lineno, _LOOP_IN_LOOP(), _ONE_LOOP())
            return
        inner = {**scope, node.target.name: listed.each, "loop": _LOOP}
        self.depth += 1
        for part in ([node.test] if node.test else []) + node.body:
            yield from self.visit(part, inner)
        self.depth -= 1
        for part in node.else_:
            yield from self.visit(part, scope)

    def _name(self, node: nodes.Name | nodes.Getattr, scope: Shape) -> Iterator[Fault]:
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                yield Fault(node.lineno, _NO_NAME(name=node.name), _alike(node.name, scope))
            return
        if not isinstance(node.node, nodes.Name | nodes.Getattr):
            yield Fault(node.lineno, _NOT_ALLOWED(kind="Getattr"), _WRITE_PLAINLY())
            return
        whole = _found(node.node, scope)
        if whole is _UNKNOWN:
            yield from self._name(node.node, scope)
        elif not isinstance(whole, Mapping):
            told = {"name": _written(node.node), "part": node.attr}
            yield Fault(node.lineno, _NO_PARTS(**told), _LOOP_OVER())
        elif node.attr not in whole:
            told = {"name": _written(node.node), "part": node.attr}
            yield Fault(node.lineno, _NO_PART(**told), _alike(node.attr, whole))


_UNKNOWN: Any = object()


def _found(node: nodes.Node, scope: Shape) -> Any:
    """Return what a name stands for; _UNKNOWN for no such name; None for all that is text."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, _UNKNOWN)
    if isinstance(node, nodes.Getattr):
        whole = _found(node.node, scope)
        return whole.get(node.attr, _UNKNOWN) if isinstance(whole, Mapping) else _UNKNOWN
    return None


def _alike(name: str, known: Iterable[str]) -> Message:
    """Return the remedy for an unknown *name*, from the names of the language it is in."""
    return use_instead(name, [each for each in known if each.isascii() == name.isascii()])


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return type(node).__name__


def _syntax(error: TemplateSyntaxError) -> tuple[Message, Message]:
    detail = error.message or ""
    if "Unexpected end of template" in detail:
        return _NOT_CLOSED(), _CLOSE()
    return _SYNTAX(detail=detail), _CLOSE()


_TOO_LONG = Phrase("模板过长，或标记过多", "the template is too long, or has too many tags")
_SHORTEN = Phrase(
    "请用 --write-template 重新生成模板再修改", "Begin anew with --write-template, and change that"
)
_FULL_WIDTH = Phrase("花括号或百分号是全角的", "a brace or per cent sign is full-width")
_HALF_WIDTH = Phrase("请改用半角的 {{{{ }}}} 和 {{% %}}", "Write {{{{ }}}} and {{% %}}")
_NOT_ALLOWED = Phrase(
    "模板里不能有计算、调用等写法（{kind}）", "templates may not compute or call ({kind})"
)
_WRITE_PLAINLY = Phrase(
    "只用名称、「名称.部分」、if 和 for", "Use only names, parts of names, if and for"
)
_NO_FILTER = Phrase("没有「{name}」这种过滤器", 'there is no filter "{name}"')
_IS_LIST = Phrase("「{name}」是一个列表，不能直接写出", '"{name}" is a list and cannot be printed')
_LOOP_OVER = Phrase(
    "请用 {{% for 每项 in 列表 %}} 逐项写出，再写「每项.部分」",
    "Loop over the list with {{% for each in list %}} and write each.part",
)
_NO_LIST = Phrase("「{name}」不是列表，不能用 for", '"{name}" is no list to loop over')
_LOOP_IN_LOOP = Phrase(
    "for 里面又有 for，或写法过于复杂", "a loop within a loop, or one too complex"
)
_ONE_LOOP = Phrase("请写成先后两个 for", "Write one loop after the other")
_NO_NAME = Phrase("没有「{name}」这个名称", 'there is no name "{name}"')
_NO_PARTS = Phrase("「{name}」没有「{part}」这样的部分", '"{name}" has no part "{part}"')
_NO_PART = _NO_PARTS
_NO_SUCH_TAG = Phrase("不能用「{tag}」这种标记", 'the tag "{tag}" may not be used')
_OPEN = Phrase("双花括号没有成对", "a pair of braces is not closed")
_NOT_CLOSED = Phrase("有 for 或 if 没有结束", "a for or if is not ended")
_SYNTAX = Phrase("标记写得不对（{detail}）", "a tag is not written right ({detail})")
_CLOSE = Phrase(
    "每个 for 配 endfor，每个 if 配 endif，括号成对",
    "End each for with endfor and each if with endif, and close every brace",
)
