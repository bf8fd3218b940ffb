"""Bands that share a value.

Avoid: ranges that both hold their common end, or lie over each other.
Prefer: ranges that meet, closed on one side only.
Why: one value would earn two marks; reading the ruleset refuses such bands.
For example:
    ✗ [{"range": "[60,90]", "points": 3}, {"range": "[90,100]", "points": 5}]
    ✓ [{"range": "[60,90)", "points": 3}, {"range": "[90,100]", "points": 5}]
"""

from scoring.methods.bands import OVERLAP
from scoring.review.lint.rule import ERROR, Rule

CHINESE = """分档重叠。

避免：两档都含同一端点，或一档压在另一档上。
宜：相邻两档首尾相接，端点只归一档。
理由：同一个值会得两种分；这样的评分规则不能使用。
"""

RULE = Rule("band-overlap", ERROR, __doc__, CHINESE, refusals=(OVERLAP,))
