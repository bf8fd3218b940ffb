"""Sheets with a row for each department, or for each row of a table."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.intake.headings import (
    SELF_SCORES,
    Vocabulary,
    leaves,
    main_vocabulary,
    self_score_fields,
    table_vocabulary,
    with_unit,
)
from scoring.intake.roster import Listed
from scoring.model import Field, Table
from scoring.template.desk import Desk, ask, mark_required, open_page
from scoring.template.entry import Entry
from scoring.template.form import is_required, label_of, lines_of
from scoring.words import CHINESE, Phrase
from scoring.workbooks import put, row_height

ROWS = 60  # empty rows of a table; of departments there are more
DEPARTMENTS = 400
OWNER = ("department", "department_code", "year")
_TOP = 3
_WIDTH, _NAME_WIDTH = 16, 30
_LEGIBLE = 220  # signs across a page


class Column(NamedTuple):
    """One column to fill in: its heading as it is read back, and whether it must be filled."""

    name: str
    heading: str
    entry: Entry
    required: bool


def add_departments(desk: Desk, name: str, listed: Sequence[Listed]) -> None:
    """Add the sheet with a row a department, those in the list filled in."""
    vocabulary = main_vocabulary(desk.ruleset)
    columns = [_column(desk, vocabulary, line.name, line.entry) for line in lines_of(desk, None)]
    columns += _own_marks(desk, vocabulary)
    _fill(desk, name, columns, len(listed) or DEPARTMENTS, listed)


def add_table(desk: Desk, name: str, table: Table, *, by_department: bool) -> None:
    """Add the sheet of one table; *by_department* where its rows must name their department."""
    vocabulary = table_vocabulary(desk.ruleset, table)
    columns = []
    if by_department:
        owners = {each: vocabulary.fields[each] for each in OWNER}
        columns = [_column(desk, vocabulary, n, Entry(field)) for n, field in owners.items()]
    columns += [
        _column(desk, vocabulary, column, desk.entry(field, f"{table.id}.{column}"))
        for column, field in table.fields.items()
    ]
    _fill(desk, name, columns, ROWS * (10 if by_department else 1), ())


def _column(desk: Desk, vocabulary: Vocabulary, name: str, entry: Entry) -> Column:
    heading = with_unit(*label_of(desk, vocabulary, name))
    return Column(name, heading, entry, is_required(name, entry.field))


def _own_marks(desk: Desk, vocabulary: Vocabulary) -> Iterator[Column]:
    said = "自评分：{}" if desk.language == CHINESE else f"{SELF_SCORES}: {{}}"
    nodes = leaves(desk.ruleset.indicators)
    for node, (target, points) in zip(nodes, self_score_fields(desk.ruleset), strict=True):
        headings = [said.format(name) for name in (points.title, node.id)]
        matches = [vocabulary.match(heading) for heading in headings]
        sure = [h for h, m in zip(headings, matches, strict=True) if m and m.target == target]
        bounded = Field(target, headings[0], "number", minimum=0, maximum=float(node.weight))
        yield Column(target, sure[0] if sure else target, Entry(bounded), False)


def _fill(
    desk: Desk, name: str, columns: Sequence[Column], rows: int, listed: Sequence[Listed]
) -> None:
    widths = [_NAME_WIDTH if c.entry.field.type == "text" else _WIDTH for c in columns]
    page = open_page(desk, name, widths)
    title = desk.say(_TITLE, title=desk.ruleset.title, sheet=name)
    put(page, 0, 0, title, desk.styles["title"])
    put(page, 1, 0, desk.say(_HINT), desk.styles["hint"])
    page.set_row(0, 30)
    headings = [f"{column.heading} *" if column.required else column.heading for column in columns]
    page.set_row(_TOP - 1, row_height(list(zip(headings, widths, strict=True))))
    for number, column in enumerate(columns):
        put(page, _TOP - 1, number, headings[number], desk.styles["heading"])
        ask(desk, page, _TOP, number, column.entry, rows)
        if column.required and (listed or column.name != "department"):
            mark_required(desk, page, _TOP, number, len(listed) or 1)
    for row, department in enumerate(listed, start=_TOP):
        for number, column in enumerate(columns):
            known = department._asdict().get(column.name)
            if known:
                put(page, row, number, known, desk.styles["given"])
    page.freeze_panes(_TOP, 1)
    page.repeat_rows(_TOP - 1)
    if sum(widths) > _LEGIBLE:  # on one page nobody could read it
        page.set_print_scale(80)
        page.print_across()
        page.repeat_columns(0)


_TITLE = Phrase("{title} {sheet}", "{title}: {sheet}")
_HINT = Phrase(
    "一行填一项，带 * 的列为必填；行数不够时可以插入行。",
    "One row each; columns with * are required. Insert rows where there are too few.",
)
