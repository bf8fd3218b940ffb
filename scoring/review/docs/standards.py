"""The tree with its weights, and of every indicator the formula and the rule in words."""

from collections.abc import Iterator, Sequence

from scoring.explanation.voice import Voice
from scoring.export.blocks import Block, Column, Facts, Heading, Table
from scoring.model import Dimension, Indicator
from scoring.plan import Leaf
from scoring.words import Phrase, plain

Node = Dimension | Indicator


def tree(voice: Voice) -> Iterator[Block]:
    """Yield the table of all nodes: number, title, weight, how points are given."""
    columns = [Column(voice.say(_NUMBER())), Column(voice.say(_INDICATOR()))]
    columns += [Column(voice.say(_WEIGHT()), right=True), Column(voice.say(_METHOD()))]
    rows = [
        (number, node.title, plain(float(node.weight)), _method(voice, node))
        for number, node in numbered(voice.ruleset.indicators)
    ]
    total = ("", voice.say(_TOTAL()), plain(float(voice.ruleset.full_marks)), "")
    yield Table(tuple(columns), (*rows, total))


def numbered(nodes: Sequence[Node], above: str = "") -> Iterator[tuple[str, Node]]:
    """Yield all nodes with their numbers, parents first."""
    for place, node in enumerate(nodes, start=1):
        yield f"{above}{place}", node
        if isinstance(node, Dimension):
            yield from numbered(node.children, f"{above}{place}.")


def _method(voice: Voice, node: Node) -> str:
    if isinstance(node, Indicator):
        name: str = node.method.title if voice.is_chinese else node.method.name
        return name
    return voice.say(_AGGREGATES[node.aggregate]())


def standards(voice: Voice) -> Iterator[Block]:
    """Yield every dimension and indicator with all that is said of it."""
    leaves = {leaf.id: leaf for leaf in voice.plan.leaves}
    for number, node in numbered(voice.ruleset.indicators):
        weight = plain(float(node.weight))
        title = voice.say(_HEADED(number=number, title=node.title, weight=weight))
        if isinstance(node, Dimension):
            yield Heading(3, title)
            facts = [(_ABOUT, node.description), (_BASIS, voice.basis(node.basis))]
            if any(text for _, text in facts):
                yield Facts("", _labelled(voice, facts))
        else:
            yield Facts(title, _labelled(voice, _of_leaf(voice, leaves[node.id])))


def _of_leaf(voice: Voice, leaf: Leaf) -> list[tuple[Phrase, str]]:
    node = leaf.indicator
    return [
        (_ABOUT, node.description),
        (_VALUE, _value(voice, leaf)),
        (_RULE, _rule(voice, leaf)),
        (_NOT_APPLICABLE, _not_applicable(voice, node)),
        *((_STATES[state], voice.policy(policy)) for state, policy in node.policies.items()),
        (_BASIS, voice.basis(node.basis)),
        (_EVIDENCE, node.evidence),
        (_REMEDY, node.remedy),
    ]


def _labelled(voice: Voice, facts: list[tuple[Phrase, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((voice.say(label()), text) for label, text in facts if text)


def _value(voice: Voice, leaf: Leaf) -> str:
    source = leaf.indicator.value
    if not source:
        return ""
    named = voice.ruleset.values.get(source)
    told = voice.expression(named.expression if named else source)
    if named and named.title:
        told = voice.say(_NAMED(title=named.title, told=told))
    unit = {"unit": leaf.unit or "-", "decimals": leaf.decimals}
    return voice.say((_WITH_UNIT if leaf.unit else _WITHOUT_UNIT)(told=told, **unit))


def _rule(voice: Voice, leaf: Leaf) -> str:
    """Return the rule: one clause as it is, several numbered."""
    clauses = voice.rule(leaf)
    if len(clauses) == 1:
        return clauses[0]
    listed = [_CLAUSE(number=number, clause=c) for number, c in enumerate(clauses, start=1)]
    return voice.say(_SEMICOLON()).join(map(voice.say, listed))


def _not_applicable(voice: Voice, node: Indicator) -> str:
    if node.not_applicable is None:
        return ""
    when, then = node.not_applicable.when, node.not_applicable.then
    decided = voice.policy(then) if then else voice.say(_BY_POLICIES())
    return voice.say(_WHEN(when=voice.expression(when), then=decided))


_NUMBER = Phrase("编号", "No.")
_INDICATOR = Phrase("指标", "Indicator")
_WEIGHT = Phrase("权重", "Weight")
_METHOD = Phrase("计分方法", "Method")
_TOTAL = Phrase("合计", "Total")
_AGGREGATES = {
    "sum": Phrase("下级相加", "sum"),
    "best": Phrase("下级取最好", "best of"),
    "worst": Phrase("下级取最差", "worst of"),
    "pool": Phrase("下级相加，以本级权重为限", "sum, capped"),
    "geometric_mean": Phrase("下级得分率几何平均", "geometric mean"),
}
_HEADED = Phrase("{number} {title}（{weight} 分）", "{number} {title} ({weight})")
_ABOUT = Phrase("说明：", "About: ")
_VALUE = Phrase("完成值：", "Value: ")
_RULE = Phrase("评分规则：", "Rule: ")
_NOT_APPLICABLE = Phrase("不涉及：", "Does not apply: ")
_STATES = {
    "missing": Phrase("未提供：", "Missing: "),
    "undefined": Phrase("无法计算：", "Undefined: "),
    "invalid": Phrase("数据无效：", "Invalid: "),
}
_BASIS = Phrase("依据：", "Basis: ")
_EVIDENCE = Phrase("佐证材料：", "Evidence: ")
_REMEDY = Phrase("整改建议：", "Remedy: ")
_NAMED = Phrase("{title} = {told}", "{title} = {told}")
_WITH_UNIT = Phrase(
    "{told}（单位：{unit}；保留 {decimals} 位小数后评判）",
    "{told} (in {unit}; judged at {decimals} decimals)",
)
_WITHOUT_UNIT = Phrase(
    "{told}（保留 {decimals} 位小数后评判）", "{told} (judged at {decimals} decimals)"
)
_CLAUSE = Phrase("（{number}）{clause}", "({number}) {clause}")
_SEMICOLON = Phrase("；", "; ")
_BY_POLICIES = Phrase("按“数据状态的处理”", "see the data states")
_WHEN = Phrase("「{when}」的，{then}", "where {when}: {then}")
