"""What stands beside the tree: checks, adjustments, vetoes, grades, ranking and profiles."""

from collections.abc import Iterator

from scoring.explanation.templates import fill
from scoring.explanation.voice import Voice
from scoring.export.blocks import Block, Facts
from scoring.export.headings import INDICATOR
from scoring.export.rules import bounds_of, effect_of, grade_rows, ranking_facts
from scoring.model import Check
from scoring.report.rules import rules_told
from scoring.review.docs.data import table
from scoring.words import Message, Phrase, plain


def checks(voice: Voice) -> Iterator[Block]:
    """Yield what must hold between the submitted figures."""

    def placeholder(name: str) -> str | None:
        return f"〔{voice.titles[name]}〕" if name in voice.titles else None

    rows = [
        (
            check.title,
            _holds(voice, check),
            voice.say(_SEVERITIES[check.severity]()),
            fill(check.message, placeholder),
            voice.basis_number(check.basis),
        )
        for check in voice.ruleset.checks
    ]
    yield from table(voice, (_CHECK, _HOLDS, _SEVERITY, _MESSAGE, _BASIS), rows)
    if rows and voice.ruleset.check_error == "unranked":
        yield Facts("", ((voice.say(_NOTE()), voice.say(_BLOCKS())),))


def _holds(voice: Voice, check: Check) -> str:
    if check.holds:
        told = voice.expression(check.holds)
    else:
        whole = voice.expression(check.equals)
        told = f"{' + '.join(map(voice.expression, check.sum))} = {whole}"
    if check.tolerance is None:
        return told
    return voice.say(_TOLERANCE(told=told, tolerance=plain(check.tolerance)))


def adjustments(voice: Voice) -> Iterator[Block]:
    """Yield what is added to the total or taken from it."""
    rows = [
        (told["title"], told["rule"], _said(voice, bounds_of(told)), voice.basis_number(own.basis))
        for told, own in zip(
            rules_told(voice)["adjustments"], voice.ruleset.adjustments, strict=True
        )
    ]
    yield from table(voice, (_ADJUSTMENT, _POINTS, _BOUNDS, _BASIS), rows)
    if rows:
        beyond = _BEYOND if voice.ruleset.bonus_beyond_full else _NOT_BEYOND
        yield Facts("", ((voice.say(_NOTE()), voice.say(beyond())),))


def _said(voice: Voice, message: Message | None) -> str:
    return voice.say(message) if message else ""


def vetoes(voice: Voice) -> Iterator[Block]:
    """Yield what caps the total or the grade, or bars from the ranking."""
    rows = [
        (told["title"], told["rule"], voice.say(effect_of(told)), voice.basis_number(own.basis))
        for told, own in zip(rules_told(voice)["vetoes"], voice.ruleset.vetoes, strict=True)
    ]
    yield from table(voice, (_VETO, _WHEN, _THEN, _BASIS), rows)


def grades(voice: Voice) -> Iterator[Block]:
    """Yield the grades with the totals from and below which they are given."""
    rows = grade_rows(rules_told(voice), voice.language)
    yield from table(voice, (_GRADE, _TOTAL, _LIMIT), rows)


def ranking(voice: Voice) -> Iterator[Block]:
    """Yield how departments are ranked."""
    within = voice.ruleset.ranking.within
    told = voice.expression(within) if within else ""
    yield Facts("", tuple(ranking_facts(rules_told(voice), told, voice.language)))


def profiles(voice: Voice) -> Iterator[Block]:
    """Yield the other weights and for whom they are, the first that holds first."""
    for profile in voice.ruleset.profiles:
        rows = [
            (voice.nodes.get(name, name), plain(float(weight)))
            for name, weight in profile.weights.items()
        ]
        when = voice.expression(profile.when)
        yield Facts(profile.name, ((voice.say(_FOR()), when),))
        yield from table(voice, (INDICATOR, _WEIGHT), rows, right=(_WEIGHT,))


_CHECK = Phrase("校验", "Check")
_HOLDS = Phrase("应当成立", "Must hold")
_SEVERITY = Phrase("程度", "Severity")
_MESSAGE = Phrase("提示", "Message")
_BASIS = Phrase("依据", "Basis")
_SEVERITIES = {
    "error": Phrase("错误", "error"),
    "warning": Phrase("警告", "warning"),
    "info": Phrase("提示", "info"),
}
_NOTE = Phrase("说明：", "Note: ")
_BLOCKS = Phrase("校验为错误的部门不参加排名", "a department with an error is unranked")
_TOLERANCE = Phrase("{told}（容差 {tolerance}）", "{told} (within {tolerance})")
_ADJUSTMENT = Phrase("事项", "Matter")
_POINTS = Phrase("加减分", "Points")
_BOUNDS = Phrase("界限", "Bounds")
_BEYOND = Phrase("总分可因加分超过满分", "the total may pass full marks")
_NOT_BEYOND = Phrase("总分以 0 分至满分为限", "the total stays within 0 and full marks")
_VETO = Phrase("事项", "Matter")
_WHEN = Phrase("情形", "When")
_THEN = Phrase("处理", "Then")
_GRADE = Phrase("等级", "Grade")
_TOTAL = Phrase("总分", "Total")
_LIMIT = Phrase("比例上限", "Quota")
_FOR = Phrase("适用于：", "For: ")
_WEIGHT = Phrase("权重", "Weight")
