"""How far single weights can go, on a page and in sheets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.footer import footer
from scoring.export.headings import GROUP, INDICATOR
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import POINTS, Cell, Head, Sheet
from scoring.tuning.exact.notes import allowed, notes_sheet
from scoring.words import Phrase

Json = Mapping[str, Any]


def render_stability(result: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *result* in one of the formats of tuning."""
    return render_result(
        result,
        format,
        lambda: page(result),
        lambda: [sheet(result), notes_sheet(result, _notes(result))],
        width,
    )


def page(result: Json) -> list[Block]:
    """Return the page: a table for each group."""
    language = result["language"]
    blocks: list[Block] = [Heading(1, _TITLE().say(language)), Bullets(tuple(_notes(result)))]
    for group in result["groups"]:
        told = {"leaders": group["leaders"]}
        heading = _GROUP(group=group["peer_group"], **told) if group["peer_group"] else _LED(**told)
        blocks.append(Heading(2, heading.say(language)))
        if group["left_out"]:
            blocks.append(Bullets((_left_out(group["left_out"], language),)))
        rows = tuple(tuple(_row(weight, language)) for weight in group["weights"])
        columns = (
            Column(INDICATOR().say(language), least=12),
            *(Column(title().say(language), right=True) for title in _COLUMNS),
            Column(_WHO().say(language), least=16),
        )
        blocks.append(Table(columns, rows))
    return [*blocks, footer(result)]


def _notes(result: Json) -> Iterator[str]:
    language = result["language"]
    yield from allowed(result)
    yield _HOW().say(language)
    if result["none"]:
        yield _left_out(result["none"], language)


def _left_out(names: Sequence[str], language: str) -> str:
    return _LEFT_OUT(names=names[:5], count=len(names)).say(language)


def _row(weight: Json, language: str) -> Iterator[str]:
    yield weight["title"]
    yield f"{weight['now']:.2f}"
    yield _between(*weight["allowed"])
    for kind in ("leader", "order"):
        yield _between(weight[kind]["low"], weight[kind]["high"])
    yield _overtaken(weight["leader"], language)


def _between(low: float, high: float) -> str:
    return f"{low:.2f}–{high:.2f}"


def _overtaken(hold: Json, language: str) -> str:
    told = [
        phrase(behind=hold[key][1]).say(language)
        for key, phrase in (("at_low", _BELOW), ("at_high", _ABOVE))
        if hold[key]
    ]
    return _COMMA().say(language).join(told) or _BY_BOUNDS().say(language)


def sheet(result: Json) -> Sheet:
    """Return a row for each weight in each group."""
    language = result["language"]
    heads = [Head(GROUP().say(language)), Head(INDICATOR().say(language))]
    heads += [Head(title().say(language), POINTS) for title in _FIGURES]
    heads += [Head(title().say(language)) for title in _PAIRS]
    rows: list[tuple[Cell, ...]] = [
        (
            group["peer_group"] or "",
            weight["title"],
            weight["now"],
            *weight["allowed"],
            *(weight[kind][end] for kind in ("leader", "order") for end in ("low", "high")),
            *(
                " > ".join(weight[kind][end] or ())
                for kind in ("leader", "order")
                for end in ("at_low", "at_high")
            ),
        )
        for group in result["groups"]
        for weight in group["weights"]
    ]
    return Sheet(_TITLE().say(language), tuple(heads), tuple(rows))


_TITLE = Phrase("单个权重的稳定区间", "How far single weights can go")
_HOW = Phrase(
    "每次只动一个权重，其余未锁定的按现行比例让出或接收，上级锁定的只在其下级之间；“全序”指现有先后，"
    "现在并列的可以分开；按未取整的得分算，端点附近可因四舍五入并列",
    "one weight moves, the others that are free give or take in proportion, within a dimension "
    "that is locked only there; equals of today may part without the order being lost; totals are "
    "not rounded, so that near the ends rounding can bring ties",
)
_LED = Phrase("第一名：{leaders}", "Leading: {leaders}")
_GROUP = Phrase("{group}（第一名：{leaders}）", "{group} (leading: {leaders})")
_LEFT_OUT = Phrase(
    "未计入 {count} 个总分不是权重线性和的部门：{names}",
    "{count} departments whose totals are no sums are left out: {names}",
)
_COLUMNS = (
    Phrase("现权重", "Now"),
    Phrase("可取", "Allowed"),
    Phrase("第一名不变", "Leader holds"),
    Phrase("全序不变", "Order holds"),
)
_WHO = Phrase("谁取代第一名", "Who takes the lead")
_BELOW = Phrase("再低：{behind}", "below: {behind}")
_ABOVE = Phrase("再高：{behind}", "above: {behind}")
_BY_BOUNDS = Phrase("无", "nobody")
_COMMA = Phrase("，", ", ")
_FIGURES = (
    Phrase("现权重", "Now"),
    Phrase("可取下限", "Least allowed"),
    Phrase("可取上限", "Most allowed"),
    Phrase("第一名不变下限", "Leader from"),
    Phrase("第一名不变上限", "Leader to"),
    Phrase("全序不变下限", "Order from"),
    Phrase("全序不变上限", "Order to"),
)
_PAIRS = (
    Phrase("下限处持平（第一名）", "Level below (leader)"),
    Phrase("上限处持平（第一名）", "Level above (leader)"),
    Phrase("下限处持平（全序）", "Level below (order)"),
    Phrase("上限处持平（全序）", "Level above (order)"),
)
