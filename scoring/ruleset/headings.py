"""Column headings: every id, title and alias must say which one field a column is for."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scoring.names import fold
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, objects, same
from scoring.words import Phrase


class Said(NamedTuple):
    """What a field, or a table, is called at *path*: by its key, its title or an alias."""

    owner: Path
    path: Path
    text: str


def heading_slips(document: Json, place: Callable[[Path, bool], str]) -> Iterator[Slip]:
    """Yield the headings under which data would belong to either of two fields."""
    tables = list(objects(document, "tables"))
    yield from _clashes([*objects(document, "fields"), *tables], place)
    for path, table in tables:
        columns = [((*path, *inner), field) for inner, field in objects(table, "fields")]
        yield from _clashes(columns, place)


def _clashes(
    holders: list[tuple[Path, Json]], place: Callable[[Path, bool], str]
) -> Iterator[Slip]:
    first: dict[str, Said] = {}
    for said in _said(holders):
        earlier = first.setdefault(fold(said.text), said)
        if earlier.owner != said.owner and not _is_one_id(earlier, said):
            where = place(earlier.path, _at_key(earlier))
            phrase = _SAME if earlier.text == said.text else _ALIKE
            told = phrase(name=said.text, other=earlier.text, place=where)
            yield Slip(said.path, told, _RENAME(), _at_key(said))


def _said(holders: list[tuple[Path, Json]]) -> Iterator[Said]:
    """Yield the ids, which go before all else, then titles and aliases in order."""
    for path, _ in holders:
        yield Said(path, path, str(path[-1]))
    for path, spec in holders:
        if "title" in spec:
            yield Said(path, (*path, "title"), spec["title"])
        for index, alias in enumerate(spec.get("aliases") or ()):
            if alias is not None:
                yield Said(path, (*path, "aliases", index), alias)


def _is_one_id(earlier: Said, said: Said) -> bool:
    """Say whether two ids are one name, of which ``names`` tells."""
    return said.path == said.owner and same(earlier.text) == same(said.text)


def _at_key(said: Said) -> bool:
    return said.path == said.owner


_SAME = Phrase(
    "「{name}」已是 {place} 的名称，报送表中这一列不知归哪个字段",
    '"{name}" already names {place}: a column headed so could belong to either',
)
_ALIKE = Phrase(
    "「{name}」与 {place} 的「{other}」作列名时没有区别，不知归哪个字段",
    '"{name}" is no other heading than "{other}" at {place}: a column could belong to either',
)
CLAIMED = (_SAME, _ALIKE)
_RENAME = Phrase(
    "请改写其中一个，使每个标题、别名只指一个字段",
    "Change one of them, so that each title and alias names one field",
)
