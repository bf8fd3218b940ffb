"""The tree as experts judge it: each node whose children share out its weight."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.errors import Problem, ScoringError, use_instead
from scoring.model import Dimension, Indicator, Ruleset
from scoring.names import fold
from scoring.words import Phrase

ROOT = "total"  # as the tie breakers of a ruleset call it
SHARED_OUT = ("sum", "geometric_mean")
Node = Dimension | Indicator


@dataclass(frozen=True, slots=True)
class Family:
    """A node, or the ROOT, whose weight its children, two or more, share out."""

    id: str
    title: str
    children: tuple[Node, ...]

    def ids(self) -> list[str]:
        """Return the ids of the children."""
        return [child.id for child in self.children]

    def titles(self) -> list[str]:
        """Return the titles of the children."""
        return [child.title for child in self.children]

    def names(self) -> list[str]:
        """Return what forms call the children: their titles, with ids where some share one."""
        return [*names_of({self.id: self}).values()]

    def child_called(self, name: str) -> int | None:
        """Return the place of the child of that id, title or name, None if no one is meant."""
        wanted = fold(name)
        for names in (self.ids(), self.titles(), self.names()):
            found = [place for place, each in enumerate(names) if fold(each) == wanted]
            if len(found) == 1:
                return found[0]
        return None


def families(ruleset: Ruleset, language: str | None = None) -> dict[str, Family]:
    """Return each family by the id of its node, as in the tree, the ROOT first.

    The ROOT is called in *language*, by default the ruleset's.

    The children of a node that counts the best or the worst of them, or pools them, do not
    share out its weight; there is nothing to compare.
    """
    found = {} if len(ruleset.indicators) < 2 else {ROOT: _root(ruleset, language)}
    return found | {family.id: family for family in _below(ruleset.indicators)}


def leaves(families: Mapping[str, Family]) -> dict[str, tuple[str, Node]]:
    """Return what the tree of *families* ends in, by id, with the title of the node above it.

    They come as in the tree; an only child stands for its parents.
    """
    found: dict[str, tuple[str, Node]] = {}
    for family in families.values():
        for child in family.children:
            for above, end in _ends(child, family.title, families):
                found.setdefault(end.id, (above, end))
    return found


def ends_below(node: Node, families: Mapping[str, Family]) -> list[Node]:
    """Return the leaves among which points given to *node* are shared out: itself, if it is one."""
    return [end for _, end in _ends(node, "", families)]


def _ends(node: Node, above: str, families: Mapping[str, Family]) -> Iterator[tuple[str, Node]]:
    children: tuple[Node, ...] = ()
    if node.id in families:
        children = families[node.id].children
    elif isinstance(node, Dimension) and node.aggregate in SHARED_OUT and len(node.children) == 1:
        children = node.children
    for child in children:
        yield from _ends(child, node.title, families)
    if not children:
        yield above, node


def names_of(families: Mapping[str, Family]) -> dict[str, str]:
    """Return by id what the children of *families* are called: titles, with ids where shared."""
    titles = {child.id: child.title for f in families.values() for child in f.children}
    counts = Counter(titles.values())
    return {name: t if counts[t] == 1 else f"{t} [{name}]" for name, t in titles.items()}


def chosen(
    ruleset: Ruleset, ids: Sequence[str] = (), language: str | None = None
) -> dict[str, Family]:
    """Return the families of the nodes named by *ids* (id or title), or all if there are none.

    ScoringError for another name, and where no node shares out its weight.
    """
    known = families(ruleset, language)
    if not known:
        raise ScoringError([Problem(ruleset.title, _NOTHING_TO_SHARE(), _ADD_INDICATORS())])
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


def _root(ruleset: Ruleset, language: str | None) -> Family:
    return Family(ROOT, _TOTAL().say(language or ruleset.language), ruleset.indicators)


def _below(nodes: tuple[Node, ...]) -> Iterator[Family]:
    for node in nodes:
        if isinstance(node, Dimension):
            if node.aggregate in SHARED_OUT and len(node.children) > 1:
                yield Family(node.id, node.title, node.children)
            yield from _below(node.children)


_TOTAL = Phrase("总分", "Total")
_NO_FAMILY = Phrase(
    "不是下设指标并分配其权重的节点", "this is no node whose weight its children share out"
)
_NOTHING_TO_SHARE = Phrase(
    "没有两个以上指标分配同一权重，无需征求专家意见",
    "no two indicators share out a weight: there is nothing to ask experts",
)
_ADD_INDICATORS = Phrase(
    "请在评分规则中设两个以上指标", "Give the ruleset two indicators or more that add up"
)
