"""Full marks for what was not submitted.

Avoid: "missing": "full_marks".
Prefer: "zero"; where the figure may well be absent, ask whether it applies.
Why: who has bad news keeps it to himself and is paid for it.
For example:
    ✗ {"id": "satisfaction", "missing": "full_marks"}
    ✓ {"id": "satisfaction", "not_applicable": {"when": "not surveyed", "then": "redistribute"}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """不报反得满分。

避免："missing": "full_marks"。
宜：用 zero；确实可能没有的数据，另设“是否涉及”。
理由：否则数据难看的部门不报更合算。
"""


def find(study: Study) -> Iterator[Slip]:
    general = study.ruleset.policies.get("missing")
    if general and general.name == "full_marks":
        yield Slip(("policies", "missing"), _PAID(), _USE_ZERO())
    for path, leaf in study.leaves:
        own = leaf.indicator.policies.get("missing")
        if own and own.name == "full_marks":
            yield Slip((*path, "missing"), _PAID(), _USE_ZERO())


_PAID = Phrase("未提供数据的得满分", "what was not submitted earns full marks")
_USE_ZERO = Phrase("请改用 zero，或另设是否涉及的条件", "Use zero, or ask whether it applies")

RULE = Rule("missing-earns-full", WARNING, __doc__, CHINESE, find)
