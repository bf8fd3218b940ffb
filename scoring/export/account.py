"""Where each mark of a department went: what it lost, or all its indicators one by one."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.figures import mark, percent, quantity
from scoring.export.headings import (
    ADJUSTED,
    BASIS,
    CELLS,
    GRADE,
    GROUP,
    LOST,
    OVERRIDDEN,
    RANK,
    REASON,
    REASONS,
    REMEDY,
    STATUS,
    STATUSES,
    TOTAL,
    VETOED,
    label,
    listed,
    named,
)
from scoring.export.losses import Loss, joined, losses, losses_on_top, path_of
from scoring.export.overridden import both_marks, facts_of
from scoring.export.overview import found
from scoring.words import Message, Phrase, spoken

Report = Mapping[str, Any]
Entry = Mapping[str, Any]
Told = list[tuple[Phrase, Message | str | None]]


def lost_marks(report: Report) -> Iterator[Block]:
    """Yield for every department what it lost and why, the greatest loss first."""
    language = report["language"]
    yield Heading(2, _LOST_MARKS().say(language))
    for department in report["departments"]:
        yield Heading(3, _standing(department, report))
        lost = losses(department)
        yield from (loss_told(loss, report) for loss in lost)
        remarks = dict.fromkeys((*department["status_reasons"], *_granted(department)))
        if remarks:
            yield Bullets(tuple(remarks))
        if not lost and not losses_on_top(department, language):
            yield Bullets((_NOTHING_LOST().say(language),))
        yield from changes_told(department, report)


def _granted(department: Entry) -> Iterator[str]:
    """Yield why an indicator that was not scored lost nothing all the same, or left its marks."""
    for indicator in department["indicators"]:
        moved = indicator["policy"] not in _STAYING
        if indicator["note"] and (indicator["full_marks"] or moved) and not indicator["deductions"]:
            yield indicator["note"]


# The policies that leave an indicator the marks it has.
_STAYING = (None, "full_marks", "zero", "unranked")


def account(department: Entry, report: Report) -> Iterator[Block]:
    """Yield all indicators of one *department*: what was read, what it earned, what it lost."""
    language = report["language"]
    yield Heading(1, named(department, language))
    yield _facts("", _result(department, report), language)
    roots = {dimension["title"]: dimension for dimension in department["dimensions"]}
    for root, members in groupby(department["indicators"], key=lambda i: path_of(i)[0]):
        if root in roots:
            yield Heading(2, _earned(root, roots[root], report).say(language))
        yield from (indicator_told(indicator, report) for indicator in members)
    for loss in losses({**department, "indicators": []}):
        yield loss_told(loss, report)
    yield from changes_told(department, report)
    if department["findings"]:
        yield Heading(2, _FINDINGS(count=len(department["findings"])).say(language))
        yield Bullets(tuple(found(finding, None, language) for finding in department["findings"]))


def _standing(department: Entry, report: Report) -> str:
    name = named(department, report["language"])
    grade = _GRADED(grade=department["grade"]) if department["grade"] else ""
    parts = {"name": name, "total": _total(department, report), "grade": grade}
    phrase = _STANDING if department["status"] == "ranked" else _STANDING_UNRANKED
    return phrase(rank=department["rank"], **parts).say(report["language"])


def _result(department: Entry, report: Report) -> Told:
    language, ranked = report["language"], department["status"] == "ranked"
    total = _OUT_OF if ranked else _PROVISIONALLY
    place = _PLACE(rank=department["rank"], of=department["rank_of"])
    return [
        (TOTAL, total(points=_total(department, report), full_marks=_whole(report))),
        (GRADE, department["grade"]),
        (GROUP, department["peer_group"]),
        (RANK, place if ranked else STATUSES["unranked"]()),
        (REASONS, listed(department["status_reasons"], language)),
    ]


def indicator_told(indicator: Entry, report: Report) -> Facts:
    """Return what one *indicator* of a department was read from, earned and lost."""
    path = path_of(indicator)
    title = _earned(joined(path[1:] or path), indicator, report)
    told: Told = [
        (STATUS, _status(indicator)),
        (_VALUE, _value(indicator, report["language"])),
        (_WEIGHT, _weight(indicator, report)),
        (_SELF_SCORE, _self_score(indicator, report)),
        (_NOTE, indicator["note"]),
        *((_ROW, _row(row, report)) for row in indicator.get("rows", ())),
    ]
    told += _by_rule(indicator, report)
    told += _lost_here(indicator["deductions"], report)
    return _facts(title.say(report["language"]), told, report["language"])


def _row(row: Entry, report: Report) -> Message:
    """Return a row that is an indicator of its own: its points, its value or why it has none."""
    earned = _earned(row["title"], row, report)
    value = _value(row, report["language"])
    if value is None:
        value = _RATE(rate=percent(row["rate"]))
    return _ROW_TOLD(earned=earned, value=_status(row) or value)


def _lost_here(deductions: list[Entry], report: Report, heading: Phrase = LOST) -> Told:
    """Return every deduction, then what to do and what was read: once, where they share it."""
    language = report["language"]
    lost: Told = [
        (heading, _LOST_HERE(points=_points(each["points"], report), reason=each["reason"]))
        for each in deductions
    ]
    told = (fact for d in deductions for fact in (*_advice(d), *_read(d, language)))
    return [*lost, *dict.fromkeys((heading, spoken(text, language)) for heading, text in told)]


def _earned(title: str, node: Entry, report: Report) -> Message:
    phrase = _EARNED if node.get("counted", True) else _EARNED_ASIDE
    full_marks = _points(node["full_marks"], report)
    return phrase(title=title, points=_points(node["points"], report), full_marks=full_marks)


def _status(indicator: Entry) -> Message | None:
    status = indicator["status"]
    return None if status == "scored" else STATUSES[status]()


def _value(indicator: Entry, language: str) -> Message | None:
    if indicator["value"] is None:
        return None
    value = quantity(indicator["value"], indicator["unit"], language)
    return _VALUE_AND_RATE(value=value, rate=percent(indicator["rate"]))


def _weight(indicator: Entry, report: Report) -> Message | None:
    if indicator["weight"] == indicator["full_marks"]:
        return None
    weight, full_marks = (_points(indicator[key], report) for key in ("weight", "full_marks"))
    return _REWEIGHTED(weight=weight, full_marks=full_marks)


def _self_score(indicator: Entry, report: Report) -> Message | None:
    own, points = indicator["self_score"], indicator["points"]
    if own is None or points is None:
        return None
    phrase = _SAME if own == points else _HIGHER if own > points else _LOWER
    return phrase(points=_points(own, report), difference=_points(abs(own - points), report))


def loss_told(loss: Loss, report: Report) -> Facts:
    """Return a single *loss* with its reason, remedy, basis and cells."""
    lost = _LOSES(title=joined(loss.path), points=_points(loss.deduction["points"], report))
    cells = spoken(loss.deduction["cells"], report["language"])
    told: Told = [(REASON, loss.deduction["reason"]), *_advice(loss.deduction), (CELLS, cells)]
    return _facts(lost.say(report["language"]), told, report["language"])


def _advice(deduction: Entry) -> Told:
    return [(REMEDY, deduction["remedy"] or ""), (BASIS, deduction["basis"] or "")]


def _read(deduction: Entry, language: str) -> Told:
    """Return the figures read, each with its cell; where none is known, the cells alone."""
    if not deduction["inputs"]:
        return [(CELLS, spoken(deduction["cells"], language))]
    return [(_READ, _LIST(items=[_input(given, language) for given in deduction["inputs"]]))]


def _input(given: Entry, language: str) -> Message:
    value = quantity(given["value"], given["unit"] or "", language)
    said = value or STATUSES.get(given["state"], STATUSES["missing"])()
    phrase = _INPUT_AT if given["cell"] else _INPUT
    return phrase(title=given["title"], value=said, cell=given["cell"])


def changes_told(department: Entry, report: Report) -> Iterator[Facts]:
    """Yield what was added to or taken from the total after the tree, and by whom."""
    language = report["language"]
    for heading, changes in ((ADJUSTED, "adjustments"), (VETOED, "vetoes")):
        for change in department[changes]:
            points = f"{change['points']:+.{max(report['ruleset']['decimals'].values())}f}"
            phrase = _CHANGE if change["points"] else _NO_CHANGE
            title = phrase(heading=heading(), title=change["title"], points=points)
            told: Told = [
                (_EFFECT, change.get("effect")),
                (_WHY, change["reason"]),
                (BASIS, change["basis"]),
                (CELLS, spoken(change.get("cells", []), language)),
            ]
            yield _facts(title.say(language), told, language)
    yield from (facts_of(override, report) for override in department["overrides"])


def _by_rule(indicator: Entry, report: Report) -> Told:
    """Return what the rule gave on an indicator that a reviewer overrode, and what it took."""
    if "rule_points" not in indicator:
        return []
    given = (OVERRIDDEN, both_marks(indicator, report))
    # What is still lost is told with what the rule took.
    by_rule = [] if indicator["deductions"] else indicator["rule_deductions"]
    return [given, *_lost_here(by_rule, report, _LOST_BY_RULE)]


def _facts(title: str, told: Told, language: str) -> Facts:
    said = ((label(heading, language), spoken(text, language)) for heading, text in told if text)
    return Facts(title, tuple((heading, text) for heading, text in said if text))


def _points(points: float | None, report: Report) -> str:
    return mark(points, report["ruleset"]["decimals"]["points"])


def _total(department: Entry, report: Report) -> str:
    return mark(department["total"], report["ruleset"]["decimals"]["total"])


def _whole(report: Report) -> str:
    return mark(report["ruleset"]["full_marks"], report["ruleset"]["decimals"]["total"])


_LOST_MARKS = Phrase("扣分明细", "Marks lost")
_STANDING = Phrase("第 {rank} 名　{name}　{total} 分{grade}", "{rank}. {name}: {total}{grade}")
_GRADED = Phrase("　{grade}", ", {grade}")
_STANDING_UNRANKED = Phrase(
    "未参加排名　{name}　暂计 {total} 分", "Not ranked: {name}, {total} provisionally"
)
_NOTHING_LOST = Phrase("没有扣分", "No marks lost")
_LOSES = Phrase("{title}　扣 {points} 分", "{title}: {points} lost")
_EARNED = Phrase("{title}　{points} / {full_marks} 分", "{title}: {points} / {full_marks}")
_EARNED_ASIDE = Phrase(
    "{title}　{points} / {full_marks} 分（由上级指标按规则计入）",
    "{title}: {points} / {full_marks} (counts through its dimension)",
)
_OUT_OF = Phrase("{points}（满分 {full_marks}）", "{points} out of {full_marks}")
_PROVISIONALLY = Phrase(
    "暂计 {points}（满分 {full_marks}）", "{points} out of {full_marks}, provisionally"
)
_PLACE = Phrase("第 {rank} 名，共 {of} 个部门", "{rank} of {of}")
_VALUE = Phrase("完成值", "Value")
_VALUE_AND_RATE = Phrase("{value}，得分率 {rate}", "{value}, rate {rate}")
_ROW = Phrase("其中", "Of which")
_ROW_TOLD = Phrase("{earned}：{value}", "{earned}: {value}")
_RATE = Phrase("得分率 {rate}", "rate {rate}")
_WEIGHT = Phrase("权重", "Weight")
_REWEIGHTED = Phrase(
    "声明 {weight} 分，本部门按 {full_marks} 分计",
    "{weight} as declared, {full_marks} for this department",
)
_SELF_SCORE = Phrase("自评分", "Self-assessed")
_SAME = Phrase("{points}，与评分一致", "{points}, the same")
_HIGHER = Phrase("{points}，比评分高 {difference} 分", "{points}, {difference} higher")
_LOWER = Phrase("{points}，比评分低 {difference} 分", "{points}, {difference} lower")
_NOTE = Phrase("说明", "Note")
_LOST_HERE = Phrase("{points} 分：{reason}", "{points}: {reason}")
_READ = Phrase("读取", "Read")
_LIST = Phrase("{items}", "{items}")
_INPUT = Phrase("{title} {value}", "{title} {value}")
_INPUT_AT = Phrase("{title} {value}（{cell}）", "{title} {value} ({cell})")
_CHANGE = Phrase("{heading}：{title}　{points} 分", "{heading}: {title}, {points}")
_NO_CHANGE = Phrase("{heading}：{title}", "{heading}: {title}")
_EFFECT = Phrase("处理", "Effect")
_WHY = Phrase("原因", "Reason")
_LOST_BY_RULE = Phrase("规则扣分", "By the rule")
_FINDINGS = Phrase("核查发现的问题（{count} 条）", "Findings ({count})")
