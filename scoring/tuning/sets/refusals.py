"""Why a wish for weights cannot be met: which bounds bind, and what could be wished instead."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from scoring.errors import Problem
from scoring.model import Dimension, Tune
from scoring.ruleset.tree import figure
from scoring.tuning.sets.family import OPEN, Wish, decimal_of
from scoring.tuning.sets.steps import Range, common
from scoring.weights import Node
from scoring.words import Message, Phrase

_GREATEST = Fraction(100_000)


def own_problems(wish: Wish, node: Node) -> Iterator[Problem]:
    """Yield what a node's own bounds say against the weight that is wanted of it."""
    value, tune = wish.wanted[node.id], node.tune or Tune()
    told = {"title": node.title, "value": shown(value)}
    low, high = wish.own_range(node)
    place = f"{node.id}={shown(value)}"
    if tune.lock and value != wish.now[node.id]:
        now = shown(wish.now[node.id])
        yield Problem(place, _LOCKED(**told, now=now), _UNLOCK())
    elif not low <= value <= min(high, _GREATEST):
        yield Problem(place, _OUTSIDE(**told, range=_range(low, high)), _WITHIN())
    elif tune.step and value % Fraction(str(tune.step)):
        step = Fraction(str(tune.step))
        yield Problem(
            place, _OFF_STEP(**told, step=shown(step)), _nearest(value, step, (low, high))
        )
    yield from _either_or(wish, node, place, told)


def _either_or(wish: Wish, node: Node, place: str, told: dict[str, str]) -> Iterator[Problem]:
    """Yield that a child of an either-or always weighs what the node above it does."""
    above = [p for p in _dimensions(wish.root()) if node in p.children]
    if above[0].id and wish.is_same_for_all(above[0]):
        yield Problem(place, _EITHER_OR(**told, parent=above[0].title), _SET_PARENT())


def _dimensions(node: Dimension) -> Iterator[Dimension]:
    yield node
    for child in node.children:
        if isinstance(child, Dimension):
            yield from _dimensions(child)


def step_conflicts(wish: Wish, nodes: Iterable[Node]) -> Iterator[Problem]:
    """Yield of each step of ``tune`` that the step asked for cannot go with, whose it is."""
    titles: dict[Fraction, list[str]] = {}
    for node in nodes:
        own = Fraction(str(node.tune.step)) if node.tune and node.tune.step else None
        if own and wish.step and common(own, wish.step) not in (own, wish.step):
            titles.setdefault(own, []).append(node.title)
    for own, names in titles.items():
        told = {"title": names[0], "count": len(names), "own": shown(own)}
        phrase = _OTHER_STEPS if len(names) > 1 else _OTHER_STEP
        problem = phrase(**told, step=shown(wish.step or own))
        yield Problem("--step", problem, _MULTIPLE(own=shown(own), twice=shown(2 * own)))


def same_problems(wish: Wish, node: Dimension, weight: Fraction) -> Iterator[Problem]:
    """Yield that children of the either-or *node* cannot weigh what it does."""
    ranges = [(child, wish.range_of(child)) for child in node.children]
    bounds = [
        _bound(wish, child, ends, 1 if weight > ends[1] else 0)
        for child, ends in ranges
        if not ends[0] <= weight <= ends[1]
    ]
    step = wish.own_step(node)
    if bounds:
        problem = _SAME(title=node.title, value=shown(weight), bounds=bounds)
        yield Problem(_place(wish), problem, _LOOSEN())
    elif step and weight % step and node.id in wish.wanted:
        told = {"title": node.title, "value": shown(weight), "step": shown(step)}
        yield Problem(_place(wish), _OFF_STEP(**told), _nearest(weight, step, wish.own_range(node)))


def _place(wish: Wish) -> str:
    return " ".join(f"{name}={shown(value)}" for name, value in wish.wanted.items())


def _nearest(value: Fraction, step: Fraction, within: Range) -> Message:
    near = [value // step * step, (value // step + 1) * step]
    return _NEAREST(values=[shown(each) for each in near if within[0] <= each <= within[1]])


def room_problem(wish: Wish, node: Dimension, total: Fraction, ranges: Sequence[Range]) -> Problem:
    """Return why the children of *node* cannot come to *total*: each with the bound it meets."""
    side = 1 if total > sum((high for _, high in ranges), Fraction()) else 0
    limit = sum((ends[side] for ends in ranges), Fraction())
    bounds = [
        _bound(wish, child, ends, side) for child, ends in zip(node.children, ranges, strict=True)
    ]
    phrase = _TOO_LITTLE if side else _TOO_MUCH
    told = {"total": shown(total), "limit": shown(limit), "bounds": bounds}
    whose = _CHILDREN(title=node.title) if node.id else _ROOTS()
    asked = list(_asked(wish, node, total, ranges))
    remedy = _ASK_FOR(asked=asked) if asked else _LOOSEN()
    return Problem(_place(wish), phrase(whose=whose, **told), remedy)


def _asked(
    wish: Wish, node: Dimension, total: Fraction, ranges: Sequence[Range]
) -> Iterator[Message]:
    """Yield what could be asked of each child, all else as it is."""
    for place, child in enumerate(node.children):
        others, own = _left(total, ranges, place), wish.own_range(child)
        low, high = max(others[0], own[0]), min(others[1], own[1])
        if child.id in wish.wanted and low <= high:
            yield _MAY(title=child.title, range=_range(low, high))


def _left(total: Fraction, ranges: Sequence[Range], place: int) -> Range:
    """Return what the others leave to the child at *place*."""
    others = [ends for number, ends in enumerate(ranges) if number != place]
    low, high = (sum((ends[side] for ends in others), Fraction()) for side in (0, 1))
    return max(total - high, Fraction(0)), total - low


def _bound(wish: Wish, child: Node, ends: Range, side: int) -> Message:
    told = {"title": child.title, "value": shown(ends[side])}
    if child.id in wish.wanted:
        return _ASKED(**told)
    if child.tune and child.tune.lock:
        return _HELD(**told)
    if ends[side] >= OPEN:
        return _OPEN(**told)
    return (_MOST if side else _LEAST)(**told)


def step_problem(
    wish: Wish, node: Dimension, total: Fraction, near: Sequence[tuple[str, Fraction]]
) -> Problem:
    """Return that no weights on the steps of the children come to *total*, but *near* ones do."""
    steps = {
        (step, wish.step is None and wish.own_step(child) is None)
        for child, step in zip(node.children, wish.steps(node.children), strict=True)
    }
    listed = [(_USUAL if usual else _STEP)(step=shown(step)) for step, usual in sorted(steps)]
    told = {"total": shown(total), "steps": listed}
    whose = _CHILDREN(title=node.title) if node.id else _ROOTS()
    could = [_COULD(title=title, value=shown(value)) for title, value in near]
    remedy = _ASK_FOR(asked=could) if could else _FINER()
    return Problem("--step" if wish.step else "tune.step", _NO_STEPS(whose=whose, **told), remedy)


def shown(weight: Fraction) -> str:
    """Return a weight in points as it would be written."""
    return figure(round(decimal_of(weight), 6))


def _range(low: Fraction, high: Fraction) -> Message:
    if high >= _GREATEST:
        return _FROM(low=shown(low))
    return _JUST(low=shown(low)) if low == high else _BETWEEN(low=shown(low), high=shown(high))


_LOCKED = Phrase(
    "「{title}」已锁定为 {now}，不能改为 {value}",
    '"{title}" is locked at {now}: it cannot be {value}',
)
_UNLOCK = Phrase(
    "请在评分规则的 tune 中解除锁定，或改调其他指标", "Unlock it in the ruleset, or set another"
)
_OUTSIDE = Phrase(
    "「{title}」的权重应为{range}，不能是 {value}", '"{title}" must weigh {range}, not {value}'
)
_WITHIN = Phrase(
    "请改用范围内的值，或调整评分规则的 tune", "Stay within, or change tune in the ruleset"
)
_OFF_STEP = Phrase(
    "「{title}」的权重按步长 {step} 调整，{value} 不在步长上",
    '"{title}" moves in steps of {step}, which {value} is not on',
)
_NEAREST = Phrase("最近的是 {values}", "The nearest are {values}")
_OTHER_STEP = Phrase(
    "「{title}」按步长 {own} 调整，不能改按 {step}",
    '"{title}" moves in steps of {own}, not of {step}',
)
_OTHER_STEPS = Phrase(
    "「{title}」等 {count} 项按步长 {own} 调整，不能改按 {step}",
    '"{title}" and others, {count} in all, move in steps of {own}, not of {step}',
)
_MULTIPLE = Phrase(
    "请改用 {own} 的整数倍或能整除它的步长，如 {twice}",
    "Ask for a multiple of {own}, such as {twice}, or for a step that goes into it",
)
_SAME = Phrase(
    "「{title}」的下级指标都与它同重，不能是 {value}：{bounds}",
    'the children of "{title}" weigh what it does, which cannot be {value}: {bounds}',
)
_EITHER_OR = Phrase(
    "「{title}」与同级各项都等于上级「{parent}」的权重，不能单独改为 {value}",
    '"{title}" and its siblings weigh what "{parent}" does: it cannot be {value} alone',
)
_SET_PARENT = Phrase("请改调上级的权重", "Set the weight of the node above")
_TOO_LITTLE = Phrase(
    "{whose}应合计 {total}，至多只能到 {limit}：{bounds}",
    "{whose} must come to {total}, and reach {limit} at most: {bounds}",
)
_TOO_MUCH = Phrase(
    "{whose}应合计 {total}，至少也要 {limit}：{bounds}",
    "{whose} must come to {total}, and need {limit} at least: {bounds}",
)
_CHILDREN = Phrase("「{title}」的下级指标", 'the children of "{title}"')
_ROOTS = Phrase("一级指标", "the first level")
_ASKED = Phrase("「{title}」要求为 {value}", '"{title}" is asked to be {value}')
_HELD = Phrase("「{title}」锁定为 {value}", '"{title}" is locked at {value}')
_MOST = Phrase("「{title}」不高于 {value}", '"{title}" is at most {value}')
_LEAST = Phrase("「{title}」不低于 {value}", '"{title}" is at least {value}')
_OPEN = Phrase("「{title}」不限", '"{title}" is free')
_MAY = Phrase("「{title}」可为{range}", '"{title}" may be {range}')
_ASK_FOR = Phrase("其余不变时，{asked}", "The others as they are, {asked}")
_LOOSEN = Phrase("请放宽其中的界限", "Loosen one of these bounds")
_NO_STEPS = Phrase(
    "{whose}按步长 {steps} 不能恰好合计 {total}",
    "in steps of {steps}, {whose} cannot come to {total}",
)
_STEP = Phrase("{step}", "{step}")
_USUAL = Phrase("{step}（未定步长时的默认）", "{step} (the default where none is set)")
_COULD = Phrase("「{title}」可为 {value}", '"{title}" may be {value}')
_FINER = Phrase("请改用更细的步长", "Take finer steps")
_FROM = Phrase(" {low} 以上", "{low} or more")
_JUST = Phrase(" {low}", "{low}")
_BETWEEN = Phrase(" {low} 至 {high}", "{low} to {high}")
