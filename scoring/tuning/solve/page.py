"""What a search for weights came to, on a page and in sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.figures import NONE
from scoring.export.footer import footer
from scoring.export.headings import CODE, DEPARTMENT, GROUP, INDICATOR, named
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, POINTS, TEXT, Cell, Head, Sheet
from scoring.review.diff.page import signed
from scoring.tuning.exact.notes import allowed, notes_sheet
from scoring.words import Message, Phrase, plain

Json = Mapping[str, Any]


def render_solution(result: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *result* in one of the formats of tuning."""
    return render_result(
        result,
        format,
        lambda: page(result),
        lambda: [
            _weights(result),
            _departments(result),
            _targets(result),
            notes_sheet(result, _notes(result)),
        ],
        width,
    )


def page(result: Json) -> list[Block]:
    """Return the page: targets, changes of weights, and whom they move."""
    language = result["language"]
    blocks: list[Block] = [
        Heading(1, _TITLE().say(language)),
        Bullets(tuple(_notes(result))),
        Heading(2, _TARGETS().say(language)),
        Bullets(tuple(_stated(result))),
    ]
    if result["changes"]:
        columns = (
            Column(INDICATOR().say(language), least=12),
            *(Column(title().say(language), right=True) for title in _CHANGED),
        )
        rows = [
            (e["title"], plain(e["now"]), plain(e["after"]), signed(e["change"], 2))
            for e in result["changes"]
        ]
        blocks += [Heading(2, _WEIGHTS().say(language)), Table(columns, tuple(rows))]
    if result["found"] and result["departments"]:
        blocks += [Heading(2, _DEPARTMENTS().say(language)), _moved(result)]
    return [*blocks, footer(result)]


def _notes(result: Json) -> Iterator[str]:
    language = result["language"]
    if result["found"]:
        yield _found(result).say(language)
    else:
        yield result["reason"]
    yield from allowed(result)
    if result["warning"]:
        yield result["warning"]


def _found(result: Json) -> Message:
    moved, smallest = plain(result["moved"]), result["smallest"]
    if not result["changes"]:
        return _MET()
    if smallest is None:
        return _FOLLOWED(sum=moved)
    return _FOUND(sum=moved, smallest=f"{smallest:.2f}")


def _stated(result: Json) -> Iterator[str]:
    language = result["language"]
    for number, entry in enumerate(result["targets"], start=1):
        now, then = (_is_met(entry[key], language) for key in ("met_before", "met_after"))
        told = {"number": number, "target": entry["target"], "now": now, "then": then}
        yield (_STATED if result["found"] else _ASKED)(**told).say(language)


def _moved(result: Json) -> Table:
    language = result["language"]
    columns = (
        Column(DEPARTMENT().say(language), least=10),
        *(
            Column(_OF(when=when(), what=what()).say(language), right=True)
            for when in (_BEFORE, _AFTER)
            for what in (_TOTAL, _RANK, _GRADE)
        ),
    )
    rows = (
        (
            named(entry, language),
            *(cell for when in ("before", "after") for cell in _standing(entry[when])),
        )
        for entry in result["departments"]
    )
    return Table(columns, tuple(rows))


def _standing(standing: Json) -> tuple[str, str, str]:
    rank = NONE if standing["rank"] is None else str(standing["rank"])
    return f"{standing['total']:.2f}", rank, standing["grade"] or NONE


def _weights(result: Json) -> Sheet:
    language = result["language"]
    heads = (
        Head(_ID().say(language)),
        Head(INDICATOR().say(language)),
        *(Head(title().say(language), POINTS) for title in _CHANGED),
    )
    rows = ((e["id"], e["title"], e["now"], e["after"], e["change"]) for e in result["changes"])
    return Sheet(_WEIGHTS().say(language), heads, tuple(rows))


def _departments(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(title().say(language)) for title in (CODE, DEPARTMENT, GROUP)]
    heads += [
        Head(_OF(when=when(), what=what()).say(language), kind)
        for when in (_BEFORE, _AFTER)
        for what, kind in ((_TOTAL, POINTS), (_RANK, COUNT), (_GRADE, TEXT))
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            *(entry[key] or "" for key in ("department_code", "department", "peer_group")),
            *(entry[w][key] for w in ("before", "after") for key in ("total", "rank", "grade")),
        )
        for entry in result["departments"]
    ]
    return Sheet(_DEPARTMENTS().say(language), tuple(heads), tuple(rows))


def _targets(result: Json) -> Sheet:
    language = result["language"]
    heads = tuple(Head(title().say(language)) for title in (_TARGETS, _BEFORE, _AFTER))
    rows = tuple(
        (
            e["target"],
            *((_YES if e[k] else _NO)().say(language) for k in ("met_before", "met_after")),
        )
        for e in result["targets"]
    )
    return Sheet(_TARGETS().say(language), heads, rows)


def _is_met(met: bool, language: str) -> str:
    return (_YES if met else _NO)().say(language)


_TITLE = Phrase("求解权重", "Weights for targets")
_TARGETS = Phrase("目标", "Targets")
_WEIGHTS = Phrase("权重调整", "Weights that change")
_DEPARTMENTS = Phrase("涉及的部门", "Departments")
_FOUND = Phrase(
    "找到的方案：各权重增减之和 {sum} 分（以此最小为最近；不按步长取整至少 {smallest} 分），"
    "已重新评分、排名核实",
    "found: changes of weights add up to {sum} points (the nearest being the least sum; at least "
    "{smallest} before they are put on steps); scored and ranked anew, as published",
)
_FOLLOWED = Phrase(
    "找到的方案：各权重增减之和 {sum} 分，已重新评分、排名核实；目标不是权重的线性函数，"
    "按切线逐步求得，未证明没有更近的方案",
    "found: changes of weights add up to {sum} points; scored and ranked anew, as published; the "
    "targets are not linear in weights and were followed step by step: something nearer may exist",
)
_MET = Phrase("现行权重已达到全部目标，无须调整", "today's weights meet all targets already")
_STATED = Phrase(
    "{number}. {target}：现行{now}，方案{then}", "{number}. {target}: {now} now, {then} then"
)
_ASKED = Phrase("{number}. {target}：现行{now}", "{number}. {target}: {now} now")
_YES = Phrase("达到", "met")
_NO = Phrase("未达到", "not met")
_CHANGED = (
    Phrase("现行", "Now"),
    Phrase("方案", "Then"),
    Phrase("增减", "Change"),
)
_ID = Phrase("标识", "Id")
_BEFORE = Phrase("现行", "Now")
_AFTER = Phrase("方案", "Then")
_TOTAL = Phrase("总分", "total")
_RANK = Phrase("名次", "rank")
_GRADE = Phrase("等级", "grade")
_OF = Phrase("{when}{what}", "{when}: {what}")
