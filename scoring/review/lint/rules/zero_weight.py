"""An indicator that counts for nothing.

Avoid: a weight of 0 that no profile ever raises.
Prefer: a weight, a profile that gives it one, or no such indicator.
Why: departments prove what decides nothing, or a weight was forgotten.
For example:
    ✗ {"id": "innovation", "weight": 0, "score": {…}}
    ✓ {"id": "innovation", "weight": 0, …}, "profiles": {"科研": {"weights": {"innovation": 5, …}}}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """不计分的指标。

避免：权重为 0，也没有权重方案用到它。
宜：给它权重，或在某个权重方案中给；否则不设。
理由：部门白白举证，或者是忘了写权重。
"""


def find(study: Study) -> Iterator[Slip]:
    raised = {n for p in study.ruleset.profiles for n, weight in p.weights.items() if weight}
    for path, leaf in study.leaves:
        above = {node.id for node in leaf.path}
        if not leaf.indicator.weight and not raised & {leaf.id, *above}:
            yield Slip((*path, "weight"), _NOTHING(title=leaf.indicator.title), _WEIGH())


_NOTHING = Phrase("「{title}」的权重为 0，不计分", '"{title}" has no weight and counts for nothing')
_WEIGH = Phrase("请给它权重，或删去", "Give it a weight, or remove it")

RULE = Rule("zero-weight", ADVICE, __doc__, CHINESE, find)
