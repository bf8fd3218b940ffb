"""Something without a title that people will read.

Avoid: an id such as budget_exec_rt as the only name of a field, an indicator or a check.
Prefer: a title in the words of the bureau; an id in Chinese is a title already.
Why: titles make up the headings, the reasons and the requests for figures.
For example:
    ✗ "budget": {"type": "money", "unit": "万元"}
    ✓ "budget": {"title": "年初预算数", "type": "money", "unit": "万元"}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, objects
from scoring.words import Phrase

CHINESE = """没有名称。

避免：字段、指标、勾稽校验只有 budget_exec_rt 这样的标识。
宜：用业务用语写明 title；标识本身是中文的不必再写。
理由：表头、扣分原因和报送要求都用名称。
"""


def find(study: Study) -> Iterator[Slip]:
    things: list[tuple[Path, Json]] = [(path, study.at(path)) for path, _ in study.nodes]
    things += [(asked.path, study.at(asked.path)) for asked in study.asked]
    sections = ("tables", "parameters", "values", "basis", "checks", "adjustments", "vetoes")
    for section in sections:
        things += objects(study.document, section)
    for path, thing in things:
        name = str(thing.get("id", path[-1]))
        if "title" not in thing and name.isascii():
            yield Slip(path, _NONE(name=name), _NAME_IT(), True)


_NONE = Phrase("「{name}」没有名称", '"{name}" has no title')
_NAME_IT = Phrase("请写明 title", "Give it a title")

RULE = Rule("missing-title", WARNING, __doc__, CHINESE, find)
