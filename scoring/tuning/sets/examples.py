"""The examples of a ruleset under other weights: what they expect keeps in step, or goes."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.plan import Plan, compile_plan
from scoring.ranking import rank
from scoring.report.departments import Teller
from scoring.report.figures import number
from scoring.review.examples import evaluate_examples, leaf_examples, tell_indicator, try_examples
from scoring.ruleset import ruleset_from
from scoring.ruleset.tree import nodes, same

Json = dict[str, Any]
_STANDING = ("total", "grade", "rank", "status")


def keep_in_step(before: Plan, document: Json) -> tuple[int, int]:
    """Change the figures that examples of *document* expect to what they come to now.

    Only examples that came out as expected *before* are touched; one that no figure can mend,
    such as by a reason that names points, is removed. Returns how many changed and were removed.
    """
    sound = [not trial.differences for trial in try_examples(before)]
    after = compile_plan(ruleset_from(document))
    broken = [bool(trial.differences) for trial in try_examples(after)]
    mended = [is_sound and is_broken for is_sound, is_broken in zip(sound, broken, strict=True)]
    if not any(mended):
        return 0, 0
    written = list(_written(document, after))
    now = [*_leaf_figures(after), *_whole_figures(after)]
    for (_, example), figures, is_mended in zip(written, now, mended, strict=True):
        if is_mended:
            example |= _expected(example, figures)
    again = try_examples(compile_plan(ruleset_from(document)))
    lost = [m and bool(t.differences) for m, t in zip(mended, again, strict=True)]
    for (holder, example), is_lost in zip(written, lost, strict=True):
        if is_lost:
            holder["examples"] = [each for each in holder["examples"] if each is not example]
    return sum(mended) - sum(lost), sum(lost)


def _written(document: Json, plan: Plan) -> Iterator[tuple[Json, Json]]:
    """Yield every example with what holds it, in the order in which they are tried."""
    specs = {same(node.spec["id"]): node.spec for node in nodes(document)}
    for leaf in plan.leaves:
        holder: Any = specs[leaf.id]
        yield from ((holder, example) for example in holder.get("examples", ()))
    yield from ((document, example) for example in document.get("examples", ()))


def _expected(example: Json, figures: Json) -> Json:
    """Return what *example* says of figures, as they are now."""
    changed = {}
    for key, value in example.items():
        if key in figures and isinstance(value, Mapping):
            changed[key] = {name: _shortest(figures[key][same(name)]) for name in value}
        elif key in figures:
            changed[key] = _shortest(figures[key])
    return changed


def _shortest(figure: Any) -> Any:
    """Return a figure as it is best written in JSON, all else as it is."""
    is_whole = isinstance(figure, float) and figure.is_integer()
    return int(figure) if is_whole else figure


def _leaf_figures(plan: Plan) -> Iterator[Json]:
    found = leaf_examples(plan)
    if not found:
        return
    tried = evaluate_examples(plan, [example for _, _, example in found])
    for (leaf, _, _), row in zip(found, tried.rows, strict=True):
        told = tell_indicator(tried.scores, leaf, [row])[0]
        yield {key: told[key] for key in ("points", "full_marks")}


def _whole_figures(plan: Plan) -> Iterator[Json]:
    examples = plan.ruleset.examples
    if not examples:
        return
    tried = evaluate_examples(plan, examples)
    scores, decimals = tried.scores, plan.ruleset.rounding.points
    teller = Teller(scores, rank(scores), [], plan.ruleset.language, explained=False)
    for row in tried.rows:
        told = teller.department(row)
        marks = {"points": scores.points[:, row], "full_marks": scores.marks[scores.patterns[row]]}
        figures = {
            key: {n: number(int(column[i]), decimals) for n, i in plan.numbers.items()}
            for key, column in marks.items()
        }
        yield {**{key: told[key] for key in _STANDING}, **figures}
