"""Any small ruleset, as JSON, and any departments that report under it.

Strategies are made once and kept: to make and check one takes longer than to draw from it.
"""

import json
from collections.abc import Iterator
from functools import cache
from itertools import count
from random import Random
from typing import Any

from bureau import COVER, INVALID, NOT_APPLICABLE
from hypothesis import strategies as st

VALUES = [
    "a",
    "b - a",
    "-a",
    "a / b * 100",
    "sum(tasks.finished) / sum(tasks.planned) * 100",
    "share(tasks.passed) * 100",
    "coalesce(a, 0) + c",
    "执行率",
    "gap",
]
TRUTHS = [
    "ok",
    "a >= b",
    "value > 50",
    'level == "好"',
    "done and a > 0",
    "is_missing(a)",
    "gap > 0",
]
PLAIN_TRUTHS = [truth for truth in TRUTHS if "value" not in truth]
NAMED = {
    "gap": {"title": "差距", "expression": "执行率 - c"},
    "执行率": {"title": "执行率", "expression": "a / b * 100", "unit": "%", "decimals": 2},
}
STATES = ("missing", "undefined", "invalid")
POLICIES = ["full_marks", "zero", "redistribute", "redistribute_all", "unranked"]
AGGREGATES = ["sum", "sum", "best", "worst", "pool", "geometric_mean"]
SHARES = [0, 0.1, 0.25, 0.333333, 0.5, 0.85, 1]


def some(**keys: Any) -> Any:
    """Return objects with any of *keys*."""
    return st.fixed_dictionaries({}, optional=keys)


def one_of(*values: Any) -> Any:
    return st.sampled_from(values)


@cache
def cost(weight: float) -> Any:
    """Return ``points`` at *weight*, or a ``share``."""
    shares = one_of(*SHARES)
    return st.one_of(
        shares.map(lambda s: {"share": s}), shares.map(lambda s: {"points": round(s * weight, 2)})
    )


def with_cost(weight: float, **keys: Any) -> Any:
    return st.builds(
        lambda given, costs: {**given, **costs}, st.fixed_dictionaries(keys), cost(weight)
    )


@cache
def proportional(_: float) -> Any:
    required = {"target": one_of(95, 100, "b", 0, "0.1 + 0.2", "0.9 * limit", -5)}
    optional = {
        "floor": one_of(60, "0.6 * target", 0, 95, 120),
        "better": one_of("higher", "lower"),
        "curve": one_of("linear", "inverse"),
        "overshoot": st.fixed_dictionaries(
            {"beyond": one_of(1, 1.15, 1.3), "then": one_of(0, 0.6)}
        ),
    }
    return st.fixed_dictionaries(required, optional=optional)


@cache
def deduct(weight: float) -> Any:
    ends = one_of(0, 50, 95, 100, "b", "limit")
    limits = st.one_of(
        ends.map(lambda end: {"at_most": end}),
        ends.map(lambda end: {"at_least": end}),
        one_of([95, 105], [0, "b"], ["limit", "limit + 5"], [50, 50]).map(
            lambda ends: {"between": ends}
        ),
    )
    steps = some(
        steps=one_of("complete", "started", "proportional"),
        at_most=one_of(0, weight / 2),
        fixed=st.booleans(),
    )
    return joined(with_cost(weight, limit=limits, each=one_of(0.3, 1, 5)), steps)


def joined(*parts: Any) -> Any:
    return st.tuples(*parts).map(
        lambda given: {key: value for part in given for key, value in part.items()}
    )


@cache
def bands(weight: float) -> Any:
    ranges = one_of(
        ["(-∞,60)", "[60,80)", "[80,∞)"],
        ["[0,0]", "(0,50]", "(50,100]"],
        [">=90", "<60"],
        ["=50", "(50,95.1]", ">100"],
    )
    filled = ranges.flatmap(
        lambda all_: st.tuples(*(with_cost(weight, range=st.just(r)) for r in all_))
    )
    return joined(filled.map(lambda given: {"bands": list(given)}), some(fixed=st.booleans()))


@cache
def interpolate(_: float) -> Any:
    shares = st.lists(one_of(*SHARES), min_size=4, max_size=4)
    return shares.map(
        lambda s: {"points": [[at, share] for at, share in zip((0, 60, 95.1, 100), s, strict=True)]}
    )


@cache
def cases(weight: float) -> Any:
    listed = st.lists(with_cost(weight, when=one_of(*TRUTHS)), min_size=1, max_size=3)
    otherwise = st.one_of(st.just(0), cost(weight))
    return st.builds(
        lambda given, other, fixed: {"cases": given, "otherwise": other, **fixed},
        listed,
        otherwise,
        some(fixed=st.booleans()),
    )


@cache
def condition(_: float) -> Any:
    return joined(one_of(*TRUTHS).map(lambda when: {"when": when}), some(otherwise=one_of(*SHARES)))


@cache
def checklist(weight: float) -> Any:
    met = with_cost(weight, title=one_of("制度健全", "按时公开"), when=one_of(*TRUTHS))
    counted = with_cost(
        weight, title=one_of("违规次数"), count=one_of("n", "count(tasks)", "a / 10")
    )
    items = st.lists(st.one_of(met, met, counted), min_size=1, max_size=4)
    return joined(
        items.map(lambda i: {"items": i}), some(mode=one_of("earn", "lose"), fixed=st.booleans())
    )


@cache
def rating(weight: float) -> Any:
    ranged = [{"title": "好", "from": 0.8, "to": 1}, {"title": "中", "from": 0.6, "to": 0.8}]
    levels = [
        {"title": "好", "share": 1},
        {"title": "中", "share": 0.6},
        {"title": "差", "share": 0},
    ]
    return one_of(
        {"level": "level", "levels": levels},
        {"level": "level", "levels": [*ranged, levels[2]], "given": f"n * {weight} / 8"},
        {"level": '"好" if a > 50 else "差"', "levels": levels},
    )


@cache
def judged(weight: float) -> Any:
    return one_of(
        {"given": "n", "reason": "note"}, {"given": f"n * {weight} / 8", "reason": "note"}
    )


@cache
def relative(weight: float) -> Any:
    better = some(better=one_of("higher", "lower"), fixed=st.booleans())
    plain = one_of("rank", "percentile", "best", "mean", "median", "min_max").map(
        lambda a: {"against": a}
    )
    ladder = st.just(
        {"against": "rank", "points": [weight, round(weight * 0.7, 2), round(weight / 2, 2)]}
    )
    stepped = joined(
        with_cost(weight, against=one_of("mean", "median"), each=one_of(1, 10)),
        some(steps=one_of("complete", "started", "proportional"), at_most=one_of(0, weight / 2)),
    )
    return joined(st.one_of(plain, ladder, stepped), better)


@cache
def formula(weight: float) -> Any:
    rates = one_of("value / 100", "a / b", "1.5 - b / 100", 0.7).map(lambda rate: {"rate": rate})
    points = one_of(f"{weight} - 0.5 * n", "value / 20").map(lambda p: {"points": p})
    return joined(st.one_of(rates, points), some(fixed=st.booleans()))


ROW_VALUES = ["finished", "finished / planned * 100", "planned - finished", "a", "gap"]
ROW_TRUTHS = ["passed", "finished >= planned", "is_missing(planned)", 'level == "好"', "n > 4"]
ROW_POLICIES = ["full_marks", "zero", "redistribute", "unranked"]
# What holds over a row as over a department: the fields of both have names there.
ROW_METHODS = (proportional, deduct, bands, interpolate, cases, condition, rating, judged, formula)


def without(spec: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in keys}


@cache
def row_score(method: Any) -> Any:
    """Return what a method says of a row; the points in it are points of the row."""
    rules = method(4.0).filter(is_of_one_measure)
    return rules.map(lambda spec: {"method": method.__name__, **without(spec, "fixed")})


def is_of_one_measure(spec: Any) -> bool:
    """Say whether *spec* has points or shares, not both."""
    text = str(spec)
    return "'share'" not in text or not ("'points'" in text or "at_most" in spec)


@cache
def row_rules() -> Any:
    return joined(
        st.fixed_dictionaries({"value": one_of(*ROW_VALUES)}),
        some(unit=one_of("%", "个"), decimals=one_of(0, 2, 4), remedy=st.just("请整改")),
        without_value("planned == 0", ROW_POLICIES),
        one_of(*ROW_METHODS).flatmap(row_score).map(lambda score: {"score": score}),
    )


def without_value(when: str, policies: list[str]) -> Any:
    """Return what becomes of an indicator without a value; *when* says where it has none."""
    policy = one_of(*policies)
    absent = some(then=policy).map(lambda then: {"when": when, **then})
    return some(**dict.fromkeys(STATES, policy), not_applicable=absent)


@cache
def rows(_: float) -> Any:
    truth = one_of(*ROW_TRUTHS)
    ruled = st.lists(st.tuples(row_rules(), truth), min_size=1, max_size=2)
    return joined(
        st.builds(in_order, ruled, st.booleans()),
        some(where=truth, unit=st.just("name"), total=one_of(10, "b")),
        st.fixed_dictionaries(
            {"weight": one_of("weight", "weight", "coalesce(weight, 1)", "1", "planned")}
        ),
    )


def in_order(ruled: list[tuple[Any, str]], last_always: bool) -> dict[str, Any]:
    """Return a table by whose rules rows are judged: all under a condition but perhaps the last."""
    rules = [{**rule, "when": when} for rule, when in ruled]
    if last_always:
        rules[-1] = ruled[-1][0]
    return {"table": "tasks", "title": "name", "rules": rules}


METHODS = {
    method.__name__: method
    for method in (
        proportional, deduct, bands, interpolate, cases, condition,
        checklist, rating, judged, relative, formula, rows,
    )
}  # fmt: skip
# Their points are entered in the submission, so that no weight of the ruleset scales them.
ENTERED = ("rating", "judged")


@cache
def leaves(weight: float, methods: tuple[str, ...]) -> Any:
    """Return indicators, but for their ids and titles."""
    return joined(
        one_of(*methods).flatmap(lambda name: judged_by(name, weight)),
        some(unit=one_of("%", "万元", "个"), decimals=one_of(0, 2, 4), remedy=st.just("请整改")),
        without_value("skip", POLICIES),
        some(reason=one_of("{title}为{value}，扣{lost}分", "{reason}（{department}）")),
    )


@cache
def judged_by(name: str, weight: float) -> Any:
    value = st.just("level") if name == "rating" else one_of(*VALUES)
    score = METHODS[name](weight).map(lambda spec: {"method": name, **spec})
    return st.fixed_dictionaries({"weight": st.just(weight), "value": value, "score": score})


@cache
def any_leaf(methods: tuple[str, ...]) -> Any:
    return one_of(1, 2.5, 4, 10, 12.25).flatmap(lambda weight: leaves(weight, methods))


AGGREGATE = one_of(*AGGREGATES)
NOT_SHARED_OUT = one_of(0, 1)
WEIGHT_AMONG_SIBLINGS = one_of(3, 7.5, 20)
POLICIES_OF_ALL = some(
    **dict.fromkeys((*STATES, "not_applicable"), one_of(*POLICIES)),
    check_error=one_of("report", "unranked"),
    bonus_beyond_full=st.booleans(),
)


def node(draw: Any, numbers: Iterator[int], depth: int, methods: tuple[str, ...]) -> Any:
    """Draw a leaf or a dimension; *numbers* counts the nodes."""
    number = next(numbers)
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return {"id": f"i{number}", "title": f"指标{number}", **draw(any_leaf(methods))}
    places = range(draw(st.integers(1, 3)))
    children = [node(draw, numbers, depth - 1, methods) for _ in places]
    aggregate = draw(AGGREGATE)
    weight = sum(child["weight"] for child in children)
    if aggregate == "pool":
        weight = max(weight - draw(NOT_SHARED_OUT), 0.5)
    keys = {"aggregate": aggregate, "weight": weight, "children": children}
    if draw(st.booleans()) and aggregate != "pool":
        keys |= {"weights": "relative", "weight": draw(WEIGHT_AMONG_SIBLINGS)}
    return {"id": f"d{number}", "title": f"维度{number}", **keys}


@st.composite
def documents(draw: Any, methods: tuple[str, ...] = tuple(METHODS), **fixed: Any) -> dict[str, Any]:
    """Draw a ruleset; *fixed* keys are as given."""
    numbers = count(1)
    roots = [node(draw, numbers, 2, methods) for _ in range(draw(st.integers(1, 3)))]
    move_some(draw, roots)
    document = {
        **COVER,
        "values": NAMED,
        "full_marks": sum(root["weight"] for root in roots),
        "indicators": roots,
        "policies": draw(POLICIES_OF_ALL),
        "profiles": profiles(draw, roots),
        **beyond_the_tree(draw, [entry["id"] for entry in all_nodes(roots)]),
    }
    if draw(st.booleans()):
        document |= {"weights": "relative", "full_marks": 100}
    return {**document, **fixed}


def move_some(draw: Any, roots: list[Any]) -> None:
    """Let some leaves move their weight to what comes after them, so that none goes in circles."""
    listed = list(all_nodes(roots))
    for place, entry in enumerate(listed[:-1]):
        if "score" in entry and draw(st.integers(0, 3)) == 0:
            target = listed[draw(st.integers(place + 1, len(listed) - 1))]["id"]
            entry[STATES[draw(st.integers(0, 2))]] = {"move_to": target}


def all_nodes(nodes: list[Any]) -> Any:
    for entry in nodes:
        yield entry
        yield from all_nodes(entry.get("children", []))


def profiles(draw: Any, roots: list[Any]) -> dict[str, Any]:
    if len(roots) < 2 or draw(st.booleans()):
        return {}
    first, second = roots[0], roots[1]
    weights = {first["id"]: first["weight"] + second["weight"], second["id"]: 0}
    return {"无项目": {"when": "done", "weights": weights}}


def beyond_the_tree(draw: Any, ids: list[str]) -> dict[str, Any]:
    """Draw adjustments, vetoes, checks, grades and a ranking; some look at a node of *ids*."""
    text = json.dumps(draw(rest_of_document()), ensure_ascii=False)
    chosen = [*ids, "total"][draw(st.integers(0, len(ids)))]
    for place, name in (("@first", ids[0]), ("@last", ids[-1]), ("@any", chosen)):
        text = text.replace(place, name)
    rest: dict[str, Any] = json.loads(text)
    return rest


@cache
def rest_of_document() -> Any:
    """Return what follows the tree, with ``@any``, ``@first`` and ``@last`` for its nodes."""
    lines = (("优", 9), ("良", 5), ("差", 0))
    grades = [
        joined(st.just({"title": title, "at_least": line}), some(quota=one_of(0.3, 0.5)))
        for title, line in lines
    ]
    ranking = some(
        within=one_of(None, "peer_group"),
        decimals=one_of(0, 1, 2),
        ties=one_of("competition", "dense", "ordinal"),
        tie_breakers=one_of([], ["@first"], ["total", "@last"]),
    )
    return st.fixed_dictionaries(
        {
            "adjustments": numbered("adj", "加减", adjustments()),
            "vetoes": numbered("veto", "否决", vetoes()),
            "checks": numbered("check", "校验", checks()),
            "grades": st.tuples(*grades),
            "ranking": ranking,
            "rounding": some(points=one_of(1, 2, 3), total=one_of(0, 1, 2)),
        }
    )


def numbered(id_: str, title: str, entries: Any) -> Any:
    """Return lists of up to two of *entries*, each with an id and a title."""
    return st.lists(entries, max_size=2).map(
        lambda drawn: [
            {"id": f"{id_}{i}", "title": f"{title}{i}", **entry} for i, entry in enumerate(drawn)
        ]
    )


TRUTH_OF_SCORES = one_of(*PLAIN_TRUTHS, 'rate("@any") < 0.5', 'points("@any") > 3')


def adjustments() -> Any:
    points = one_of("-a", "1 if ok else 0", 'points("@any") / 10', "n * 3", 0.005)
    bounds = some(min=one_of(-5, 0), max=one_of(1, 5))
    return joined(st.fixed_dictionaries({"points": points}), bounds)


def vetoes() -> Any:
    then = one_of({"cap_total": 59.99}, {"grade": "良"}, {"unranked": True})
    return st.fixed_dictionaries({"when": TRUTH_OF_SCORES, "then": then})


def checks() -> Any:
    held = st.fixed_dictionaries({"holds": TRUTH_OF_SCORES})
    summed = st.just({"sum": ["a", "b"], "equals": "c"})
    severity = st.fixed_dictionaries({"severity": one_of("error", "warning")})
    return joined(st.one_of(held, summed), some(tolerance=one_of(0, 0.5)), severity)


# --- departments ------------------------------------------------------------------------------

FIGURES = [
    0, 1, -1, 3, 5, 50, 60, 80, 92.8, 95, 95.1, 99.99999999, 100, 101, 130, 0.1 + 0.2, 1e15,
]  # fmt: skip
UNKNOWN = [None, NOT_APPLICABLE, INVALID]


def departments(least: int = 1, most: int = 9) -> Any:
    """Return lists of departments, unalike, with every state and two peer groups."""
    return st.builds(bureau, st.integers(0, 10**6), st.integers(least, most))


def bureau(seed: int, size: int) -> list[dict[str, Any]]:
    draw = Random(seed)  # noqa: S311
    return [department(draw, number) for number in range(size)]


def department(draw: Random, number: int) -> dict[str, Any]:
    def pick(values: list[Any], known: float = 0.8) -> Any:
        return draw.choice(values if draw.random() < known else UNKNOWN)

    def row() -> dict[str, Any]:
        figures = {"planned": pick(FIGURES, 0.9), "finished": pick(FIGURES, 0.9)}
        told = {"passed": pick([True, False], 0.9), "name": pick(["甲", "乙", "丙"], 0.9)}
        return {**figures, **told, "weight": pick([0, 1, 2, 2.5, 10 / 3, 10], 0.97)}

    tasks = [row() for _ in range(draw.randrange(4))]
    return {
        "department": f"部门{number}",
        "peer_group": draw.choice(["甲", "乙"]),
        **{name: pick(FIGURES) for name in ("a", "b", "c", "limit")},
        "n": pick([0, 1, 2, 4, 6.5, 8, 9]),
        **{name: pick([True, False]) for name in ("ok", "done", "skip")},
        "level": pick(["好", "中", "差"]),
        "note": pick(["佐证不全"]),
        "tasks": pick([tasks], 0.9),
    }
