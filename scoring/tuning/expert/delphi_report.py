"""The report of a Delphi survey as a document: every round, the verdict, and the weights."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import fmean
from typing import Any, NamedTuple

from scoring.errors import Problem, ScoringError
from scoring.model import Ruleset, Source
from scoring.names import fold
from scoring.tuning.expert.agreement import FEW, Concordance
from scoring.tuning.expert.authority import ENOUGH
from scoring.tuning.expert.delphi import (
    Level,
    Round,
    StopRule,
    disagreeing,
    round_of,
    scattered,
    shares_of,
)
from scoring.tuning.expert.hierarchy import Family, names_of
from scoring.tuning.expert.opinion_sheets import read_opinions
from scoring.tuning.expert.weights_report import rounded, weighed
from scoring.tuning.guards.stamp import stamp_of
from scoring.words import Message, Phrase, fixed, plain


class Held(NamedTuple):
    """A round, the files it was read from, and the columns that were not read."""

    round: Round
    sources: Sequence[Source]
    unread: Sequence[Message]


def read_rounds(
    paths: Sequence[str],
    known: Mapping[str, Family],
    families: Mapping[str, Family],
    scale: float,
    invited: Sequence[int],
) -> list[Held]:
    """Return the round in each of *paths*, files or folders, in order: what it says of *families*.

    Figures may be of all *known* families. *invited* may say for the first rounds how many
    experts were asked. ScoringError for a round that is the one before over again.
    """
    counts = [*invited, *[None] * (len(paths) - len(invited))]
    held: list[Held] = []
    for path, count in zip(paths, counts, strict=True):
        opinions, sources, unread = read_opinions([path], known, scale)
        if held and {s.sha256 for s in sources} == {s.sha256 for s in held[-1].sources}:
            raise ScoringError([Problem(path, _SAME_ROUND(), _EACH_ONCE())])
        held.append(Held(round_of(opinions, families, scale, count), sources, unread))
    return held


def delphi_report(
    ruleset: Ruleset,
    families: Mapping[str, Family],
    rounds: Sequence[Held],
    scale: float,
    rule: StopRule,
    step: Decimal | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Return the report as plain JSON values; the weights are those of the last round."""
    language = language or ruleset.language
    titles = names_of(families)
    sources = [source for held in rounds for source in held.sources]
    shares = shares_of(rounds[-1].round, families)
    return {
        "kind": "delphi",
        **stamp_of(ruleset, language, sources),
        "scale": scale,
        "rule": {"max_cv": rule.max_cv, "alpha": rule.alpha, "min_w": rule.min_w},
        "rounds": [
            _round(number, rounds[:number], titles, rule, language)
            for number in range(1, len(rounds) + 1)
        ],
        **weighed(ruleset, shares, step, language),
    }


def _never_scored(rounds: Sequence[Held], titles: Mapping[str, str]) -> list[str]:
    """Return the titles of what nobody has scored in any of *rounds*."""
    return [t for n, t in titles.items() if all(n not in held.round.spreads for held in rounds)]


def _round(
    number: int,
    rounds: Sequence[Held],
    titles: Mapping[str, str],
    rule: StopRule,
    language: str,
) -> dict[str, Any]:
    """Return the last of *rounds*, which are those so far."""
    held, found, never = rounds[-1], rounds[-1].round, _never_scored(rounds, titles)
    doubtful, at_odds = scattered(found, rule), disagreeing(found, rule)
    reasons = _reasons(found, rule, [titles[n] for n in doubtful], at_odds, never)
    return {
        "round": number,
        "files": [source.path for source in held.sources],
        "invited": found.invited,
        "answered": len(found.answered),
        "positive": rounded(found.positive),
        "authority": _authority(found),
        "experts": [
            {
                "expert": opinion.expert,
                "figures": len(opinion.figures),
                "ca": rounded(opinion.basis),
                "cs": rounded(opinion.familiarity),
                "cr": rounded(opinion.authority),
            }
            for opinion in found.opinions
        ],
        "items": [_item(node, found, titles, node not in doubtful) for node in found.spreads],
        "agreement": [_agreement(level, level not in at_odds) for level in found.levels],
        "stop": not reasons,
        "reasons": [reason.say(language) for reason in reasons],
        "notes": [note.say(language) for note in (*_panel(rounds), *_notes(held, titles))],
    }


def _panel(rounds: Sequence[Held]) -> Iterator[Message]:
    """Yield who answered in the last of *rounds* but not in the one before, and the reverse."""
    if len(rounds) < 2:
        return
    before, now = ({fold(e): e for e in held.round.answered} for held in rounds[-2:])
    joined = [expert for key, expert in now.items() if key not in before]
    left = [expert for key, expert in before.items() if key not in now]
    if joined:
        yield _JOINED(names=joined)
    if left:
        yield _LEFT(names=left)


def _authority(found: Round) -> dict[str, float | None]:
    answered = [opinion for opinion in found.opinions if opinion.figures]
    columns = {
        "ca": [opinion.basis for opinion in answered],
        "cs": [opinion.familiarity for opinion in answered],
        "cr": [opinion.authority for opinion in answered],
    }
    known = {
        key: [value for value in values if value is not None] for key, values in columns.items()
    }
    return {key: rounded(fmean(values)) if values else None for key, values in known.items()}


def _item(node: str, found: Round, titles: Mapping[str, str], converged: bool) -> dict[str, Any]:
    item = found.spreads[node]
    low, middle, high = item.quartiles
    return {
        "id": node,
        "title": titles[node],
        "answers": item.answers,
        "mean": rounded(item.mean),
        "deviation": rounded(item.deviation),
        "cv": rounded(item.cv),
        "minimum": rounded(item.range[0]),
        "q1": rounded(low),
        "median": rounded(middle),
        "q3": rounded(high),
        "maximum": rounded(item.range[1]),
        "full_mark_rate": rounded(item.full),
        "converged": converged,
    }


def _agreement(level: Level, agreed: bool) -> dict[str, Any]:
    found = level.agreement
    figures = {
        key: rounded(getattr(found, key)) if found else None for key in ("w", "chi_square", "p")
    }
    return {
        "level": level.depth,
        "items": len(level.items),
        "experts": found.experts if found else None,
        "left_out": list(level.left_out),
        **figures,
        "freedom": found.freedom if found else None,
        "agreed": agreed,
    }


def _reasons(
    found: Round,
    rule: StopRule,
    doubtful: Sequence[str],
    at_odds: Sequence[Level],
    never: Sequence[str],
) -> list[Message]:
    if not found.spreads:
        return [_NOBODY()]
    reasons = [_SCATTERED(limit=plain(rule.max_cv), names=list(doubtful))] if doubtful else []
    reasons += [_NEVER(names=list(never))] if never else []
    return [*reasons, *(_at_odds(level, level.agreement, rule) for level in at_odds)]


def _at_odds(level: Level, found: Concordance | None, rule: StopRule) -> Message:
    if found is None:
        return _TOO_FEW(level=level.depth)
    figures = {"w": fixed(found.w, 3), "p": fixed(found.p, 4)}
    if found.p >= rule.alpha:
        return _NOT_SIGNIFICANT(level=level.depth, **figures, alpha=plain(rule.alpha))
    return _WEAK(level=level.depth, **figures, least=plain(rule.min_w))


def _notes(held: Held, titles: Mapping[str, str]) -> list[Message]:
    found, notes = held.round, []
    if found.spreads and (missing := [t for n, t in titles.items() if n not in found.spreads]):
        notes.append(_NOT_ASKED(names=missing))
    for level in found.levels:
        if level.left_out:
            notes.append(_LEFT_OUT(level=level.depth, names=list(level.left_out)))
        if level.alike:
            notes.append(_ALIKE(level=level.depth))
        elif level.agreement and len(level.items) < FEW:
            notes.append(_ROUGH(level=level.depth, items=len(level.items)))
    if any(item.deviation is None for item in found.spreads.values()):
        notes.append(_ONE_ANSWER())
    if any(item.mean == 0 for item in found.spreads.values()):
        notes.append(_MEAN_OF_ZERO())
    authority = _authority(found)["cr"]
    if authority is not None and authority < ENOUGH:
        notes.append(_LITTLE_AUTHORITY(cr=fixed(authority, 2), enough=fixed(ENOUGH, 2)))
    if held.unread:
        notes.append(_UNREAD(names=list(held.unread)))
    return notes


_SAME_ROUND = Phrase("与上一轮是同样的文件", "these are the files of the round before")
_EACH_ONCE = Phrase("每一轮只写一次，先后依次", "Name each round once, in order")
_NOBODY = Phrase("没有专家作答", "nobody answered")
_NEVER = Phrase(
    "至今没有专家评分的指标：{names}；只征询部分节点的，请用 --node 写明",
    "nobody has scored so far: {names}; if only some nodes are asked of, name them with --node",
)
_SCATTERED = Phrase(
    "变异系数超过 {limit} 或无法计算：{names}",
    "coefficients of variation over {limit}, or unknown: {names}",
)
_NOT_SIGNIFICANT = Phrase(
    "第 {level} 级指标的排序不一致：W = {w}，p = {p}，不低于 {alpha}",
    "no agreement on the order at level {level}: W = {w}, p = {p}, not below {alpha}",
)
_WEAK = Phrase(
    "第 {level} 级指标的协调系数 W = {w}（p = {p}），低于要求的 {least}",
    "W = {w} at level {level} (p = {p}) is below the {least} asked for",
)
_TOO_FEW = Phrase(
    "第 {level} 级指标全部作答的专家不足两位，协调系数无法计算",
    "fewer than two experts answered all of level {level}: W is unknown",
)
_NOT_ASKED = Phrase("本轮没有评分的指标：{names}", "without any figure in this round: {names}")
_LEFT_OUT = Phrase(
    "第 {level} 级指标有空缺，未计入协调系数的专家：{names}",
    "with gaps at level {level}, and left out of W: {names}",
)
_ALIKE = Phrase(
    "第 {level} 级指标各位专家都给了同样的分，没有先后可比，协调系数不作检验",
    "at level {level} every expert gave all items the same: there is no order to test",
)
_ROUGH = Phrase(
    "第 {level} 级只有 {items} 项指标，卡方检验只是近似",
    "with {items} items at level {level} the chi-square test is rough",
)
_ONE_ANSWER = Phrase(
    "只有一位专家评分的指标，标准差和变异系数无法计算",
    "of one answer there is neither deviation nor coefficient of variation",
)
_MEAN_OF_ZERO = Phrase(
    "均值为 0 的指标，变异系数无法计算", "with a mean of 0 there is no coefficient of variation"
)
_JOINED = Phrase("上一轮没有作答的专家：{names}", "had not answered the round before: {names}")
_LEFT = Phrase(
    "上一轮作答、本轮没有作答的专家：{names}", "answered the round before, but not this: {names}"
)
_LITTLE_AUTHORITY = Phrase(
    "专家权威系数 Cr 平均 {cr}，低于通常要求的 {enough}",
    "the coefficient of authority Cr is {cr}, below the usual {enough}",
)
_UNREAD = Phrase("没有读取：{names}", "not read: {names}")
