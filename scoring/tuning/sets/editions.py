"""A weight set made into a new edition of its ruleset."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from scoring.errors import Problem, WeightError
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.plan import compile_plan
from scoring.review.formatting import formatted
from scoring.ruleset import ruleset_from
from scoring.ruleset.tree import figure, nodes, same
from scoring.tuning.documents import with_weights_written
from scoring.tuning.sets.examples import keep_in_step
from scoring.tuning.sets.fitting import bound_messages, complete
from scoring.tuning.sets.schema import NAME
from scoring.tuning.sets.weight_set import WeightSet
from scoring.words import Message, Phrase


class NewEdition(NamedTuple):
    """The text of a new *edition*, and *notes* on what a person should know of it."""

    edition: str
    text: str
    notes: tuple[Message, ...]


def new_edition(
    ruleset: Ruleset, made: WeightSet, edition: str = "", in_force: str = ""
) -> NewEdition:
    """Return *ruleset* with the weights of *made*, laid out as ``scoring fmt`` does.

    It is *edition* (by default the old one with the set's id), in force from the date *in_force*
    or not yet; its ``changes`` say what moved and why. Rules keep their meaning: scoring with it
    is what ``reweigh`` gives. WeightError for weights outside ``tune``, or for the same edition.
    """
    weights = complete(ruleset, made.weights)
    name = edition or f"{ruleset.edition}-{made.id}"
    problems = list(_refusals(ruleset, made, name))
    if problems:
        raise WeightError(problems)
    document = with_weights_written(ruleset.document, weights, made.profiles)
    document["edition"] = name
    document["changes"] = [text.say(ruleset.language) for text in _changes(ruleset, made)]
    document.pop("in_force", None)
    if in_force:
        document["in_force"] = {"from": in_force, "until": None}
    kept, lost = keep_in_step(compile_plan(ruleset), document)
    text = formatted(json.dumps(document, ensure_ascii=False))
    ruleset_from(json.loads(text))
    return NewEdition(name, text, tuple(_notes(document, in_force, kept, lost)))


def refuse_existing(path: str | Path) -> None:
    """Raise WeightError where there is a file *path*: editions are not edited, only succeeded."""
    if Path(path).exists():
        raise WeightError([Problem(str(path), _EXISTS(), _ELSEWHERE())])


def _refusals(ruleset: Ruleset, made: WeightSet, edition: str) -> Iterator[Problem]:
    if edition == ruleset.edition:
        yield Problem("--edition", _SAME_EDITION(edition=edition), _NAME_ANOTHER())
    if not re.fullmatch(NAME, edition):
        yield Problem("--edition", _NO_NAME(edition=edition), _NAME_ANOTHER())
    for name, message in bound_messages(ruleset, complete(ruleset, made.weights)):
        yield Problem(made.place_of(name), message, _CHANGE_EITHER())
    scored = {same(n.spec["id"]): n.spec for n in nodes(ruleset.document) if n.is_leaf}
    for name, weight in made.weights.items():
        if name in scored and not scored[name]["weight"] and weight and has_points(ruleset, name):
            place = made.place_of(name)
            yield Problem(place, _FROM_NOTHING(title=scored[name].get("title", name)), _IN_SHARES())


def has_points(ruleset: Ruleset, name: str) -> bool:
    """Return whether the method of an indicator names points, which of no weight are no share."""
    lighter = with_weights_written(ruleset.document, {name: Decimal(1)})
    found = {same(node.spec["id"]): node.spec for node in nodes(lighter)}
    return "out_of" in found[name].get("score", {})


def _changes(ruleset: Ruleset, made: WeightSet) -> Iterator[Message]:
    about = [text for text in (made.date, made.author, made.method) if text]
    told = {
        "id": made.id,
        "edition": ruleset.edition,
        "about": _ABOUT(about=about) if about else "",
    }
    yield _BY_SET(**told, reason=_BECAUSE(reason=made.reason) if made.reason else "")
    weights = complete(ruleset, made.weights)
    for node in nodes_of(ruleset.indicators):
        if weights[node.id] != node.weight:
            moved = {"before": figure(node.weight), "after": figure(weights[node.id])}
            yield _MOVED(title=node.title, **moved)


def _notes(document: Any, in_force: str, kept: int, lost: int) -> Iterator[Message]:
    if not in_force:
        yield _NOT_IN_FORCE()
    out_of = [
        node.spec.get("title", node.spec["id"])
        for node in nodes(document)
        if node.spec.get("score", {}).get("method") in ("judged", "rating")
        and "out_of" in node.spec["score"]
    ]
    if out_of:
        yield _STILL_OUT_OF(titles=out_of)
    if kept:
        yield _EXAMPLES_KEPT(count=kept)
    if lost:
        yield _EXAMPLES_LOST(count=lost)


_EXISTS = Phrase("已有这个文件", "this file is there already")
_ELSEWHERE = Phrase("版本只增不改，请另写一个文件名", "Editions are not edited: name another file")
_SAME_EDITION = Phrase(
    "新版本不能与原版本「{edition}」同名", 'the new edition is called "{edition}" too'
)
_NO_NAME = Phrase(
    "版本名「{edition}」中不能有空格、斜杠、冒号和 @，也不能以点开头",
    'no edition can be called "{edition}": no spaces, slashes, colons, @ or leading dot',
)
_NAME_ANOTHER = Phrase("请另写一个版本名", "Name another")
_CHANGE_EITHER = Phrase(
    "请调整方案，或先修改评分规则的 tune", "Change the set, or tune in the ruleset first"
)
_FROM_NOTHING = Phrase(
    "「{title}」原权重为 0，其计分方法写的是分值，无从折算",
    '"{title}" weighed nothing, so the points in its method are no share of anything',
)
_IN_SHARES = Phrase(
    "请先把评分规则中该指标的 points 改写为 share",
    "Write shares for its points in the ruleset first",
)
_BY_SET = Phrase(
    "按权重方案「{id}」{about}调整 {edition} 版的权重{reason}",
    'weights of edition {edition} changed by the set "{id}"{about}{reason}',
)
_ABOUT = Phrase("（{about}）", " ({about})")
_BECAUSE = Phrase("：{reason}", ": {reason}")
_MOVED = Phrase("「{title}」权重由 {before} 改为 {after}", '"{title}": {before} → {after}')
_NOT_IN_FORCE = Phrase(
    "新版本尚未施行（没有 in_force）；定稿时写上施行日期，或用 --in-force",
    "the new edition is not in force yet: give its date when it is approved, or use --in-force",
)
_STILL_OUT_OF = Phrase(
    "{titles}的评审分仍按原满分填报，折算为新满分（out_of）；若改按新满分填报，请删去 out_of",
    "marks for {titles} are still given out of the old full marks (out_of), and converted; "
    "remove out_of once they are given out of the new ones",
)
_EXAMPLES_KEPT = Phrase(
    "{count} 个算例的得分已按新权重重算，请核对", "{count} examples expect new figures: check them"
)
_EXAMPLES_LOST = Phrase(
    "{count} 个算例与新权重不符，已删去", "{count} examples no longer hold and were removed"
)
