"""Names: each fit for expressions, and no two alike."""

from collections.abc import Callable, Iterator
from keyword import iskeyword

from scoring.expression.scopes import BUILT_IN, TOTAL
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, nodes, objects, same
from scoring.words import Phrase

EXPRESSION_SPACE = ("fields", "tables", "parameters", "values")

Named = tuple[Path, str]


def name_slips(document: Json, place: Callable[[Path, bool], str]) -> Iterator[Slip]:
    """Yield the names that no expression could use, or that mean two things."""
    for space in _spaces(document):
        first: dict[str, Named] = {}
        for path, name in space:
            if not is_name(name):
                yield Slip(path, _NO_NAME(name=name), _NAME_RULE(), _at_key(path))
            earlier = first.setdefault(same(name), (path, name))
            if earlier[0] != path:
                where = place(earlier[0], _at_key(earlier[0]))
                phrase = _SAME if earlier[1] == name else _SAME_BUT_WIDTH
                told = phrase(name=name, other=earlier[1], place=where)
                yield Slip(path, told, _RENAME(), _at_key(path))
    for path, name in _reserved(document):
        yield Slip(path, _RESERVED(name=name), _RENAME(), _at_key(path))


def is_name(name: str) -> bool:
    """Say whether *name* can be used in an expression.

    >>> is_name("预算数"), is_name("2019年"), is_name("in")
    (True, False, False)
    """
    return same(name).isidentifier() and not iskeyword(same(name))


def _spaces(document: Json) -> Iterator[list[Named]]:
    """Yield the groups of names within which no two may be alike."""
    yield [named for section in EXPRESSION_SPACE for named in _keys(document, section)]
    for path, table in objects(document, "tables"):
        yield [((*path, *inner), name) for inner, name in _keys(table, "fields")]
    yield [((*node.path, "id"), node.spec["id"]) for node in nodes(document) if "id" in node.spec]
    for section in ("basis", "checks", "adjustments", "vetoes", "examples"):
        found = objects(document, section)
        yield [((*path, "id"), thing["id"]) for path, thing in found if "id" in thing]


def _keys(holder: Json, section: str) -> list[Named]:
    return [(path, str(path[-1])) for path, _ in objects(holder, section)]


def _reserved(document: Json) -> Iterator[Named]:
    for section in ("tables", "parameters", "values"):
        yield from (named for named in _keys(document, section) if same(named[1]) in BUILT_IN)
    for node in nodes(document):
        if same(node.spec.get("id", "")) == TOTAL:
            yield (*node.path, "id"), node.spec["id"]


def _at_key(path: Path) -> bool:
    return path[-1] != "id" or path[-2] in (*EXPRESSION_SPACE, "fields")


_NO_NAME = Phrase("「{name}」不能作标识", '"{name}" cannot be an id')
_NAME_RULE = Phrase(
    "标识只用文字、数字和下划线，不以数字开头，也不用 and、if 等保留词",
    "Use letters, digits and _, not a digit first, and no word such as and or if",
)
_SAME = Phrase("「{name}」与 {place} 重名", '"{name}" is already the name of {place}')
_SAME_BUT_WIDTH = Phrase(
    "「{name}」与 {place} 的「{other}」只有全角半角之别，是同一个名称",
    '"{name}" differs from "{other}" at {place} by width only: they are one name',
)
_RENAME = Phrase("请给其中一个换个名称", "Give one of them another name")
_RESERVED = Phrase("「{name}」是保留的名称", '"{name}" is a reserved name')
