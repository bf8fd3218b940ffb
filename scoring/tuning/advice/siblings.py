"""What the data suggest for each family of siblings, and what that makes with what is approved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.errors import Problem, WeightError, use_instead
from scoring.plan import Plan
from scoring.points import Floats
from scoring.tuning.advice.combination import (
    Combined,
    additive,
    least_squares,
    multiplicative,
)
from scoring.tuning.advice.objective import METHODS, Note, suggest
from scoring.tuning.expert.hierarchy import Family, families
from scoring.words import Phrase

COMBINATIONS = ("none", "additive", "multiplicative", "least_squares")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which method's weights are combined with the approved ones, and how.

    *combine* is one of COMBINATIONS: none takes the data's alone; *alpha* is how much of the
    additive one is approved.
    """

    method: str = "entropy"
    combine: str = "additive"
    alpha: float = 0.5

    def __post_init__(self) -> None:
        """Raise WeightError for a method, a combination or an alpha that there is not."""
        names = (("method", self.method, METHODS), ("combine", self.combine, COMBINATIONS))
        problems = [
            Problem(key, _NO_SUCH(name=name), use_instead(str(name), known))
            for key, name, known in names
            if name not in known
        ]
        if not isinstance(self.alpha, int | float) or not 0 <= self.alpha <= 1:
            problems.append(Problem("alpha", _NO_PART(alpha=self.alpha), _A_PART()))
        if problems:
            raise WeightError(problems)


@dataclass(frozen=True, slots=True, eq=False)
class Suggested:
    """The shares of one *family*: *approved*, by each method (None: no answer), and *combined*."""

    family: Family
    approved: Floats
    by_method: Mapping[str, Floats | None]
    combined: Combined
    notes: tuple[Note, ...]

    def shares(self, of: Floats | None) -> dict[str, float]:
        """Return *of* by the ids of the siblings; what is approved where there is no answer."""
        values = self.approved if of is None else of
        return dict(zip(self.family.ids(), values.tolist(), strict=True))


def suggestions(
    plan: Plan, rates: Floats, recipe: Recipe, language: str | None = None
) -> Iterator[Suggested]:
    """Yield what the *rates* of nodes suggest for each family, those siblings that weigh anything.

    An indicator that weighs nothing stays out: to count it is not for the data to decide.
    Families are named in *language*.
    """
    for family in families(plan.ruleset, language).values():
        weights = np.array([float(plan.weights[-1][name]) for name in family.ids()])
        if weights.any():
            numbers = [plan.numbers[name] for name in family.ids()]
            yield _suggested(family, weights / weights.sum(), rates[numbers], recipe)


def _suggested(family: Family, approved: Floats, rates: Floats, recipe: Recipe) -> Suggested:
    places = np.flatnonzero(approved)
    notes: list[Note] = []
    by_method: dict[str, Floats | None] = {}
    for method in METHODS:
        found = suggest(method, rates[places])
        notes += [_placed(note, places) for note in found.notes]
        by_method[method] = None if found.shares is None else _spread(found.shares, approved)
    notes += [Note(place, _WEIGHTLESS()) for place in np.flatnonzero(approved == 0).tolist()]
    combined, note = _combined(approved, by_method[recipe.method], recipe)
    notes += [note] if note else []
    return Suggested(family, approved, by_method, combined, tuple(notes))


def _spread(shares: Floats, approved: Floats) -> Floats:
    whole = np.zeros(len(approved))
    whole[approved > 0] = shares
    return whole


def _placed(note: Note, places: np.ndarray) -> Note:
    return note if note.place is None else Note(int(places[note.place]), note.message)


def _combined(
    approved: Floats, suggested: Floats | None, recipe: Recipe
) -> tuple[Combined, Note | None]:
    if suggested is None:
        return Combined(approved, 1.0), None
    if recipe.combine == "additive":
        return additive(approved, suggested, recipe.alpha), None
    if recipe.combine == "least_squares":
        mixture = least_squares(approved, suggested)
        return mixture, None if mixture.approved else Note(None, _NONE_APPROVED())
    if recipe.combine == "multiplicative":
        return multiplicative(approved, suggested), None
    return Combined(suggested, 0.0), None


_NO_SUCH = Phrase("没有名为「{name}」的方法", 'there is no method "{name}"')
_NO_PART = Phrase("{alpha} 不在 0 至 1 之间", "{alpha} is not from 0 to 1")
_A_PART = Phrase(
    "请填现行权重所占的比例，如 0.5", "Give the share of what is approved, such as 0.5"
)
_WEIGHTLESS = Phrase(
    "现行权重为 0，不参与数据赋权", "it weighs nothing as approved, and is left out"
)
_NONE_APPROVED = Phrase(
    "现行权重过于平均，最小二乘组合不取现行权重，只取数据权重",
    "what is approved is so even that the least-squares mixture takes none of it",
)
