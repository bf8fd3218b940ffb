"""``extends``: an edition that holds only what differs from another, and where each part came from.

Objects merge by key and lists of things with an ``id`` by ``id``; null removes; everything else
is replaced. In a file that extends, such a list may also be written as an object by id, so that
null can remove one of its things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path as File
from typing import Any

from scoring.errors import Problem, RulesetError, use_instead
from scoring.ruleset.places import Path, Spot, safe
from scoring.ruleset.shelf import on_shelf
from scoring.ruleset.text import Text, place_of, read_text, spot_of
from scoring.words import Phrase

Origin = tuple[Text, Path]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole ruleset document; *origins* tells which parts stand elsewhere than in *text*."""

    value: Any
    text: Text
    sha256: str
    problems: tuple[Problem, ...] = ()
    origins: Mapping[Path, Origin] = field(default_factory=dict)


def assemble(text: Text, seen: tuple[str, ...] = ()) -> Document:
    """Return *text* merged over whatever it extends; raise RulesetError if that is not there."""
    wanted = text.value.get("extends") if isinstance(text.value, dict) else None
    if not isinstance(wanted, str):
        return Document(text.value, text, text.sha256, text.problems)
    chain = (*seen, _own_name(text.value))
    if wanted in chain:
        cycle = [*chain[chain.index(wanted) :], wanted]
        raise _refused(text, CYCLE(cycle=" → ".join(cycle)), _BREAK())
    base = assemble(read_text(_find(text, wanted)), chain)
    return Merge(base, text).document()


def origin_of(document: Document, path: Path) -> Origin:
    """Return the text that the part of *document* at *path* was written in, and its path there."""
    for length in range(len(path), -1, -1):
        origin = document.origins.get(path[:length])
        if origin:
            return origin[0], (*origin[1], *path[length:])
    return document.text, path


def place(document: Document, path: Path, at_key: bool = False) -> str:
    """Return the place of *path* in the file that it was written in."""
    return place_of(*origin_of(document, path), at_key)


def spot(document: Document, path: Path) -> tuple[bool, Spot]:
    """Return where *path* stands, for putting problems in order: this file, then its base."""
    text, inner = origin_of(document, path)
    return text is not document.text, spot_of(text, inner)


def _find(text: Text, wanted: str) -> File:
    name, _, edition = wanted.partition("@")
    if text.folder and not set(wanted) & set("/\\:\0"):
        beside = [text.folder.parent / name / f"{edition}.json", text.folder / f"{edition}.json"]
        for file in beside:
            if file.is_file() and _is_edition(file, name, edition):
                return file
    known = on_shelf()
    if wanted not in known:
        raise _refused(text, _NO_BASE(name=wanted), use_instead(wanted, known))
    return known[wanted]


def _is_edition(file: File, name: str, edition: str) -> bool:
    value = read_text(file).value
    return isinstance(value, dict) and _own_name(value) == f"{name}@{edition}"


def _own_name(value: Mapping[str, Any]) -> str:
    """Return the ``id@edition`` of a file, which may inherit either."""
    base = str(value.get("extends", "")).partition("@")
    return f"{value.get('id', base[0])}@{value.get('edition', base[2])}"


def _refused(text: Text, problem: Any, remedy: Any) -> RulesetError:
    place = place_of(text, ("extends",))
    return RulesetError([*text.problems, Problem(place, safe(problem), safe(remedy))])


class Merge:
    """One merge of a file over its base: collects the result's origins and what is wrong."""

    def __init__(self, base: Document, text: Text):
        self.base = base
        self.text = text
        self.origins: dict[Path, Origin] = {}
        self.problems = [*text.problems, *base.problems]

    def document(self) -> Document:
        changes = {key: value for key, value in self.text.value.items() if key != "extends"}
        kept = {key: value for key, value in self.base.value.items() if key != "extends"}
        value = self._objects((kept, ()), (changes, ()), ())
        digest = sha256((self.text.sha256 + self.base.sha256).encode()).hexdigest()
        return Document(value, self.text, digest, tuple(self.problems), self.origins)

    def _both(self, old: "_Part", new: "_Part", here: Path) -> Any:
        before, after = old[0], new[0]
        if isinstance(before, dict) and isinstance(after, dict):
            # Another method has other parameters: nothing of the old one is kept.
            if before.get("method") == after.get("method", before.get("method")):
                return self._objects(old, new, here)
        elif _has_ids(before) and (isinstance(after, dict) or (after and _has_ids(after))):
            return self._lists(old, new, here)
        return self._written(new, here)

    def _objects(self, old: "_Part", new: "_Part", here: Path) -> dict[str, Any]:
        self.origins[here] = (self.text, new[1])
        result = {}
        for key, value in old[0].items():
            below = (value, (*old[1], key))
            if key not in new[0]:
                result[key] = self._kept(below, (*here, key))
            elif new[0][key] is not None:
                result[key] = self._both(below, (new[0][key], (*new[1], key)), (*here, key))
        for key, value in new[0].items():
            if key not in old[0]:
                if value is None:
                    self._nothing_to_remove((*new[1], key), old[0])
                else:
                    result[key] = self._written((value, (*new[1], key)), (*here, key))
        return result

    def _lists(self, old: "_Part", new: "_Part", here: Path) -> list[Any]:
        self.origins[here] = (self.text, new[1])
        changes = _by_id(new)
        result: list[Any] = []
        for index, item in enumerate(old[0]):
            below, at = (item, (*old[1], index)), (*here, len(result))
            change = changes.pop(item["id"], None)
            if change is None:
                result.append(self._kept(below, at))
            elif change[0] is not None:
                result.append(self._both(below, change, at))
        for change in changes.values():
            if change[0] is None:
                self._nothing_to_remove(change[1], [item["id"] for item in old[0]])
            else:
                result.append(self._written(change, (*here, len(result))))
        return result

    def _kept(self, part: "_Part", here: Path) -> Any:
        value, path = part
        self.origins[here] = origin_of(self.base, path)
        for inner, origin in self.base.origins.items():
            if inner[: len(path)] == path and len(inner) > len(path):
                self.origins[(*here, *inner[len(path) :])] = origin
        return value

    def _written(self, part: "_Part", here: Path) -> Any:
        self.origins[here] = (self.text, part[1])
        return part[0]

    def _nothing_to_remove(self, path: Path, known: Any) -> None:
        place = place_of(self.text, path, at_key=True)
        remedy = use_instead(str(path[-1]), known)
        told = safe(_NOTHING(name=path[-1]))
        self.problems.append(Problem(place, told, safe(remedy)))


_Part = tuple[Any, Path]


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in value
    )


def _by_id(part: _Part) -> dict[Any, _Part]:
    """Return the changes to a list of things with ids, by id."""
    value, path = part
    if isinstance(value, dict):
        return {
            name: ({"id": name, **change} if isinstance(change, dict) else change, (*path, name))
            for name, change in value.items()
        }
    found: dict[Any, _Part] = {}
    for index, item in enumerate(value):
        # A second one of the same id is kept as it is, to be refused with the place of both.
        name = (item["id"], index) if item["id"] in found else item["id"]
        found[name] = (item, (*path, index))
    return found


CYCLE = Phrase("extends 绕成了圈：{cycle}", "extends goes round in a circle: {cycle}")
_BREAK = Phrase("请改为沿用圈外的版本", "Extend an edition outside of it")
_NO_BASE = Phrase("没有找到所沿用的规则「{name}」", 'the ruleset "{name}" to extend is not found')
_NOTHING = Phrase("底本中没有「{name}」，无从删去", 'the base has no "{name}" to remove')
