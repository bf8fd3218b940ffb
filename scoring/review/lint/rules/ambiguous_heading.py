"""A column heading that two fields claim.

Avoid: the same title or alias on two fields of one sheet.
Prefer: headings that name one field each.
Why: a column so headed cannot be read into either without a guess; reading the ruleset refuses it.
For example:
    ✗ "budget": {"title": "预算数"}, "last": {"title": "上年预算", "aliases": ["预算数"]}
    ✓ "budget": {"title": "预算数"}, "last": {"title": "上年预算", "aliases": ["上年预算数"]}
"""

from scoring.review.lint.rule import ERROR, Rule
from scoring.ruleset.headings import CLAIMED

CHINESE = """两个字段争同一个列名。

避免：同一张表里两个字段用同样的名称或别名。
宜：一个列名只指一个字段。
理由：这样的列不猜就不知道该读进哪个字段；这样的评分规则不能使用。
"""

RULE = Rule("ambiguous-heading", ERROR, __doc__, CHINESE, refusals=CLAIMED)
