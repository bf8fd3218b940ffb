"""The report of a direct allocation: a document, a page and sheets."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.figures import percent
from scoring.export.sheets import COUNT, DECIMAL, TEXT, Sheet
from scoring.model import Ruleset, Source
from scoring.tuning.expert.allocation import LEAVES, SIBLINGS, Allotted, shares_of
from scoring.tuning.expert.hierarchy import Family, names_of
from scoring.tuning.expert.opinions import Opinion
from scoring.tuning.expert.tables import Columns, facts_sheet, sheet_of, table_of
from scoring.tuning.expert.weights_report import (
    rounded,
    weighed,
    weights_page,
    weights_sheet,
)
from scoring.tuning.guards.stamp import stamp_of
from scoring.words import Message, Phrase, plain

Json = Mapping[str, Any]


def allocation_report(
    ruleset: Ruleset,
    families: Mapping[str, Family],
    opinions: Sequence[Opinion],
    found: Mapping[str, Allotted],
    sources: Sequence[Source],
    settings: Mapping[str, Any],
    step: Decimal | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Return the report as plain JSON values; *settings*: total, among, trim, unread."""
    language = language or ruleset.language
    titles = names_of(families)
    answered = [opinion.expert for opinion in opinions if opinion.figures]
    return {
        "kind": "allocation",
        **stamp_of(ruleset, language, sources),
        **settings,
        "unread": [column.say(language) for column in settings["unread"]],
        "experts": answered,
        "silent": [opinion.expert for opinion in opinions if not opinion.figures],
        "items": [
            {
                "id": node,
                "title": titles[node],
                "answers": item.answers,
                "mean": rounded(item.mean),
                "trimmed_mean": rounded(item.trimmed),
                "deviation": rounded(item.deviation),
                "minimum": rounded(item.range[0]),
                "maximum": rounded(item.range[1]),
            }
            for node, item in found.items()
        ],
        **weighed(ruleset, shares_of(found, families), step, language),
    }


def allocation_page(report: Json) -> list[Block]:
    """Return the report as a page: settings, weights, and what was given."""
    language = report["language"]
    return [
        Heading(1, _TITLE(title=report["ruleset"]["title"]).say(language)),
        _settings(report),
        *weights_page(report),
        Heading(2, _GIVEN().say(language)),
        table_of(_COLUMNS[1:], report["items"], language),
        Bullets(tuple(note.say(language) for note in _notes(report))),
    ]


def allocation_sheets(report: Json) -> list[Sheet]:
    """Return the report as sheets: weights, and what was given."""
    language = report["language"]
    given = sheet_of(_GIVEN().say(language), _COLUMNS, report["items"], language)
    return [weights_sheet(report), given, facts_sheet(_settings(report), language)]


def _settings(report: Json) -> Facts:
    language, ruleset = report["language"], report["ruleset"]
    told = {
        _RULESET: _NAMED(id=ruleset["id"], edition=ruleset["edition"]),
        _MANNER: _MANNERS[report["among"]](total=plain(report["total"])),
        _MEAN: (_TRIMMED if report["trim"] else _PLAIN)(trim=percent(report["trim"])),
        _EXPERTS: _COUNT(count=len(report["experts"])),
    }
    return Facts("", tuple((k().say(language), text.say(language)) for k, text in told.items()))


def _notes(report: Json) -> list[Message]:
    notes = [_NORMALISED()]
    if report["silent"]:
        notes.append(_SILENT(names=report["silent"]))
    if report["unread"]:
        notes.append(_UNREAD(names=report["unread"]))
    return notes


_TITLE = Phrase("直接分配权重：{title}", "Weights shared out by hand: {title}")
_RULESET = Phrase("评分规则：", "Ruleset: ")
_NAMED = Phrase("{id}@{edition}", "{id}@{edition}")
_MANNER = Phrase("分配方式：", "Points: ")
_MANNERS = {
    SIBLINGS: Phrase("同一上级的各指标共 {total} 分", "{total} among the indicators of a node"),
    LEAVES: Phrase("全部末级指标共 {total} 分", "{total} among all indicators"),
}
_MEAN = Phrase("均值：", "Mean: ")
_PLAIN = Phrase("算术平均", "arithmetic")
_TRIMMED = Phrase("两端各去掉 {trim} 后平均", "trimmed by {trim} at either end")
_EXPERTS = Phrase("专家：", "Experts: ")
_COUNT = Phrase("{count} 位", "{count}")
_GIVEN = Phrase("分配情况", "What was given")
_NORMALISED = Phrase("占比为均值在同级合计中的份额", "shares are of the sum of the siblings' means")
_SILENT = Phrase("没有分配的专家：{names}", "gave nothing: {names}")
_UNREAD = Phrase("没有读取：{names}", "not read: {names}")
_COLUMNS: Columns = (
    ("id", Phrase("标识", "Id"), TEXT),
    ("title", Phrase("指标", "Indicator"), TEXT),
    ("answers", Phrase("人数", "n"), COUNT),
    ("mean", Phrase("均值", "Mean"), DECIMAL),
    ("trimmed_mean", Phrase("去极值均值", "Trimmed"), DECIMAL),
    ("deviation", Phrase("标准差", "SD"), DECIMAL),
    ("minimum", Phrase("最低", "Least"), DECIMAL),
    ("maximum", Phrase("最高", "Most"), DECIMAL),
)
