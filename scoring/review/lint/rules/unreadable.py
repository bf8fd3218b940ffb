"""A ruleset that cannot be used, for whatever other reason.

Avoid: unknown keys, missing keys, values of the wrong kind, expressions that make no sense.
Prefer: what `scoring schema ruleset` describes; editors check against it while one types.
Why: nothing can be scored, and no other rule is looked at before this is mended.
For example:
    ✗ {"titel": "评分规则"}
    ✓ {"title": "评分规则"}
"""

from scoring.review.lint.rule import ERROR, Rule

CHINESE = """评分规则不能使用。

避免：写错或缺少键，值的类型不对，算式不成立。
宜：按 scoring schema ruleset 的说明写；编辑器可据此随写随查。
理由：不能用的规则无法评分；改好之前也不再做其他检查。
"""

RULE = Rule("unreadable", ERROR, __doc__, CHINESE)
