"""A ruleset's own things in words: expressions in titles, rules by their methods, policies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import nan

from scoring.explanation.explainer import basis_text
from scoring.explanation.inputs import after_figure, titles_of
from scoring.expression.scopes import nodes_of
from scoring.expression.telling import tell_expression
from scoring.methods import Telling
from scoring.model import Policy, Ruleset
from scoring.plan import Leaf, Plan, compile_plan
from scoring.words import CHINESE, Message, Phrase, plain


@dataclass(frozen=True, slots=True)
class Voice:
    """Tells of one ruleset in one language; *titles* are of names, *nodes* of indicators."""

    plan: Plan
    language: str
    titles: Mapping[str, str]
    nodes: Mapping[str, str]

    @property
    def ruleset(self) -> Ruleset:
        return self.plan.ruleset

    @property
    def is_chinese(self) -> bool:
        return self.language == CHINESE

    def say(self, message: Message) -> str:
        return message.say(self.language)

    def expression(self, source: str) -> str:
        return self._in_titles(self.titles, source)

    def _in_titles(self, titles: Mapping[str, str], source: str) -> str:
        return tell_expression(source, titles, self.nodes).say(self.language)

    def _titles_for(self, leaf: Leaf) -> Mapping[str, str]:
        """Return what names mean in an indicator's rule: columns too, where it judges rows."""
        if not leaf.rows:
            return self.titles
        table = self.ruleset.tables[leaf.rows.table]
        columns = {name: field.title for name, field in table.fields.items()}
        return {**self.titles, table.id: table.title, **columns}

    def rule(self, leaf: Leaf) -> list[str]:
        """Return the clauses of an indicator's rule, at the weight it was declared with."""
        telling = blank_telling(leaf, partial(self._in_titles, self._titles_for(leaf)))
        clauses = [self.say(clause) for clause in leaf.indicator.method.describe(telling)]
        return [*clauses, self.say(_FIXED())] if leaf.indicator.method.fixed else clauses

    def policy(self, policy: Policy) -> str:
        target = self.nodes.get(policy.target, policy.target)
        return self.say(POLICIES[policy.name](target=target))

    def basis(self, name: str) -> str:
        return basis_text(self.ruleset.basis.get(name))

    def basis_number(self, name: str) -> str:
        """Return the number of a document in the list of bases, for tables."""
        known = list(self.ruleset.basis)
        return f"[{known.index(name) + 1}]" if name in known else ""


def blank_telling(leaf: Leaf, condition: Callable[[str], str]) -> Telling:
    """Return what tells an indicator's rule, at its declared weight and of no department.

    *condition* tells expressions.
    """
    return Telling(
        title=leaf.indicator.title,
        value=nan,
        operands={},
        unit=leaf.unit,
        decimals=leaf.shown_decimals,
        full_marks=float(leaf.indicator.weight),
        condition=condition,
    )


def voice_of(ruleset: Ruleset, language: str | None = None, figures: bool = False) -> Voice:
    """Return what tells of *ruleset*; with *figures* a parameter is told with what it is."""
    return voice_for(compile_plan(ruleset), language, figures)


def voice_for(plan: Plan, language: str | None = None, figures: bool = False) -> Voice:
    """Return what tells of the ruleset of *plan*, as ``voice_of`` does."""
    ruleset = plan.ruleset
    spoken = language or ruleset.language
    titles = dict(titles_of(plan))
    if figures:
        for name, given in ruleset.parameters.items():
            told = {"title": given.title or name, "figure": plain(given.value)}
            unit = after_figure(given.unit)
            titles[name] = _WITH_FIGURE(**told, unit=unit).say(spoken)
    nodes = {node.id: node.title for node in nodes_of(ruleset.indicators)}
    return Voice(plan, spoken, titles, nodes)


POLICIES = {
    "full_marks": Phrase("计满分", "full marks"),
    "zero": Phrase("计零分", "no marks"),
    "redistribute": Phrase("权重按比例分摊给同级指标", "the weight goes to its siblings"),
    "redistribute_all": Phrase(
        "权重按比例分摊给全部指标", "the weight is spread over all indicators"
    ),
    "move_to": Phrase("权重移至「{target}」", 'the weight moves to "{target}"'),
    "unranked": Phrase("暂不计分，不参加排名", "not scored for now, and unranked"),
}
_FIXED = Phrase("所写分值固定，不随权重调整", "these points stay when weights are tuned")
_WITH_FIGURE = Phrase("{title}（{figure}{unit}）", "{title} ({figure}{unit})")
