"""The rules in words: the tree with what each mark is given for, and what follows the tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.export.blocks import Block, Column, Facts, Heading, Table
from scoring.export.headings import ADJUSTED, BASIS, GRADE, GROUP, REMEDY, TOTAL, VETOED, label
from scoring.export.rules import bounds_of, effect_of, grade_rows, ranking_facts
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
        yield _table((GRADE, TOTAL, _QUOTA), grade_rows(rules, language), language)
    yield Heading(3, _RANKING().say(language))
    within = GROUP().say(language) if rules["ranking"]["within"] else ""
    yield Facts("", tuple(ranking_facts(rules, within, language)))
    for heading, key, effect in (
        (ADJUSTED, "adjustments", bounds_of),
        (VETOED, "vetoes", effect_of),
    ):
        if rules[key]:
            yield Heading(3, heading().say(language))
            yield _table(_ENTRY, _entries(rules[key], effect, language), language)


def _entries(
    entries: Iterable[Rules], effect: Callable[[Rules], Message | None], language: str
) -> list[tuple[str, ...]]:
    told = ((entry, effect(entry)) for entry in entries)
    return [
        (entry["title"], entry["rule"], said.say(language) if said else "", entry["basis"])
        for entry, said in told
    ]


def _table(heads: Sequence[Phrase], rows: Sequence[tuple[str, ...]], language: str) -> Table:
    """Return a table without the columns that nothing stands in."""
    shown = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    columns = tuple(Column(heads[place]().say(language)) for place in shown)
    return Table(columns, tuple(tuple(row[place] for place in shown) for row in rows))


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
_QUOTA = Phrase("名额", "Quota")
_RANKING = Phrase("排名办法", "Ranking")
_ENTRY = (
    Phrase("名称", "Title"),
    Phrase("办法", "Rule"),
    Phrase("处理", "Effect"),
    BASIS,
)
