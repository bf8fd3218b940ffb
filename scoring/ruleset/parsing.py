"""JSON, strictly: nothing nested without end, and told in our words where it is none."""

import json
import re
from decimal import Decimal
from typing import Any

from scoring.errors import Problem, RulesetError
from scoring.json_slips import syntax_slip
from scoring.ruleset.places import place_at, spot_at
from scoring.words import Phrase

DEEPEST = 64
MOST_DIGITS = 15  # what a binary number gives back unchanged


def parsed(name: str, source: str) -> tuple[Any, bool]:
    """Return the value of *source*, and whether it may hold what cannot be used."""
    deep = _first_too_deep(source)
    if deep is not None:
        place = place_at(name, spot_at(source, deep))
        raise RulesetError([Problem(place, _TOO_DEEP(most=DEEPEST), _FLATTEN())])
    doubtful: list[object] = [match for match in [_LONE_SURROGATE.search(source)] if match]

    def number(literal: str) -> Decimal | int | None:
        value = exact_number(literal)
        if value is None:
            doubtful.append(literal)
        return value

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubtful.append(pairs)
        return found

    try:
        value = json.loads(
            source,
            parse_int=number,
            parse_float=number,
            parse_constant=number,
            object_pairs_hook=members,
        )
    except json.JSONDecodeError as error:
        place = place_at(name, spot_at(source, error.pos))
        raise RulesetError([Problem(place, *syntax_slip(source, error))]) from error
    return value, bool(doubtful)


def _first_too_deep(source: str) -> int | None:
    depth = 0
    for match in _BRACKET.finditer(source):
        depth += _STEPS[match[1]]
        if depth > DEEPEST:
            return match.start(1)
    return None


def exact_number(literal: str) -> Decimal | int | None:
    """Return the number written, None where no exact and finite figure can be meant."""
    if len(literal) <= MOST_DIGITS and literal.lstrip("-").isdigit():
        return int(literal)
    if len(literal) > 40 or not _ORDINARY_NUMBER.fullmatch(literal):
        return None
    value = Decimal(literal)
    digits = len(value.normalize().as_tuple().digits)
    ordinary = value == 0 or -MOST_DIGITS <= value.adjusted() < MOST_DIGITS
    return value if ordinary and digits <= MOST_DIGITS else None


# All texts up to the next bracket at one go: there are ten times as many of them.
_BRACKET = re.compile(r'(?:[^\[\]{}"]++|"(?:[^"\\]++|\\.)*+"?)*+(?:([\[\]{}])|\Z)', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1, None: 0}
_ORDINARY_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

_TOO_DEEP = Phrase("嵌套超过 {most} 层", "nested more than {most} levels deep")
_FLATTEN = Phrase("请减少嵌套", "Nest less")
