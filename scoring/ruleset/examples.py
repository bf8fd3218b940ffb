"""Examples: what they give and what they expect must be there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from scoring.expression.scopes import BUILT_IN
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.references import NO_FIELD, NO_GRADE, NO_INDICATOR, by_name, missing
from scoring.ruleset.tree import Json, ids, nodes, objects, same
from scoring.words import Phrase

_SELF_SCORES = "self_scores"


def example_slips(document: Json, is_tree_whole: bool) -> Iterator[Slip]:
    """Yield what examples name that is not there; with the tree unsure, no nodes are missed."""
    whole = list(objects(document, "examples"))
    first = [same(example["id"]) for _, example in whole if isinstance(example.get("id"), str)]
    tables = by_name(document, "tables")
    names = {*by_name(document, "fields"), *tables, *BUILT_IN, _SELF_SCORES}
    known = _known(document, is_tree_whole)
    for node in nodes(document):
        for path, example in objects(node.spec, "examples"):
            yield from _like_slips((*node.path, *path), example, first)
            yield from _given_slips((*node.path, *path), example, names, tables)
    for number, (path, example) in enumerate(whole):
        yield from _like_slips(path, example, first[:number])
        yield from _given_slips(path, example, names, tables)
        yield from _expected_slips(path, example, known)


def _like_slips(path: Path, example: Json, before: list[str]) -> Iterator[Slip]:
    if "like" in example and same(example["like"]) not in before:
        yield Slip((*path, "like"), _NO_EXAMPLE(name=example["like"]), _NAME_EARLIER())


def _given_slips(
    path: Path, example: Json, known: Collection[str], tables: Mapping[str, Json]
) -> Iterator[Slip]:
    given = [((*path, "given"), example.get("given") or {})]
    given += [
        ((*path, "peers", i), peer or {}) for i, peer in enumerate(example.get("peers") or ())
    ]
    for where, figures in given:
        for name, value in figures.items():
            yield from _at_key(missing((*where, name), name, known, NO_FIELD))
            columns = tables.get(same(name), {}).get("fields") or ()
            for row, cells in enumerate(value if columns and isinstance(value, list) else ()):
                for column in cells if isinstance(cells, Mapping) else ():
                    at = (*where, name, row, column)
                    yield from _at_key(missing(at, column, columns, NO_FIELD))


def _at_key(slips: Iterable[Slip]) -> Iterator[Slip]:
    return (slip._replace(at_key=True) for slip in slips)


def _known(document: Json, is_tree_whole: bool) -> dict[str, tuple[list[str], Phrase]]:
    """Return, by the key of an example, what its ids may name."""

    def listed(section: str) -> list[str]:
        return [thing["id"] for _, thing in objects(document, section) if "id" in thing]

    scored = (ids(nodes(document)), NO_INDICATOR)
    return {
        "findings": (listed("checks"), _NO_CHECK),
        "unchecked": (listed("checks"), _NO_CHECK),
        "vetoes": (listed("vetoes"), _NO_VETO),
        "adjustments": (listed("adjustments"), _NO_ADJUSTMENT),
        "profile": ([str(path[-1]) for path, _ in objects(document, "profiles")], _NO_PROFILE),
        "grade": ([g["title"] for _, g in objects(document, "grades") if "title" in g], NO_GRADE),
        **({"points": scored, "full_marks": scored} if is_tree_whole else {}),
    }


def _expected_slips(
    path: Path, example: Json, known: Mapping[str, tuple[list[str], Phrase]]
) -> Iterator[Slip]:
    for key, (names, phrase) in known.items():
        for inner, name in _named(example.get(key)):
            slips = missing((*path, key, *inner), name, names, phrase)
            yield from _at_key(slips) if inner[:1] == (name,) else slips


def _named(value: Any) -> Iterator[tuple[Path, str]]:
    """Yield the ids in one value, each with its path inside: a name, a list, or keys."""
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Mapping):
        yield from (((name,), name) for name in value)
    else:
        listed = enumerate(value or ())
        yield from (((index,), name) for index, name in listed if isinstance(name, str))


_NO_EXAMPLE = Phrase(
    "此前没有名为「{name}」的顶层算例", 'no earlier example of the ruleset is named "{name}"'
)
_NAME_EARLIER = Phrase("请写排在前面的顶层算例的标识", "Name one of those that stand before it")
_NO_CHECK = Phrase("没有名为「{name}」的勾稽校验", 'there is no check "{name}"')
_NO_VETO = Phrase("没有名为「{name}」的一票否决", 'there is no veto "{name}"')
_NO_ADJUSTMENT = Phrase("没有名为「{name}」的加减分", 'there is no adjustment "{name}"')
_NO_PROFILE = Phrase("没有名为「{name}」的权重方案", 'there is no profile "{name}"')
