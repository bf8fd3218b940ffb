"""Ways of telling self scores beside what departments got."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import mark
from scoring.export.headings import (
    CODE,
    DEPARTMENT,
    FULL_MARKS,
    INDICATOR,
    RANK,
    STATUSES,
    TOTAL,
    YEAR,
    label,
    listed,
    named,
)
from scoring.export.losses import joined, path_of
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, POINTS, TEXT, Cell, Head, Sheet
from scoring.words import Phrase

Json = Mapping[str, Any]
Texts = tuple[str, ...]
_SHOWN = 20


def render_self_scores(
    told: Json,
    format: str,  # noqa: A002
    *,
    details: bool = False,
    width: int = WIDTH,
) -> str | bytes:
    """Return what ``compare_self_scores`` found in a format of ``export.outputs``.

    As CSV a row is an indicator of a department; a workbook begins with the departments. The page
    shows the first of many gaps, unless *details* are asked for.
    """
    order = (_indicators, _departments) if format == "csv" else (_departments, _indicators)
    sheets = (*order, _together, _without)
    return render_result(
        told,
        format,
        lambda: list(_page(told, None if details else _SHOWN)),
        lambda: [sheet(told) for sheet in sheets],
        width,
    )


# --- as a page --------------------------------------------------------------------------------


def _page(told: Json, at_most: int | None) -> Iterator[Block]:
    language, departments = told["language"], told["departments"]
    yield Heading(1, _TITLE(title=told["ruleset"]["title"]).say(language))
    counts = {
        "marked": len(departments),
        "without": len(told["without"]),
        "above": sum(entry["gap"] > 0 for entry in departments),
        "below": sum(entry["gap"] < 0 for entry in departments),
    }
    yield Facts("", ((label(_DEPARTMENTS, language), _COUNTS(**counts).say(language)),))
    if departments:
        yield Heading(2, _BY_DEPARTMENT().say(language))
        yield from _table(told, _DEPARTMENT_COLUMNS, _department_rows(told), at_most)
        changed = [_changed(entry, told) for entry in departments[:at_most] if entry["on_top"]]
        yield from [Bullets((_SUMS_ONLY().say(language), *changed))] if changed else ()
        yield Heading(2, _BY_GAP().say(language))
        yield from _table(told, _INDICATOR_COLUMNS, _indicator_rows(told), at_most)
        yield Heading(2, _BY_INDICATOR().say(language))
        yield from _table(told, _TOGETHER_COLUMNS, _together_rows(told), at_most)
    if told["without"]:
        yield Heading(2, _WITHOUT(count=len(told["without"])).say(language))
        yield Bullets(tuple(named(entry, language) for entry in told["without"]))


def _table(
    told: Json, columns: Mapping[Phrase, bool], rows: list[Texts], at_most: int | None
) -> Iterator[Block]:
    heads = tuple(Column(title().say(told["language"]), right) for title, right in columns.items())
    yield Table(heads, tuple(rows[:at_most]))
    if at_most is not None and len(rows) > at_most:
        yield Bullets((_MORE(count=len(rows) - at_most).say(told["language"]),))


def _department_rows(told: Json) -> list[Texts]:
    return [
        (
            named(entry, told["language"]),
            *_marks(entry, told, ("self_score", "points")),
            _signed(entry["gap"], told),
            f"{entry['marked']}/{entry['of']}",
            mark(entry["total"], told["ruleset"]["decimals"]["total"]),
        )
        for entry in told["departments"]
    ]


def _changed(entry: Json, told: Json) -> str:
    """Return why the published total of a department is not the sum of its indicators."""
    total = mark(entry["total"], told["ruleset"]["decimals"]["total"])
    named = entry["department"]
    return _CHANGED(department=named, changes=_on_top(entry, told), total=total).say(
        told["language"]
    )


def _on_top(entry: Json, told: Json) -> list[str]:
    return [f"{change['title']} {_signed(change['points'], told)}" for change in entry["on_top"]]


def _indicator_rows(told: Json) -> list[Texts]:
    rows = [(i, d) for d in told["departments"] for i in d["indicators"] if i["gap"]]
    rows.sort(key=lambda row: -row[0]["gap"])
    return [
        (
            department["department"],
            _noted(indicator, told["language"]),
            *_marks(indicator, told, ("self_score", "points", "full_marks")),
            _signed(indicator["gap"], told),
        )
        for indicator, department in rows
    ]


def _together_rows(told: Json) -> list[Texts]:
    keys = ("departments", "overstated", "understated")
    return [
        (entry["title"], *(str(entry[key]) for key in keys), _signed(entry["mean_gap"], told))
        for entry in told["indicators"]
    ]


def _noted(indicator: Json, language: str) -> str:
    notes = _notes(indicator, language)
    title: str = indicator["title"]
    return _NOTED(title=title, notes=notes).say(language) if notes else title


def _notes(indicator: Json, language: str) -> list[str]:
    """Return what the gap alone does not tell: that there was nothing to judge, above all."""
    notes = {
        STATUSES[indicator["status"]]: indicator["status"] != "scored",
        _ABOVE: indicator["above_full_marks"],
        _ASIDE: not indicator["counted"],
    }
    return [note().say(language) for note, applies in notes.items() if applies]


def _marks(entry: Json, told: Json, keys: tuple[str, ...]) -> Texts:
    return tuple(mark(entry[key], told["ruleset"]["decimals"]["points"]) for key in keys)


def _signed(gap: float, told: Json) -> str:
    decimals = told["ruleset"]["decimals"]["points"]
    return f"{gap:+.{decimals}f}" if gap else mark(0, decimals)


# --- as sheets --------------------------------------------------------------------------------


def _departments(told: Json) -> Sheet:
    keys = ("self_score", "points", "gap", "marked", "of", "rank", "total")
    rows = (
        (
            *_identity(entry),
            *(entry[key] for key in keys),
            listed(_on_top(entry, told), told["language"]),
        )
        for entry in told["departments"]
    )
    return _sheet(told, _BY_DEPARTMENT, _DEPARTMENT_HEADS, rows)


def _indicators(told: Json) -> Sheet:
    keys = ("self_score", "points", "gap", "full_marks")
    rows = (
        (
            *_identity(department),
            department["gap"],
            indicator["id"],
            joined(path_of(indicator)),
            *(indicator[key] for key in keys),
            listed(_notes(indicator, told["language"]), told["language"]),
        )
        for department in told["departments"]
        for indicator in department["indicators"]
    )
    return _sheet(told, _DETAILS, _INDICATOR_HEADS, rows)


def _together(told: Json) -> Sheet:
    keys = ("id", "title", "departments", "overstated", "understated", "mean_gap")
    rows = (tuple(entry[key] for key in keys) for entry in told["indicators"])
    return _sheet(told, _BY_INDICATOR, _TOGETHER_HEADS, rows)


def _without(told: Json) -> Sheet:
    rows = ((*_identity(entry), entry["rank"], entry["total"]) for entry in told["without"])
    return _sheet(told, _NONE_GIVEN, _WITHOUT_HEADS, rows)


def _identity(entry: Json) -> tuple[Cell, ...]:
    return entry["department_code"] or "", entry["department"], entry["year"]


def _sheet(
    told: Json, title: Phrase, heads: Mapping[Phrase, str], rows: Iterable[tuple[Cell, ...]]
) -> Sheet:
    language = told["language"]
    told_heads = tuple(Head(head().say(language), kind) for head, kind in heads.items())
    return Sheet(title().say(language), told_heads, tuple(rows))


_SELF = Phrase("自评分", "Self score")
_POINTS = Phrase("评分", "Points")
_GAP = Phrase("差额", "Gap")
_GAP_IN_ALL = Phrase("部门差额合计", "Gap in all")
_MARKED = Phrase("自评项数", "Marked")
_OF = Phrase("指标项数", "Indicators")
_NOTE = Phrase("说明", "Note")
_ON_TOP = Phrase("加减分和一票否决", "Adjustments and vetoes")
_SUMS_ONLY = Phrase(
    "评分一列是自评指标的得分合计；总分另计加减分和一票否决，自评分不涉及这些：",
    "Points are those of the indicators marked; totals also count adjustments and vetoes, which "
    "self scores are not about:",
)
_CHANGED = Phrase("{department}：{changes}，总分 {total}", "{department}: {changes}; total {total}")
_ID = Phrase("标识", "Id")
_OVER, _UNDER = Phrase("偏高", "Overstated"), Phrase("偏低", "Understated")
_MEAN = Phrase("平均差额", "Mean gap")
_DEPARTMENTS = Phrase("部门数", "Departments")
_DEPARTMENT_COLUMNS = {
    DEPARTMENT: False,
    _SELF: True,
    _POINTS: True,
    _GAP: True,
    _MARKED: True,
    TOTAL: True,
}
_INDICATOR_COLUMNS = {
    DEPARTMENT: False,
    INDICATOR: False,
    _SELF: True,
    _POINTS: True,
    FULL_MARKS: True,
    _GAP: True,
}
_TOGETHER_COLUMNS = {INDICATOR: False, _DEPARTMENTS: True, _OVER: True, _UNDER: True, _MEAN: True}
_WHO = {CODE: TEXT, DEPARTMENT: TEXT, YEAR: COUNT}
_MARKS = {_SELF: POINTS, _POINTS: POINTS, _GAP: POINTS}
_DEPARTMENT_HEADS = {
    **_WHO, **_MARKS, _MARKED: COUNT, _OF: COUNT, RANK: COUNT, TOTAL: POINTS,
    _ON_TOP: TEXT,
}  # fmt: skip
_INDICATOR_HEADS = {
    **_WHO, _GAP_IN_ALL: POINTS, _ID: TEXT, INDICATOR: TEXT, **_MARKS,
    FULL_MARKS: POINTS, _NOTE: TEXT,
}  # fmt: skip
_TOGETHER_HEADS = {
    _ID: TEXT, INDICATOR: TEXT, _DEPARTMENTS: COUNT, _OVER: COUNT, _UNDER: COUNT, _MEAN: POINTS,
}  # fmt: skip
_WITHOUT_HEADS = {**_WHO, RANK: COUNT, TOTAL: POINTS}
_TITLE = Phrase("{title}　自评分与评分对照", "{title}: self scores and points")
_COUNTS = Phrase(
    "{marked} 个报送了自评分，其中合计偏高 {above} 个、偏低 {below} 个；{without} 个没有报送",
    "{marked} with self scores, {above} of them overstated in all and {below} understated;"
    " {without} without",
)
_DEPARTMENTS = Phrase("部门", "Departments")
_BY_DEPARTMENT = Phrase("部门合计", "By department")
_BY_GAP = Phrase("差额最大的指标", "The largest gaps")
_DETAILS = Phrase("指标明细", "Details")
_BY_INDICATOR = Phrase("按指标", "By indicator")
_WITHOUT = Phrase("没有报送自评分的部门（{count} 个）", "Without self scores ({count})")
_NONE_GIVEN = Phrase("没有自评分", "Without self scores")
_MORE = Phrase("另有 {count} 行，用 --details 全部列出", "{count} more, all listed with --details")
_NOTED = Phrase("{title}（{notes}）", "{title} ({notes})")
_ABOVE = Phrase("自评分超过满分", "above full marks")
_ASIDE = Phrase("由上级指标计入，不计入合计", "counts through its dimension, not in the sums")
