"""CSV that Excel and WPS open as it was meant: a row per department, or per deduction.

A spreadsheet guesses at bare text: ``=1+1`` becomes a formula, code ``001`` the number 1. Such
text gets an apostrophe in front, a spreadsheet's own sign for "this is text": it can be seen,
and is the same wherever the file is opened. A code in quotes or ``="001"`` would be a guess or a
formula again. This engine reads it back as the bare text; other
programs that join on codes read the JSON.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scoring.bare_text import is_altered
from scoring.export.cleaning import clean
from scoring.export.headings import (
    ADJUSTED,
    BASIS,
    CELLS,
    CODE,
    DEPARTMENT,
    GRADE,
    GROUP,
    INDICATOR,
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
    YEAR,
    dimensions,
    indicators,
    listed,
)
from scoring.export.intervals import INTERVAL, has_intervals, interval
from scoring.export.losses import Loss, joined, losses, losses_on_top
from scoring.export.overridden import in_a_line
from scoring.words import Phrase, spoken

Report = Mapping[str, Any]
Rows = Iterable[Sequence[str]]

_BYTE_ORDER_MARK = "\ufeff"


def print_departments(report: Report) -> bytes:
    """Return a row per department with its points on every dimension and indicator."""
    return print_rows([_department_headings(report), *_department_rows(report)])


def print_deductions(report: Report) -> bytes:
    """Return a row per deduction, those of a department together, its greatest first.

    What adjustments and vetoes took from the total comes after what was lost in the tree, then
    the overrides that left nothing lost.
    """
    return print_rows([_said(_DEDUCTION_HEADINGS, report["language"]), *_deduction_rows(report)])


def as_text(text: str) -> str:
    """Return *text* for a cell, with an apostrophe where it would not stay text.

    >>> as_text("=1+1"), as_text(" ＠SUM"), as_text("001"), as_text("530100"), as_text("路政处")
    ("'=1+1", "' ＠SUM", "'001", '530100', '路政处')
    """
    text = clean(text)
    return f"'{text}" if is_altered(text) else text


def print_rows(rows: Rows) -> bytes:
    """Return *rows*, whose text is ``as_text``, as Excel and WPS read them."""
    page = io.StringIO()
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return (_BYTE_ORDER_MARK + page.getvalue()).encode()


def _department_headings(report: Report) -> list[str]:
    titles = [*dimensions(report).items(), *indicators(report).items()]
    shared = Counter(title for _, title in titles)
    nodes = [title if shared[title] == 1 else f"{title} [{key}]" for key, title in titles]
    ends = _BEFORE, (*_AFTER, *_overridden(report), *_on_demand(report))
    before, after = (_said(part, report["language"]) for part in ends)
    return [*before, *map(as_text, nodes), *after]


def _department_rows(report: Report) -> Rows:
    nodes = (*dimensions(report),), (*indicators(report),)
    language, decimals = report["language"], report["ruleset"]["decimals"]
    for department in report["departments"]:
        marks = [
            *_marks(department["dimensions"], nodes[0], decimals["points"]),
            *_marks(department["indicators"], nodes[1], decimals["points"]),
        ]
        on_top = [
            _figure(sum(change["points"] for change in department[kind]), max(decimals.values()))
            for kind in ("adjustments", "vetoes")
        ]
        total = _figure(department["total"], decimals["total"])
        reasons = as_text(listed(department["status_reasons"], language))
        status = STATUSES[department["status"]]().say(language)
        grade = as_text(department["grade"] or "")
        told = [in_a_line(override, report).say(language) for override in department["overrides"]]
        reviewed = [as_text(listed(told, language)) for _ in _overridden(report)]
        spans = [as_text(interval(department["rank_interval"])) for _ in _on_demand(report)]
        before = (*_identity(department), status, total, grade)
        yield [*before, *marks, *on_top, reasons, *reviewed, *spans]


def _overridden(report: Report) -> list[Phrase]:
    """Return the heading for reviewers' overrides, where there are any."""
    return [OVERRIDDEN] if any(d["overrides"] for d in report["departments"]) else []


def _on_demand(report: Report) -> list[Phrase]:
    return [INTERVAL] if has_intervals(report) else []


def _marks(nodes: list[Mapping[str, Any]], wanted: Iterable[str], decimals: int) -> list[str]:
    points = {node["id"]: node["points"] for node in nodes}
    return [_figure(points.get(key), decimals) for key in wanted]


def _deduction_rows(report: Report) -> Rows:
    language, decimals = report["language"], report["ruleset"]["decimals"]["points"]
    for department in report["departments"]:
        identity = _identity(department)
        lost_in_all = (*losses(department), *losses_on_top(department, language))
        for path, deduction in (*lost_in_all, *_nothing_lost(department, report)):
            texts = [deduction["reason"], deduction["remedy"], deduction["basis"]]
            cells = spoken(deduction["cells"], language)
            lost = _figure(deduction["points"], decimals)
            yield [
                *identity,
                as_text(joined(path)),
                lost,
                *(as_text(t or "") for t in texts),
                as_text(cells),
            ]


def _nothing_lost(department: Mapping[str, Any], report: Report) -> Iterator[Loss]:
    """Yield the overrides that no deduction tells of, as deductions of nothing."""
    for override in department["overrides"]:
        if override["points"] == override["full_marks"]:
            reason = in_a_line(override, report).say(report["language"])
            told = {"points": 0, "reason": reason, "remedy": "", "basis": ""}
            yield Loss((override["title"],), {**told, "cells": override["cells"]})


def _identity(department: Mapping[str, Any]) -> list[str]:
    keys = ("department_code", "department", "peer_group", "year")
    texts = ["" if department[key] is None else as_text(str(department[key])) for key in keys]
    return ["" if department["rank"] is None else str(department["rank"]), *texts]


def _figure(number: float | None, decimals: int) -> str:
    return "" if number is None else f"{number:.{decimals}f}"


def _said(headings: Iterable[Phrase], language: str) -> list[str]:
    return [heading().say(language) for heading in headings]


_IDENTITY = (RANK, CODE, DEPARTMENT, GROUP, YEAR)
_BEFORE = (*_IDENTITY, STATUS, TOTAL, GRADE)
_AFTER = (ADJUSTED, VETOED, REASONS)
_DEDUCTION_HEADINGS = (*_IDENTITY, INDICATOR, LOST, REASON, REMEDY, BASIS, CELLS)
