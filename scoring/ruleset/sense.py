"""What a ruleset says must make sense beyond its schema: all that does not, in one run."""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from difflib import get_close_matches
from itertools import chain
from typing import Any

from scoring.ruleset.examples import example_slips
from scoring.ruleset.formulas import formula_slips
from scoring.ruleset.headings import heading_slips
from scoring.ruleset.moves import move_slips
from scoring.ruleset.names import EXPRESSION_SPACE, name_slips
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.ranges import range_slips
from scoring.ruleset.references import field_slips, reference_slips
from scoring.ruleset.weights import weight_slips


def sense_slips(
    value: Any, unsound: Iterable[Path], place: Callable[[Path, bool], str]
) -> Iterator[Slip]:
    """Yield what does not make sense in a document, leaving aside its *unsound* parts."""
    broken = list(unsound)
    document = _without(value, broken) if broken else value
    is_tree_whole = not any(_hides_indicators(path) for path in broken)
    if not is_tree_whole:
        document = _naming_no_indicators(document)
    yield from chain(
        name_slips(document, place),
        heading_slips(document, place),
        weight_slips(document),
        range_slips(document),
        reference_slips(document),
        move_slips(document) if is_tree_whole else (),
    )
    # Where names cannot be seen, every expression that uses one would be blamed for it.
    if not any(_hides_names(path) for path in broken):
        yield from field_slips(document)
        yield from example_slips(document, is_tree_whole)
        yield from formula_slips(document)


def _hides_names(path: Path) -> bool:
    """Say whether without *path* some names for expressions can no longer be seen."""
    is_column = path[0] == "tables" and len(path) == 4
    near = get_close_matches(str(path[0]), EXPRESSION_SPACE, n=1)
    return bool(near) and (len(path) <= 2 or is_column)


def _hides_indicators(path: Path) -> bool:
    """Say whether without *path* some indicators, or their ids, can no longer be seen."""
    if get_close_matches(str(path[0]), ["indicators"], n=1):
        near = get_close_matches(str(path[-1]), ["children", "indicators", "id"], n=1)
        return bool(near) or isinstance(path[-1], int)
    return False


def _naming_no_indicators(document: dict[str, Any]) -> dict[str, Any]:
    """Return *document* without what would be blamed for indicators that cannot be seen."""
    naming = ("profiles", "vetoes", "adjustments", "policies", "ranking")
    kept = {key: value for key, value in document.items() if key not in naming}
    checks = document.get("checks") or ()
    return {**kept, "checks": [None if _asks_for_scores(check) else check for check in checks]}


def _asks_for_scores(check: Any) -> bool:
    holds = check.get("holds", "") if isinstance(check, dict) else ""
    return re.search(r"\b(rate|points|self_score)\s*\(", holds) is not None


def _without(value: Any, unsound: Iterable[Path]) -> Any:
    """Return a copy of *value* without its unsound parts; in lists they become None."""
    copy = deepcopy(value)
    for path in sorted({_whole_score(path) for path in unsound}, key=len, reverse=True):
        holder = copy
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
        else:
            holder[path[-1]] = None
    return copy


def _whole_score(path: Path) -> Path:
    """Return the path of the whole method for a path inside of one: half a method is none."""
    is_node = [i for i, step in enumerate(path) if step == "score" and isinstance(path[i - 1], int)]
    return path[: is_node[0] + 1] if is_node and path[0] == "indicators" else path
