"""The sheets of one department: its fields a row each, and its own marks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from scoring.intake.headings import (
    BUILT_IN,
    Vocabulary,
    heading_of,
    leaves,
    main_vocabulary,
    score_vocabulary,
    self_score_fields,
)
from scoring.intake.roster import Listed
from scoring.model import Field
from scoring.template.allowance import bureaus_own
from scoring.template.desk import Desk, ask, mark_required, open_page
from scoring.template.entry import Entry, told_entry
from scoring.words import Phrase
from scoring.workbooks import put, row_height

_WIDTHS = (30, 10, 24, 8, 44, 44)
_SCORE_WIDTHS = (44, 10, 14)
_TOP = 3  # rows above the first field


class Line(NamedTuple):
    """One row of the form: what is asked, and what is known already."""

    name: str
    entry: Entry
    given: str | int | None = None


def add_form(desk: Desk, name: str, listed: Listed | None) -> None:
    """Add the sheet of fields; what the list says of the department is filled in and locked.

    So are, at the end, the fields that the bureau fills in.
    """
    page = open_page(desk, name, _WIDTHS)
    _head(desk, page, desk.say(_TITLE, title=desk.ruleset.title), _HEADINGS)
    vocabulary = main_vocabulary(desk.ruleset)
    lines, own = list(lines_of(desk, listed)), bureaus_own(desk.ruleset)
    theirs = [line for line in lines if line.name not in own]
    for row, line in enumerate(theirs, start=_TOP):
        _write_line(desk, page, row, line, vocabulary)
    if own:
        row = _TOP + len(theirs)
        for column, text in enumerate((desk.say(_BY_BUREAU), *[""] * (len(_WIDTHS) - 1))):
            put(page, row, column, text, desk.styles["heading"])
        for each, line in enumerate((e for e in lines if e.name in own), start=row + 1):
            _write_line(desk, page, each, line, vocabulary, locked=True)


def add_self_scores(desk: Desk, name: str) -> None:
    """Add the sheet of the department's own marks, an indicator a row."""
    page = open_page(desk, name, _SCORE_WIDTHS, landscape=False)
    _head(desk, page, desk.say(_SCORES_TITLE, title=desk.ruleset.title), _SCORE_HEADINGS)
    vocabulary = score_vocabulary(desk.ruleset)
    fields = self_score_fields(desk.ruleset)
    nodes = leaves(desk.ruleset.indicators)
    for row, (node, (target, points)) in enumerate(zip(nodes, fields, strict=True), start=_TOP):
        title, _ = heading_of(vocabulary, target)
        put(page, row, 0, title, desk.styles["text"])
        put(page, row, 1, float(node.weight), desk.styles["centred"])
        bounded = Field(target, points.title, "number", minimum=0, maximum=float(node.weight))
        ask(desk, page, row, 2, Entry(bounded))
        page.set_row(row, row_height([(title, _SCORE_WIDTHS[0])]))


def lines_of(desk: Desk, listed: Listed | None) -> Iterator[Line]:
    """Yield what a department is asked: who it is, the fields, and whether tables apply."""
    known = listed._asdict() if listed else {}
    built_in = {n: replace(f, description=desk.say(_MEANT[n])) for n, f in BUILT_IN.items()}
    identities = {name: desk.ruleset.fields.get(name, field) for name, field in built_in.items()}
    for name, field in {**identities, **desk.ruleset.fields}.items():
        yield Line(name, desk.entry(field, name), known.get(name) or None)
    for table in desk.ruleset.tables.values():
        if table.id in desk.allowed:
            yield Line(table.id, Entry(Field(table.id, table.title, "table"), True))


def is_required(name: str, field: Field) -> bool:
    """Return whether a submission cannot do without the field."""
    return field.required or name == "department"


def label_of(desk: Desk, vocabulary: Vocabulary, name: str) -> tuple[str, str]:
    """Return the title of a field as it is read back, in the language of the template."""
    title, unit = heading_of(vocabulary, name)
    is_built_in = vocabulary.fields[name] is BUILT_IN.get(name)
    said = desk.say(_IDENTITIES[name]) if is_built_in and title != name else title
    match = vocabulary.match(said)
    return (said if match and match.target == name else title), unit


def _head(desk: Desk, page: Any, title: str, headings: tuple[Phrase, ...]) -> None:
    put(page, 0, 0, title, desk.styles["title"])
    put(page, 1, 0, desk.say(_HINT), desk.styles["hint"])
    for column, heading in enumerate(headings):
        put(page, _TOP - 1, column, desk.say(heading), desk.styles["heading"])
    page.set_row(0, 30)
    page.set_row(_TOP - 1, 24)
    page.freeze_panes(_TOP, 1)
    page.repeat_rows(_TOP - 1)


def _write_line(
    desk: Desk, page: Any, row: int, line: Line, vocabulary: Vocabulary, *, locked: bool = False
) -> None:
    field = line.entry.field
    title, unit = label_of(desk, vocabulary, line.name)
    told = told_entry(line.entry, desk.language)
    what = "\n".join(part for part in (field.description, told) if part)
    required = desk.say(_REQUIRED) if is_required(line.name, field) else ""
    texts = (title, unit, "", required, what, field.evidence)
    for column, text in enumerate(texts):
        style = "centred" if column in (1, 3) else "text"
        put(page, row, column, text, desk.styles[style])
    if line.given is None:
        ask(desk, page, row, 2, line.entry, locked=locked)
    else:
        put(page, row, 2, line.given, desk.styles["given"])
    if required and line.given is None:
        mark_required(desk, page, row, 2)
    page.set_row(row, row_height(list(zip(texts, _WIDTHS, strict=True))))


_TITLE = Phrase("{title} 报送表", "{title}: form")
_SCORES_TITLE = Phrase("{title} 自评分", "{title}: self scores")
_HINT = Phrase(
    "只填有底色的单元格；深色的为必填。空白表示未提供，0 表示数值为零。",
    "Fill in the coloured cells only; the dark ones are required. A blank means not provided.",
)
_HEADINGS = (
    Phrase("项目", "Item"),
    Phrase("计量单位", "Unit"),
    Phrase("填报值", "Value"),
    Phrase("必填", "Required"),
    Phrase("填报说明", "What it is"),
    Phrase("证明材料", "Evidence"),
)
_SCORE_HEADINGS = (Phrase("指标", "Indicator"), Phrase("满分", "Full marks"),
                   Phrase("自评分", "Self score"))  # fmt: skip
_BY_BUREAU = Phrase("以下由财政部门填写", "For the bureau to fill in")
_REQUIRED = Phrase("必填", "yes")
_MEANT = {
    "department": Phrase(
        "部门全称，与发出名单一致。", "The department's full name, as in the list."
    ),
    "department_code": Phrase("没有的不填。", "Leave blank if there is none."),
    "year": Phrase("数据所属年度，如 2019。", "The year of the figures, such as 2019."),
    "peer_group": Phrase("财政部门划分的类别，没有的不填。", "As the bureau groups departments."),
}
_IDENTITIES = {
    "department": Phrase("部门", "Department"),
    "department_code": Phrase("部门编码", "Department code"),
    "year": Phrase("年度", "Year"),
    "peer_group": Phrase("同类组", "Peer group"),
}
