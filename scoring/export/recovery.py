"""What it takes to reach the next grade: the cheapest lost points first, and what else it hangs on.

Cheapest is what was merely not submitted; then what brings most at once; last what a reviewer
decided, which no figure will change. Every other mark, and every other department, is taken as
it is.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from scoring.export.figures import mark, percent
from scoring.export.losses import Loss, joined, losses, losses_on_top, path_of
from scoring.export.rules import leaves_of
from scoring.words import Phrase

Entry = Mapping[str, Any]
Report = Mapping[str, Any]


class Step(NamedTuple):
    """Lost points to win back: on what, how many, the total then, and how."""

    title: str
    points: int
    total: int
    remedy: str


class Recovery(NamedTuple):
    """The way to the next grade: a sentence on where it stands, the steps, and the conditions."""

    summary: str
    steps: tuple[Step, ...] = ()
    conditions: tuple[str, ...] = ()


class _Lost(NamedTuple):
    title: str
    points: int
    remedy: str
    effort: int


SUBMITTED_LATE, USUAL, DECIDED = range(3)


def recovery(department: Entry, report: Report) -> Recovery | None:
    """Return how *department* could reach the next grade; None where there are no grades.

    Points are whole numbers of the finest mark of the report (`unit_of`).
    """
    grades, language = report["rules"]["grades"], report["language"]
    if not grades:
        return None
    if department["status"] != "ranked":
        return Recovery(_UNRANKED().say(language))
    titles = [grade["title"] for grade in grades]
    place = titles.index(department["grade"]) if department["grade"] in titles else len(grades)
    if not place:
        return Recovery(_TOP(grade=department["grade"]).say(language))
    return _towards(grades[place - 1], department, report)


def unit_of(report: Report) -> int:
    """Return how many of the finest marks of *report* make a point."""
    return int(10 ** max(report["ruleset"]["decimals"].values()))


def marks(points: float, report: Report) -> int:
    """Return *points* as whole numbers of the finest mark."""
    return round(points * unit_of(report))


def _towards(grade: Entry, department: Entry, report: Report) -> Recovery:
    language = report["language"]
    total, needed = (marks(points, report) for points in (department["total"], grade["at_least"]))
    told = {"grade": grade["title"], "least": _told(needed, report)}
    conditions = list(_conditions(grade, department, language))
    if total >= needed:
        return Recovery(_REACHED(**told).say(language), (), tuple(conditions))
    # What a veto took comes back only with the veto, and nothing else counts before.
    vetoed = _lost(losses_on_top({**department, "adjustments": []}, language), report, {})
    gap = needed - total - sum(lost.points for lost in vetoed)
    chosen = [*vetoed, *_cheapest(_recoverable(department, report), gap)]
    totals = accumulate((lost.points for lost in chosen), initial=total)
    next(totals)
    steps = tuple(
        Step(lost.title, lost.points, then, lost.remedy)
        for lost, then in zip(chosen, totals, strict=True)
    )
    conditions += _compared(steps, department, report)
    told |= {"gap": _told(needed - total, report), "count": len(steps)}
    phrase = _STEPS if steps and steps[-1].total >= needed else _NOT_ENOUGH
    return Recovery(phrase(**told).say(language), steps, tuple(conditions))


def _recoverable(department: Entry, report: Report) -> list[_Lost]:
    """Return what the department lost, one entry for each indicator, the cheapest first."""
    adjustments = [change for change in department["adjustments"] if change["id"] != "limit"]
    on_top = {**department, "vetoes": [], "adjustments": adjustments}
    overridden = {override["indicator"] for override in department["overrides"]}
    efforts = {
        path_of(indicator): DECIDED if indicator["id"] in overridden else SUBMITTED_LATE
        for indicator in department["indicators"]
        if indicator["id"] in overridden or indicator["status"] == "missing"
    }
    every = (*losses(department), *losses_on_top(on_top, report["language"]))
    return sorted(_lost(every, report, efforts), key=lambda lost: (lost.effort, -lost.points))


def _lost(
    found: Iterable[Loss], report: Report, efforts: Mapping[tuple[str, ...], int]
) -> list[_Lost]:
    """Return losses with those of one indicator put together."""
    together: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for loss in found:
        together.setdefault(loss.path, []).append(loss.deduction)
    return [
        _Lost(
            joined(path),
            sum(marks(deduction["points"], report) for deduction in deductions),
            " ".join(dict.fromkeys(d["remedy"] for d in deductions if d["remedy"])),
            efforts.get(path, USUAL),
        )
        for path, deductions in together.items()
    ]


def _cheapest(lost: list[_Lost], gap: int) -> list[_Lost]:
    """Return the first of *lost* that bridge *gap*, without those that turn out needless."""
    chosen, won = [], 0
    for candidate in lost:
        if won >= gap:
            break
        chosen.append(candidate)
        won += candidate.points
    for candidate in sorted(chosen, key=lambda lost: lost.points):
        if won - candidate.points >= gap:
            chosen.remove(candidate)
            won -= candidate.points
    return chosen


def _conditions(grade: Entry, department: Entry, language: str) -> Iterable[str]:
    """Yield what a total alone does not decide."""
    for veto in department["vetoes"]:
        yield _VETO(title=veto["title"], effect=veto["effect"]).say(language)
    if grade["quota"] is not None:
        told = {"grade": grade["title"], "quota": percent(grade["quota"])}
        yield _QUOTA(**told).say(language)


def _compared(steps: Iterable[Step], department: Entry, report: Report) -> Iterable[str]:
    """Yield which of *steps* depend on what other departments do."""
    relative = {leaf["id"] for leaf in leaves_of(report["rules"]) if leaf["method"] == "relative"}
    compared = {joined(path_of(i)) for i in department["indicators"] if i["id"] in relative}
    titles = [step.title for step in steps if step.title in compared]
    if titles:
        yield _COMPARED(titles=titles).say(report["language"])


def _told(points: int, report: Report) -> str:
    return mark(points / unit_of(report), report["ruleset"]["decimals"]["total"])


_UNRANKED = Phrase(
    "未参加排名，暂无等级：先解决不能参加排名的问题，再谈等级",
    "Not ranked, and so without a grade: what keeps it out of the ranking comes first",
)
_TOP = Phrase("已是最高等级「{grade}」", 'This is the highest grade, "{grade}"')
_REACHED = Phrase(
    "总分已达「{grade}」的 {least} 分，未评为「{grade}」是因为以下条件",
    'The total has reached the {least} of "{grade}"; what stands in the way is below',
)
_STEPS = Phrase(
    "距「{grade}」（{least} 分）还差 {gap} 分。挽回以下 {count} 项即可达到"
    "（未提供的补报即可，排在最前；其余先取失分多的；假定其他得分不变）",
    '{gap} short of "{grade}" ({least}). Winning back what follows ({count}) is enough (first what '
    "was merely not submitted, then the greatest losses; all else unchanged)",
)
_NOT_ENOUGH = Phrase(
    "距「{grade}」（{least} 分）还差 {gap} 分，以下失分全部挽回仍不够",
    '{gap} short of "{grade}" ({least}); winning back all of these is not enough',
)
_VETO = Phrase(
    "已触发一票否决「{title}」（{effect}），消除后方能提高",
    'The veto "{title}" applies ({effect}); nothing improves before it is lifted',
)
_QUOTA = Phrase(
    "「{grade}」有名额限制（不超过 {quota}），达到分数后还须名次在名额之内",
    '"{grade}" has a quota (at most {quota}): the rank must lie within it too',
)
_COMPARED = Phrase(
    "「{titles}」为横向比较，得分还取决于其他部门",
    '"{titles}" compares departments: its points depend on the others too',
)
