"""Targets as they are written on the command line: 甲>乙, 甲>=85, 优=12, 预算执行<=30%."""

import re
from collections.abc import Callable, Sequence
from unicodedata import normalize

from scoring.errors import Problem, WeightError, use_instead
from scoring.evaluation import Scores
from scoring.expression.scopes import nodes_of
from scoring.tuning.sets.making import ids_by_title
from scoring.tuning.solve.targets import AtLeast, Before, Influence, Most, Target
from scoring.words import Phrase

_NUMBER = r"(\d{1,6}(?:\.\d{1,6})?)"
_AT_LEAST = re.compile(rf"(.+?)\s*>=\s*{_NUMBER}")
_BEFORE = re.compile(r"(.+?)\s*>\s*([^=].*)")
_MOST = re.compile(r"(.+?)\s*=\s*(\d{1,6})")
_INFLUENCE = re.compile(rf"(.+?)\s*(<=|>=)\s*{_NUMBER}\s*%")
_WIDE = str.maketrans("＞＝＜％", ">=<%")

Find = Callable[[str], int]


def targets_from(
    scores: Scores,
    wanted: Sequence[str],
    most: Sequence[str],
    influence: Sequence[str],
    find: Find,
) -> list[Target]:
    """Return the targets that texts state; *find* gives the row of a department by name or code.

    WeightError tells every text that states none.
    """
    problems: list[Problem] = []
    found: list[Target] = []
    kinds: tuple[tuple[str, Sequence[str], Callable[[str], Target | Problem]], ...] = (
        ("--target", wanted, lambda text: _about_departments(scores, text, find)),
        ("--most", most, lambda text: _grade(scores, text)),
        ("--influence", influence, lambda text: _influence(scores, text)),
    )
    for option, texts, read in kinds:
        for text in texts:
            target = read(text.strip().replace("≥", ">=").replace("≤", "<=").translate(_WIDE))
            if isinstance(target, Problem):
                problems.append(Problem(f"{option} {text}", target.problem, target.remedy))
            else:
                found.append(target)
    problems += [] if found or problems else [Problem("tune solve", _NONE(), _SAY_ONE())]
    if problems:
        raise WeightError(problems)
    return found


def _about_departments(scores: Scores, text: str, find: Find) -> Target | Problem:
    names = scores.submissions.departments
    if given := _AT_LEAST.fullmatch(text):
        row = find(given[1])
        return AtLeast(row, float(given[2]), str(names[row]))
    if given := _BEFORE.fullmatch(text):
        rows = find(given[1]), find(given[2])
        if rows[0] == rows[1]:
            return Problem("", _ITSELF(), _TWO())
        return Before(*rows, (str(names[rows[0]]), str(names[rows[1]])))
    return Problem("", _UNREAD(), _AS_IN(examples=["甲>乙", "甲>=85"]))


def _grade(scores: Scores, text: str) -> Target | Problem:
    titles = [grade.title for grade in scores.plan.ruleset.grades]
    given = _MOST.fullmatch(text)
    if not given:
        return Problem("", _UNREAD(), _AS_IN(examples=["优=12"]))
    if given[1] not in titles:
        return Problem("", _NO_GRADE(name=given[1]), use_instead(given[1], titles))
    return Most(titles.index(given[1]), int(given[2]), given[1])


def _influence(scores: Scores, text: str) -> Target | Problem:
    given = _INFLUENCE.fullmatch(text)
    if not given:
        return Problem("", _UNREAD(), _AS_IN(examples=["execution<=30%"]))
    ruleset = scores.plan.ruleset
    titles = {node.id: node.title for node in nodes_of(ruleset.indicators)}
    name = normalize("NFKC", given[1])
    node = ids_by_title(ruleset).get(name, name)
    if node not in titles:
        return Problem("", _NO_NODE(name=name), use_instead(name, titles))
    return Influence(node, float(given[3]) / 100, given[2] == "<=", titles[node])


_UNREAD = Phrase("看不懂这个目标", "this target cannot be read")
_AS_IN = Phrase("请按这样写：{examples}", "Write it as in {examples}")
_ITSELF = Phrase("一个部门不能排在自己之前", "a department cannot stand before itself")
_TWO = Phrase("请写两个不同的部门", "Name two departments")
_NO_GRADE = Phrase("没有名为「{name}」的等级", 'there is no grade "{name}"')
_NO_NODE = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
_NONE = Phrase("没有写明目标", "no target is given")
_SAY_ONE = Phrase(
    "请用 --target、--most 或 --influence 写明", "Say it with --target, --most or --influence"
)
