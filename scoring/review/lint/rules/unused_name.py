"""A parameter or a named value that nothing uses.

Avoid: names left over from an earlier edition.
Prefer: only names that some expression reads.
Why: who changes the parameter believes that a threshold moved, and nothing does.
For example:
    ✗ "parameters": {"pass_line": {"value": 60}}, "score": {"method": "proportional", "target": 95}
    ✓ "parameters": {"pass_line": {"value": 60}}, "score": {…, "floor": "pass_line"}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.rules.unused_field import used_names
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.ruleset.tree import same
from scoring.words import Phrase

CHINESE = """没有用到的参数或公用算式。

避免：上一版留下来的名称。
宜：只保留算式用得上的名称。
理由：改了参数以为门槛变了，其实什么也没变。
"""


def find(study: Study) -> Iterator[Slip]:
    used = used_names(study)
    for section in ("parameters", "values"):
        for path in study.keys(section):
            if ("", same(str(path[-1]))) not in used:
                yield Slip(path, _UNUSED(name=path[-1]), _USE(), True)


_UNUSED = Phrase("「{name}」没有任何算式用到", 'no expression uses "{name}"')
_USE = Phrase("请删去，或在算式中用上", "Remove it, or use it in an expression")

RULE = Rule("unused-name", WARNING, __doc__, CHINESE, find)
