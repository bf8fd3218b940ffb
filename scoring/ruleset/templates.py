"""Templates of sentences: every {placeholder} must be one that can be filled in."""

import re
from collections.abc import Iterable, Iterator

from scoring.errors import use_instead
from scoring.expression import Scope
from scoring.methods import Rows
from scoring.ruleset.method import method_of
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, nodes, objects, same
from scoring.words import Message, Phrase

CHECK = ("title", "department")
BEYOND = ("title", "points", "lost", "full_marks", "department")
LEAF = (*BEYOND, "rate", "reason", "remedy")


def template_slips(document: Json, scope: Scope) -> Iterator[Slip]:
    """Yield placeholders that nothing can fill in; *scope* has the names that figures have."""
    for path, template, offered in _templates(document, scope):
        for name in _PLACEHOLDER.findall(re.sub(r"\{\{|\}\}", "", template)):
            if name in "{}":
                yield Slip(path, _UNPAIRED(brace=name), _DOUBLE(brace=name))
            elif same(name[1:-1]) not in {*offered, *scope.names}:
                yield Slip(path, *_told(name, offered, scope))


def _told(name: str, offered: Iterable[str], scope: Scope) -> tuple[Message, Message]:
    """Return problem and remedy: the placeholder that was meant, else those there are here."""
    known = {*offered, *scope.names}
    if same(name[1:-1]) in ("value", "target", *LEAF):
        return _NOT_HERE(name=name), _OFFERED(names=[f"{{{each}}}" for each in sorted(offered)])
    return _NO_PLACEHOLDER(name=name), use_instead(name[1:-1], known)


def _templates(document: Json, scope: Scope) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield the templates, each with the placeholders that stand for no name."""
    holders = [
        (node.path, node.spec, "reason", _of_leaf(node.spec, scope)) for node in nodes(document)
    ]
    for section in ("adjustments", "vetoes"):
        holders += [(path, spec, "reason", BEYOND) for path, spec in objects(document, section)]
    holders += [(path, spec, "message", CHECK) for path, spec in objects(document, "checks")]
    for path, spec, key, offered in holders:
        if key in spec:
            yield (*path, key), spec[key], offered


def _of_leaf(spec: Json, scope: Scope) -> tuple[str, ...]:
    """Return the placeholders of an indicator: its value and its method's target if it has one.

    Where rows are told, their columns have names too.
    """
    method = method_of(spec)
    if isinstance(method, Rows):
        return (*LEAF, "value", *scope.tables.get(method.table, ()))
    targets = ("target",) if method is None or "target" in method.operands() else ()
    values = ("value",) if method is None or method.needs_value or "value" in spec else ()
    return (*LEAF, *values, *targets)


_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_UNPAIRED = Phrase("「{brace}」没有配对", '"{brace}" has no partner')
_DOUBLE = Phrase("要写出这个括号本身，请写两遍", "To print the brace itself, write it twice")
_NO_PLACEHOLDER = Phrase("没有「{name}」这个占位符", 'there is no placeholder "{name}"')
_NOT_HERE = Phrase("此处没有内容可填入「{name}」", 'there is nothing here to fill "{name}" with')
_OFFERED = Phrase(
    "此处可用 {names} 和字段、参数、values 的标识",
    "Use {names}, or the ids of fields, parameters and values",
)
