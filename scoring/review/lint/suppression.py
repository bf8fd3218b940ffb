"""What a ruleset says need not be told of it, and whether it says so to any purpose."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scoring.errors import use_instead
from scoring.model import Suppression
from scoring.review.lint.rule import Rule
from scoring.review.lint.rules import unknown_rule, unused_suppression
from scoring.ruleset.places import Path, Slip, pointer_to
from scoring.ruleset.tree import Json, same


class Found(NamedTuple):
    """A slip that a rule found."""

    rule: Rule
    slip: Slip


def sift(
    found: list[Found], entries: tuple[Suppression, ...], document: Json, rules: Mapping[str, Rule]
) -> tuple[list[Found], list[tuple[Found, Suppression]]]:
    """Part what is to be told from what is suppressed; entries in vain are told as well."""
    told: list[Found] = []
    suppressed: list[tuple[Found, Suppression]] = []
    for each in found:
        entry = next((e for e in entries if _covers(e, each, document)), None)
        if entry is None:
            told.append(each)
        else:
            suppressed.append((each, entry))
    used = {id(entry) for _, entry in suppressed}
    vain = [(place, entry) for place, entry in enumerate(entries) if id(entry) not in used]
    return [*told, *_in_vain(vain, found, document, rules)], suppressed


def _in_vain(
    vain: list[tuple[int, Suppression]],
    found: list[Found],
    document: Json,
    rules: Mapping[str, Rule],
) -> Iterator[Found]:
    for place, entry in vain:
        problem = {"rule": entry.rule}
        if entry.rule not in rules:
            slip = Slip(
                ("lint", place, "rule"),
                unknown_rule.UNKNOWN(**problem),
                use_instead(entry.rule, rules),
            )
            yield Found(unknown_rule.RULE, slip)
        elif not any(_covers(entry, each, document) for each in found):
            slip = Slip(
                ("lint", place), unused_suppression.UNUSED(**problem), unused_suppression.REMOVE()
            )
            yield Found(unused_suppression.RULE, slip)


def _covers(entry: Suppression, found: Found, document: Json) -> bool:
    if entry.rule != found.rule.id:
        return False
    path = found.slip.path
    if entry.at.startswith("/"):
        return f"{pointer_to(path)}/".startswith(f"{entry.at.rstrip('/')}/")
    return not entry.at or same(entry.at) in _ids_on(path, document)


def _ids_on(path: Path, document: Json) -> Iterator[str]:
    """Yield the ids of what lies on the way to *path*: of things in lists, and names in objects."""
    value: object = document
    for step in path:
        value = value[step]  # type: ignore[index]
        if isinstance(step, str):
            yield same(step)
        elif isinstance(value, Mapping) and isinstance(value.get("id"), str):
            yield same(value["id"])
