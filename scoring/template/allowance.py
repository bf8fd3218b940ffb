"""What a form allows: where it may say 不涉及, and which of its fields the bureau fills in.

不涉及 may be said where the ruleset gives marks, or weight, an answer to it.
"""

import json
import re

from scoring.explanation.inputs import columns_of_rows, fields_read
from scoring.model import Ruleset, State
from scoring.plan import Leaf, compile_plan

_NOT_RULES = {"fields", "vetoes", "examples"}
_NO_ANSWER = {"zero", "unranked"}


def may_not_apply(ruleset: Ruleset) -> set[str]:
    """Return the fields, columns ("table.column") and tables that may be said not to apply.

    They are those read by an indicator that then does not lose its marks.
    """
    plan = compile_plan(ruleset)
    names: set[str] = set()
    for leaf in plan.leaves:
        if _answers(leaf):
            names.update(fields_read(plan, [leaf.value, *leaf.operands.values()]))
        if leaf.rows and any(_answers(rule.leaf) for rule in leaf.rows.rules):
            names.update(columns_of_rows(plan, leaf.rows))
    tables = {name.partition(".")[0] for name in names if "." in name}
    return names | (tables & set(ruleset.tables))


def bureaus_own(ruleset: Ruleset) -> set[str]:
    """Return the fields that the ruleset names in its vetoes only, and does not require.

    What bars a department, such as false data, is found out by the bureau, not told by itself.
    """
    rest = {key: text for key, text in ruleset.document.items() if key not in _NOT_RULES}
    vetoes = ruleset.document.get("vetoes", ())
    named, others = (_words(part) for part in (vetoes, rest))
    return {name for name, f in ruleset.fields.items() if name in named - others and not f.required}


def _words(document: object) -> set[str]:
    return set(re.findall(r"\w+", json.dumps(document, ensure_ascii=False)))


def _answers(leaf: Leaf) -> bool:
    return leaf.policies[State.NOT_APPLICABLE].name not in _NO_ANSWER
