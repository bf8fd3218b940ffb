"""The tree as experts judge it: each node whose children share out its weight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.errors import Problem, ScoringError, use_instead
from scoring.model import Dimension, Indicator, Ruleset
from scoring.names import fold
from scoring.words import Phrase

ROOT = "total"  # as the tie breakers of a ruleset call it
SHARED_OUT = ("sum", "geometric_mean")


@dataclass(frozen=True, slots=True)
class Family:
    """A node, or the ROOT, whose weight its children, two or more, share out."""

    id: str
    title: str
    children: tuple[Dimension | Indicator, ...]

    def ids(self) -> list[str]:
        """Return the ids of the children."""
        return [child.id for child in self.children]

    def titles(self) -> list[str]:
        """Return the titles of the children."""
        return [child.title for child in self.children]

    def child_called(self, name: str) -> int | None:
        """Return the place of the child of that id or title, None if no one child is meant."""
        wanted = fold(name)
        for names in (self.ids(), self.titles()):
            found = [place for place, each in enumerate(names) if fold(each) == wanted]
            if len(found) == 1:
                return found[0]
        return None


def families(ruleset: Ruleset) -> dict[str, Family]:
    """Return each family by the id of its node, as in the tree, the ROOT first.

    The children of a node that counts the best or the worst of them, or pools them, do not
    share out its weight; there is nothing to compare.
    """
    found = {} if len(ruleset.indicators) < 2 else {ROOT: _root(ruleset)}
    return found | {family.id: family for family in _below(ruleset.indicators)}


def chosen(ruleset: Ruleset, ids: Sequence[str] = ()) -> dict[str, Family]:
    """Return the families of the nodes named by *ids* (id or title), or all if there are none."""
    known = families(ruleset)
    called: Mapping[str, str] = {fold(f.title): f.id for f in known.values()} | {
        fold(name): name for name in known
    }
    problems = [
        Problem(name, _NO_FAMILY(), use_instead(name, known))
        for name in ids
        if fold(name) not in called
    ]
    if problems:
        raise ScoringError(problems)
    wanted = {called[fold(name)] for name in ids} or set(known)
    return {name: family for name, family in known.items() if name in wanted}


def _root(ruleset: Ruleset) -> Family:
    return Family(ROOT, _TOTAL().say(ruleset.language), ruleset.indicators)


def _below(nodes: tuple[Dimension | Indicator, ...]) -> Iterator[Family]:
    for node in nodes:
        if isinstance(node, Dimension):
            if node.aggregate in SHARED_OUT and len(node.children) > 1:
                yield Family(node.id, node.title, node.children)
            yield from _below(node.children)


_TOTAL = Phrase("总分", "Total")
_NO_FAMILY = Phrase(
    "不是下设指标并分配其权重的节点", "this is no node whose weight its children share out"
)
