"""The rules in words: the tree with what each mark is given for, and what follows the tree."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scoring.export.blocks import Block, Column, Facts, Heading, Table
from scoring.export.figures import percent
from scoring.export.headings import ADJUSTED, BASIS, GRADE, REMEDY, TOTAL, VETOED, label
from scoring.words import Message, Phrase, plain

Rules = Mapping[str, Any]


class Rule(NamedTuple):
    """A line of the tree: how deep it lies, its marks, its clauses, and what else is said."""

    depth: int
    title: str
    weight: str
    clauses: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


def tree(report: Mapping[str, Any]) -> list[Rule]:
    """Return the tree of the rules from the top down."""
    return list(_lines(report["rules"]["tree"], 0, report["language"]))


def _lines(nodes: Iterable[Rules], depth: int, language: str) -> Iterator[Rule]:
    for node in nodes:
        aggregate = _AGGREGATES.get(node.get("aggregate", "sum"))
        clauses = node.get("rule") or ([aggregate().say(language)] if aggregate else [])
        told = (
            (_DESCRIPTION, node["description"]),
            (_EVIDENCE, node["evidence"]),
            (REMEDY, node["remedy"]),
            (BASIS, node["basis"] if "rule" in node else ""),
        )
        notes = tuple((label(heading, language), text) for heading, text in told if text)
        yield Rule(depth, node["title"], plain(node["weight"]), tuple(clauses), notes)
        yield from _lines(node.get("children", ()), depth + 1, language)


def beyond_the_tree(report: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the grades, the ranking, and what is added, taken or barred on top of the tree."""
    rules, language = report["rules"], report["language"]
    if rules["grades"]:
        yield Heading(3, GRADE().say(language))
        yield _grades(rules["grades"], language)
    yield Heading(3, _RANKING().say(language))
    yield Facts("", tuple(_ranking(rules, language)))
    for heading, key in ((ADJUSTED, "adjustments"), (VETOED, "vetoes")):
        if rules[key]:
            yield Heading(3, heading().say(language))
            yield _entries(rules[key], language)


def _grades(grades: Iterable[Rules], language: str) -> Table:
    rows: list[tuple[str, ...]] = []
    above = None
    for grade in grades:
        low = plain(grade["at_least"])
        span = _AT_LEAST(low=low) if above is None else _BETWEEN(low=low, above=above)
        quota = "" if grade["quota"] is None else percent(grade["quota"])
        rows.append((grade["title"], span.say(language), quota))
        above = low
    columns: tuple[Phrase, ...] = (GRADE, TOTAL, _QUOTA)
    if not any(quota for _, _, quota in rows):
        columns, rows = columns[:2], [row[:2] for row in rows]
    return Table(tuple(Column(column().say(language)) for column in columns), tuple(rows))


def _ranking(rules: Rules, language: str) -> Iterator[tuple[str, str]]:
    ranking = rules["ranking"]
    titles = {node["id"]: node["title"] for node in _nodes(rules["tree"])}
    breakers = [titles.get(name) or TOTAL() for name in ranking["tie_breakers"]]
    told: list[tuple[Phrase, Message | None]] = [
        (_WITHIN, _IN_GROUPS() if ranking["within"] else _AMONG_ALL()),
        (_TIES, _TIED[ranking["ties"]]()),
        (_BROKEN, _IN_TURN(titles=breakers) if breakers else None),
    ]
    for heading, message in told:
        if message:
            yield label(heading, language), message.say(language)


def _nodes(tree: Iterable[Rules]) -> Iterator[Rules]:
    for node in tree:
        yield node
        yield from _nodes(node.get("children", ()))


def _entries(entries: Iterable[Rules], language: str) -> Table:
    columns = (_ENTRY, _RULE, _EFFECT, BASIS)
    rows = [(e["title"], e["rule"], _effect(e).say(language), e["basis"]) for e in entries]
    return Table(tuple(Column(column().say(language)) for column in columns), tuple(rows))


def _effect(entry: Rules) -> Message:
    if entry.get("unranked"):
        return _UNRANKED()
    if entry.get("grade"):
        return _GRADED(grade=entry["grade"])
    if entry.get("cap_total") is not None:
        return _CAPPED(cap=plain(entry["cap_total"]))
    least, most = entry.get("min"), entry.get("max")
    bounds = [_LEAST(points=plain(least))] if least is not None else []
    bounds += [_MOST(points=plain(most))] if most is not None else []
    return _BOUNDED(bounds=bounds) if bounds else _ADDED()


_DESCRIPTION = Phrase("说明", "Description")
_EVIDENCE = Phrase("佐证材料", "Evidence")
_AGGREGATES = {
    "best": Phrase("下级指标中取得分最高的一项", "the best of those below counts"),
    "worst": Phrase("下级指标中取得分最低的一项", "the worst of those below counts"),
    "pool": Phrase(
        "下级指标得分相加，以本级满分为限", "those below are added up to its full marks"
    ),
    "geometric_mean": Phrase(
        "按下级指标得分率的几何平均计分", "the geometric mean of the rates below"
    ),
}
_AT_LEAST = Phrase("{low} 分及以上", "{low} and above")
_BETWEEN = Phrase("{low} 分（含）至 {above} 分（不含）", "{low} to below {above}")
_QUOTA = Phrase("名额（占参加排名部门）", "Quota of those ranked")
_RANKING = Phrase("排名办法", "Ranking")
_WITHIN = Phrase("排名范围", "Ranked")
_IN_GROUPS = Phrase("在同类组内排名", "within each peer group")
_AMONG_ALL = Phrase("全部部门一起排名", "among all departments")
_TIES = Phrase("总分相同的", "Equal totals")
_TIED = {
    "competition": Phrase("同分同名次，其后名次空缺（1、1、3）", "equals share a rank: 1, 1, 3"),
    "dense": Phrase("同分同名次，其后名次不空缺（1、1、2）", "equals share a rank: 1, 1, 2"),
    "ordinal": Phrase("同分按部门编码、名称先后（1、2、3）", "by code and name: 1, 2, 3"),
}
_BROKEN = Phrase("并列时先比", "Parted by")
_IN_TURN = Phrase("依次比较{titles}的得分", "the points of {titles}, in that order")
_ENTRY = Phrase("名称", "Title")
_RULE = Phrase("办法", "Rule")
_EFFECT = Phrase("处理", "Effect")
_UNRANKED = Phrase("不参加排名", "not ranked")
_GRADED = Phrase("等级不高于「{grade}」", 'no grade above "{grade}"')
_CAPPED = Phrase("总分不超过 {cap} 分", "the total is at most {cap}")
_BOUNDED = Phrase("{bounds}", "{bounds}")
_LEAST = Phrase("最少 {points} 分", "at least {points}")
_MOST = Phrase("最多 {points} 分", "at most {points}")
_ADDED = Phrase("计入总分", "added to the total")
