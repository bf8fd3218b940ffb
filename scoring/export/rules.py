"""The rules in a report: the nodes of their tree, and what follows the tree in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.headings import TOTAL
from scoring.words import Message, Phrase, plain

Rules = Mapping[str, Any]


def nodes_of(rules: Rules) -> Iterator[Rules]:
    """Yield every node of the tree, from the top down."""
    waiting = list(rules["tree"])
    while waiting:
        node = waiting.pop(0)
        waiting[:0] = node.get("children", ())
        yield node


def leaves_of(rules: Rules) -> Iterator[Rules]:
    """Yield the indicators of the tree."""
    return (node for node in nodes_of(rules) if "children" not in node)


def effect_of(veto: Rules) -> Message:
    """Return what a veto does to the total, the grade or the ranking."""
    if veto["cap_total"] is not None:
        return _CAPPED(total=plain(veto["cap_total"]))
    return _UNRANKED() if veto["unranked"] else _GRADED(grade=veto["grade"])


def bounds_of(adjustment: Rules) -> Message | None:
    """Return how little and how much an adjustment may be; None where it may be anything."""
    told = [
        phrase(points=plain(adjustment[key]))
        for phrase, key in ((_LEAST, "min"), (_MOST, "max"))
        if adjustment[key] is not None
    ]
    return _BOUNDS(bounds=told) if told else None


def grade_rows(rules: Rules, language: str) -> list[tuple[str, str, str]]:
    """Return each grade, the totals it is given for, and its quota (empty: none)."""
    rows, above = [], None
    for grade in rules["grades"]:
        low, quota = plain(grade["at_least"]), grade["quota"]
        span = _AT_LEAST(low=low) if above is None else _BETWEEN(low=low, above=above)
        share = "" if quota is None else _QUOTA(share=plain(quota * 100)).say(language)
        rows.append((grade["title"], span.say(language), share))
        above = low
    return rows


def ranking_facts(rules: Rules, within: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield how departments are ranked; *within* names the group, nothing where there is none."""
    ranking = rules["ranking"]
    titles = {node["id"]: node["title"] for node in nodes_of(rules)}
    names = [titles.get(name) or TOTAL() for name in ranking["tie_breakers"]]
    facts: list[tuple[Phrase, Message | str]] = [
        (_WITHIN, within or _ALL()),
        (_TIES, _TIED[ranking["ties"]]()),
        *([(_BROKEN, _IN_TURN(names=names))] if names else []),
        (_PRECISION, _DECIMALS(decimals=ranking["decimals"])),
    ]
    for heading, told in facts:
        yield heading().say(language), told if isinstance(told, str) else told.say(language)


_CAPPED = Phrase("总分不超过 {total} 分", "the total is at most {total}")
_UNRANKED = Phrase("不参加排名", "unranked")
_GRADED = Phrase("等级不高于「{grade}」", 'the grade is at most "{grade}"')
_BOUNDS = Phrase("{bounds}", "{bounds}")
_LEAST = Phrase("不低于 {points} 分", "at least {points}")
_MOST = Phrase("不高于 {points} 分", "at most {points}")
_AT_LEAST = Phrase("{low} 分及以上", "{low} and more")
_BETWEEN = Phrase("{low} 分（含）至 {above} 分（不含）", "{low} to below {above}")
_QUOTA = Phrase("同类组的 {share}%", "{share}% of a peer group")
_WITHIN = Phrase("分组：", "Within: ")
_ALL = Phrase("全部部门", "all departments")
_TIES = Phrase("并列：", "Ties: ")
_TIED = {
    "competition": Phrase("同分同名次，其后名次空缺（1、1、3）", "equals share a rank: 1, 1, 3"),
    "dense": Phrase("同分同名次，其后名次不空缺（1、1、2）", "equals share a rank: 1, 1, 2"),
    "ordinal": Phrase("同分按部门编码、名称先后（1、2、3）", "by code and name: 1, 2, 3"),
}
_BROKEN = Phrase("同分时：", "Equals: ")
_IN_TURN = Phrase("依次比较{names}", "parted by {names}, in turn")
_PRECISION = Phrase("口径：", "By: ")
_DECIMALS = Phrase("公布的总分，保留 {decimals} 位小数", "published totals of {decimals} decimals")
