"""The analytic hierarchy process: from experts' judgement matrices to the shares of siblings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.errors import Problem, ScoringError, use_instead
from scoring.model import Source
from scoring.names import fold
from scoring.points import Floats
from scoring.tuning.expert.aggregation import aggregate_judgements
from scoring.tuning.expert.corrections import Correction, corrections
from scoring.tuning.expert.hierarchy import Family
from scoring.tuning.expert.judgements import Judgements
from scoring.tuning.expert.priorities import (
    EIGENVECTOR,
    GEOMETRIC_MEAN,
    Priorities,
    priorities,
    unlinked_groups,
)
from scoring.tuning.expert.random_index import SAATY_1980, TABLES, RandomIndex
from scoring.tuning.expert.scale import written
from scoring.words import Message, Phrase, fixed

ACCEPTED, KEPT, SENT_BACK = "accepted", "kept", "sent_back"
LIMIT = 0.1


@dataclass(frozen=True, slots=True)
class Options:
    """Which priorities count, what is consistent enough, and how much each expert weighs.

    With *keep*, those who contradict themselves beyond *limit* take part all the same; an
    expert without *importance* counts as 1.
    """

    method: str = EIGENVECTOR
    table: RandomIndex = field(default_factory=lambda: TABLES[SAATY_1980])
    limit: float = LIMIT
    keep: bool = False
    importance: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ScoringError for a method that there is none of."""
        if self.method not in (EIGENVECTOR, GEOMETRIC_MEAN):
            known = use_instead(self.method, (EIGENVECTOR, GEOMETRIC_MEAN))
            raise ScoringError([Problem("method", _NO_METHOD(name=self.method), known)])

    def importance_of(self, expert: str) -> float:
        """Return how much *expert* counts; spaces and width in names do not."""
        given = {fold(name): weight for name, weight in self.importance.items()}
        return given.get(fold(expert), 1.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one expert's matrix: *status* is ACCEPTED, KEPT or SENT_BACK.

    Without *priorities* the judgements do not link the *unlinked* groups of children.
    """

    judgements: Judgements
    status: str
    priorities: Priorities | None
    corrections: tuple[Correction, ...] = ()
    unlinked: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One family judged: the verdicts, and what the experts who take part say together.

    *matrix* and *group* are None where nobody is left, or not all children are linked.
    """

    family: Family
    verdicts: tuple[Verdict, ...]
    matrix: Floats | None
    group: Priorities | None


def judge(given: Sequence[Judgements], options: Options) -> list[Outcome]:
    """Return the outcome of every family that was judged, in the order of the files.

    ScoringError for the importance of an expert who judged nothing.
    """
    experts = {each.expert for each in given}
    problems = [
        Problem(name, _UNKNOWN_EXPERT(), use_instead(name, experts))
        for name in options.importance
        if fold(name) not in set(map(fold, experts))
    ]
    if problems:
        raise ScoringError(problems)
    by_family: dict[str, list[Judgements]] = {}
    for each in given:
        by_family.setdefault(each.family.id, []).append(each)
    return [_outcome(sheets, options) for sheets in by_family.values()]


def refuse_nothing(outcomes: Sequence[Outcome], sources: Sequence[Source]) -> None:
    """Raise ScoringError where no family has a result: every matrix is sent back, or is blank."""
    if any(outcome.group for outcome in outcomes):
        return
    problems = [
        Problem(verdict.judgements.sheet, *_why(verdict))
        for outcome in outcomes
        for verdict in outcome.verdicts
    ]
    raise ScoringError(problems or [Problem(s.path, _ALL_BLANK(), _FILL_IN()) for s in sources])


def _why(verdict: Verdict) -> tuple[Message, Message]:
    sheet = verdict.judgements
    titles = sheet.family.titles()
    if verdict.priorities is None:
        groups = [GROUP(names=[titles[child] for child in group]) for group in verdict.unlinked]
        return _UNLINKED(groups=groups), _LINK()
    told = _INCONSISTENT(expert=sheet.expert, cr=fixed(verdict.priorities.cr or 0, 4))
    if not verdict.corrections:
        return told, _ANEW()
    step = verdict.corrections[0]
    change = {"given": written(step.given), "suggested": written(step.suggested)}
    pair = {"row": titles[step.row], "column": titles[step.column]}
    return told, _CHANGE(**pair, **change, cr=fixed(step.cr, 4))


def _outcome(sheets: Sequence[Judgements], options: Options) -> Outcome:
    verdicts = tuple(_verdict(sheet, options) for sheet in sheets)
    used = [verdict.judgements for verdict in verdicts if verdict.status != SENT_BACK]
    matrix = group = None
    if used:
        weights = [options.importance_of(each.expert) for each in used]
        joint = aggregate_judgements([each.matrix for each in used], weights)
        if len(unlinked_groups(joint)) == 1:
            matrix, group = joint, priorities(joint, options.table)
    return Outcome(sheets[0].family, verdicts, matrix, group)


def _verdict(sheet: Judgements, options: Options) -> Verdict:
    groups = unlinked_groups(sheet.matrix)
    if len(groups) > 1:
        status = KEPT if options.keep else SENT_BACK
        return Verdict(sheet, status, None, unlinked=tuple(map(tuple, groups)))
    found = priorities(sheet.matrix, options.table)
    if found.cr is None or found.cr <= options.limit:
        return Verdict(sheet, ACCEPTED, found)
    steps = corrections(sheet.matrix, options.table, options.limit)
    return Verdict(sheet, KEPT if options.keep else SENT_BACK, found, tuple(steps))


GROUP = Phrase("[{names}]", "[{names}]")  # which of the things compared belong together
_NO_METHOD = Phrase("没有名为「{name}」的方法", 'there is no method "{name}"')
_ALL_BLANK = Phrase("没有填写任何判断", "nothing was judged")
_FILL_IN = Phrase("请填写右上方的黄色格", "Fill in the cells above the diagonal")
_UNLINKED = Phrase(
    "判断没有连成整体，以下各组之间没有比较：{groups}",
    "nothing compares these groups with each other: {groups}",
)
_LINK = Phrase("请在组与组之间至少补填一格", "Judge at least one pair across them")
_INCONSISTENT = Phrase(
    "{expert}的判断前后不一致，CR 为 {cr}", "{expert} judges inconsistently: CR is {cr}"
)
_ANEW = Phrase("改动任何一处都不够，请整体重新判断", "No one change helps: judge it all anew")
_CHANGE = Phrase(
    "请先复核「{row}」比「{column}」，{given} 改为 {suggested} 后 CR 为 {cr}；仍要采用请加 --keep",
    'Reconsider "{row}" to "{column}", {suggested} for {given}, for a CR of {cr}; or add --keep',
)
_UNKNOWN_EXPERT = Phrase("没有这位专家的判断矩阵", "there is no matrix of this expert")
