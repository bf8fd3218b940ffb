"""What departments must correct, in one list: every cell with what is wrong and what to do."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scoring.errors import ExportError, Problem, use_instead
from scoring.export.cleaning import clean
from scoring.export.csv import as_text, print_rows
from scoring.intake.usable import file_of
from scoring.model import Finding, Submissions
from scoring.words import Message, Phrase
from scoring.workbooks import MOST_ROWS, put, row_height, workbook_of

MOST_LINKS = 60_000  # a sheet takes 65,530
_NO_LINK = set('#%?"<>|*:\\^`{}[]')  # a link to a file called so would lead elsewhere


class Fault(NamedTuple):
    """One thing to correct; *file*, *sheet* and *cell* are as far as they are known."""

    severity: str
    file: str
    sheet: str
    cell: str
    department: str
    problem: str
    remedy: str
    others: str = ""


def faults_of(
    submissions: Submissions | None,
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    files: Sequence[str],
    language: str,
) -> list[Fault]:
    """Return what made files unusable, then what was found in the others, the worst first.

    What nobody has to correct, such as a check that could not be made, is left out.
    *files* are the names of all files that were to be read.
    """
    stopped = [
        Fault(
            "unusable", *_parts(p.place, files), "", p.problem.say(language), p.remedy.say(language)
        )
        for p in problems
    ]
    listed = (f for f in findings if f.check != "left_out")
    told = [fault for f in listed if (fault := _fault(f, submissions, files, language)).remedy]
    return [*stopped, *sorted(told, key=lambda fault: _ORDER.index(fault.severity))]


def _fault(
    finding: Finding, submissions: Submissions | None, files: Sequence[str], language: str
) -> Fault:
    first, *others = dict.fromkeys(finding.cells) if finding.cells else [""]
    row = finding.department
    name = "" if row is None or submissions is None else str(submissions.departments[row])
    problem, remedy = _told_apart(finding)
    file, sheet, cell = _parts(first, files)
    beside = (_beside(place, file, sheet) for place in others)
    return Fault(
        finding.severity, file, sheet, cell, name, problem.say(language),
        remedy.say(language) if remedy else "", " ".join(beside),
    )  # fmt: skip


def _told_apart(finding: Finding) -> tuple[Message, Message | None]:
    """Return what a finding says is wrong, and what it says to do."""
    values = finding.message.values
    if {"title", "text", "problem", "remedy"} <= set(values):
        remedy = values["remedy"]
        return _GIVEN(**values), remedy if isinstance(remedy, Message) else _CHECK()
    phrase = _REMEDIES.get(finding.check) or (_CHECK if finding.severity != "info" else None)
    return finding.message, phrase() if phrase else None


def _parts(place: str, files: Sequence[str]) -> tuple[str, str, str]:
    """Return the file, the sheet and the cell of a place."""
    file = file_of(place, files)
    rest = place[len(file) :]
    if not rest.startswith("!"):
        return file or place, "", rest.lstrip("#:") if file else ""
    sheet, mark, cell = rest[1:].rpartition("!")
    is_cell = (mark or file.lower().endswith(_TEXTS)) and _CELLS.fullmatch(cell)
    return (file, sheet, cell) if is_cell else (file, rest[1:], "")


def _beside(place: str, file: str, sheet: str) -> str:
    """Return a place without the file, and without the sheet, where those are told already."""
    inside = place.removeprefix(f"{file}!") if file else place
    return inside.removeprefix(f"{sheet}!") if inside != place and sheet else inside


def faults_format(path: str) -> str:
    """Return the suffix of the file that faults are to be listed in; raise where it is none."""
    suffix = Path(path).suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise ExportError([Problem(path, _NO_FORMAT(), use_instead(suffix, (".xlsx", ".csv")))])
    return suffix


def print_faults(
    faults: Sequence[Fault], suffix: str, language: str, paths: Mapping[str, str]
) -> bytes:
    """Return the list as .xlsx or .csv; *paths* leads from the list to each file, by its name."""
    headings = [heading().say(language) for heading in _HEADINGS]
    lines = [_line(fault, language) for fault in faults]
    if suffix == ".csv":
        return print_rows([headings, *([as_text(text) for text in line] for line in lines)])
    return workbook_of(
        lambda book: _fill(
            book, _SHEET().say(language), headings, lines, list(_links(faults, paths))
        )
    )


def _line(fault: Fault, language: str) -> list[str]:
    said = fault._replace(severity=_SEVERITIES[fault.severity]().say(language))
    return [clean(text) for text in said]


def _links(faults: Sequence[Fault], paths: Mapping[str, str]) -> Iterator[str]:
    """Yield for each fault the link to its cell, nothing where there is none."""
    for fault in faults:
        path = paths.get(fault.file, "")
        if not path or set(path) & _NO_LINK or not fault.sheet:
            yield f"external:{path}" if path and not set(path) & _NO_LINK else ""
        else:
            sheet = fault.sheet.replace("'", "''")
            cell = f"{fault.cell}:{fault.cell}" if fault.cell.isdigit() else fault.cell or "A1"
            yield f"external:{path}#'{sheet}'!{cell}"


def _fill(
    book: Any,
    name: str,
    headings: Sequence[str],
    lines: Sequence[Sequence[str]],
    links: Sequence[str],
) -> None:
    head = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    linked = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    page = book.add_worksheet(name)
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        put(page, 0, column, heading, head)
    for row, (line, link) in enumerate(zip(lines[: MOST_ROWS - 1], links, strict=False), start=1):
        page.set_row(row, row_height(zip(line[:-1], _WIDTHS, strict=False)))
        for column, text in enumerate(line):
            put(page, row, column, text, wrapped)
        if link and row <= MOST_LINKS:
            column = _CELL if line[_CELL] else _FILE
            page.write_url(row, column, link, linked, line[column])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(lines), 1), len(headings) - 1)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


_FILE, _CELL = 1, 3
_TEXTS = (".csv", ".tsv")  # files without sheets
_CELLS = re.compile(r"[A-Z]{0,3}[0-9]+(?::[A-Z]{0,3}[0-9]+)?")
_WIDTHS = (8, 30, 16, 10, 24, 50, 44, 30)
_ORDER = ("unusable", "error", "warning", "info")
_SEVERITIES = {
    "unusable": Phrase("不能使用", "unusable"),
    "error": Phrase("错误", "error"),
    "warning": Phrase("警告", "warning"),
    "info": Phrase("提示", "info"),
}
_SHEET = Phrase("问题清单", "Faults")
_HEADINGS = (
    Phrase("程度", "Severity"),
    Phrase("文件", "File"),
    Phrase("工作表", "Sheet"),
    Phrase("单元格", "Cell"),
    Phrase("部门", "Department"),
    Phrase("问题", "Problem"),
    Phrase("怎样改正", "Remedy"),
    Phrase("相关单元格", "Other cells"),
)
_GIVEN = Phrase("“{title}”填写为「{text}」：{problem}", "“{title}” is given as “{text}”: {problem}")
_CHECK = Phrase("请核对后更正，或说明情况", "Check and correct it, or explain")
_REMEDIES = {
    "required": Phrase("请补填", "Fill it in"),
    "missing_column": Phrase("请用本版报送表填报", "Use the template of this edition"),
    "missing_table": Phrase("请补报明细表", "Submit the rows"),
    "unknown_column": Phrase("请改用报送表中的项目名称", "Use the titles of the template"),
    "unknown_sheet": Phrase("不需要报送的工作表请删去", "Remove sheets that are not asked for"),
    "hidden_sheet": Phrase("需要报送的请取消隐藏", "Unhide what is to be read"),
    "other_edition": Phrase("请用本版报送表重新填报", "Fill in the template of this edition"),
    "unread_file": Phrase("其中有报送数据的请另存为 .xlsx", "Save as .xlsx what holds data"),
    "skipped_row": Phrase("是数据的请改写行首文字", "Reword the row if it holds data"),
}
_NO_FORMAT = Phrase("问题清单是 .xlsx 或 .csv 文件", "faults are listed as .xlsx or .csv")
