"""An edition that does not say since when it is in force.

Avoid: an edition without dates.
Prefer: "in_force": {"from": "2024-01-01", "until": null}.
Why: which edition judges a year is found by its dates; one without them is taken for any year.
For example:
    ✗ "id": "city-department", "edition": "2024"
    ✓ "id": "city-department", "edition": "2024", "in_force": {"from": "2024-01-01"}
"""

from collections.abc import Iterator

from scoring.review.lint.rule import ADVICE, Rule
from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

CHINESE = """没有写施行日期。

避免：版本没有日期。
宜：写明 "in_force": {"from": "2024-01-01", "until": null}。
理由：某一年度用哪一版按日期确定；没有日期的哪一年都用得上。
"""


def find(study: Study) -> Iterator[Slip]:
    if study.ruleset.in_force is None:
        yield Slip(("edition",), _NO_DATES(), _WRITE())


_NO_DATES = Phrase("没有写自何日起施行", "it does not say since when it is in force")
_WRITE = Phrase("请写明 in_force", "Write in_force")

RULE = Rule("missing-in-force", ADVICE, __doc__, CHINESE, find)
