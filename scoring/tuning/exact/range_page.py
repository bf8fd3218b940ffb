"""Rank ranges on a page and in sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.figures import NONE
from scoring.export.footer import footer
from scoring.export.headings import CODE, DEPARTMENT, GROUP, named
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, POINTS, TEXT, Cell, Head, Sheet
from scoring.tuning.exact.notes import allowed, notes_sheet
from scoring.words import Phrase

Json = Mapping[str, Any]
_KEYS = ("rank", "best", "reached_best", "reached_worst", "worst")


def render_ranges(result: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *result* in one of the formats of tuning."""
    return render_result(
        result,
        format,
        lambda: page(result),
        lambda: [sheet(result), notes_sheet(result, _notes(result))],
        width,
    )


def page(result: Json) -> list[Block]:
    """Return the page of rank ranges."""
    language = result["language"]
    columns = [
        Column(DEPARTMENT().say(language), least=10),
        Column(_TOTAL().say(language), right=True),
        *(Column(title().say(language), right=True) for title in _RANKS),
        Column(_CERTAIN().say(language), least=8),
    ]
    grouped = len({entry["peer_group"] for entry in result["departments"]}) > 1
    if grouped:
        columns.insert(1, Column(GROUP().say(language), least=6, optional=True))
    rows = [tuple(_row(entry, language, grouped)) for entry in result["departments"]]
    return [
        Heading(1, _TITLE().say(language)),
        Bullets(tuple(_notes(result))),
        Table(tuple(columns), tuple(rows)),
        footer(result),
    ]


def _notes(result: Json) -> Iterator[str]:
    language = result["language"]
    yield from allowed(result)
    yield _SAFE(slack=f"{result['slack']:.2f}").say(language)
    yield _REACHED().say(language)
    bracketed = sum(entry["bracketed"] for entry in result["departments"])
    if bracketed:
        yield _SOME_BRACKETED(count=bracketed).say(language)


def _row(entry: Json, language: str, grouped: bool) -> Iterator[str]:
    yield named(entry, language)
    if grouped:
        yield entry["peer_group"] or NONE
    yield f"{entry['total']:.2f}"
    for key in _KEYS:
        yield NONE if entry[key] is None else str(entry[key])
    yield _sureness(entry, language)


def _sureness(entry: Json, language: str) -> str:
    if entry["rank"] is None and entry["best"] is None:
        return _UNRANKED().say(language)
    if entry["best"] == entry["reached_best"] and entry["worst"] == entry["reached_worst"]:
        return _EXACT().say(language)
    return (_BRACKETED if entry["bracketed"] else _ENCLOSED)().say(language)


def sheet(result: Json) -> Sheet:
    """Return a row for each department."""
    language = result["language"]
    heads = [Head(phrase().say(language)) for phrase in (CODE, DEPARTMENT, GROUP)]
    heads.append(Head(_TOTAL().say(language), POINTS))
    heads += [Head(title().say(language), COUNT) for title in _RANKS]
    heads.append(Head(_CERTAIN().say(language), TEXT))
    rows: list[tuple[Cell, ...]] = [
        (
            *(entry[key] or "" for key in ("department_code", "department", "peer_group")),
            entry["total"],
            *(entry[key] for key in _KEYS),
            _sureness(entry, language),
        )
        for entry in result["departments"]
    ]
    return Sheet(_TITLE().say(language), tuple(heads), tuple(rows))


_TITLE = Phrase("名次范围", "Rank ranges")
_TOTAL = Phrase("总分", "Total")
_RANKS = (
    Phrase("现名次", "Rank"),
    Phrase("最好", "Best"),
    Phrase("达最好", "Best met"),
    Phrase("达最差", "Worst met"),
    Phrase("最差", "Worst"),
)
_CERTAIN = Phrase("性质", "Range")
_EXACT = Phrase("精确", "exact")
_ENCLOSED = Phrase("界限", "enclosing")
_BRACKETED = Phrase("区间估计", "bracketed")
_UNRANKED = Phrase("未排名", "unranked")
_SAFE = Phrase(
    "“最好”“最差”包住一切可能的名次：得分逐项四舍五入，两部门之差最多由此变动 {slack} 分，"
    "在此以内的对手按可前可后计",
    "best and worst enclose all that can be: rounding can move two totals apart by up to {slack}, "
    "and rivals within that are counted either way",
)
_REACHED = Phrase(
    "“达最好”“达最差”是用求出的权重重新评分得到的名次；与“最好”“最差”相同即为精确",
    "ranks met were scored with weights that were found; where they are best and worst, the range "
    "is exact",
)
_SOME_BRACKETED = Phrase(
    "{count} 个部门的总分不是各指标权重的线性和（不适用指标的权重另行分配、封顶或规则取用得分），"
    "按总分可能的区间估计",
    "{count} totals are no sums in the weights (weights shared out anew, caps, rules that look at "
    "scores): their ranks are bracketed by what the totals can be",
)
