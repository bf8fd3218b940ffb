"""The self-evaluation form, 部门整体支出绩效自评表: every indicator by goal, with its marks."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.evaluation import Scores
from scoring.explanation.inputs import Input, fields_of, inputs_of
from scoring.export.account import changes_told
from scoring.export.cleaning import clean
from scoring.export.figures import quantity
from scoring.export.forms.form import Entry, Form, FormColumn
from scoring.export.forms.headings import (
    CLOSING,
    COMPARED,
    DONE,
    GOAL,
    MEASURES,
    NAME,
    REMARKS,
    facts_told,
)
from scoring.export.forms.roles import PLAN, role_of, written
from scoring.export.headings import FULL_MARKS, listed
from scoring.export.losses import joined, path_of
from scoring.model import State
from scoring.words import Phrase

Told = Mapping[str, Any]
_WIDTHS = (20, 26, 35, 53, 56, 25)
_MARK_WIDTH = 14


def evaluation_form(scores: Scores, row: int, department: Told, report: Told) -> Form:
    """Return the form of one *department* of the *report*, whose figures are in *row*."""
    language, decimals = report["language"], report["ruleset"]["decimals"]
    heads = (GOAL, NAME, MEASURES, DONE, COMPARED, REMARKS)
    texts = tuple(
        FormColumn(head().say(language), width) for head, width in zip(heads, _WIDTHS, strict=True)
    )
    figures = tuple(
        FormColumn(head().say(language), _MARK_WIDTH, max(decimals.values()))
        for head in (FULL_MARKS, _SELF_SCORE, _SCORE)
    )
    title = _TITLE().say(language)
    lines = [*_indicators(scores, row, department, language), *_totals(department, report)]
    return Form(
        name=title,
        title=title,
        facts=facts_told(department, report),
        columns=(*texts, *figures),
        rows=tuple(tuple(map(_shown, line)) for line in lines),
        closing=(_LEFT_BLANK().say(language), CLOSING().say(language)),
        grouped=True,
    )


def _shown(entry: Entry) -> Entry:
    return clean(entry) if isinstance(entry, str) else entry


def _indicators(
    scores: Scores, row: int, department: Told, language: str
) -> Iterator[tuple[Entry, ...]]:
    for leaf, told in zip(scores.plan.leaves, department["indicators"], strict=True):
        path = path_of(told)
        marks = (told["full_marks"], told["self_score"], told["points"])
        if told.get("rows"):
            texts = ("", "", _BELOW().say(language), "")
        else:
            read = inputs_of(scores.plan, scores.submissions, fields_of(scores.plan, leaf), row)
            texts = _texts(scores, read, told, language)
        yield (path[0], joined(path[1:] or path), *texts, *marks)
        yield from (_of_which(path[0], each, language) for each in told.get("rows", ()))


def _of_which(goal: str, row: Told, language: str) -> tuple[Entry, ...]:
    """Return the line of a row that is an indicator of its own."""
    title = _OF_WHICH(title=row["title"]).say(language)
    value = quantity(row["value"], row["unit"], language)
    compared = _compared(row, language)
    return (goal, title, "", value, compared, "", row["full_marks"], None, row["points"])


def _texts(
    scores: Scores, read: list[Input], told: Told, language: str
) -> tuple[str, str, str, str]:
    """Return what was planned, what was done, how they compare, and remarks."""
    fields = scores.plan.ruleset.fields
    planned: list[str] = []
    done: list[str] = []
    for each in read:
        field = fields.get(each.field)
        if field:
            (planned if role_of(field) == PLAN else done).append(written(each, language))
        elif each.state is not State.PRESENT:  # a column of a table
            done.append(_IN_ROWS(column=written(each, language)).say(language))
    value = quantity(told["value"], told["unit"], language)
    if value:
        done.insert(0, _VALUE(value=value).say(language))
    compared = _compared(told, language)
    remarks = _remarks(told, compared, language)
    return listed(planned, language), listed(done, language), compared, remarks


def _remarks(told: Told, compared: str, language: str) -> str:
    """Return what is to be said beside; where marks were lost what to do, or room to say it."""
    note = told["note"] if told["note"] and told["note"] not in compared else ""
    if not told["deductions"]:
        return note or _NOTHING().say(language)
    remedies = dict.fromkeys(d["remedy"] for d in told["deductions"] if d["remedy"])
    advice = [_REMEDY(remedy=" ".join(remedies)).say(language)] if remedies else []
    return listed([*([note] if note else []), *advice], language)


def _compared(told: Told, language: str) -> str:
    if told["deductions"]:
        return listed([deduction["reason"] for deduction in told["deductions"]], language)
    return told["note"] or _MET().say(language)


def _totals(department: Told, report: Told) -> Iterator[tuple[Entry, ...]]:
    """Yield what the tree comes to, what moved it, and the total."""
    language = report["language"]
    own = [each["self_score"] for each in department["indicators"] if each["full_marks"]]
    given: float | None = None if None in own or not own else sum(own)
    full = report["ruleset"]["full_marks"]
    standing = _GRADE(grade=department["grade"]) if department["grade"] else None
    if department["status"] != "ranked":
        standing = _PROVISIONAL(reasons=listed(department["status_reasons"], language))
    for change in changes_told(department, report):
        text = listed(["".join(fact) for fact in change.facts], language)
        yield (_CHANGES().say(language), change.title, "", "", text, "", None, None, None)
    told = standing.say(language) if standing else ""
    yield (_TOTAL().say(language), "", "", "", told, "", full, given, department["total"])


_TITLE = Phrase("部门整体支出绩效自评表", "Self-evaluation of the department's performance")
_SELF_SCORE = Phrase("自评分", "Self score")
_SCORE = Phrase("评分", "Score")
_BELOW = Phrase("见以下各行", "see the rows below")
_IN_ROWS = Phrase("{column}（有的行）", "{column} (in some rows)")
_OF_WHICH = Phrase("其中：{title}", "of which: {title}")
_VALUE = Phrase("完成值 {value}", "value {value}")
_NOTHING = Phrase("无", "none")
_REMEDY = Phrase("整改建议：{remedy}", "Remedy: {remedy}")
_MET = Phrase("达到评分标准，未扣分", "up to the standard, no marks lost")
_TOTAL = Phrase("总分", "Total")
_CHANGES = Phrase("总分调整", "Changes")
_GRADE = Phrase("等级：{grade}", "Grade: {grade}")
_PROVISIONAL = Phrase("未参加排名，总分为暂计：{reasons}", "Not ranked, provisional: {reasons}")
_LEFT_BLANK = Phrase(
    "注：评分由评分系统按规则计算；空白处报送数据中没有相应内容，请填报单位补充。",
    "Note: scores are computed by the rules; what is blank was not in the data: please fill it in.",
)
