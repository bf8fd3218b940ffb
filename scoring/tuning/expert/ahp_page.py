"""The report of an analytic hierarchy process as a page: weights, nodes, what is sent back."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Facts, Heading
from scoring.export.sheets import COUNT, DECIMAL, FINE, SHARE, TEXT, Sheet
from scoring.tuning.expert.ahp import ACCEPTED, GROUP, KEPT, SENT_BACK
from scoring.tuning.expert.priorities import EIGENVECTOR, GEOMETRIC_MEAN
from scoring.tuning.expert.random_index import TITLES
from scoring.tuning.expert.tables import Columns, facts_sheet, sheet_of, table_of
from scoring.tuning.expert.weights_report import weights_page, weights_sheet
from scoring.words import Message, Phrase, fixed, plain

Json = Mapping[str, Any]


def ahp_page(report: Json) -> list[Block]:
    """Return the report as a page: settings, weights, each node, and what is sent back."""
    language = report["language"]
    title = _TITLE(title=report["ruleset"]["title"]).say(language)
    blocks = [Heading(1, title), _settings(report), *weights_page(report)]
    for node in report["nodes"]:
        blocks += _node_page(node, _columns(report), language)
    return [*blocks, *_sent_back(report)]


def ahp_sheets(report: Json) -> list[Sheet]:
    """Return the report as sheets: weights, priorities, consistency, and what is sent back."""
    language, nodes = report["language"], report["nodes"]
    shares = [entry for node in nodes for entry in _shares(node)]
    consistency = [entry for node in nodes for entry in _consistency(node, language)]
    requests = [
        {"expert": expert["expert"], "node": node["title"], "request": message.say(language)}
        for node, expert, message in _all_requests(report)
    ]
    title = (_KEPT_TITLE if report["kept"] else _BACK_TITLE)().say(language)
    return [
        weights_sheet(report),
        sheet_of(_SHARES().say(language), (_NODE_COLUMN, *_SHARE_COLUMNS), shares, language),
        sheet_of(
            _CONSISTENCY().say(language),
            (_NODE_COLUMN, *_columns(report)),
            consistency,
            language,
        ),
        *([sheet_of(title, _REQUEST_COLUMNS, requests, language)] if requests else []),
        facts_sheet(_settings(report), language),
    ]


def _settings(report: Json) -> Facts:
    language, ruleset = report["language"], report["ruleset"]
    verdicts = [expert for node in report["nodes"] for expert in node["experts"]]
    back = sum(expert["status"] == SENT_BACK for expert in verdicts)
    silent = {_SILENT: _NAMES(names=report["silent"])} if report["silent"] else {}
    told = {
        _RULESET: _NAMED(id=ruleset["id"], edition=ruleset["edition"]),
        _METHOD: _METHODS[report["method"]](),
        _TABLE: TITLES[report["random_index"]["name"]](),
        _LIMIT: _AT_MOST(limit=plain(report["limit"])),
        _EXPERTS: _COUNTS(
            experts=len({expert["expert"] for expert in verdicts}), sheets=len(verdicts), back=back
        ),
        **silent,
    }
    return Facts(
        "", tuple((label().say(language), text.say(language)) for label, text in told.items())
    )


def _node_page(node: Json, columns: Columns, language: str) -> Iterator[Block]:
    yield Heading(2, _NODE(title=node["title"], node=node["node"]).say(language))
    if node["group"]:
        yield table_of(_SHARE_COLUMNS, _shares(node), language)
    yield table_of(columns, _consistency(node, language), language)
    if any(expert["cr"] is None and not expert["unlinked"] for expert in node["experts"]):
        yield Bullets((_UNKNOWN_RATIO(count=len(node["children"])).say(language),))


def _shares(node: Json) -> Iterator[Json]:
    """Yield the priorities of each child both ways, where there is a result."""
    group = node["group"] or {EIGENVECTOR: (), GEOMETRIC_MEAN: ()}
    children = node["children"] if node["group"] else ()
    for child, *both in zip(children, group[EIGENVECTOR], group[GEOMETRIC_MEAN], strict=True):
        shares = dict(zip((EIGENVECTOR, GEOMETRIC_MEAN), both, strict=True))
        yield {"node": node["title"], "title": child["title"], **shares}


def _columns(report: Json) -> Columns:
    """Return the columns of consistency, with how much each expert counts where that differs."""
    first, *others = _CONSISTENCY_COLUMNS
    return (first, *((_IMPORTANCE_COLUMN,) if report["importance"] else ()), *others)


def _consistency(node: Json, language: str) -> Iterator[Json]:
    """Yield the consistency of each expert's judgements, and of all together."""
    for expert in node["experts"]:
        verdict = _STATUSES[expert["status"]]().say(language)
        yield {**expert, "node": node["title"], "verdict": verdict}
    if node["group"]:
        told = {"expert": _GROUP().say(language), "verdict": "", **_OF_NOBODY}
        yield {**node["group"], **told, "node": node["title"]}


_OF_NOBODY = dict.fromkeys(("missing", "importance"))


def _sent_back(report: Json) -> Iterator[Block]:
    """Yield what each expert is asked to put right; those kept all the same are told too."""
    language = report["language"]
    lines = [message.say(language) for _, _, message in _all_requests(report)]
    if lines:
        yield Heading(2, (_KEPT_TITLE if report["kept"] else _BACK_TITLE)().say(language))
        yield Bullets(tuple(lines))


def _all_requests(report: Json) -> Iterator[tuple[Json, Json, Message]]:
    for node in report["nodes"]:
        for expert in node["experts"]:
            if expert["status"] != ACCEPTED:
                for message in _requests(node, expert):
                    yield node, expert, message


def _requests(node: Json, expert: Json) -> Iterator[Message]:
    who = {"expert": expert["expert"], "node": node["title"]}
    if expert["unlinked"]:
        groups = [GROUP(names=list(group)) for group in expert["unlinked"]]
        yield _UNLINKED(**who, groups=groups, place=expert["sheet"])
        return
    steps = [_STEP(**{**step, "cr": fixed(step["cr"], 4)}) for step in expert["corrections"]]
    asked = _TO_CHANGE(steps=steps) if steps else _TO_THINK_AGAIN()
    yield _INCONSISTENT(**who, cr=fixed(expert["cr"], 4), asked=asked)


_TITLE = Phrase("层次分析法权重：{title}", "Weights by AHP: {title}")
_RULESET = Phrase("评分规则：", "Ruleset: ")
_NAMED = Phrase("{id}@{edition}", "{id}@{edition}")
_METHOD = Phrase("采用方法：", "Method: ")
_METHODS = {
    EIGENVECTOR: Phrase(
        "主特征向量法（另列行几何平均法对照）",
        "principal eigenvector (row geometric mean beside it)",
    ),
    GEOMETRIC_MEAN: Phrase(
        "行几何平均法（另列主特征向量法对照）",
        "row geometric mean (principal eigenvector beside it)",
    ),
}
_TABLE = Phrase("随机指标：", "Random index: ")
_LIMIT = Phrase("一致性要求：", "Consistency: ")
_AT_MOST = Phrase("一致性比率 CR 不超过 {limit}", "ratio CR of at most {limit}")
_EXPERTS = Phrase("专家：", "Experts: ")
_COUNTS = Phrase(
    "{experts} 位，判断矩阵 {sheets} 张，其中退回 {back} 张；多位专家按加权几何平均合成",
    "{experts}; matrices: {sheets}, sent back: {back}; joined by weighted geometric mean",
)
_SILENT, _NAMES = Phrase("没有判断：", "Judged nothing: "), Phrase("{names}", "{names}")
_NODE = Phrase("{title}（{node}）", "{title} ({node})")
_NODE_COLUMN = ("node", Phrase("节点", "Node"), TEXT)
_SHARE_COLUMNS: Columns = (
    ("title", Phrase("指标", "Indicator"), TEXT),
    (EIGENVECTOR, Phrase("主特征向量", "Eigenvector"), SHARE),
    (GEOMETRIC_MEAN, Phrase("行几何平均", "Geometric mean"), SHARE),
)
_CONSISTENCY_COLUMNS: Columns = (
    ("expert", Phrase("专家", "Expert"), TEXT),
    ("missing", Phrase("空缺", "Gaps"), COUNT),
    ("lambda_max", Phrase("λmax", "λmax"), FINE),
    ("ci", Phrase("CI", "CI"), FINE),
    ("cr", Phrase("CR", "CR"), FINE),
    ("verdict", Phrase("结论", "Verdict"), TEXT),
)
_IMPORTANCE_COLUMN = ("importance", Phrase("专家权重", "Importance"), DECIMAL)
_REQUEST_COLUMNS: Columns = (
    _CONSISTENCY_COLUMNS[0],
    _NODE_COLUMN,
    ("request", Phrase("修改意见", "What to reconsider"), TEXT),
)
_SHARES, _CONSISTENCY = Phrase("指标占比", "Priorities"), Phrase("一致性检验", "Consistency")
_UNKNOWN_RATIO = Phrase(
    "随机指标表没有 {count} 阶的数值，一致性没有检验；可改用 --random-index alonso-lamata-2006。",
    "The table of random indices has no figure for {count} indicators, so consistency is not "
    "tested; try --random-index alonso-lamata-2006.",
)
_GROUP = Phrase("全体合成", "All together")
_STATUSES = {
    ACCEPTED: Phrase("采用", "accepted"),
    KEPT: Phrase("超限，仍采用", "over, kept"),
    SENT_BACK: Phrase("退回修改", "sent back"),
}
_BACK_TITLE = Phrase("退回修改", "Sent back")
_KEPT_TITLE = Phrase("不一致而仍采用的判断", "Inconsistent, and kept all the same")
_INCONSISTENT = Phrase(
    "{expert}对「{node}」的判断 CR 为 {cr}，前后不一致：{asked}。",
    '{expert} on "{node}": CR is {cr}: {asked}.',
)
_TO_CHANGE = Phrase("请复核{steps}", "reconsider {steps}")
_TO_THINK_AGAIN = Phrase(
    "改动任何一处都不够，请整体重新判断", "no one change helps; judge it all anew"
)
_STEP = Phrase(
    "「{row_title}」比「{column_title}」由 {given} 改为 {suggested}（{cell}，CR 变为 {cr}）",
    '"{row_title}" to "{column_title}": {suggested} for {given} ({cell}; CR then {cr})',
)
_UNLINKED = Phrase(
    "{expert}对「{node}」的判断没有连成整体，请补填组与组之间至少一格：{groups}（{place}）。",
    '{expert} on "{node}": nothing compares these groups, judge a pair across: {groups} ({place}).',
)
