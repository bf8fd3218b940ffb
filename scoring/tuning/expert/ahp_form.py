"""Blank judgement matrices for an expert to fill in: a workbook with a sheet a family."""

from collections.abc import Iterable, Sequence
from typing import Any

from scoring.model import Ruleset
from scoring.places import letters
from scoring.tuning.expert.form import (
    Form,
    cover,
    cover_rows,
    input_cell,
    print_form,
    sheet_of,
    workbook_form,
)
from scoring.tuning.expert.hierarchy import Family
from scoring.tuning.expert.scale import CHOICES, WORDS
from scoring.words import Phrase
from scoring.workbooks import put

_HEAD, _LEFT = 4, 0  # the row of titles, and the column of titles


def ahp_form(
    ruleset: Ruleset, families: Sequence[Family], language: str, expert: str = ""
) -> bytes:
    """Return the workbook; what the engine reads again are the nodes, the titles and the name."""
    titles = [(family.title, family.id) for family in families]

    def fill(form: Form) -> None:
        cover(form, _TITLE(ruleset=ruleset.title), [step() for step in _STEPS], expert)
        _scale(form)
        for family, name in zip(families, form.names, strict=True):
            _matrix(form, sheet_of(form, name), family)

    return workbook_form(fill, titles, language, ruleset)


def ahp_csv(ruleset: Ruleset, families: Sequence[Family], language: str, expert: str = "") -> bytes:
    """Return the matrices one below the other, as CSV."""
    steps = [_STEPS[0](), _IN_CSV(), *(step() for step in _STEPS[2:])]
    rows = cover_rows(_TITLE(ruleset=ruleset.title), steps, expert, language)
    rows += [[value().say(language), words().say(language)] for value, words in WORDS.items()]
    for family in families:
        names = family.names()
        rows += [[], [_NODE().say(language), family.id]]
        rows.append([_ROW_TO_COLUMN().say(language), *names])
        for place, name in enumerate(names):
            rows.append([name, *("1" if each == place else "" for each in range(len(names)))])
    return print_form(rows)


def _scale(form: Form) -> None:
    page, row = form.cover, form.next_row
    put(page, row, 0, form.say(_SCALE()), form.styles["head"])
    put(page, row, 1, form.say(_MEANING()), form.styles["head"])
    for line, (value, words) in enumerate(WORDS.items(), start=row + 1):
        put(page, line, 0, form.say(value()), form.styles["cell"])
        put(page, line, 1, form.say(words()), form.styles["text"])


def _matrix(form: Form, page: Any, family: Family) -> None:
    size, styles = len(family.children), form.styles
    put(page, 0, 0, form.say(_MATRIX(title=family.title)), styles["title"])
    put(page, 1, 0, form.say(_NODE()), styles["label"])
    put(page, 1, 1, family.id)
    put(page, 2, 0, form.say(_UPPER()))
    put(page, _HEAD, _LEFT, form.say(_ROW_TO_COLUMN()), styles["head"])
    for place, name in enumerate(family.names()):
        put(page, _HEAD, _LEFT + 1 + place, name, styles["head"])
        put(page, _HEAD + 1 + place, _LEFT, name, styles["side"])
    for first, second in _pairs(size):
        row, column = _HEAD + 1 + first, _LEFT + 1 + second
        if first == second:
            put(page, row, column, 1, styles["fixed"])
        elif first < second:
            input_cell(form, page, row, column, choices=CHOICES, told=_CHOOSE())
        else:
            formula = reciprocal(f"{letters(_LEFT + 1 + first)}{_HEAD + 2 + second}")
            page.write_formula(row, column, formula, styles["fixed"], "")
    page.ignore_errors({"number_stored_as_text": f"A1:{letters(size)}{_HEAD + 1 + size}"})
    page.set_row(_HEAD, 36)
    for row in range(_HEAD + 1, _HEAD + 1 + size):
        page.set_row(row, 24)
    page.set_column(_LEFT, _LEFT, 24)
    page.set_column(_LEFT + 1, _LEFT + size, 13)
    page.freeze_panes(_HEAD + 1, _LEFT + 1)


def reciprocal(cell: str) -> str:
    """Return the formula of the reciprocal of *cell*, which holds text such as 3 or 1/3.

    >>> reciprocal("C6")
    '=IF(C6="","",IF(LEFT(C6,2)="1/",VALUE(MID(C6,3,9)),IF(VALUE(C6)=1,1,"1/"&C6)))'
    """
    inverse, straight = f"VALUE(MID({cell},3,9))", f'IF(VALUE({cell})=1,1,"1/"&{cell})'
    return f'=IF({cell}="","",IF(LEFT({cell},2)="1/",{inverse},{straight}))'


def _pairs(size: int) -> Iterable[tuple[int, int]]:
    return ((first, second) for first in range(size) for second in range(size))


_TITLE = Phrase("层次分析法判断矩阵：{ruleset}", "Judgement matrices (AHP): {ruleset}")
_STEPS = (
    Phrase(
        "一个节点一张表。每格比较“行”与“列”两个指标：对上级目标而言，行的重要性是列的几倍。",
        "One sheet a node. Each cell compares two indicators: how many times the row matters as "
        "much as the column, for the node above.",
    ),
    Phrase(
        "只填右上方的黄色格，可从下拉表选 1 至 9；列更重要的，选 1/2 至 1/9。左下方自动算出倒数。",
        "Fill the yellow cells only, 1 to 9 from the list, or 1/2 to 1/9 where the column matters "
        "more. The reciprocals below the diagonal follow.",
    ),
    Phrase(
        "没有把握的格可以留空，但每个指标至少要和另一个指标比较，且不能分成互不相干的几组。",
        "A cell may stay blank where you are unsure, as long as a chain of judgements links all.",
    ),
    Phrase(
        "判断前后应一致：甲比乙重要、乙比丙重要，甲就更比丙重要。一致性比率 CR 超过 0.10 的退回。",
        "Judgements should agree with each other: those with a consistency ratio over 0.10 are "
        "sent back.",
    ),
)
_IN_CSV = Phrase(
    "只填对角线右上方的空格：1 至 9；列更重要的，填 1/2 至 1/9。"
    "用表格软件打开时 1/3 会变成日期，请填 0.33。",
    "Fill the blanks above the diagonal: 1 to 9, or 1/2 to 1/9 where the column matters more. "
    "A spreadsheet program makes a date of 1/3: write 0.33 there.",
)
_SCALE = Phrase("标度", "Value")
_MEANING = Phrase("含义", "Meaning")
_MATRIX = Phrase("判断矩阵：{title}", "Judgement matrix: {title}")
_NODE = Phrase("节点标识", "Node")
_UPPER = Phrase(
    "只填黄色格：行的重要性是列的几倍（1 至 9，或 1/2 至 1/9）",
    "Fill the yellow cells: how many times the row matters as much as the column (1–9, 1/2–1/9)",
)
_ROW_TO_COLUMN = Phrase("行比列", "row to column")
_CHOOSE = Phrase("请选 1 至 9，或 1/2 至 1/9", "Choose 1 to 9, or 1/2 to 1/9")
