"""What differs between two rulesets, section by section in the order of the language."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.explanation.voice import Voice
from scoring.review.diff.changes import Change, Side, by_id, compare_keys, compare_things
from scoring.review.diff.tree import Tree, compare_trees, matches
from scoring.review.diff.words import teller
from scoring.ruleset import example_keys, keys
from scoring.ruleset.top_keys import RULESET
from scoring.ruleset.tree_keys import DIMENSION, LEAF

Json = Mapping[str, Any]

COVER = ("title", "language", "in_force", "changes", "full_marks", "weights")
_NAMING = ("id", "rule", "at")
_CHECK = {**keys.CONDITION_CHECK, **keys.SUM_CHECK}
SINGLE: Mapping[str, Json] = {
    "rounding": keys.ROUNDING,
    "ranking": keys.RANKING,
    "policies": keys.POLICIES,
}
LISTED: Mapping[str, Json] = {
    "basis": keys.BASIS_DOCUMENT,
    "parameters": keys.PARAMETER,
    "fields": keys.FIELD,
    "tables": keys.FIELD,
    "values": keys.VALUE,
    "checks": _CHECK,
    "adjustments": keys.ADJUSTMENT,
    "vetoes": keys.VETO,
    "grades": keys.GRADE,
    "profiles": keys.PROFILE,
    "lint": keys.SUPPRESSION,
    "examples": example_keys.WHOLE_EXAMPLE,
}
# The keys of the things of every section, for what they are called.
TABLES: Mapping[str, Json] = {
    "ruleset": RULESET,
    "indicators": {**LEAF, **DIMENSION},
    **SINGLE,
    **LISTED,
}


def compare_rulesets(old: Voice, new: Voice) -> tuple[list[Change], dict[str, str]]:
    """Return all changes, and the old id of every new node of the tree that has one."""
    trees = Tree(old), Tree(new)
    matched = matches(*trees)
    changes = [*_cover(old, new), *compare_trees(*trees, matched)]
    for section in RULESET:
        if section in LISTED:
            changes += _compare_listed(section, old, new)
        elif section in SINGLE:
            one, other = (_whole(v, v.ruleset.document.get(section, {})) for v in (old, new))
            changes += compare_keys(section, "", one, other, SINGLE[section])
    return changes, matched


def _cover(old: Voice, new: Voice) -> Iterator[Change]:
    one, other = (_whole(voice, voice.ruleset.document) for voice in (old, new))
    yield from compare_keys("ruleset", "", one, other, {key: RULESET[key] for key in COVER})


def _whole(voice: Voice, spec: Json) -> Side:
    return Side({"": spec}, teller(voice), voice.language)


def _compare_listed(section: str, old: Voice, new: Voice) -> Iterator[Change]:
    one, other = (
        Side(_things(section, v.ruleset.document), teller(v), v.language) for v in (old, new)
    )
    table = {key: schema for key, schema in LISTED[section].items() if key not in _NAMING}
    yield from compare_things(section, one, other, table)
    if section == "profiles":
        yield from _reordered(section, list(one.things), list(other.things))


def _things(section: str, document: Json) -> dict[str, Json]:
    """Return the things of a section by id; of tables, their columns as table.column.

    What lint need not tell is named by its rule and its place.
    """
    if section == "lint":
        return {
            " ".join((spec["rule"], spec.get("at", ""))).strip(): spec
            for spec in document.get("lint", ())
        }
    if section != "tables":
        return by_id(document.get(section))
    return {
        f"{table}.{column}": field
        for table, spec in by_id(document.get("tables")).items()
        for column, field in by_id(spec["fields"]).items()
    }


def _reordered(section: str, old: list[str], new: list[str]) -> Iterator[Change]:
    """Yield whether those that both have come in another order: the first that holds decides."""
    before, after = [n for n in old if n in new], [n for n in new if n in old]
    if before != after:
        yield Change(section, "reordered", "", "", "", " → ".join(before), " → ".join(after))
