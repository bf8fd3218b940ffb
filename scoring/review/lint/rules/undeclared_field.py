"""A field that is used but never asked for.

Avoid: naming in an expression, a check or an example what fields and tables do not declare.
Prefer: a declared field for every figure that is used.
Why: no submission could bring the figure; reading the ruleset refuses such names.
For example:
    ✗ "fields": {"budget": {…}}, "value": "spent / budget * 100"
    ✓ "fields": {"budget": {…}, "spent": {…}}, "value": "spent / budget * 100"
"""

from scoring.expression.wording import UNKNOWN
from scoring.review.lint.rule import ERROR, Rule
from scoring.ruleset.references import NO_FIELD

CHINESE = """用到的字段没有设置。

避免：算式、勾稽校验或算例用到 fields、tables 中没有的名称。
宜：用到的每个数据都在 fields 或 tables 中列明。
理由：报送表不会收集该数据；这样的评分规则不能使用。
"""

RULE = Rule("undeclared-field", ERROR, __doc__, CHINESE, refusals=(UNKNOWN, NO_FIELD))
