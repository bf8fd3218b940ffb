"""A basis issued in a later year than the edition came into force.

Avoid: citing for a rule of 2019 a document of 2021.
Prefer: citing what was in force; a later document makes a new edition.
Why: departments are judged by rules they could know; or the edition was edited afterwards.
For example:
    ✗ "in_force": {"from": "2019-01-01"}, "basis": [{"id": "cb101", "date": "2021-08-18"}]
    ✓ "in_force": {"from": "2022-01-01"}, "basis": [{"id": "cb101", "date": "2021-08-18"}]
"""

from collections.abc import Iterator

from scoring.review.lint.rule import WARNING, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """依据晚于施行年度。

避免：2019 年的规则引用 2021 年的文件。
宜：引用当时有效的文件；有了新文件就出新版本。
理由：部门只应按当时知道的规则受评；否则就是事后改过规则。
"""


def find(study: Study) -> Iterator[Slip]:
    rules = study.ruleset
    if rules.in_force is None:
        return
    start = rules.in_force[0]
    cited = {node.basis for _, node in study.nodes} | {veto.basis for veto in rules.vetoes}
    cited |= {check.basis for check in rules.checks} | {a.basis for a in rules.adjustments}
    cited |= {parameter.basis for parameter in rules.parameters.values()}
    for path, basis in zip(study.keys("basis"), rules.basis.values(), strict=True):
        if basis.id in cited and basis.date[:4] > start[:4]:
            told = _LATER(title=basis.title, date=basis.date, start=start)
            yield Slip((*path, "date"), told, _SUCCEED())


_LATER = Phrase(
    "「{title}」（{date}）晚于施行日期 {start} 的年度，却被引用",
    '"{title}" of {date} is cited, though the edition is in force from {start}',
)
_SUCCEED = Phrase(
    "请引用当时有效的文件，或另出新版本", "Cite what was in force, or make a new edition"
)

RULE = Rule("basis-after-in-force", WARNING, __doc__, CHINESE, find)
