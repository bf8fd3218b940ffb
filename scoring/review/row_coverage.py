"""What can happen to the rows that make up one indicator: which rule judged them, and how."""

from collections.abc import Iterator

import numpy as np

from scoring.methods import Rows
from scoring.plan import Leaf
from scoring.review.sight import Counted, Flags, Sight
from scoring.words import Phrase


def row_items(sight: Sight, number: int, leaf: Leaf, asserted: Flags) -> Iterator[Counted]:
    """Yield who has rows of each rule: with full marks, and with marks lost."""
    held = sight.scores.rows[number]
    method: Rows = leaf.indicator.method
    owners = held.owners(slice(0, sight.size))
    names = method.names_of_rules(sight.explainer.row_teller(number).condition)
    for place, name in enumerate(names):
        judged = (held.rules == place) & (held.states == 0) & (held.marks > 0)
        for phrase, so in ((_FULL, held.points == held.marks), (_LOST, held.points < held.marks)):
            took = np.bincount(owners[judged & so], minlength=sight.size) > 0
            yield sight.count(phrase(rows=name), took, asserted)


_FULL = Phrase("{rows}得满分", "{rows}: full marks")
_LOST = Phrase("{rows}失分", "{rows}: marks lost")
