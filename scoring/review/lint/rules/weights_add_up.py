"""Weights that do not add up.

Avoid: children whose weights come to more or less than their parent's, or roots than full marks.
Prefer: weights that add up exactly, or shares with "weights": "relative".
Why: marks would appear from nowhere or vanish; reading the ruleset refuses such weights.
For example:
    ✗ {"weight": 20, "children": [{"weight": 12}, {"weight": 7}]}
    ✓ {"weight": 20, "children": [{"weight": 12}, {"weight": 8}]}
"""

from scoring.review.lint.rule import ERROR, Rule
from scoring.ruleset.weights import OFF

CHINESE = """权重合计不符。

避免：下级权重之和与上级不等，或一级指标之和与满分不等。
宜：权重恰好相加；按比例折算的，写明 "weights": "relative"。
理由：否则分数会凭空多出或丢失；这样的评分规则不能使用。
"""

RULE = Rule("weights-add-up", ERROR, __doc__, CHINESE, refusals=OFF)
