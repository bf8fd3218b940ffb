"""A ruleset's own sentences filled in, and its expressions in people's names for things."""

import re
from collections.abc import Callable, Mapping
from unicodedata import normalize

from scoring.explanation.inputs import told_by_name
from scoring.expression import Frame
from scoring.plan import Plan

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([\w.]+)\}")


def fill(template: str, known: Callable[[str], str | None]) -> str:
    """Return *template* with each {name} that is *known* replaced; nothing in it is executed.

    >>> fill("{title}为 {value}，{secret}", {"title": "执行率", "value": "90%"}.get)
    '执行率为 90%，{secret}'
    """

    def told(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0][0]  # a brace written twice
        text = known(found[1])
        return found[0] if text is None else text

    return _PLACEHOLDER.sub(told, template)


def fill_in(
    template: str, known: Mapping[str, str], plan: Plan, frame: Frame, row: int, language: str
) -> str:
    """Return *template* filled in with what is *known*, else with the figures of one row."""

    def say(written: str) -> str | None:
        name = normalize("NFKC", written)  # as names are compared
        if name in known:
            return known[name]
        return told_by_name(plan, frame, name, row, language)

    return fill(template, say)
