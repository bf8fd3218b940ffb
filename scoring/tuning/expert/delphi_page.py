"""The report of a Delphi survey as a page and as sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.figures import NONE, percent
from scoring.export.sheets import COUNT, DECIMAL, FINE, SHARE, TEXT, Sheet
from scoring.tuning.expert.tables import Columns, facts_sheet, sheet_of, table_of
from scoring.tuning.expert.weights_report import weights_page, weights_sheet
from scoring.words import Message, Phrase, fixed, plain

Json = Mapping[str, Any]


def delphi_page(report: Json) -> list[Block]:
    """Return the report as a page: how it stands, each round, and the weights."""
    language, rounds = report["language"], report["rounds"]
    title = _TITLE(title=report["ruleset"]["title"]).say(language)
    blocks: list[Block] = [Heading(1, title), _settings(report)]
    if len(rounds) > 1:
        blocks += _side_by_side(report)
    for each in reversed(rounds):
        blocks += _round_page(each, language)
    return [*blocks, *weights_page(report)]


def delphi_sheets(report: Json) -> list[Sheet]:
    """Return the report as sheets: weights, items, agreement, experts, and the verdicts."""
    language = report["language"]
    verdicts = [
        {"round": each["round"], "told": text}
        for each in report["rounds"]
        for text in (_verdict(each, language), *_told(each))
    ]
    return [
        weights_sheet(report),
        *(
            sheet_of(title().say(language), (_NUMBER, *columns), _entries(report, key), language)
            for key, (title, columns) in _PARTS.items()
        ),
        sheet_of(_VERDICTS().say(language), (_NUMBER, _TOLD), verdicts, language),
        facts_sheet(_settings(report), language),
    ]


def _entries(report: Json, key: str) -> Iterator[Json]:
    return ({"round": each["round"], **entry} for each in report["rounds"] for entry in each[key])


def _settings(report: Json) -> Facts:
    language, rule, ruleset = report["language"], report["rule"], report["ruleset"]
    limits = {"cv": plain(rule["max_cv"]), "alpha": plain(rule["alpha"])}
    stop = _STOP_WITH_W if rule["min_w"] else _STOP
    told: dict[Phrase, Message] = {
        _RULESET: _NAMED(id=ruleset["id"], edition=ruleset["edition"]),
        _SCALE: _UP_TO(scale=plain(report["scale"])),
        _RULE: stop(**limits, w=plain(rule["min_w"])),
        _STATISTICS: _DEFINITIONS(),
        _STANDS: _LAST[report["rounds"][-1]["stop"]](round=len(report["rounds"])),
    }
    return Facts("", tuple((k().say(language), text.say(language)) for k, text in told.items()))


def _side_by_side(report: Json) -> Iterator[Block]:
    language = report["language"]
    yield Heading(2, _COMPARED().say(language))
    entries = []
    for each in report["rounds"]:
        cvs = [item["cv"] for item in each["items"] if item["cv"] is not None]
        mean = sum(cvs) / len(cvs) if cvs else None
        ws = [NONE if a["w"] is None else fixed(a["w"], 3) for a in each["agreement"]]
        doubtful = sum(not item["converged"] for item in each["items"])
        entries.append({**each, "mean_cv": mean, "scattered": doubtful, "ws": " / ".join(ws)})
    yield table_of(_ROUND_COLUMNS, entries, language)


def _round_page(each: Json, language: str) -> Iterator[Block]:
    yield Heading(2, _ROUND(round=each["round"]).say(language))
    yield Facts("", tuple((k().say(language), t) for k, t in _about(each, language)))
    if each["items"]:
        yield table_of(_ITEM_COLUMNS[1:], each["items"], language)
        yield table_of(_LEVEL_COLUMNS, each["agreement"], language)
    yield Bullets((_verdict(each, language), *_told(each)))


def _about(each: Json, language: str) -> Iterator[tuple[Phrase, str]]:
    counts = {key: each[key] for key in ("invited", "answered")}
    yield _ASKED, _RETURNED(**counts, positive=percent(each["positive"])).say(language)
    authority = {k: NONE if v is None else fixed(v, 2) for k, v in each["authority"].items()}
    yield _AUTHORITY, _COEFFICIENTS(**authority).say(language)


def _verdict(each: Json, language: str) -> str:
    return (_CONVERGED if each["stop"] else _GO_ON)().say(language)


def _told(each: Json) -> list[str]:
    return [*each["reasons"], *each["notes"]]


_TITLE = Phrase("德尔菲法权重：{title}", "Weights by Delphi: {title}")
_RULESET = Phrase("评分规则：", "Ruleset: ")
_NAMED = Phrase("{id}@{edition}", "{id}@{edition}")
_SCALE = Phrase("评分标度：", "Scale: ")
_UP_TO = Phrase("0 至 {scale}", "0 to {scale}")
_RULE = Phrase("停止条件：", "Stop when: ")
_STOP = Phrase(
    "各指标变异系数不超过 {cv}，且各级协调系数 W 显著（p < {alpha}）",
    "every CV is at most {cv} and every W significant (p < {alpha})",
)
_STOP_WITH_W = Phrase(
    "各指标变异系数不超过 {cv}，且各级协调系数 W 显著（p < {alpha}）并不低于 {w}",
    "every CV is at most {cv} and every W significant (p < {alpha}) and at least {w}",
)
_STATISTICS = Phrase("统计口径：", "Statistics: ")
_DEFINITIONS = Phrase(
    "标准差按样本（n-1）；四分位数按线性插值（Hyndman-Fan 第 7 种，同 QUARTILE.INC）；W 按同分校正",
    "sample deviation (n - 1); quartiles by linear interpolation (Hyndman and Fan's type 7, "
    "QUARTILE.INC); W corrected for ties",
)
_STANDS = Phrase("结论：", "Verdict: ")
_LAST = {
    True: Phrase("第 {round} 轮意见已收敛，可以停止征询", "opinions converged in round {round}"),
    False: Phrase(
        "第 {round} 轮意见尚未收敛，应再征询一轮", "another round is needed after {round}"
    ),
}
_COMPARED = Phrase("各轮对照", "Rounds side by side")
_ROUND = Phrase("第 {round} 轮", "Round {round}")
_ASKED = Phrase("征询：", "Asked: ")
_RETURNED = Phrase(
    "{invited} 位专家，{answered} 位作答，积极系数 {positive}",
    "{invited} experts, {answered} answered: positivity {positive}",
)
_AUTHORITY = Phrase("权威程度：", "Authority: ")
_COEFFICIENTS = Phrase(
    "判断依据 Ca {ca}，熟悉程度 Cs {cs}，权威系数 Cr {cr}", "Ca {ca}, Cs {cs}, Cr {cr}"
)
_CONVERGED = Phrase("意见已收敛", "opinions have converged")
_GO_ON = Phrase("意见尚未收敛", "opinions have not converged")

_ROUND_HEAD = Phrase("轮次", "Round")
_VERDICTS = Phrase("结论", "Verdicts")
_NUMBER = ("round", _ROUND_HEAD, COUNT)
_TOLD = ("told", Phrase("结论和说明", "Verdict and notes"), TEXT)
_ROUND_COLUMNS: Columns = (
    _NUMBER,
    ("answered", Phrase("作答", "Answered"), COUNT),
    ("positive", Phrase("积极系数", "Positivity"), SHARE),
    ("mean_cv", Phrase("平均变异系数", "Mean CV"), FINE),
    ("scattered", Phrase("未收敛项数", "Not converged"), COUNT),
    ("ws", Phrase("各级 W", "W by level"), TEXT),
)
_ITEM_COLUMNS: Columns = (
    ("id", Phrase("标识", "Id"), TEXT),
    ("title", Phrase("指标", "Indicator"), TEXT),
    ("answers", Phrase("人数", "n"), COUNT),
    ("mean", Phrase("均值", "Mean"), DECIMAL),
    ("deviation", Phrase("标准差", "SD"), DECIMAL),
    ("cv", Phrase("变异系数", "CV"), FINE),
    ("q1", Phrase("下四分位", "Q1"), DECIMAL),
    ("median", Phrase("中位数", "Median"), DECIMAL),
    ("q3", Phrase("上四分位", "Q3"), DECIMAL),
    ("full_mark_rate", Phrase("满分率", "Full"), SHARE),
    ("converged", Phrase("收敛", "Converged"), TEXT),
)
_LEVEL_COLUMNS: Columns = (
    ("level", Phrase("指标级次", "Level"), COUNT),
    ("items", Phrase("项数", "Items"), COUNT),
    ("experts", Phrase("专家数", "Experts"), COUNT),
    ("w", Phrase("协调系数 W", "W"), FINE),
    ("chi_square", Phrase("卡方", "Chi-square"), DECIMAL),
    ("freedom", Phrase("自由度", "df"), COUNT),
    ("p", Phrase("p 值", "p"), FINE),
    ("agreed", Phrase("一致", "Agreed"), TEXT),
)
_EXPERT_COLUMNS: Columns = (
    ("expert", Phrase("专家", "Expert"), TEXT),
    ("figures", Phrase("作答项数", "Answers"), COUNT),
    ("ca", Phrase("判断依据 Ca", "Ca"), DECIMAL),
    ("cs", Phrase("熟悉程度 Cs", "Cs"), DECIMAL),
    ("cr", Phrase("权威系数 Cr", "Cr"), DECIMAL),
)
_PARTS = {
    "items": (Phrase("各项评分", "Items"), _ITEM_COLUMNS),
    "agreement": (Phrase("协调程度", "Agreement"), _LEVEL_COLUMNS),
    "experts": (Phrase("专家", "Experts"), _EXPERT_COLUMNS),
}
