"""Reviewers' overrides, read from files: every row with its department, its indicator, its cells.

A file has one override a row: 部门 (name or code), 指标 (id, title, or the titles that lead to it),
复核得分, 理由, 复核人 and 日期; the headings department, indicator, points, reason, reviewer and
date mean the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from scoring.arguments import SCORES, expect
from scoring.errors import OverrideError, Problem, SubmissionError
from scoring.evaluation import Scores
from scoring.evaluation.overriding import Refusal, blanks, refusals
from scoring.intake.binding import Bound
from scoring.intake.files import Paths
from scoring.intake.headings import BUILT_IN
from scoring.intake.listings import read_listing
from scoring.intake.writing import shown
from scoring.model import Fault, Field, Finding, Override, Overrides, State
from scoring.overrides.naming import Names, names_of
from scoring.words import Phrase

FIELDS: Mapping[str, Field] = {
    field.id: field
    for field in (
        Field(
            "department",
            "部门",
            "text",
            aliases=BUILT_IN["department"].aliases,
            required=True,
        ),
        BUILT_IN["department_code"],
        BUILT_IN["year"],
        Field(
            "indicator",
            "指标",
            "text",
            aliases=("指标名称", "末级指标", "三级指标", "指标编码", "指标标识"),
            required=True,
        ),
        Field(
            "points",
            "复核得分",
            "number",
            unit="分",
            aliases=("复核分", "复核后得分", "调整后得分"),
            required=True,
        ),
        Field(
            "reason",
            "理由",
            "text",
            aliases=("复核理由", "调整理由", "复核意见", "原因"),
            required=True,
        ),
        Field(
            "reviewer",
            "复核人",
            "text",
            aliases=("复核人员", "复核人姓名", "审核人"),
            required=True,
        ),
        Field("date", "日期", "date", aliases=("复核日期", "调整日期"), required=True),
    )
}

_TEXTS = ("department", "department_code", "indicator", "reason", "reviewer")


class Row(NamedTuple):
    """One row as it was written: its places by field, what is wrong with it, and its override.

    *stranger* is the department it names, if nothing was submitted of it.
    """

    places: Mapping[str, str]
    refusals: tuple[Refusal, ...]
    entry: Override | None
    stranger: str = ""


def read_overrides(paths: Paths, scores: Scores, *, of_others: bool = False) -> Overrides:
    """Return the overrides in files (or folders of them), for ``override`` to apply to *scores*.

    Raises OverrideError with every problem of every row: a department or an indicator that is not
    known, points above full marks, below nothing or finer than the ruleset's, an override given
    twice, or one without its reason, reviewer or date. With *of_others*, where *scores* are of one
    department, overrides of departments that were not submitted are passed over, with a finding.
    """
    expect(scores, Scores, SCORES)
    try:
        listing = read_listing(paths, FIELDS, {"indicator", "points"}, "overrides")
    except SubmissionError as error:
        raise OverrideError(error.problems) from None
    names = names_of(scores)
    written = [row for bound in listing.bounds for row in _rows(bound, names)]
    is_lenient = of_others and len(scores) == 1
    others = [row for row in written if row.stranger and is_lenient]
    rows = [row for row in written if not (row.stranger and is_lenient)]
    problems = [
        Problem(rows[number].places[refusal.part], refusal.problem, refusal.remedy)
        for number, refusal in _refused(rows, scores.by_rule)
    ]
    if problems:
        raise OverrideError(problems)
    entries = tuple(row.entry for row in rows if row.entry)
    return Overrides(entries, listing.sources, (*listing.findings, *_passed_over(others)))


def _passed_over(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the finding that tells of overrides of departments that were not submitted."""
    names = list(dict.fromkeys(row.stranger for row in rows))
    if names:
        told = _PASSED_OVER(count=len(rows), departments=len(names), names=names[:_SHOWN])
        yield Finding("overrides_of_others", "info", told)


def _refused(rows: Sequence[Row], scores: Scores) -> list[tuple[int, Refusal]]:
    """Return what is wrong, by the number of the row: as it was written, and by its full marks."""
    written = [(number, refusal) for number, row in enumerate(rows) for refusal in row.refusals]
    numbers = [number for number, row in enumerate(rows) if row.entry]
    entries = [row.entry for row in rows if row.entry]
    applied = [(numbers[place], refusal) for place, refusal in refusals(scores, entries)]
    return sorted([*written, *applied], key=lambda found: found[0])


def _rows(bound: Bound, names: Names) -> Iterator[Row]:
    columns = {name: bound.read(name, field) for name, field in FIELDS.items()}
    values = {name: typed.values.tolist() for name, typed in columns.items()}
    keys = bound.keys()
    for number in range(len(bound.sheet)):
        places = {name: bound.sheet.place(number, keys.get(name, "")) for name in FIELDS}
        cells = {
            name: values[name][number] if typed.states[number] == State.PRESENT else None
            for name, typed in columns.items()
        }
        faults = {name: typed.faults.get(number) for name, typed in columns.items()}
        yield _row(places, cells, faults, names)


def _row(
    places: Mapping[str, str],
    cells: Mapping[str, Any],
    faults: Mapping[str, Fault | None],
    names: Names,
) -> Row:
    unread = {name: fault for name, fault in faults.items() if fault}
    # What could not be read is not blank; it is told of as that, and of nothing else.
    texts = {name: cells[name] or "" for name in _TEXTS}
    texts |= {name: fault.text for name, fault in unread.items()}
    year = None if cells["year"] is None else int(cells["year"])
    department = names.department(texts["department"], texts["department_code"], year)
    indicator = names.indicator(texts["indicator"])
    entry = Override(
        department=-1 if isinstance(department, Refusal) else department,
        indicator="" if isinstance(indicator, Refusal) else indicator,
        points=_points(cells["points"]),
        reason=texts["reason"],
        reviewer=texts["reviewer"],
        date=texts.get("date") or _date(cells["date"]),
        cells=(places["points"],),
    )
    unknown = [each for each in (department, indicator) if isinstance(each, Refusal)]
    refusals = [each for each in unknown if each.part not in unread]
    refusals += [_unreadable(name, fault) for name, fault in unread.items()]
    if cells["points"] is None and "points" not in unread:
        refusals.append(Refusal("points", _NO_POINTS(), _GIVE_POINTS()))
    if unknown:
        named = texts["department"], texts["department_code"]
        is_unread = not {"department", "department_code"}.isdisjoint(unread)
        stranger = "" if is_unread or not names.is_stranger(*named) else shown(named[1] or named[0])
        return Row(places, (*refusals, *blanks(entry)), None, stranger)
    return Row(places, tuple(refusals), entry)


def _unreadable(name: str, fault: Fault) -> Refusal:
    return Refusal(name, _UNREADABLE(text=fault.text, problem=fault.problem), fault.remedy)


def _points(value: float | None) -> Decimal:
    """Return points as they were written, without the dust of binary figures."""
    return Decimal(0) if value is None else Decimal(f"{value:.15g}")


def _date(days: float | None) -> str:
    return "" if days is None else str(np.datetime64(int(days), "D"))


_SHOWN = 5
_PASSED_OVER = Phrase(
    "复核调整中有 {count} 项属于没有报送数据的 {departments} 个部门（如{names}），未采用",
    "{count} overrides of {departments} departments that were not submitted (such as {names}) are "
    "passed over",
)
_UNREADABLE = Phrase("「{text}」{problem}", "“{text}”: {problem}")
_NO_POINTS = Phrase("没有填写复核得分", "no points are given")
_GIVE_POINTS = Phrase("请填写 0 至满分之间的得分", "Give points from 0 to full marks")
