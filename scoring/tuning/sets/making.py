"""A new weight set from wishes: some weights set, the others following."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.errors import Problem, WeightError
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.profiles import profiles_in_step
from scoring.tuning.sets.schema import NAME
from scoring.tuning.sets.spreading import spread
from scoring.tuning.sets.weight_set import WeightSet, named_by_content, rules_of
from scoring.words import Phrase


def make_set(
    ruleset: Ruleset,
    wanted: Mapping[str, Decimal],
    base: WeightSet | None = None,
    step: Decimal | None = None,
    **told: str,
) -> WeightSet:
    """Return the set in which nodes weigh what is *wanted*, and all others follow (``spread``).

    Nodes are named by id, or by a title that is theirs alone. The set begins from *base*, by
    default from the ruleset, and profiles keep in step with it (``profiles_in_step``). It is named
    by what it holds unless *told* gives an ``id``; *told* may give ``author``, ``date``,
    ``reason`` and ``method`` too. WeightError where a wish or the id cannot be.
    """
    if told.get("id") and not re.fullmatch(NAME, told["id"]):
        raise WeightError([Problem("--id", _NO_NAME(id=told["id"]), _RENAME())])
    now = complete(ruleset, base.weights) if base else None
    weights = spread(ruleset, _by_id(ruleset, wanted), now, step)
    about: dict[str, Any] = {"method": "manual"}
    about |= {key: text for key, text in told.items() if text}
    made = WeightSet(
        id="",
        rules=rules_of(ruleset),
        weights=weights,
        profiles=profiles_in_step(ruleset, weights, base),
        parent=base.id if base else "",
    )
    made = replace(made, **about)
    return made if made.id else named_by_content(made)


def _by_id(ruleset: Ruleset, wanted: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return what is *wanted* by id; WeightError for a node that is named by its title too."""
    ids = ids_by_title(ruleset)
    asked: dict[str, Decimal] = {}
    for name, weight in wanted.items():
        if ids.get(name, name) in asked:
            raise WeightError([Problem(f"{name}={weight}", _TWICE(name=name), _ONCE())])
        asked[ids.get(name, name)] = weight
    return asked


def ids_by_title(ruleset: Ruleset) -> dict[str, str]:
    """Return the id of every title that is no id and that one node alone has."""
    nodes = list(nodes_of(ruleset.indicators))
    titles = [node.title for node in nodes]
    known = {node.id for node in nodes}
    return {n.title: n.id for n in nodes if titles.count(n.title) == 1 and n.title not in known}


_TWICE = Phrase("「{name}」的标识和名称都写了", '"{name}" is named by its id and by its title')
_NO_NAME = Phrase(
    "方案标识「{id}」中不能有空格、斜杠、冒号和 @，也不能以点开头",
    'no set can be called "{id}": no spaces, slashes, colons, @ or leading dot',
)
_RENAME = Phrase("请另写一个标识", "Give it another id")
_ONCE = Phrase("同一指标只写一次", "Name it once")
