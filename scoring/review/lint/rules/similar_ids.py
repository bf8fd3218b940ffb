"""Two ids that look alike.

Avoid: names that differ in case, in an underscore, or in l and 1, O and 0 only.
Prefer: names that can be told apart at a glance and read aloud.
Why: the wrong one of two is written and nobody sees it: both are there.
For example:
    ✗ "fields": {"spent_l": {…}, "spent_1": {…}}
    ✓ "fields": {"spent_last_year": {…}, "spent_first_quarter": {…}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import objects, same
from scoring.words import Phrase

CHINESE = """标识过于相像。

避免：只差大小写、下划线，或只差 l 与 1、O 与 0 的标识。
宜：一眼分得清、念得出来的标识。
理由：写错成另一个也看不出来，因为两个都有。
"""

# Upper-case I and O before folding; Cyrillic letters drawn like Latin ones.
_DRAWN_ALIKE = str.maketrans("I1|O0аеорсух", "lllooaeopcyx")


def find(study: Study) -> Iterator[Slip]:
    for space in _spaces(study):
        first: dict[str, str] = {}
        for path, name in space:
            earlier = first.setdefault(drawn(name), name)
            if earlier != name:
                at_key = path[-1] != "id"
                yield Slip(path, _ALIKE(name=name, other=earlier), _RENAME(), at_key)


def drawn(name: str) -> str:
    """Return what *name* has in common with all that look like it.

    >>> drawn("spent_l") == drawn("Spent1")
    True
    """
    return same(name).translate(_DRAWN_ALIKE).casefold().replace("_", "")


def _spaces(study: Study) -> Iterator[list[tuple[Path, str]]]:
    """Yield the names that can be taken for each other: of figures, of columns, of indicators."""
    sections = ("fields", "tables", "parameters", "values")
    yield [(path, same(str(path[-1]))) for section in sections for path in study.keys(section)]
    for path, table in objects(study.document, "tables"):
        yield [((*path, *p), same(str(p[-1]))) for p, _ in objects(table, "fields")]
    yield [((*path, "id"), node.id) for path, node in study.nodes]


_ALIKE = Phrase("「{name}」与「{other}」看起来太像", '"{name}" looks like "{other}"')
_RENAME = Phrase("请改用容易分清的标识", "Give one of them another name")

RULE = Rule("similar-ids", WARNING, __doc__, CHINESE, find)
