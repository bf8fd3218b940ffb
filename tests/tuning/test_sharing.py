"""From shares of siblings to weights that add up, on a step and within bounds."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from expert_trees import dimension, leaf, tree
from hypothesis import given
from hypothesis import strategies as st
from shipped import EDITIONS, shipped

from scoring.model import Tune
from scoring.ruleset import ruleset_from
from scoring.tuning.expert.hierarchy import ROOT, chosen, families, leaves
from scoring.tuning.expert.sharing import weights_by
from scoring.tuning.sets.steps import within

KUNMING = shipped("kunming-department@2019")
OTHERS = ("benefits", "allocation", "execution", "duties")
fractions = st.fractions(0, 1, max_denominator=1000)


def nodes(children):
    for child in children:
        yield child
        yield from nodes(getattr(child, "children", ()))


@pytest.mark.parametrize("name", EDITIONS)
def test_without_shares_every_weight_stays(name):
    ruleset = shipped(name)
    weights = weights_by(ruleset, {})

    assert {key: w.written for key, w in weights.items()} == {
        node.id: node.weight for node in nodes(ruleset.indicators)
    }


@given(st.lists(st.floats(0.001, 1), min_size=5, max_size=5))
def test_siblings_add_up_to_their_node_within_their_bounds(values):
    shares = dict(zip(families(KUNMING)[ROOT].ids(), values, strict=True))
    weights = weights_by(KUNMING, {ROOT: {k: v / sum(values) for k, v in shares.items()}})

    assert sum(weights[node.id].written for node in KUNMING.indicators) == 100
    for node in KUNMING.indicators:
        assert sum(weights[c.id].written for c in node.children) == weights[node.id].written
    for node in nodes(KUNMING.indicators):
        assert node.tune.min <= weights[node.id].written <= node.tune.max
        assert weights[node.id].written % Decimal(str(node.tune.step)) == 0


def test_a_step_may_be_asked_for():
    thirds = {"fin_rules": 1 / 3, "disclosure": 1 / 3, "asset_management": 1 / 3}
    weights = weights_by(KUNMING, {"management": thirds}, Decimal("0.01"))

    assert [weights[name].written for name in thirds] == [5, 5, 5]


def tuned(**tunes):
    """Return Kunming's ruleset with other ``tune`` bounds of its nodes, by id."""

    def changed(node):
        below = (
            {"children": tuple(map(changed, node.children))} if hasattr(node, "children") else {}
        )
        return replace(node, tune=tunes.get(node.id, node.tune), **below)

    return replace(KUNMING, indicators=tuple(map(changed, KUNMING.indicators)))


def test_locked_children_hold_their_node():
    locked = tuned(
        **dict.fromkeys(("fin_rules", "disclosure", "asset_management"), Tune(lock=True))
    )
    weights = weights_by(locked, {ROOT: {"management": 0.6} | dict.fromkeys(OTHERS, 0.1)})

    assert weights["management"].written == 15
    assert weights["management"].exact == 60


def test_bounds_that_no_weights_keep_are_passed():
    greedy = tuned(**dict.fromkeys(families(KUNMING)[ROOT].ids(), Tune(min=50, step=1)))
    weights = weights_by(greedy, {ROOT: {"management": 0.6} | dict.fromkeys(OTHERS, 0.1)})

    assert weights["management"].written == 60
    assert [weights[name].written for name in OTHERS] == [10, 10, 10, 10]


@given(
    st.lists(st.tuples(fractions, st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8),
    st.data(),
)
def test_shares_within_ranges(rows, data):
    shares, lows, extra = zip(*rows, strict=True)
    ranges = [(low, low + more) for low, more in zip(lows, extra, strict=True)]
    total = data.draw(st.integers(sum(lows), sum(lows) + sum(extra)))
    shared = within(Fraction(total), shares, ranges)

    assert sum(shared) == total
    assert all(low <= share <= high for share, (low, high) in zip(shared, ranges, strict=True))


def test_without_any_share_all_get_the_same():
    assert within(Fraction(6), [Fraction(0)] * 3, [(0, 6)] * 3) == [2, 2, 2]


def test_siblings_may_move_by_different_steps():
    ruleset = tuned(
        fin_rules=Tune(step=1), disclosure=Tune(step=0.5), asset_management=Tune(step=0.5)
    )
    shares = {"fin_rules": 0.36, "disclosure": 0.35, "asset_management": 0.29}
    weights = weights_by(ruleset, {"management": shares})

    assert [weights[name].written for name in shares] == [5, Decimal("5.5"), Decimal("4.5")]


def test_a_step_that_cannot_add_up_is_made_finer():
    shares = {"fin_rules": 0.4, "disclosure": 0.4, "asset_management": 0.2}
    weights = weights_by(KUNMING, {"management": shares}, Decimal(4))

    assert sum(weights[name].written for name in shares) == weights["management"].written


def test_families_are_nodes_whose_children_share_out_their_weight():
    assert list(families(KUNMING)) == [
        ROOT, "benefits", "allocation", "execution", "management", "duties",
    ]  # fmt: skip
    assert list(chosen(KUNMING, ("职责履行良好", "benefits"))) == ["benefits", "duties"]


def test_leaves_come_once_as_in_the_tree_with_the_title_above():
    wrapped = dimension("B", 40, dimension("BB", 40, leaf("b1", 30), leaf("b2", 10)))
    ruleset = ruleset_from(tree(dimension("A", 60, leaf("a1", 60)), wrapped))
    found = leaves(families(ruleset))

    assert [(name, above) for name, (above, _) in found.items()] == [
        ("a1", "A"),
        ("b1", "BB"),
        ("b2", "BB"),
    ]
