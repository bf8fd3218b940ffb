"""What is submitted, the figures and formulas with a name, and what is done where data fail."""

from collections.abc import Iterator, Mapping, Sequence

from scoring.explanation.voice import Voice
from scoring.export.blocks import Block, Column, Heading, Table
from scoring.model import Field
from scoring.plan import DEFAULT_POLICIES
from scoring.words import Phrase, plain


def parameters(voice: Voice) -> Iterator[Block]:
    """Yield the named numbers."""
    rows = [
        (given.title or given.id, plain(given.value), given.unit, voice.basis_number(given.basis))
        for given in voice.ruleset.parameters.values()
    ]
    yield from table(voice, (_PARAMETER, _FIGURE, _UNIT, _BASIS), rows, right=(_FIGURE,))


def values(voice: Voice) -> Iterator[Block]:
    """Yield the named formulas."""
    rows = [
        (value.title or value.id, voice.expression(value.expression), value.unit)
        for value in voice.ruleset.values.values()
    ]
    yield from table(voice, (_NAME, _FORMULA, _UNIT), rows)


def fields(voice: Voice) -> Iterator[Block]:
    """Yield the fields, then those of every table."""
    yield from table(voice, _FIELDS, _rows(voice, voice.ruleset.fields))
    for given in voice.ruleset.tables.values():
        yield Heading(3, voice.say(_TABLE(title=given.title)))
        yield from table(voice, _FIELDS, _rows(voice, given.fields))


def _rows(voice: Voice, given: Mapping[str, Field]) -> list[tuple[str, ...]]:
    return [
        (
            field.title,
            voice.say(_TYPES[field.type]()),
            field.unit,
            voice.say(_YES()) if field.required else "",
            _about(voice, field),
        )
        for field in given.values()
    ]


def _about(voice: Voice, field: Field) -> str:
    """Return what a field may hold and what proves it."""
    parts = [field.description.rstrip("。.")]
    if field.choices:
        parts.append(voice.say(_CHOICES(choices=field.choices)))
    bounds = {"low": field.minimum, "high": field.maximum}
    if any(bound is not None for bound in bounds.values()):
        low, high = ("" if bound is None else plain(bound) for bound in bounds.values())
        phrase = _WITHIN if low and high else _FROM if low else _UP_TO
        parts.append(voice.say(phrase(low=low, high=high)))
    if field.evidence:
        parts.append(voice.say(_EVIDENCE(evidence=field.evidence)))
    return voice.say(_SEMICOLON()).join(part for part in parts if part)


def states(voice: Voice) -> Iterator[Block]:
    """Yield what is done about each data state unless an indicator says otherwise."""
    rows = []
    for state, policy in DEFAULT_POLICIES.items():
        name = state.name.lower()
        decided = voice.policy(voice.ruleset.policies.get(name, policy))
        rows.append((voice.say(_STATES[name][0]()), voice.say(_STATES[name][1]()), decided))
    yield from table(voice, (_STATE, _WHEN, _DECIDED), rows)


def table(
    voice: Voice,
    headings: tuple[Phrase, ...],
    rows: Sequence[tuple[str, ...]],
    right: tuple[Phrase, ...] = (),
) -> Iterator[Block]:
    """Yield a table, unless there are no *rows*; columns with nothing in them are left out."""
    shown = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    columns = tuple(
        Column(voice.say(headings[place]()), right=headings[place] in right) for place in shown
    )
    if rows:
        yield Table(columns, tuple(tuple(row[place] for place in shown) for row in rows))


_PARAMETER = Phrase("参数", "Parameter")
_FIGURE = Phrase("数值", "Figure")
_UNIT = Phrase("单位", "Unit")
_BASIS = Phrase("依据", "Basis")
_NAME = Phrase("名称", "Name")
_FORMULA = Phrase("算式", "Formula")
_FIELDS = (
    Phrase("字段", "Field"),
    Phrase("类型", "Type"),
    _UNIT,
    Phrase("必填", "Required"),
    Phrase("说明", "About"),
)
_TABLE = Phrase("{title}（每行）", "{title} (a row)")
_TYPES = {
    "number": Phrase("数值", "number"),
    "integer": Phrase("整数", "whole number"),
    "money": Phrase("金额", "money"),
    "percent": Phrase("百分比", "percentage"),
    "boolean": Phrase("是否", "yes or no"),
    "date": Phrase("日期", "date"),
    "choice": Phrase("选项", "choice"),
    "text": Phrase("文字", "text"),
}
_YES = Phrase("是", "yes")
_CHOICES = Phrase("可填：{choices}", "one of: {choices}")
_WITHIN = Phrase("{low} 至 {high}", "{low} to {high}")
_FROM = Phrase("不小于 {low}", "{low} or more")
_UP_TO = Phrase("不大于 {high}", "{high} or less")
_EVIDENCE = Phrase("佐证：{evidence}", "evidence: {evidence}")
_SEMICOLON = Phrase("；", "; ")
_STATE = Phrase("状态", "State")
_WHEN = Phrase("何时", "When")
_DECIDED = Phrase("处理（指标另有规定的从其规定）", "Decided, unless an indicator says otherwise")
_STATES = {
    "missing": (Phrase("未提供", "missing"), Phrase("所需字段缺少或空白", "a figure is not given")),
    "not_applicable": (
        Phrase("不涉及", "not applicable"),
        Phrase("符合不涉及的条件，或填报为不涉及", "a condition holds, or a figure says so"),
    ),
    "undefined": (
        Phrase("无法计算", "undefined"),
        Phrase("分母为零等", "a zero denominator, say"),
    ),
    "invalid": (
        Phrase("数据无效", "invalid"),
        Phrase("类型不符或超出范围", "of the wrong type, or out of bounds"),
    ),
}
