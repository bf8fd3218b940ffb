"""A deduction as the report holds it."""

from datetime import date

from scoring.explanation import Deduction
from scoring.explanation.inputs import Input
from scoring.report.figures import STATUSES, Json

INPUT_STATES = ("present", *STATUSES[1:])


def told_deduction(deduction: Deduction) -> Json:
    """Return *deduction* with the figures it was read from."""
    return {
        "points": float(deduction.points),
        "reason": deduction.reason,
        "remedy": deduction.remedy,
        "basis": deduction.basis,
        "cells": list(dict.fromkeys(deduction.cells)),
        "inputs": [_input(given) for given in deduction.inputs],
    }


def _input(given: Input) -> Json:
    return {
        "field": given.field,
        "title": given.title,
        "value": given.value.isoformat() if isinstance(given.value, date) else given.value,
        "unit": given.unit,
        "state": INPUT_STATES[given.state],
        "cell": given.cell,
    }
