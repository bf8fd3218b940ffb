"""References: every id that one part of a ruleset uses of another must be there."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from scoring.errors import use_instead
from scoring.expression.scopes import BUILT_IN, FIELD_KINDS, TOTAL
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, ids, nodes, objects, same
from scoring.words import Phrase


def reference_slips(document: Json) -> Iterator[Slip]:
    """Yield the ids, of all but fields, that name nothing."""
    return chain(_basis_slips(document), _tie_slips(document), _veto_slips(document))


def field_slips(document: Json) -> Iterator[Slip]:
    """Yield the ids of fields that are not there."""
    return chain(_check_slips(document), _group_slips(document))


def missing(path: Path, name: str, known: Collection[str], phrase: Phrase) -> Iterator[Slip]:
    """Yield a slip unless *name* is one of the *known*."""
    choices = known if same(name) in known else {same(choice) for choice in known}
    if same(name) not in choices:
        yield Slip(path, phrase(name=name), use_instead(name, choices))


def _basis_slips(document: Json) -> Iterator[Slip]:
    known = {same(basis["id"]) for _, basis in objects(document, "basis") if "id" in basis}
    citing = [(node.path, node.spec) for node in nodes(document)]
    for section in ("parameters", "checks", "adjustments", "vetoes"):
        citing += objects(document, section)
    for path, spec in citing:
        if "basis" in spec:
            yield from missing((*path, "basis"), spec["basis"], known, NO_BASIS)


def _check_slips(document: Json) -> Iterator[Slip]:
    fields = by_name(document, "fields")
    for path, check in objects(document, "checks"):
        terms: list[tuple[Path, Any]] = [
            ((*path, "sum", index), term) for index, term in enumerate(check.get("sum", ()))
        ]
        if "equals" in check:
            terms.append(((*path, "equals"), check["equals"]))
        for where, name in terms:
            if name is None:
                continue
            yield from missing(where, name, fields, NO_FIELD)
            field = fields.get(same(name), {})
            if FIELD_KINDS.get(field.get("type", ""), "number") != "number":
                yield Slip(where, _NOT_NUMERIC(name=name), _NUMERIC_ONLY())


def _group_slips(document: Json) -> Iterator[Slip]:
    within = (document.get("ranking") or {}).get("within")
    if within is not None:
        known = {**by_name(document, "fields"), **BUILT_IN}
        yield from missing(("ranking", "within"), within, known, NO_FIELD)


def _tie_slips(document: Json) -> Iterator[Slip]:
    scored = {*ids(nodes(document)), TOTAL}
    for index, name in enumerate((document.get("ranking") or {}).get("tie_breakers") or ()):
        if name is not None:
            yield from missing(("ranking", "tie_breakers", index), name, scored, NO_INDICATOR)


def _veto_slips(document: Json) -> Iterator[Slip]:
    grades = objects(document, "grades")
    titles = {same(grade["title"]) for _, grade in grades if "title" in grade}
    for path, veto in objects(document, "vetoes"):
        effect = veto.get("then") or {}
        if "grade" in effect:
            yield from missing((*path, "then", "grade"), effect["grade"], titles, NO_GRADE)


def by_name(document: Json, section: str) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    for path, spec in objects(document, section):  # of two names that are one, the first counts
        found.setdefault(same(str(path[-1])), spec)
    return found


NO_BASIS = Phrase("basis 中没有「{name}」这份依据", 'basis has no document "{name}"')
NO_FIELD = Phrase("没有名为「{name}」的字段", 'there is no field "{name}"')
NO_INDICATOR = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
NO_GRADE = Phrase("grades 中没有「{name}」这一等级", 'there is no grade "{name}"')
_NOT_NUMERIC = Phrase("字段「{name}」不是数值", 'the field "{name}" holds no number')
_NUMERIC_ONLY = Phrase(
    "合计校验只用数值、整数、金额、百分比字段",
    "Sums take number, integer, money and percent fields",
)
