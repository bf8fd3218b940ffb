"""The report of an analytic hierarchy process as a page: weights, nodes, what is sent back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import NONE, percent
from scoring.tuning.expert.ahp import ACCEPTED, KEPT, SENT_BACK
from scoring.tuning.expert.priorities import EIGENVECTOR, GEOMETRIC_MEAN
from scoring.tuning.expert.random_index import TITLES
from scoring.tuning.expert.weights_report import weights_page, weights_sheet
from scoring.tuning.sheets import COUNT, FINE, SHARE, TEXT, Cell, Head, Sheet
from scoring.words import Message, Phrase, fixed

Json = Mapping[str, Any]


def ahp_page(report: Json) -> list[Block]:
    """Return the report as a page: settings, weights, each node, and what is sent back."""
    language = report["language"]
    title = _TITLE(title=report["ruleset"]["title"]).say(language)
    blocks = [Heading(1, title), _settings(report), *weights_page(report)]
    for node in report["nodes"]:
        blocks += _node_page(node, language)
    return [*blocks, *_sent_back(report)]


def ahp_sheets(report: Json) -> list[Sheet]:
    """Return the report as sheets: weights, priorities, consistency, and what is sent back."""
    return [weights_sheet(report), _priorities(report), _consistencies(report), _requested(report)]


def _priorities(report: Json) -> Sheet:
    heads = _heads((_NODE_HEAD, *_PRIORITY_COLUMNS), (TEXT, TEXT, SHARE, SHARE), report)
    rows = [
        (node["title"], child["title"], one, other)
        for node in report["nodes"]
        if node["group"]
        for child, one, other in _shares(node)
    ]
    return Sheet(_PRIORITIES().say(report["language"]), heads, tuple(rows))


def _consistencies(report: Json) -> Sheet:
    kinds = (TEXT, TEXT, COUNT, FINE, FINE, FINE, TEXT)
    heads = _heads((_NODE_HEAD, *_CONSISTENCY_COLUMNS), kinds, report)
    language = report["language"]
    rows: list[tuple[Cell, ...]] = []
    for node in report["nodes"]:
        for expert in node["experts"]:
            figures = (expert[key] for key in _CONSISTENCY)
            status = _STATUSES[expert["status"]]().say(language)
            rows.append((node["title"], expert["expert"], expert["missing"], *figures, status))
        if node["group"]:
            figures = (node["group"][key] for key in _CONSISTENCY)
            rows.append((node["title"], _GROUP().say(language), None, *figures, ""))
    return Sheet(_CONSISTENCY_TITLE().say(language), heads, tuple(rows))


def _requested(report: Json) -> Sheet:
    heads = _heads((_CONSISTENCY_COLUMNS[0], _NODE_HEAD, _REQUEST), (TEXT,) * 3, report)
    rows = [
        (expert["expert"], node["title"], message.say(report["language"]))
        for node, expert, message in _all_requests(report)
    ]
    return Sheet(_BACK_TITLE().say(report["language"]), heads, tuple(rows))


def _heads(titles: Sequence[Phrase], kinds: Sequence[str], report: Json) -> tuple[Head, ...]:
    pairs = zip(titles, kinds, strict=True)
    return tuple(Head(title().say(report["language"]), kind) for title, kind in pairs)


def _settings(report: Json) -> Facts:
    language, ruleset = report["language"], report["ruleset"]
    verdicts = [expert for node in report["nodes"] for expert in node["experts"]]
    back = sum(expert["status"] == SENT_BACK for expert in verdicts)
    told = {
        _RULESET: _NAMED(id=ruleset["id"], edition=ruleset["edition"]),
        _METHOD: _METHODS[report["method"]](),
        _TABLE: TITLES[report["random_index"]["name"]](),
        _LIMIT: _AT_MOST(limit=fixed(report["limit"], 2)),
        _EXPERTS: _COUNTS(
            experts=len({expert["expert"] for expert in verdicts}), sheets=len(verdicts), back=back
        ),
    }
    return Facts(
        "", tuple((label().say(language), text.say(language)) for label, text in told.items())
    )


def _node_page(node: Json, language: str) -> Iterator[Block]:
    yield Heading(2, _NODE(title=node["title"], node=node["node"]).say(language))
    if node["group"]:
        titles = [phrase().say(language) for phrase in _PRIORITY_COLUMNS]
        columns = [Column(title, right=place > 0) for place, title in enumerate(titles)]
        rows = [(c["title"], percent(one), percent(other)) for c, one, other in _shares(node)]
        yield Table(tuple(columns), tuple(rows))
    yield _consistency(node, language)


def _shares(node: Json) -> Iterator[tuple[Json, float, float]]:
    group = node["group"]
    return zip(node["children"], group[EIGENVECTOR], group[GEOMETRIC_MEAN], strict=True)


def _consistency(node: Json, language: str) -> Table:
    titles = [phrase().say(language) for phrase in _CONSISTENCY_COLUMNS]
    columns = [Column(title, right=0 < place < 5) for place, title in enumerate(titles)]
    rows = [
        (e["expert"], str(e["missing"]), *_figures(e), _STATUSES[e["status"]]().say(language))
        for e in node["experts"]
    ]
    group = node["group"]
    if group:
        rows.append((_GROUP().say(language), "", *_figures(group), ""))
    return Table(tuple(columns), tuple(rows))


def _figures(found: Json) -> tuple[str, ...]:
    return tuple(NONE if found[key] is None else fixed(found[key], 4) for key in _CONSISTENCY)


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
        groups = [_GROUP_OF(names=list(group)) for group in expert["unlinked"]]
        yield _UNLINKED(**who, groups=groups, place=expert["sheet"])
        return
    steps = [_STEP(**{**step, "cr": fixed(step["cr"], 3)}) for step in expert["corrections"]]
    asked = _TO_CHANGE(steps=steps) if steps else _TO_THINK_AGAIN()
    yield _INCONSISTENT(**who, cr=fixed(expert["cr"], 3), asked=asked)


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
    "{experts}; {sheets} matrices, {back} sent back; joined by weighted geometric mean",
)
_NODE = Phrase("{title}（{node}）", "{title} ({node})")
_PRIORITY_COLUMNS = (
    Phrase("指标", "Indicator"),
    Phrase("主特征向量", "Eigenvector"),
    Phrase("行几何平均", "Geometric mean"),
)
_CONSISTENCY_COLUMNS = (
    Phrase("专家", "Expert"),
    Phrase("空缺", "Gaps"),
    Phrase("λmax", "λmax"),
    Phrase("CI", "CI"),
    Phrase("CR", "CR"),
    Phrase("结论", "Verdict"),
)
_CONSISTENCY = ("lambda_max", "ci", "cr")
_NODE_HEAD = Phrase("节点", "Node")
_REQUEST = Phrase("修改意见", "What to reconsider")
_PRIORITIES = Phrase("指标占比", "Priorities")
_CONSISTENCY_TITLE = Phrase("一致性检验", "Consistency")
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
    "「{row_title}」比「{column_title}」由 {given} 改为 {suggested}（{cell}），CR 变为 {cr}",
    '"{row_title}" to "{column_title}", {suggested} for {given} ({cell}), for a CR of {cr}',
)
_UNLINKED = Phrase(
    "{expert}对「{node}」的判断没有连成整体，请补填组与组之间至少一格：{groups}（{place}）。",
    '{expert} on "{node}": nothing compares these groups, judge a pair across: {groups} ({place}).',
)
_GROUP_OF = Phrase("[{names}]", "[{names}]")
