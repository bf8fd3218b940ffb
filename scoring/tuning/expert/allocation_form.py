"""Forms on which an expert shares points out, among siblings or all leaves."""

from collections.abc import Mapping
from typing import Any

from scoring.model import Ruleset
from scoring.places import letters
from scoring.tuning.expert.allocation import LEAVES, SIBLINGS, sharing_points
from scoring.tuning.expert.form import (
    Form,
    cover,
    cover_rows,
    figure_cell,
    print_form,
    sheet_of,
    workbook_form,
)
from scoring.tuning.expert.hierarchy import Family
from scoring.tuning.expert.opinion_form import (
    ANSWER,
    HEAD,
    ID,
    INDICATOR,
    LIMITS,
    NODE,
    begin,
    enter_node,
    rows_of,
)
from scoring.words import Phrase, plain


def allocation_form(
    ruleset: Ruleset,
    families: Mapping[str, Family],
    total: float,
    language: str,
    expert: str = "",
    among: str = SIBLINGS,
) -> bytes:
    """Return the form of one expert, in which siblings, or all leaves, share *total* points."""
    steps = [_ALLOT[among](total=plain(total)), _RED(total=plain(total)), _ZERO[among]()]

    def fill(form: Form) -> None:
        cover(form, _ALLOCATION(title=ruleset.title), steps, expert)
        page = sheet_of(form, form.names[0])
        begin(form, page, _ALLOTMENT(), [head() for head in (ID, NODE, INDICATOR, _ALLOTMENT)])
        row = HEAD
        for group in sharing_points(families, among):
            first = row + 1
            for above, node in group:
                row += 1
                enter_node(form, page, row, (node.id, above, node.title))
                told = LIMITS(scale=plain(total))
                figure_cell(form, page, row, ANSWER, limits=(0, total), told=told)
            row += 1
            above = group[0][0] if among == SIBLINGS else ""
            enter_node(form, page, row, (None, above, form.say(_SUM())))
            _sum(form, page, (first, row), plain(total))

    return workbook_form(fill, [(_ALLOTMENT().say(language),)], language, ruleset)


def _sum(form: Form, page: Any, rows: tuple[int, int], total: str) -> None:
    """Add up the answers from the first of *rows* to below the last; not *total*, it is red."""
    first, last = rows
    letter = letters(ANSWER)
    formula = f"=SUM({letter}{first + 1}:{letter}{last})"
    page.write_formula(last, ANSWER, formula, form.styles["fixed"], 0)
    cell = f"{letter}{last + 1}"
    unequal = f"=AND({cell}<>0,{cell}<>{total})"
    wrong = {"type": "formula", "criteria": unequal, "format": form.styles["wrong"]}
    page.conditional_format(last, ANSWER, last, ANSWER, wrong)


def allocation_csv(
    ruleset: Ruleset,
    families: Mapping[str, Family],
    total: float,
    language: str,
    expert: str = "",
    among: str = SIBLINGS,
) -> bytes:
    """Return the form of one expert as CSV."""
    steps = [_ALLOT[among](total=plain(total)), _ZERO[among]()]
    rows = cover_rows(_ALLOCATION(title=ruleset.title), steps, expert, language)
    nodes = [each for group in sharing_points(families, among) for each in group]
    return print_form([*rows, *rows_of(nodes, (_ALLOTMENT,), language)])


_ALLOCATION = Phrase("权重分配表：{title}", "Sharing out points: {title}")
_ALLOT = {
    SIBLINGS: Phrase(
        "同一上级的各指标合起来共 {total} 分，请按重要程度分配。",
        "The indicators of a node share {total} points.",
    ),
    LEAVES: Phrase(
        "全部末级指标合起来共 {total} 分，请按重要程度分配。",
        "All the indicators share {total} points.",
    ),
}
_RED = Phrase("合计不是 {total} 的会显示红色。", "A sum that is not {total} turns red.")
_ZERO = {
    SIBLINGS: Phrase(
        "不给分的请写 0；整组没有把握的可以整组留空。",
        "Write 0 for nothing; a whole group may stay blank.",
    ),
    LEAVES: Phrase("不给分的请写 0。", "Write 0 for nothing."),
}
_ALLOTMENT = Phrase("分配", "Points")
_SUM = Phrase("合计", "Total")
