"""A suppression of a rule that does not exist.

Avoid: a rule id under "lint" that is misspelt or no longer there.
Prefer: an id that `scoring lint` prints.
Why: nothing is suppressed, and whoever wrote the reason believes that something is.
For example:
    ✗ "lint": [{"rule": "bandgap", "reason": "…"}]
    ✓ "lint": [{"rule": "band-gap", "reason": "…"}]
"""

from scoring.review.lint.rule import ERROR, Rule
from scoring.words import Phrase

CHINESE = """不存在的检查项。

避免：lint 里的检查项标识写错了，或已经没有。
宜：用 scoring lint 给出的标识。
理由：什么也没有免去，写理由的人却以为免去了。
"""

UNKNOWN = Phrase("没有名为「{rule}」的检查项", 'there is no rule "{rule}"')

RULE = Rule("unknown-rule", ERROR, __doc__, CHINESE)
