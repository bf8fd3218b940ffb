"""An indicator scored by the department's own marks for it.

Avoid: self_score("…") in what decides an indicator.
Prefer: a figure that can be proved; own marks are shown beside the engine's anyway.
Why: the department would be its own judge.
For example:
    ✗ {"id": "effect", "weight": 10, "value": "self_score('effect')"}
    ✓ {"id": "effect", "weight": 10, "value": "done / planned * 100"}
"""

import ast
from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """由部门自评分决定得分。

避免：决定得分的算式用到 self_score("…")。
宜：用能够核实的数据；自评分本来就会列在得分旁边。
理由：否则等于部门自己给自己打分。
"""


def find(study: Study) -> Iterator[Slip]:
    for formula in study.formulas:
        if formula.leaf or formula.path[0] in ("values", "adjustments"):
            called = (n for n in ast.walk(formula.expression.tree) if isinstance(n, ast.Call))
            if any(node.func.id == "self_score" for node in called):  # type: ignore[attr-defined]
                yield Slip(formula.path, _OWN(), _PROVE())


_OWN = Phrase("得分取决于部门的自评分", "it depends on the department's own marks")
_PROVE = Phrase("请改用能够核实的数据", "Use a figure that can be proved")

RULE = Rule("self-marked", WARNING, __doc__, CHINESE, find)
