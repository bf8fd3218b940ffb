"""The summary: the figures first, then the pictures, each with the figures it shows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.export import charts
from scoring.export.cleaning import clean
from scoring.export.figures import mark, percent
from scoring.export.headings import FULL_MARKS, GRADE, INDICATOR, TOTAL
from scoring.export.overview import SEVERITIES, all_findings
from scoring.export.page.figures import (
    HARDEST,
    Share,
    by_dimension,
    by_indicator,
    distribution,
    heat,
)
from scoring.words import Message, Phrase, fixed, plain

Report = Mapping[str, Any]
Draw = Callable[[charts.Caption], str]

FINDINGS_LISTED = 300


class Picture(NamedTuple):
    """A picture and the table of its figures; no *svg* where nothing can draw it."""

    name: str
    title: str
    description: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: bool = False


class Findings(NamedTuple):
    """The findings of one severity, as many as are listed."""

    heading: str
    sentences: tuple[str, ...]


def tiles(report: Report) -> list[tuple[str, str]]:
    """Return the figures that are read first."""
    summary, language = report["summary"], report["language"]
    decimals = report["ruleset"]["decimals"]["total"]
    told = [
        (_DEPARTMENTS, str(summary["departments"])),
        (_RANKED, str(summary["ranked"])),
        *((phrase, _figure(summary[key], decimals)) for key, phrase in _STATISTICS.items()),
        (FULL_MARKS, mark(report["ruleset"]["full_marks"], decimals)),
    ]
    return [(phrase().say(language), text) for phrase, text in told]


def _figure(number: float | None, decimals: int) -> str:
    return "-" if number is None else fixed(number, decimals)


def pictures(report: Report) -> list[Picture]:
    """Return the pictures that there is something to show in."""
    if not report["summary"]["ranked"]:
        return []
    made = [_totals(report), _grades(report), _dimensions(report), _hardest(report), _heat(report)]
    return [picture for picture in made if picture.rows]


def _picture(
    report: Report,
    caption: charts.Caption,
    heads: tuple[Phrase | str, ...],
    rows: Sequence[tuple[str, ...]],
    draw: Draw,
) -> Picture:
    svg = draw(caption) if rows and charts.charts_available() else ""
    said = (h if isinstance(h, str) else h().say(report["language"]) for h in heads)
    return Picture(*caption, svg, tuple(said), tuple(rows))


def _caption(report: Report, name: str, title: Phrase, told: Message) -> charts.Caption:
    language = report["language"]
    return charts.Caption(name, title().say(language), told.say(language))


def _totals(report: Report) -> Picture:
    rows = [(f"{plain(b.low)}–{plain(b.high)}", b.departments) for b in distribution(report)]
    return _picture(
        report,
        _caption(report, "totals", _TOTALS, _TOTALS_TOLD()),
        (TOTAL, _DEPARTMENTS),
        [(label, str(count)) for label, count in rows],
        lambda caption: charts.columns(rows, caption),
    )


def _grades(report: Report) -> Picture:
    counts, ranked = report["summary"]["grades"], report["summary"]["ranked"]
    told = [(title, count, percent(count / ranked)) for title, count in counts.items()]
    drawn = [(title, float(count), f"{count}（{share}）") for title, count, share in told]
    return _picture(
        report,
        _caption(report, "grades", _GRADES, _GRADES_TOLD()),
        (GRADE, _DEPARTMENTS, _SHARE),
        [(title, str(count), share) for title, count, share in told],
        lambda caption: charts.bars(drawn, caption),
    )


def _dimensions(report: Report) -> Picture:
    shares = sorted(by_dimension(report), key=lambda share: -share.lost)
    caption = _caption(report, "dimensions", _BY_DIMENSION, _BY_DIMENSION_TOLD())
    return _lost(report, caption, DIMENSION, shares)


def _hardest(report: Report) -> Picture:
    shares = by_indicator(report)[:HARDEST]
    caption = _caption(report, "hardest", _HARDEST, _HARDEST_TOLD(count=len(shares)))
    return _lost(report, caption, INDICATOR, shares)


def _lost(report: Report, caption: charts.Caption, head: Phrase, shares: list[Share]) -> Picture:
    count = report["summary"]["departments"]
    means = [fixed(share.lost / count, 2) for share in shares]
    drawn = [(s.title, s.lost / count, mean) for s, mean in zip(shares, means, strict=True)]
    rows = [
        (s.title, mean, fixed(s.lost, 2), percent(s.rate), str(s.losing))
        for s, mean in zip(shares, means, strict=True)
    ]
    heads = (head, _MEAN_LOST, _ALL_LOST, _MEAN_RATE, _LOSING)
    return _picture(report, caption, heads, rows, lambda c: charts.bars(drawn, c))


def _heat(report: Report) -> Picture:
    shown = heat(report)
    rows = [
        (name, *(percent(rate) for rate in rates))
        for name, rates in zip(shown.rows, shown.rates, strict=True)
    ]
    told = (_HEAT_BANDS if shown.each > 1 else _HEAT_TOLD)(each=shown.each)
    picture = _picture(
        report,
        _caption(report, "heat", _HEAT, told),
        (_BY_TOTAL, *shown.columns),
        rows,
        lambda caption: charts.heat_map(shown.rows, shown.columns, shown.rates, caption),
    )
    return picture._replace(wide=True)


def findings(report: Report) -> tuple[list[Findings], int]:
    """Return the findings, the gravest first, and how many more there are than are listed."""
    language, every = report["language"], list(all_findings(report))
    left, told = FINDINGS_LISTED, []
    for severity, heading in SEVERITIES.items():
        same = [clean(sentence) for grave, sentence in every if grave == severity]
        listed, left = tuple(same[:left]), max(0, left - len(same))
        if listed:
            told.append(Findings(heading(count=len(same)).say(language), listed))
    return told, max(0, len(every) - FINDINGS_LISTED)


DIMENSION = Phrase("一级指标", "Dimension")
_DEPARTMENTS = Phrase("部门个数", "Departments")
_RANKED = Phrase("参加排名", "Ranked")
_STATISTICS = {
    "mean": Phrase("平均分", "Mean"),
    "median": Phrase("中位数", "Median"),
    "highest": Phrase("最高分", "Highest"),
    "lowest": Phrase("最低分", "Lowest"),
}
_SHARE = Phrase("占比", "Share")
_MEAN_LOST = Phrase("每个部门平均扣分", "Lost per department")
_ALL_LOST = Phrase("合计扣分", "Lost in all")
_MEAN_RATE = Phrase("平均得分率", "Mean rate")
_LOSING = Phrase("扣分的部门个数", "Departments losing")
_BY_TOTAL = Phrase("按总分从高到低", "From the highest total")
_TOTALS = Phrase("总分分布", "How totals are spread")
_TOTALS_TOLD = Phrase(
    "参加排名的部门按总分分段的个数（各段含下限，不含上限；末段含上限）",
    "Ranked departments by span of their total (from its lower to below its upper end; "
    "the last holds both)",
)
_GRADES = Phrase("等级分布", "Grades")
_GRADES_TOLD = Phrase("参加排名的部门按等级的个数和占比", "Ranked departments by grade")
_BY_DIMENSION = Phrase("各一级指标失分", "Points lost by dimension")
_BY_DIMENSION_TOLD = Phrase(
    "全部部门在各一级指标上平均扣去的分数，扣分多的在前",
    "Points that all departments lost on average in each dimension, the most first",
)
_HARDEST = Phrase("失分最多的指标", "Hardest indicators")
_HARDEST_TOLD = Phrase(
    "全部部门平均扣分最多的 {count} 项指标",
    "The {count} indicators on which all departments lost most on average",
)
_HEAT = Phrase("各项指标得分率", "Rates by indicator")
_HEAT_TOLD = Phrase(
    "每行一个参加排名的部门，按总分从高到低；每列一项指标，颜色越深得分率越低，灰色为不适用",
    "A row for each ranked department, from the highest total; a column for each indicator: "
    "the darker, the lower the rate; grey where it does not apply",
)
_HEAT_BANDS = Phrase(
    "参加排名的部门按总分从高到低，每 {each} 个合为一行，取平均；每列一项指标，"
    "颜色越深得分率越低，灰色为不适用",
    "Ranked departments from the highest total, the mean of {each} to a row; a column for each "
    "indicator: the darker, the lower the rate; grey where it does not apply",
)
