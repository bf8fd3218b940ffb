"""What stands beside the tree: checks, adjustments, vetoes, grades, ranking and profiles."""

from collections.abc import Iterator

from scoring.explanation.templates import fill
from scoring.explanation.voice import Voice
from scoring.export.blocks import Block, Facts
from scoring.export.headings import INDICATOR
from scoring.model import Check, Veto
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
    rows = []
    for given in voice.ruleset.adjustments:
        bounds = [
            voice.say(phrase(points=plain(bound)))
            for phrase, bound in ((_LEAST, given.min), (_MOST, given.max))
            if bound is not None
        ]
        told = voice.expression(str(given.points))
        rows.append((given.title, told, "；".join(bounds), voice.basis_number(given.basis)))
    yield from table(voice, (_ADJUSTMENT, _POINTS, _BOUNDS, _BASIS), rows)
    if rows:
        beyond = _BEYOND if voice.ruleset.bonus_beyond_full else _NOT_BEYOND
        yield Facts("", ((voice.say(_NOTE()), voice.say(beyond())),))


def vetoes(voice: Voice) -> Iterator[Block]:
    """Yield what caps the total or the grade, or bars from the ranking."""
    rows = [
        (
            veto.title,
            voice.expression(veto.when),
            voice.say(_then(veto)),
            voice.basis_number(veto.basis),
        )
        for veto in voice.ruleset.vetoes
    ]
    yield from table(voice, (_VETO, _WHEN, _THEN, _BASIS), rows)


def _then(veto: Veto) -> Message:
    if veto.cap_total is not None:
        return _CAPPED(total=plain(float(veto.cap_total)))
    return _UNRANKED() if veto.unranked else _GRADED(grade=veto.grade)


def grades(voice: Voice) -> Iterator[Block]:
    """Yield the grades with the totals from and below which they are given."""
    rows, above = [], None
    for grade in voice.ruleset.grades:
        low = plain(float(grade.at_least))
        span = _AT_LEAST(low=low) if above is None else _BETWEEN(low=low, above=above)
        quota = ""
        if grade.quota is not None:
            quota = voice.say(_QUOTA(share=plain(float(grade.quota) * 100)))
        rows.append((grade.title, voice.say(span), quota))
        above = low
    yield from table(voice, (_GRADE, _TOTAL, _LIMIT), rows)


def ranking(voice: Voice) -> Iterator[Block]:
    """Yield how departments are ranked."""
    rules = voice.ruleset.ranking
    within = voice.expression(rules.within) if rules.within else voice.say(_ALL())
    facts = [(_WITHIN, within), (_TIES, voice.say(_TIED[rules.ties]()))]
    if rules.tie_breakers:
        names = [voice.nodes.get(n, voice.say(_TOTAL())) for n in rules.tie_breakers]
        facts.append((_BROKEN, voice.say(_IN_TURN(names=names))))
    facts.append((_PRECISION, voice.say(_DECIMALS(decimals=rules.decimals))))
    yield Facts("", tuple((voice.say(label()), text) for label, text in facts))


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
_LEAST, _MOST = (
    Phrase("不低于 {points} 分", "at least {points}"),
    Phrase("不高于 {points} 分", "at most {points}"),
)
_BEYOND = Phrase("总分可因加分超过满分", "the total may pass full marks")
_NOT_BEYOND = Phrase("总分以 0 分至满分为限", "the total stays within 0 and full marks")
_VETO = Phrase("事项", "Matter")
_WHEN = Phrase("情形", "When")
_THEN = Phrase("处理", "Then")
_CAPPED = Phrase("总分不超过 {total} 分", "the total is at most {total}")
_UNRANKED = Phrase("不参加排名", "unranked")
_GRADED = Phrase("等级不高于「{grade}」", 'the grade is at most "{grade}"')
_GRADE = Phrase("等级", "Grade")
_TOTAL = Phrase("总分", "Total")
_LIMIT = Phrase("比例上限", "Quota")
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
_FOR = Phrase("适用于：", "For: ")
_WEIGHT = Phrase("权重", "Weight")
