"""Direct allocation: experts share points out among siblings, and their means become weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from statistics import fmean, stdev

from scoring.errors import Problem, ScoringError
from scoring.tuning.expert.hierarchy import Family, Node, ends_below, leaves
from scoring.tuning.expert.opinions import Opinion
from scoring.words import Phrase, plain

SIBLINGS, LEAVES = "siblings", "leaves"
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Allotted:
    """What the experts gave one node: a *trimmed* mean leaves out the same number at either end."""

    answers: int
    mean: float
    trimmed: float
    deviation: float | None
    range: tuple[float, float]


def sharing_points(families: Mapping[str, Family], among: str) -> list[list[tuple[str, Node]]]:
    """Return the groups that share the same points, each node with the title of that above it."""
    if among == LEAVES:
        return [[*leaves(families).values()]]
    return [[(family.title, child) for child in family.children] for family in families.values()]


def allotments(
    opinions: Sequence[Opinion],
    families: Mapping[str, Family],
    total: float,
    among: str,
    trim: float,
) -> dict[str, Allotted]:
    """Return what each node was given, of families that somebody shared out.

    An expert's points for *among* SIBLINGS of a node, or for all LEAVES of the tree, must add up
    to *total*; ScoringError names each sum that does not, and each blank among figures.
    """
    checked = _leaves_added if among == LEAVES else _siblings_checked
    problems: list[Problem] = []
    whole = [checked(opinion, families, total, problems) for opinion in opinions]
    if not problems and not any(whole):
        problems = [Problem(opinion.sheet, _NOTHING(), _FILL_IN()) for opinion in opinions]
    if problems:
        raise ScoringError(problems)
    nodes = [child.id for family in families.values() for child in family.children]
    given = {node: [each[node] for each in whole if node in each] for node in nodes}
    return {node: _allotted(points, trim) for node, points in given.items() if points}


def shares_of(
    found: Mapping[str, Allotted], families: Mapping[str, Family]
) -> dict[str, dict[str, float]]:
    """Return the trimmed means as shares of siblings, of sum 1."""
    shares: dict[str, dict[str, float]] = {}
    for family in families.values():
        means = {node: found[node].trimmed for node in family.ids() if node in found}
        if len(means) == len(family.children) and sum(means.values()) > 0:
            shares[family.id] = {node: mean / sum(means.values()) for node, mean in means.items()}
    return shares


def trimmed_mean(figures: Sequence[float], trim: float) -> float:
    """Return the mean without the share *trim* of *figures* at either end, rounded down.

    J. W. Tukey, "The future of data analysis", Annals of Mathematical Statistics 33 (1962).

    >>> trimmed_mean([10, 20, 30, 40, 100], 0.2), trimmed_mean([10, 20], 0.2)
    (30.0, 15.0)
    """
    cut = int(trim * len(figures) + _SLACK)
    return fmean(sorted(figures)[cut : len(figures) - cut])


def _allotted(points: Sequence[float], trim: float) -> Allotted:
    deviation = stdev(points) if len(points) > 1 else None
    ends = min(points), max(points)
    return Allotted(len(points), fmean(points), trimmed_mean(points, trim), deviation, ends)


def _siblings_checked(
    opinion: Opinion, families: Mapping[str, Family], total: float, problems: list[Problem]
) -> dict[str, float]:
    whole: dict[str, float] = {}
    for family in families.values():
        given = {node: opinion.figures[node] for node in family.ids() if node in opinion.figures}
        if given and _adds_up(opinion, _named(family.children), family.title, total, problems):
            whole |= given
    return whole


def _leaves_added(
    opinion: Opinion, families: Mapping[str, Family], total: float, problems: list[Problem]
) -> dict[str, float]:
    """Return the points of leaves, and of every node those below it."""
    named = _named([leaf for _, leaf in leaves(families).values()])
    if not opinion.figures or not _adds_up(opinion, named, _TREE, total, problems):
        return {}
    return {
        node.id: sum(opinion.figures[leaf.id] for leaf in ends_below(node, families))
        for family in families.values()
        for node in family.children
    }


def _named(nodes: Sequence[Node]) -> dict[str, str]:
    return {node.id: node.title for node in nodes}


def _adds_up(
    opinion: Opinion,
    nodes: Mapping[str, str],
    title: str | Phrase,
    total: float,
    problems: list[Problem],
) -> bool:
    blanks = [node for node in nodes if node not in opinion.figures]
    for node in blanks:
        where = opinion.places.get(node, opinion.sheet)
        told = _BLANK(expert=opinion.expert, name=nodes[node])
        problems.append(Problem(where, told, _WRITE_ZERO()))
    points = sum(opinion.figures[node] for node in nodes if node in opinion.figures)
    if not blanks and not isclose(points, total, abs_tol=_SLACK):
        figures = {"points": plain(points), "total": plain(total)}
        where = opinion.places[next(iter(nodes))]
        wrong = _WRONG_SUM(
            expert=opinion.expert, title=title() if isinstance(title, Phrase) else title, **figures
        )
        problems.append(Problem(where, wrong, _MAKE_IT(total=plain(total))))
        return False
    return not blanks


_TREE = Phrase("全部末级指标", "all indicators")
_NOTHING = Phrase("没有分配任何分数", "no points were given")
_FILL_IN = Phrase("请填写后再汇总", "Fill it in")
_BLANK = Phrase("{expert}没有给「{name}」分数", '{expert} gave "{name}" no figure')
_WRITE_ZERO = Phrase("不给分请写 0；整组不评请整组留空", "Write 0, or leave the whole group blank")
_WRONG_SUM = Phrase(
    "{expert}给「{title}」各指标的分数合计 {points}，不是 {total}",
    '{expert} gave {points} in all within "{title}", not {total}',
)
_MAKE_IT = Phrase("请改到合计为 {total}", "Make it {total}")
