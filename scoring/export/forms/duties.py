"""The form of duties, 职责履行良好表: a department's tasks, what was planned and what was done."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.evaluation import Scores
from scoring.explanation.inputs import Input, row_input
from scoring.export.cleaning import clean
from scoring.export.forms.form import Form, FormColumn
from scoring.export.forms.headings import (
    CLOSING,
    COMPARED,
    DONE,
    MEASURES,
    NAME,
    REMARKS,
    facts_told,
)
from scoring.export.forms.roles import ACTUAL, OTHER, PLAN, role_of, written
from scoring.export.forms.roles import COMPARED as RATIO
from scoring.export.headings import listed
from scoring.model import Field, State, Table
from scoring.plan import Plan
from scoring.words import Message, Phrase, plain

Told = Mapping[str, Any]
_WIDTHS = (48, 50, 56, 56, 47)
_WHOLE = 100
_TASKS = re.compile(r"任务|职责|履职|task|dut(y|ies)", re.IGNORECASE)


def duties_table(plan: Plan) -> Table | None:
    """Return the table of a ruleset that lists a department's tasks, if it has one.

    It names each row by a text and says what was done in other than money; rows that are
    indicators of their own stand in the self-evaluation form. One called after tasks goes first.
    """
    judged = {leaf.rows.table for leaf in plan.leaves if leaf.rows}
    found = [
        table
        for table in plan.ruleset.tables.values()
        if table.id not in judged and _name_of(table) and any(map(_says_done, _others(table)))
    ]
    return next((t for t in found if _TASKS.search(f"{t.id} {t.title}")), next(iter(found), None))


def duties_form(scores: Scores, row: int, department: Told, report: Told) -> Form | None:
    """Return the form of one *department*, of *row*; None without such a table."""
    table = duties_table(scores.plan)
    if table is None:
        return None
    language = report["language"]
    heads = (NAME, MEASURES, DONE, COMPARED, REMARKS)
    columns = tuple(
        FormColumn(head().say(language), width) for head, width in zip(heads, _WIDTHS, strict=True)
    )
    lines = list(_lines(scores, row, table, language)) or [
        (_NO_ROWS().say(language), "", "", "", "")
    ]
    return Form(
        name=_NAME().say(language),
        title=_TITLE().say(language),
        facts=facts_told(department, report),
        columns=columns,
        rows=tuple(tuple(map(clean, line)) for line in lines),
        closing=(CLOSING().say(language),),
    )


def _lines(scores: Scores, row: int, table: Table, language: str) -> Iterator[tuple[str, ...]]:
    details = _details(scores, row, table, language)
    for each in _rows(scores, row, table):
        given = [(f, row_input(table, scores.submissions, f.id, each)) for f in _others(table)]
        name = row_input(table, scores.submissions, str(_name_of(table)), each).value or ""
        by_role: dict[str, list[str]] = {role: [] for role in (PLAN, ACTUAL, RATIO, OTHER)}
        for field, figure in given:
            by_role[role_of(field)].append(written(figure, language))
        share = _share(given)
        by_role[RATIO][:0] = [] if share is None else [_told(given, share).say(language)]
        by_role[OTHER] += details.get(str(name), [])
        texts = (listed(by_role[role], language) for role in (PLAN, ACTUAL, RATIO))
        # Who did less than was planned has room to say why.
        bare = "" if share is not None and share < _WHOLE else _NOTHING().say(language)
        yield (str(name), *texts, listed(by_role[OTHER], language) or bare)


def _share(given: list[tuple[Field, Input]]) -> float | None:
    """Return how many per cent of what was planned was done, where one figure tells each."""
    planned, done = (_figures(given, role) for role in (PLAN, ACTUAL))
    if len(planned) != 1 or len(done) != 1:
        return None
    if not all(each.state is State.PRESENT for each in (*planned, *done)) or planned[0].value <= 0:
        return None
    return float(round(done[0].value / planned[0].value * 100, 2))


def _told(given: list[tuple[Field, Input]], share: float) -> Message:
    planned, done = (_figures(given, role)[0].title for role in (PLAN, ACTUAL))
    return _SHARE(done=done, planned=planned, share=plain(share))


def _figures(given: list[tuple[Field, Input]], role: str) -> list[Input]:
    return [g for f, g in given if role_of(f) == role and f.type in {"number", "integer"}]


def _details(scores: Scores, row: int, table: Table, language: str) -> dict[str, list[str]]:
    """Return what rows of other tables say of each task, which they name in their first text."""
    found: dict[str, list[str]] = {}
    for other in scores.plan.ruleset.tables.values():
        owner = _name_of(other)
        if other.id == table.id or owner is None:
            continue
        for each in _rows(scores, row, other):
            task = row_input(other, scores.submissions, owner, each).value
            told = [row_input(other, scores.submissions, f.id, each) for f in _others(other)]
            found.setdefault(str(task), []).append(_detail(told, language))
    return found


def _detail(given: list[Input], language: str) -> str:
    """Return a row as people write it: the texts bare, the figures after them."""
    texts = [str(each.value) for each in given if isinstance(each.value, str)]
    figures = [written(each, language) for each in given if not isinstance(each.value, str)]
    return " ".join([*texts, *figures])


def _rows(scores: Scores, row: int, table: Table) -> range:
    rows = scores.submissions.tables.get(table.id)
    return range(*rows.offsets[row : row + 2].tolist()) if rows else range(0)


def _name_of(table: Table) -> str | None:
    return next((field.id for field in table.fields.values() if field.type == "text"), None)


def _others(table: Table) -> list[Field]:
    return [field for field in table.fields.values() if field.id != _name_of(table)]


def _says_done(field: Field) -> bool:
    return field.type != "money" and role_of(field) in {ACTUAL, RATIO}


_NAME = Phrase("职责履行良好表", "Duties")
_TITLE = Phrase("部门整体支出绩效自评职责履行良好表", "Self-evaluation: duties fulfilled")
_SHARE = Phrase("{done}为{planned}的 {share}%", "{done} is {share}% of {planned}")
_NO_ROWS = Phrase("未报送任务", "no tasks were submitted")
_NOTHING = Phrase("无", "none")
