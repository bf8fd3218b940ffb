"""Blank workbooks made from a ruleset, to be filled in by departments and read back."""

from collections.abc import Callable, Sequence
from typing import Any

from scoring.export.filenames import file_names
from scoring.intake.editions import issue_of
from scoring.intake.roster import Listed, read_roster
from scoring.model import Ruleset
from scoring.names import fold
from scoring.template.allowance import may_not_apply
from scoring.template.cover import add_cover
from scoring.template.desk import Desk, desk_of, write_lists
from scoring.template.form import add_form, add_self_scores
from scoring.template.sheets import add_departments, add_table
from scoring.words import Phrase
from scoring.workbooks import sheet_names, workbook_of

__all__ = ["Listed", "read_roster", "template", "templates", "wide_template"]


def template(
    ruleset: Ruleset,
    listed: Listed | None = None,
    *,
    language: str | None = None,
    allowed: frozenset[str] | None = None,
) -> bytes:
    """Return the workbook that one department fills in: its fields a row each, tables as sheets.

    What is *listed* of the department is filled in; *allowed* is ``may_not_apply``, where known.
    """

    def fill(desk: Desk) -> None:
        tables = list(desk.ruleset.tables.values())
        wanted = [_COVER, _FORM, *((t.title, t.id) for t in tables), _SCORES]
        cover, form, *sheets, scores = _names(desk, wanted)
        uses = [(form, desk.say(_FORM_USE)), *((s, desk.say(_TABLE_USE)) for s in sheets)]
        add_cover(desk, cover, [*uses, (scores, desk.say(_SCORES_USE))])
        add_form(desk, form, listed)
        for table, sheet in zip(tables, sheets, strict=True):
            add_table(desk, sheet, table, by_department=False)
        add_self_scores(desk, scores)

    return _made(ruleset, fill, language, allowed)


def wide_template(
    ruleset: Ruleset, listed: Sequence[Listed] = (), *, language: str | None = None
) -> bytes:
    """Return a workbook with a row a department, and tables whose rows name their department."""

    def fill(desk: Desk) -> None:
        tables = list(desk.ruleset.tables.values())
        wanted = [_COVER, _DEPARTMENTS, *((table.title, table.id) for table in tables)]
        cover, departments, *sheets = _names(desk, wanted)
        uses = [(departments, desk.say(_DEPARTMENTS_USE))]
        add_cover(desk, cover, [*uses, *((s, desk.say(_OWNED_USE)) for s in sheets)])
        add_departments(desk, departments, listed)
        for table, sheet in zip(tables, sheets, strict=True):
            add_table(desk, sheet, table, by_department=True)

    return _made(ruleset, fill, language, None)


def templates(
    ruleset: Ruleset,
    listed: Sequence[Listed],
    *,
    language: str | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> dict[str, bytes]:
    """Return a workbook for each department of a list, by a file name that is safe everywhere."""
    allowed = frozenset(may_not_apply(ruleset))
    known_by = [(each.department, each.department_code, str(each.year or "")) for each in listed]
    names, made = file_names(known_by, ".xlsx"), {}
    for done, (department, name) in enumerate(zip(listed, names, strict=True), start=1):
        made[name] = template(ruleset, department, language=language, allowed=allowed)
        if progress:
            progress(done, len(listed))
    return made


def _made(
    ruleset: Ruleset,
    fill: Callable[[Desk], None],
    language: str | None,
    allowed: frozenset[str] | None,
) -> bytes:
    if allowed is None:
        allowed = frozenset(may_not_apply(ruleset))
    said = language or ruleset.language

    def write(book: Any) -> None:
        desk = desk_of(book, ruleset, said, allowed)
        issue = issue_of(ruleset)
        named = {"ruleset": issue.id, "edition": issue.edition, "sha256": issue.sha256}
        for name, text in named.items():
            book.set_custom_property(name, text, "text")
        fill(desk)
        write_lists(desk)

    title = _TITLE(title=ruleset.title).say(said)
    return workbook_of(write, {"title": title, "subject": issue_of(ruleset).name})


def _names(desk: Desk, wanted: Sequence[Any]) -> list[str]:
    """Return the names of sheets; none of ours that the ruleset has given to a table."""
    taken = {fold(name) for t in desk.ruleset.tables.values() for name in (t.title, t.id)}
    said = [(desk.say(each),) if isinstance(each, Phrase) else each for each in wanted]
    free = [
        () if isinstance(each, Phrase) and fold(names[0]) in taken else names
        for each, names in zip(wanted, said, strict=True)
    ]
    return sheet_names(free)


_TITLE = Phrase("{title} 报送表", "{title}: form")
_COVER = Phrase("填报说明", "Instructions")
_FORM = Phrase("报送表", "Form")
_SCORES = Phrase("自评分", "Self scores")
_DEPARTMENTS = Phrase("部门", "Departments")
_FORM_USE = Phrase("本部门的基本情况和各项数据，一行一项", "The department and its figures")
_TABLE_USE = Phrase("明细，一行填一项；没有的不填", "One row for each; leave blank if none")
_SCORES_USE = Phrase(
    "本部门对各指标的自评分，可以不填，只供对照",
    "Your own marks, to be compared; may be left blank",
)
_DEPARTMENTS_USE = Phrase("一行填一个部门", "One row for each department")
_OWNED_USE = Phrase("明细，一行填一项，写明部门", "One row for each, with its department")
