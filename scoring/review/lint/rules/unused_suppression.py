"""A suppression that suppresses nothing.

Avoid: keeping a reason for a finding that is no longer there.
Prefer: removing it once the ruleset is mended.
Why: it would hide the finding should it come back for another reason.
For example:
    ✗ "lint": [{"rule": "band-gap", "at": "rate", "reason": "…"}], and the bands of rate meet
    ✓ "lint": []
"""

from scoring.review.lint.rule import WARNING, Rule
from scoring.words import Phrase

CHINESE = """没有用处的“不再提示”。

避免：问题已经没有了，理由还留着。
宜：改好规则后一并删去。
理由：问题因别的原因再出现时，会被它掩盖。
"""

UNUSED = Phrase("「{rule}」在这里没有可免去的问题", 'there is nothing of "{rule}" to suppress here')
REMOVE = Phrase("请删去，或检查 at", "Remove it, or check its place (at)")

RULE = Rule("unused-suppression", WARNING, __doc__, CHINESE)
