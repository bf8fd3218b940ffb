"""The rulesets that come along, each read and compiled once for all tests."""

from functools import cache

from scoring.model import Ruleset
from scoring.plan import Plan, compile_plan
from scoring.ruleset import read_ruleset
from scoring.ruleset.shelf import on_shelf

EDITIONS = tuple(on_shelf())


@cache
def shipped(name: str) -> Ruleset:
    return read_ruleset(name)


@cache
def plan_of(name: str) -> Plan:
    return compile_plan(shipped(name))
