"""Methods as a ruleset declares them, with what they see of a few departments."""

from decimal import Decimal

import numpy as np

from scoring.methods import METHODS, Reading, Telling
from scoring.model import Column, State

TEXT = np.dtypes.StringDType()
MISSING, UNDEFINED, INVALID = State.MISSING, State.UNDEFINED, State.INVALID
NOT_APPLICABLE = State.NOT_APPLICABLE


def method(name, weight=10, **spec):
    """Return the method *name* as *spec*, at the declared *weight*, describes it."""
    return METHODS[name].from_spec({"method": name, **spec}, Decimal(str(weight)))


def column(values):
    """Return *values* as a column: a State stands for what is not known."""
    states = [value if isinstance(value, State) else State.PRESENT for value in values]
    known = [value for value in values if not isinstance(value, State)]
    kind, blank = float, np.nan
    if known and isinstance(known[0], bool):
        kind, blank = bool, False
    elif known and isinstance(known[0], str):
        kind, blank = TEXT, ""
    plain = [blank if isinstance(value, State) else value for value in values]
    return Column(
        np.array(plain, dtype=kind), np.array(states, dtype=np.uint8) if any(states) else None
    )


def reading(judge, values=(), scale=1.0, operands=None):
    """Return what *judge* sees: *values*, and its operands, constants where none are given."""
    declared = judge.operands().items()
    seen = {name: Column(o.source) for name, o in declared if not isinstance(o.source, str)}
    seen |= {name: column(given) for name, given in (operands or {}).items()}
    return Reading(column(values), seen, scale)


def rates(judge, values=(), scale=1.0, operands=None):
    """Return the rate of each department, or the State that stands for it."""
    with np.errstate(all="ignore"):
        judged = judge.attain(reading(judge, values, scale, operands))
    size = max(len(values), *(len(given) for given in (operands or {"": ()}).values()))
    given = np.broadcast_to(judged.values, size).round(12).tolist()
    states = np.broadcast_to(0 if judged.states is None else judged.states, size).tolist()
    return [State(s) if s else rate for rate, s in zip(given, states, strict=True)]


def rate(judge, value=np.nan, scale=1.0, **operands):
    """Return the rate of one department."""
    return rates(judge, [value], scale, {name: [given] for name, given in operands.items()})[0]


def telling(judge, value=np.nan, operands=None, unit="%", decimals=None, full_marks=10, scale=1.0):
    """Return one department's reading in single figures, its rate as *judge* gives it."""
    seen = {name: [given] for name, given in (operands or {}).items()}
    earned = rates(judge, [value], scale, seen)[0]
    earned = 0.0 if isinstance(earned, State) else earned
    constants = reading(judge, [value], scale, seen).operands
    figures = {name: np.ravel(column.values)[0] for name, column in constants.items()}
    return Telling(
        title="预算完成率",
        value=value,
        operands=figures,
        unit=unit,
        decimals=decimals,
        full_marks=full_marks,
        lost=full_marks - np.floor(earned * full_marks * 100 + 0.5) / 100,
        rate=earned,
        scale=scale,
        condition=lambda source: f"‹{source}›",
    )


def told(judge, value=np.nan, operands=None, language="zh-CN", **situation):
    """Return the sentences of every loss of one department, the note after the reason."""
    losses = judge.tell(telling(judge, value, operands, **situation))
    notes = [loss.note.say(language) if loss.note else "" for loss in losses]
    reasons = [loss.reason.say(language) for loss in losses]
    return [f"{reason}{note}" for reason, note in zip(reasons, notes, strict=True)]


def faulted(judge, value=np.nan, operands=None, **situation):
    """Return in both languages why a value that was given cannot be judged."""
    fault = judge.fault(telling(judge, value, operands, **situation))
    return fault.say("zh-CN"), fault.say("en")


def flaws(name, weight=10, **spec):
    """Return each place and problem that *spec* is refused for."""
    return [
        (place, problem.say("zh-CN"), remedy.say("zh-CN"))
        for place, problem, remedy in method(name, weight, **spec).flaws()
    ]
