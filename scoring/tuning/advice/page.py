"""Advice on weights as a page: every method beside what is approved, and what was decided."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.footer import footer
from scoring.export.headings import INDICATOR, label
from scoring.tuning.advice.wording import ADVISED, APPROVED, COMBINED, NAMES, NUMBER, recipe_told
from scoring.words import Phrase, fixed

Json = Mapping[str, Any]
_COLUMNS = ("approved", "entropy", "critic", "standard_deviation", "combined", "advised")


def page(advice: Json) -> list[Block]:
    """Return the page of *advice*."""
    language = advice["language"]
    blocks: list[Block] = [Heading(1, _TITLE().say(language)), _scope(advice)]
    blocks.append(Bullets((*advice["notes"], _ONLY_ADVICE().say(language))))
    blocks += [Heading(2, _POINTS().say(language)), _points(advice)]
    return [*blocks, *_decisions(advice), *_key(advice)]


def _scope(advice: Json) -> Facts:
    language, ruleset = advice["language"], advice["ruleset"]
    named = {key: ruleset[key] for key in ("id", "edition", "title")}
    told = (
        (_RULESET, _NAMED(**named)),
        (_DEPARTMENTS, _COUNTS(departments=advice["departments"], ranked=advice["ranked"])),
        (COMBINED, recipe_told(advice["recipe"])),
    )
    return Facts("", tuple((label(name, language), text.say(language)) for name, text in told))


def _points(advice: Json) -> Table:
    language = advice["language"]
    names = {"approved": APPROVED, **NAMES, "combined": COMBINED, "advised": ADVISED}
    columns = [Column(NUMBER().say(language)), Column(INDICATOR().say(language), least=14)]
    columns += [Column(names[key]().say(language), right=True) for key in _COLUMNS]
    rows = (
        (node["number"], node["title"], *(fixed(node[key], 2) for key in _COLUMNS))
        for node in advice["nodes"]
    )
    return Table(tuple(columns), tuple(rows))


def _decisions(advice: Json) -> Iterator[Block]:
    """Yield, family by family, what was decided where the data could not be taken as they are."""
    language, mixed = advice["language"], advice["recipe"]["combine"] == "least_squares"
    facts = [(family, _told(family, mixed, language)) for family in advice["families"]]
    if any(told for _, told in facts):
        yield Heading(2, _DECISIONS().say(language))
    yield from (Facts(family["title"], told) for family, told in facts if told)


def _told(family: Json, mixed: bool, language: str) -> tuple[tuple[str, str], ...]:
    told = [
        (_LABEL(name=note["title"] or _ALL()).say(language), note["message"])
        for note in family["notes"]
    ]
    if mixed and 0 < (family["approved_part"] or 0) < 1:
        part = _PART(part=fixed(family["approved_part"], 2)).say(language)
        told.append((label(COMBINED, language), part))
    return tuple(told)


def _key(advice: Json) -> Iterator[Block]:
    yield Heading(2, _KEY().say(advice["language"]))
    yield Bullets(explained(advice["language"]))
    yield footer(advice)


def explained(language: str) -> tuple[str, ...]:
    """Return what the columns are, a sentence or two each."""
    return tuple(phrase().say(language) for phrase in _EXPLAINED)


_TITLE = Phrase("数据赋权建议", "Weights by the data")
_RULESET, _DEPARTMENTS = Phrase("评分规则", "Ruleset"), Phrase("部门", "Departments")
_NAMED = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_COUNTS = Phrase("{departments} 个，计入 {ranked} 个", "{departments}, of which taken {ranked}")
_ONLY_ADVICE = Phrase(
    "仅供参考，评分规则未作任何改动；需要采用的，用 -o 方案.json 写成权重方案，再经审定",
    "this is advice: nothing has been changed. -o SET.json writes a weight set, to be approved",
)
_POINTS = Phrase("各项分值", "Points")
_DECISIONS = Phrase("处理说明", "What was decided")
_LABEL = Phrase("{name}：", "{name}: ")
_ALL = Phrase("整组", "All of them")
_PART = Phrase("现行权重占 {part}", "{part} of it is as approved")
_KEY = Phrase("读表说明", "How to read it")
_EXPLAINED = (
    Phrase(
        "各方法在同级指标之间赋权，逐级相乘得到分值；只看得分率的差异，不反映指标本身的重要性",
        "Every method weighs siblings, and points are the product down the tree. They see how "
        "rates differ, not how much an indicator matters",
    ),
    Phrase(
        "熵权：得分率分布越不均匀，权重越大（信息熵越小）；标准差：得分率越分散，权重越大；"
        "CRITIC：在标准差之外，与同级指标越不相关，权重越大",
        "Entropy: the less evenly rates are spread, the greater. Std dev.: the more rates vary, "
        "the greater. CRITIC: deviation, and the less it goes with its siblings, the greater",
    ),
    Phrase(
        "组合：现行权重与所选方法的权重合成；建议：组合权重按步长取整，遵守 tune 的上下限和锁定，"
        "合计不变",
        "Combined: what is approved with the method chosen. Advised: that on the grid, within "
        "the bounds and locks of tune, adding up as before",
    ),
)
