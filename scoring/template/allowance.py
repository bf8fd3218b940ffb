"""Where a form may say 不涉及: where the ruleset gives marks, or weight, an answer to it."""

from scoring.explanation.inputs import columns_of_rows, fields_read
from scoring.model import Ruleset, State
from scoring.plan import Leaf, compile_plan

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


def _answers(leaf: Leaf) -> bool:
    return leaf.policies[State.NOT_APPLICABLE].name not in _NO_ANSWER
