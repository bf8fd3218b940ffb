"""A ruleset as a document that an official can read and sign."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from scoring.errors import ExportError, Problem, use_instead
from scoring.explanation.voice import Voice, voice_of
from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.html import print_html
from scoring.export.markdown import print_markdown
from scoring.export.text import print_text
from scoring.model import Ruleset
from scoring.review.docs import beyond, data, standards
from scoring.words import Phrase, plain

__all__ = ["FORMATS", "document", "format_of", "render_docs"]

Chapter = Callable[[Voice], Iterator[Block]]


def document(ruleset: Ruleset, language: str | None = None) -> list[Block]:
    """Return the whole document; chapters with nothing in them are left out."""
    voice = voice_of(ruleset, language, figures=True)
    blocks: list[Block] = [Heading(1, ruleset.title), _cover(voice)]
    number = 0
    for title, chapter in _CHAPTERS.items():
        inside = list(chapter(voice))
        if inside:
            number += 1
            numbered = _NUMBERED(number=_numeral(number), arabic=number, title=title())
            blocks += [Heading(2, voice.say(numbered)), *inside]
    return blocks


def render_docs(ruleset: Ruleset, format: str, language: str | None = None) -> str:  # noqa: A002
    """Return the document in one of FORMATS."""
    return FORMATS[format](document(ruleset, language), ruleset.title, language or ruleset.language)


def format_of(path: str) -> str:
    """Return the format that the suffix of *path* stands for; ExportError if none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        problem = _NO_SUFFIX(suffix=suffix)
        raise ExportError([Problem(path, problem, use_instead(suffix, SUFFIXES))])
    return SUFFIXES[suffix]


SUFFIXES = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html"}
FORMATS: dict[str, Callable[[list[Block], str, str], str]] = {
    "text": lambda blocks, _title, _language: print_text(blocks, 100),
    "markdown": lambda blocks, _title, _language: print_markdown(blocks),
    "html": print_html,
}


def _cover(voice: Voice) -> Facts:
    rules = voice.ruleset
    facts = {_NAME: f"{rules.id}@{rules.edition}"}
    if rules.in_force:
        start, until = rules.in_force
        facts[_IN_FORCE] = voice.say((_FROM_TO if until else _FROM)(start=start, until=until))
    decimals = {"points": rules.rounding.points, "total": rules.rounding.total}
    facts[_FULL_MARKS] = voice.say(_ROUNDED(full_marks=plain(float(rules.full_marks)), **decimals))
    facts[_DIGEST] = rules.sha256
    return Facts("", tuple((voice.say(label()), text) for label, text in facts.items()))


def _changes(voice: Voice) -> Iterator[Block]:
    if voice.ruleset.changes:
        yield Bullets(tuple(voice.ruleset.changes.split("\n")))


def _bases(voice: Voice) -> Iterator[Block]:
    columns = tuple(Column(voice.say(heading())) for heading in _BASES)
    rows = tuple(
        (
            voice.basis_number(b.id),
            b.number,
            f"{b.title} {b.clause}".strip(),
            b.date,
            b.note,
        )
        for b in voice.ruleset.basis.values()
    )
    if rows:
        yield Table(columns, rows)


def _signatures(voice: Voice) -> Iterator[Block]:
    columns = [Column(voice.say(heading())) for heading in (_ROLE, _SIGNED, _DATE)]
    yield Table(tuple(columns), tuple((voice.say(role()), "", "") for role in _ROLES))


def _numeral(number: int) -> str:
    """Return a chapter's number, below twenty, in Chinese.

    >>> _numeral(3), _numeral(10), _numeral(12)
    ('三', '十', '十二')
    """
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    return "十" + (digits[number - 10] if number > 10 else "")


_CHAPTERS: dict[Phrase, Chapter] = {
    Phrase("依据", "Bases"): _bases,
    Phrase("与上一版相比", "What this edition changed"): _changes,
    Phrase("指标体系", "Indicators"): standards.tree,
    Phrase("评分标准", "How each is judged"): standards.standards,
    Phrase("参数", "Parameters"): data.parameters,
    Phrase("公用算式", "Named values"): data.values,
    Phrase("报送数据", "What is submitted"): data.fields,
    Phrase("数据状态的处理", "Data states"): data.states,
    Phrase("勾稽校验", "Cross-checks"): beyond.checks,
    Phrase("加减分", "Adjustments"): beyond.adjustments,
    Phrase("一票否决", "Vetoes"): beyond.vetoes,
    Phrase("等级", "Grades"): beyond.grades,
    Phrase("排名", "Ranking"): beyond.ranking,
    Phrase("权重方案", "Weight profiles"): beyond.profiles,
    Phrase("签署", "Signatures"): _signatures,
}
_NO_SUFFIX = Phrase("不认识后缀「{suffix}」", 'the suffix "{suffix}" stands for no format')
_NUMBERED = Phrase("{number}、{title}", "{arabic}. {title}")
_NAME = Phrase("规则编号：", "Ruleset: ")
_IN_FORCE = Phrase("施行期间：", "In force: ")
_FROM, _FROM_TO = (
    Phrase("自 {start} 起", "from {start}"),
    Phrase("{start} 至 {until}", "{start} to {until}"),
)
_FULL_MARKS = Phrase("满分：", "Full marks: ")
_ROUNDED = Phrase(
    "{full_marks} 分；指标得分保留 {points} 位小数，总分保留 {total} 位，四舍五入",
    "{full_marks}; points have {points} decimals and the total {total}, rounded half up",
)
_DIGEST = Phrase("文件摘要：", "SHA-256: ")
_BASES = (
    Phrase("序号", "No."),
    Phrase("文号", "Number"),
    Phrase("文件", "Document"),
    Phrase("日期", "Date"),
    Phrase("说明", "Note"),
)
_ROLE, _SIGNED, _DATE = (
    Phrase("环节", "Role"),
    Phrase("签字（盖章）", "Signature"),
    Phrase("日期", "Date"),
)
_ROLES = (
    Phrase("编制", "Prepared by"),
    Phrase("审核", "Checked by"),
    Phrase("批准", "Approved by"),
)
