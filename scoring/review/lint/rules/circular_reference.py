"""Something that in the end refers to itself.

Avoid: values that need each other, policies that move points in a circle, editions that extend
    each other.
Prefer: a first value that needs none of the others.
Why: there is no order to work them out in; reading the ruleset refuses circles.
For example:
    ✗ "values": {"a": {"expression": "b + 1"}, "b": {"expression": "a - 1"}}
    ✓ "values": {"a": {"expression": "b + 1"}, "b": {"expression": "spent"}}
"""

from scoring.review.lint.rule import ERROR, Rule
from scoring.ruleset import formulas, inheritance, moves

CHINESE = """绕圈引用。

避免：算式互相引用，分值移来移去绕成圈，版本互相沿用。
宜：总有一个不依赖其他的起点。
理由：没有先后就无从计算；这样的评分规则不能使用。
"""

RULE = Rule(
    "circular-reference",
    ERROR,
    __doc__,
    CHINESE,
    refusals=(formulas.CYCLE, moves.CYCLE, inheritance.CYCLE),
)
