"""Templates of sentences: every {placeholder} must be one that can be filled in."""

import re
from collections.abc import Iterator

from scoring.errors import use_instead
from scoring.expression import Scope
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, nodes, objects, same
from scoring.words import Phrase

PLACEHOLDERS = (
    "title", "value", "points", "lost", "full_marks", "rate", "department", "reason", "remedy",
    "target",
)  # fmt: skip


def template_slips(document: Json, scope: Scope) -> Iterator[Slip]:
    """Yield placeholders that nothing can fill in; *scope* has the names that figures have."""
    known = {*PLACEHOLDERS, *scope.names}
    for path, template in _templates(document):
        for name in _PLACEHOLDER.findall(re.sub(r"\{\{|\}\}", "", template)):
            if name in "{}":
                yield Slip(path, _UNPAIRED(brace=name), _DOUBLE(brace=name))
            elif same(name[1:-1]) not in known:
                problem = _NO_PLACEHOLDER(name=name)
                yield Slip(path, problem, use_instead(name[1:-1], known))


def _templates(document: Json) -> Iterator[tuple[Path, str]]:
    holders = [(node.path, node.spec, "reason") for node in nodes(document)]
    for section, key in (("adjustments", "reason"), ("vetoes", "reason"), ("checks", "message")):
        holders += [(path, spec, key) for path, spec in objects(document, section)]
    for path, spec, key in holders:
        if key in spec:
            yield (*path, key), spec[key]


_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_UNPAIRED = Phrase("「{brace}」没有配对", '"{brace}" has no partner')
_DOUBLE = Phrase("要写出这个括号本身，请写两遍", "To print the brace itself, write it twice")
_NO_PLACEHOLDER = Phrase("没有「{name}」这个占位符", 'there is no placeholder "{name}"')
