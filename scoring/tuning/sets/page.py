"""Weight sets on a page: what a set changes, and the history of several."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.footer import footer
from scoring.export.headings import label
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import POINTS, TEXT, Head, Sheet
from scoring.expression.scopes import nodes_down
from scoring.model import Ruleset
from scoring.ruleset.tree import figure
from scoring.tuning.guards.stamp import stamp_of
from scoring.tuning.sets.distance import distance_of
from scoring.tuning.sets.editions import NewEdition
from scoring.tuning.sets.fitting import complete
from scoring.tuning.sets.profiles import profile_notes
from scoring.tuning.sets.weight_set import WeightSet, digest_of
from scoring.words import Message, Phrase, plain

Json = Mapping[str, Any]
_INDENT = "· "


def set_page(
    ruleset: Ruleset,
    made: WeightSet,
    language: str | None = None,
    begun: Sequence[WeightSet] = (),
) -> list[Block]:
    """Return what *made* changes of the weights of *ruleset*, node by node.

    *begun* is the set that it was begun from, if any: its digest is told too.
    """
    spoken = language or ruleset.language
    distance = distance_of(ruleset, made)
    facts = [
        (_SET, _NAMED(id=made.id)),
        (_RULES, _EDITION(id=ruleset.id, edition=ruleset.edition, title=ruleset.title)),
        (_DISTANCE, _MOVED(points=plain(round(distance.moved, 2)), count=distance.changed)),
    ]
    figures = (_NOW, _THEN, _GAIN)
    columns = [Column(p().say(spoken), right=p in figures) for p in (_NODE, *figures, _BOUNDS)]
    notes = tuple(note.say(spoken) for note in profile_notes(ruleset, made))
    return [
        Heading(1, _TITLE().say(spoken)),
        Facts("", tuple((label(name, spoken), told.say(spoken)) for name, told in facts)),
        Table(tuple(columns), tuple(_rows(ruleset, made, spoken))),
        *([Bullets(notes)] if notes else []),
        footer(stamp_of(ruleset, spoken, sets=_digests((*begun, made)))),
    ]


def edition_page(
    ruleset: Ruleset, made: WeightSet, edited: NewEdition, language: str | None = None
) -> list[Block]:
    """Return the digests of a new edition, and of what it was made from."""
    spoken = language or ruleset.language
    told = {"id": ruleset.id, "edition": edited.edition}
    name = _DIGEST(**told, digest=sha256(edited.text.encode()).hexdigest()[:12])
    made_of = footer(stamp_of(ruleset, spoken, sets=_digests([made])))
    return [Facts("", ((label(_NEW_EDITION, spoken), name.say(spoken)), *made_of.facts))]


def _digests(sets: Sequence[WeightSet]) -> list[dict[str, Any]]:
    return [{"id": made.id, "sha256": digest_of(made)} for made in sets]


def _rows(ruleset: Ruleset, made: WeightSet, language: str) -> Iterator[tuple[str, ...]]:
    weights = complete(ruleset, made.weights)
    for node, depth in nodes_down(ruleset.indicators):
        change = weights[node.id] - node.weight
        signed = f"{'+' if change > 0 else ''}{figure(change)}" if change else ""
        yield (
            _INDENT * depth + node.title,
            figure(node.weight),
            figure(weights[node.id]),
            signed,
            "".join(part.say(language) for part in _bounds(node)),
        )


def _bounds(node: Any) -> Iterator[Message]:
    tune = node.tune
    if tune and tune.lock:
        yield _LOCKED()
    elif tune and (tune.min is not None or tune.max is not None):
        low, high = ("" if end is None else plain(end) for end in (tune.min, tune.max))
        yield _RANGE(low=low, high=high)
    if tune and tune.step:
        yield _STEP(step=plain(tune.step))


# --- the history of several -------------------------------------------------------------------


def render_history(history: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *history* in one of the formats of tuning."""
    return render_result(
        history, format, lambda: _history(history), lambda: [_changes(history)], width
    )


def _history(history: Json) -> list[Block]:
    language = history["language"]
    blocks: list[Block] = [Heading(1, _HISTORY().say(language))]
    for entry in history["history"]:
        blocks += [Heading(2, entry["id"]), _about(entry, language)]
        changes = [
            (_PROFILE_CHANGE if "profile" in change else _CHANGE)(**change).say(language)
            for change in entry["changes"]
        ]
        blocks.append(Bullets(tuple(changes or [_NO_CHANGE().say(language)])))
    return [*blocks, footer(history)]


def _about(entry: Json, language: str) -> Facts:
    phrase = _ORPHAN if entry["orphan"] else _FROM
    told = [(_FROM_LABEL, phrase(**{**entry, "from_": entry["from"]}))]
    told += [(_KEYS[key], _TEXT(text=entry[key])) for key in _KEYS if entry[key]]
    told.append((_DISTANCE, _POINTS(points=plain(round(entry["distance"], 2)))))
    return Facts("", tuple((label(name, language), text.say(language)) for name, text in told))


def _changes(history: Json) -> Sheet:
    language = history["language"]
    heads = [Head(phrase().say(language), kind) for phrase, kind in _HEADS]
    rows = [
        (
            *(entry[key] for key in ("id", "from", "author", "date", "method", "reason")),
            *(change.get(key) for key in ("profile", "id", "title", "before", "after")),
        )
        for entry in history["history"]
        for change in entry["changes"] or [{}]
    ]
    return Sheet(_HISTORY().say(language), tuple(heads), tuple(rows))


_TITLE = Phrase("权重方案", "Weight set")
_SET = Phrase("方案", "Set")
_RULES = Phrase("评分规则", "Ruleset")
_DISTANCE = Phrase("与现行权重相差", "Distance from the approved weights")
_NAMED = Phrase("{id}", "{id}")
_EDITION = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_MOVED = Phrase("{points} 分，涉及 {count} 个指标", "{points} points, {count} indicators")
_POINTS = Phrase("{points} 分", "{points} points")
_NODE, _BOUNDS = Phrase("指标", "Indicator"), Phrase("范围", "Bounds")
_NOW, _THEN, _GAIN = Phrase("现行", "Now"), Phrase("方案", "Set"), Phrase("增减", "Change")
_LOCKED = Phrase("锁定", "locked")
_RANGE = Phrase("{low}～{high}", "{low}–{high}")
_STEP = Phrase("（步长 {step}）", " (steps of {step})")
_HISTORY = Phrase("权重方案沿革", "History of weight sets")
_FROM_LABEL = Phrase("由来", "Made from")
_FROM = Phrase("{from_}", "{from_}")
_ORPHAN = Phrase(
    "{parent}（未给出，改与 {from_} 比较）", "{parent} (not given: compared with {from_})"
)
_KEYS = {
    "author": Phrase("制定人", "Author"),
    "date": Phrase("日期", "Date"),
    "method": Phrase("方法", "Method"),
    "reason": Phrase("理由", "Reason"),
}
_TEXT = Phrase("{text}", "{text}")
_CHANGE = Phrase("「{title}」{before} → {after}", '"{title}" {before} → {after}')
_PROFILE_CHANGE = Phrase(
    "适用「{profile}」权重的部门：「{title}」{before} → {after}",
    'under the profile "{profile}": "{title}" {before} → {after}',
)
_NO_CHANGE = Phrase("权重没有变化", "no weight changed")
_HEADS = (
    (Phrase("方案", "Set"), TEXT),
    (Phrase("由来", "Made from"), TEXT),
    (Phrase("制定人", "Author"), TEXT),
    (Phrase("日期", "Date"), TEXT),
    (Phrase("方法", "Method"), TEXT),
    (Phrase("理由", "Reason"), TEXT),
    (Phrase("适用", "Profile"), TEXT),
    (Phrase("标识", "Id"), TEXT),
    (Phrase("指标", "Indicator"), TEXT),
    (Phrase("原权重", "Before"), POINTS),
    (Phrase("新权重", "After"), POINTS),
)
_NEW_EDITION = Phrase("新版指纹", "New edition")
_DIGEST = Phrase("{id}@{edition} {digest}", "{id}@{edition} {digest}")
