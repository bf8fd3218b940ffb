"""The target that two departments change places."""

from scoring.evaluation import Scores
from scoring.ranking import rank
from scoring.tuning.solve.targets import Before
from scoring.words import Phrase


def swapped(scores: Scores, one: int, other: int) -> Before:
    """Return that of two departments (row numbers) the one behind today stands before the other.

    Of equals the first is to go ahead.
    """
    ranks, names = rank(scores).ranks, scores.submissions.departments
    first_leads = (ranks[one] or 10**9, -scores.totals[one]) < (
        ranks[other] or 10**9,
        -scores.totals[other],
    )
    ahead, behind = (other, one) if first_leads else (one, other)
    return Before(ahead, behind, (str(names[ahead]), str(names[behind])))


TWO = Phrase("须写明两个不同的部门", "two different departments are needed")
SAY_TWO = Phrase("请写两次 -d", "Give -d twice")
