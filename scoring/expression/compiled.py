"""An expression that was vetted and parsed once."""

import ast
from dataclasses import dataclass

from scoring.errors import Problem, RulesetError
from scoring.expression import source as text
from scoring.expression.naming import Scope
from scoring.expression.source import names_in
from scoring.expression.vetting import Vetter
from scoring.words import Phrase


@dataclass(frozen=True, slots=True)
class Expression:
    """*tree* is evaluated by ``evaluate_expression``; *names* are the names it reads."""

    source: str
    tree: ast.expr
    names: frozenset[str]

    @property
    def reads_scores(self) -> bool:
        """Whether it asks for what departments got, which moves when weights do."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return any(isinstance(f, ast.Name) and f.id in ("rate", "points") for f in calls)


def compile_expression(source: str, scope: Scope) -> Expression:
    """Return *source* ready to evaluate.

    Raises RulesetError for what ``vet`` would report; a ruleset that was read has none.
    """
    tree, flaws = text.parse(source)
    if tree is not None:
        vetter = Vetter(source, scope)
        vetter.kind_of(tree)  # turns the dates in quotes into day numbers
        flaws = vetter.flaws
    if tree is None or flaws:
        raise RulesetError(
            Problem(_PLACE.zh.format(source=source), f.problem, f.remedy) for f in flaws
        )
    return Expression(source, tree, names_in(source))


_PLACE = Phrase("表达式 {source}", "expression {source}")
