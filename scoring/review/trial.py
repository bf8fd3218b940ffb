"""One example or case tried: what was expected, what came out, and where the two differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.errors import Problem
from scoring.words import Message, Phrase, plain

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected, both as they are shown."""

    what: Message
    expected: Message | str
    actual: Message | str


@dataclass(frozen=True, slots=True)
class Trial:
    """One example or case and how it came out; *problems* are why it could not be tried.

    *suite* is the ruleset or the folder it belongs to; it is not *confirmed* while its expected
    results await a person.
    """

    suite: str
    name: str
    title: str = ""
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    confirmed: bool = True

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems


def compare_department(expected: Json, told: Json, name: str = "") -> Iterator[Difference]:
    """Yield where a department's entry of the report is not as *expected*, key by key."""
    for key, phrase in _STANDING.items():
        if key in expected:
            yield from compare_value(_of(phrase(), name), expected[key], told[key])
    indicators = {indicator["id"]: indicator for indicator in told["indicators"]}
    for indicator, wanted in expected.get("indicators", {}).items():
        if indicator in indicators:
            yield from compare_indicator(wanted, indicators[indicator], name)
        else:
            yield from compare_value(_of(_INDICATOR(), name), indicator, None)
    if "deductions" in expected:
        lost = [[i["id"], d["points"]] for i in told["indicators"] for d in i["deductions"]]
        yield from compare_lists(_of(_LOST(), name), expected["deductions"], lost)
    if "findings" in expected:
        found = _findings(expected["findings"], told["findings"])
        yield from compare_lists(_of(_FINDINGS(), name), *found)


def compare_indicator(expected: Json, told: Json, department: str = "") -> Iterator[Difference]:
    """Yield where one indicator is not as *expected*: figures, state, words, deductions."""
    title = _of(_TITLE(title=told["title"]), department)
    for key, phrase in _FIGURES.items():
        if key in expected:
            yield from compare_value(phrase(title=title), expected[key], told[key])
    reasons = [deduction["reason"] for deduction in told["deductions"]]
    words = [*reasons, *filter(None, [told.get("note")])]
    if expected.get("reason") and not any(expected["reason"] in text for text in words):
        yield Difference(_REASON(title=title), expected["reason"], shown_lines(words))
    if "deductions" in expected:
        yield from _compare_deductions(title, expected["deductions"], told["deductions"])


def _compare_deductions(title: Message, wanted: Any, told: Any) -> Iterator[Difference]:
    """Yield the deductions that differ; of reasons only what is expected must be in them."""
    as_expected = len(wanted) == len(told) and all(
        _same(want["points"], got["points"]) and want.get("reason", "") in got["reason"]
        for want, got in zip(wanted, told, strict=False)
    )
    if not as_expected:
        shown = [
            shown_lines(
                [_DEDUCTION(points=d["points"], reason=d.get("reason", "")) for d in listed]
            )
            for listed in (wanted, told)
        ]
        yield Difference(_DEDUCTIONS(title=title), *shown)


def _findings(wanted: Any, told: Any) -> tuple[list[Any], list[Any]]:
    """Return findings to compare: ids of what fails, or ids and severities of all there is."""
    if all(isinstance(finding, str) for finding in wanted):
        return wanted, [f["check"] for f in told if f["severity"] != "info"]
    return [f"{f['check']} {f['severity']}" for f in wanted], [
        f"{f['check']} {f['severity']}" for f in told
    ]


def compare_lists(what: Message, expected: Any, actual: Any) -> Iterator[Difference]:
    """Yield the difference between two lists whose order says nothing."""
    wanted, got = sorted(map(_entry, expected)), sorted(map(_entry, actual))
    if wanted != got:
        yield Difference(what, shown_lines(wanted), shown_lines(got))


def _entry(value: Any) -> str:
    """Return one entry of a list, numbers without needless zeros, parts beside each other."""
    if isinstance(value, list | tuple):
        return " ".join(map(_entry, value))
    return plain(float(value)) if _is_number(value) else str(value)


def compare_value(what: Message, expected: Any, actual: Any) -> Iterator[Difference]:
    """Yield the difference between two values, numbers compared exactly as written."""
    if not _same(expected, actual):
        yield Difference(what, _shown(expected), _shown(actual))


def shown_lines(texts: list[Any]) -> Message | str:
    """Return sentences beside each other, or that there are none."""
    return _JOINED(texts=texts) if texts else _NOTHING()


def _same(one: Any, other: Any) -> bool:
    if _is_number(one) and _is_number(other):
        return Decimal(str(one)) == Decimal(str(other))
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _shown(value: Any) -> Message | str:
    if value is None:
        return _NOTHING()
    if _is_number(value):
        return plain(float(value))
    return STATUSES[value]() if isinstance(value, str) and value in STATUSES else str(value)


def _of(what: Message, department: str) -> Message:
    return _AT(department=department, what=what) if department else what


_STANDING = {
    "total": Phrase("总分", "total"),
    "grade": Phrase("等级", "grade"),
    "rank": Phrase("名次", "rank"),
    "rank_of": Phrase("参加排名的个数", "number ranked"),
    "status": Phrase("排名状态", "status"),
}
_FIGURES = {
    "points": Phrase("{title}·得分", "{title}: points"),
    "full_marks": Phrase("{title}·满分", "{title}: full marks"),
    "status": Phrase("{title}·状态", "{title}: status"),
    "title": Phrase("{title}·名称", "{title}: title"),
    "value": Phrase("{title}·完成值", "{title}: value"),
}
STATUSES = {
    "ranked": Phrase("参加排名", "ranked"),
    "unranked": Phrase("不参加排名", "not ranked"),
    "scored": Phrase("已计分", "scored"),
    "missing": Phrase("未提供", "missing"),
    "not_applicable": Phrase("不涉及", "not applicable"),
    "undefined": Phrase("无法计算", "undefined"),
    "invalid": Phrase("无效", "invalid"),
}
_INDICATOR = Phrase("指标", "indicator")
_LOST = Phrase("各笔扣分", "lost marks")
_FINDINGS = Phrase("问题", "findings")
_TITLE = Phrase("{title}", "{title}")
_REASON = Phrase("{title}·原因", "{title}: reason")
_DEDUCTIONS = Phrase("{title}·扣分", "{title}: deductions")
_DEDUCTION = Phrase("扣 {points} 分：{reason}", "{points} lost: {reason}")
_JOINED = Phrase("{texts}", "{texts}")
_NOTHING = Phrase("（无）", "(none)")
_AT = Phrase("{department}·{what}", "{department}: {what}")
