"""Profiles beside other weights: those that no longer add up follow, the others keep their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.errors import Problem, WeightError
from scoring.expression.scopes import nodes_of
from scoring.model import Dimension, Indicator, Ruleset
from scoring.tuning.sets.family import Wish, decimal_of
from scoring.tuning.sets.fitting import complete, profile_problems
from scoring.tuning.sets.steps import Range, on_steps, within
from scoring.tuning.sets.weight_set import WeightSet
from scoring.weights import Node
from scoring.words import Message, Phrase

Given = Mapping[str, Decimal]
_FINER = tuple(map(Fraction, ("1", "1/2", "1/10", "1/100")))


def profiles_in_step(
    ruleset: Ruleset, weights: Given, base: WeightSet | None = None
) -> dict[str, Given]:
    """Return what a set of complete *weights* must say of profiles so that all of them add up.

    What *base* says holds where it adds up. A profile that does not has its own weights moved as
    those of the same nodes move from *base* (by default the ruleset), within bounds and on steps;
    what it leaves at 0 stays there. WeightError names the profiles for which no weights are found.
    """
    now = complete(ruleset, base.weights if base else {})
    given = dict(base.profiles) if base else {}
    for profile in ruleset.profiles:
        if dict(profile_problems(ruleset, weights, given)).get(profile.name):
            own = {**profile.weights, **given.get(profile.name, {})}
            given[profile.name] = _Following(ruleset, own, now, weights).weights()
    problems = dict(profile_problems(ruleset, weights, given))
    if problems:
        raise WeightError(
            Problem(f"profiles/{name}", problem, _ADJUST(name=name))
            for name, problem in problems.items()
        )
    return given


def profile_notes(ruleset: Ruleset, made: WeightSet) -> Iterator[Message]:
    """Yield for which departments the new weights of *made* do not hold, or not as they are."""
    weights = complete(ruleset, made.weights)
    titles = {n.id: n.title for n in nodes_of(ruleset.indicators) if weights[n.id] != n.weight}
    for profile in ruleset.profiles:
        own = {**profile.weights, **made.profiles.get(profile.name, {})}
        if own != profile.weights:
            yield _FOLLOWS(name=profile.name)
        elif kept := [titles[name] for name in own if name in titles]:
            yield _KEEPS(name=profile.name, titles=kept)


def _names(own: Given, node: Node) -> bool:
    below = node.children if isinstance(node, Dimension) else ()
    return node.id in own or any(_names(own, child) for child in below)


@dataclass(frozen=True, slots=True)
class _Following:
    """The weights *own* to a profile, while those of all move from *before* to *after*."""

    ruleset: Ruleset
    own: Given
    before: Given
    after: Given

    def weights(self) -> dict[str, Decimal]:
        """Return the profile's weights moved along; those it has where none add up."""
        leaves = {n.id for n in nodes_of(self.ruleset.indicators) if isinstance(n, Indicator)}
        plain = {name: weight for name, weight in self.before.items() if name in leaves}
        now = complete(self.ruleset, {**plain, **self.own})
        wish = Wish(self.ruleset, {}, {name: Fraction(weight) for name, weight in now.items()})
        found: dict[str, Decimal] = {}
        self._share(wish, wish.root(), Fraction(self.ruleset.full_marks), found)
        return {**self.own, **found}

    def _share(
        self, wish: Wish, node: Dimension, total: Fraction, found: dict[str, Decimal]
    ) -> None:
        """Enter the weights of what the profile names below *node*, which weighs *total*."""
        children = node.children
        ranges = [self._range(wish, child) for child in children]
        low, high = (sum((ends[side] for ends in ranges), Fraction()) for side in (0, 1))
        if not wish.is_shared_out(node) or not low <= total <= high:
            return
        wanted = within(total, [self._moved(wish, child) for child in children], ranges)
        steps = wish.steps(children)
        grids = [steps, *([min(step, finest) for step in steps] for finest in _FINER)]
        tries = (on_steps(wanted, grid, ranges, total) for grid in grids)
        for child, weight in zip(children, next(filter(None, tries), ()), strict=False):
            if child.id in self.own:
                found[child.id] = decimal_of(weight)
            elif isinstance(child, Dimension) and _names(self.own, child):
                self._share(wish, child, weight, found)

    def _moved(self, wish: Wish, node: Node) -> Fraction:
        """Return what a node weighs in the profile, moved as its weight for all others is."""
        own, before = wish.now[node.id], Fraction(self.before[node.id])
        return own * Fraction(self.after[node.id]) / before if before else own

    def _range(self, wish: Wish, node: Node) -> Range:
        """Return between what a node may weigh: what the profile does not name is given."""
        if not _names(self.own, node):
            return Fraction(self.after[node.id]), Fraction(self.after[node.id])
        now = wish.now[node.id]
        if isinstance(node, Dimension) and node.id not in self.own:
            ends = [self._range(wish, child) for child in node.children]
            return sum((e[0] for e in ends), Fraction()), sum((e[1] for e in ends), Fraction())
        low, high = wish.own_range(node)
        return (min(low, now), max(high, now)) if now else (now, now)


_ADJUST = Phrase(
    "请改用别的分值，或先在评分规则的 profiles 中调整「{name}」的权重",
    'Ask for other weights, or change those of "{name}" in the ruleset\'s profiles first',
)
_FOLLOWS = Phrase(
    "适用「{name}」权重的部门：其另定的权重已随之调整，合计不变",
    'departments under the profile "{name}": its own weights were moved along, and add up',
)
_KEEPS = Phrase(
    "适用「{name}」权重的部门不受影响：{titles}仍按「{name}」另定的权重",
    'departments under the profile "{name}" keep its own weights of {titles}',
)
