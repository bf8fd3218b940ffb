"""A basis that the ruleset does not list.

Avoid: citing a document that "basis" does not have.
Prefer: every cited document listed with its title, number and date.
Why: whoever loses marks must find the rule behind it; reading the ruleset refuses such citations.
For example:
    ✗ "basis": [], "indicators": [{"id": "rate", "basis": "cb2013_53"}]
    ✓ "basis": [{"id": "cb2013_53", "title": "…"}], "indicators": [{"basis": "cb2013_53"}]
"""

from scoring.review.lint.rule import ERROR, Rule
from scoring.ruleset.references import NO_BASIS

CHINESE = """引用的依据没有列出。

避免：引用 basis 中没有的文件。
宜：引用的文件都列明名称、文号、日期。
理由：被扣分的部门要查得到依据；这样的评分规则不能使用。
"""

RULE = Rule("unknown-basis", ERROR, __doc__, CHINESE, refusals=(NO_BASIS,))
