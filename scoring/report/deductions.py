"""A deduction as the report holds it."""

from datetime import date

from scoring.explanation import Deduction
from scoring.explanation.inputs import Input
from scoring.report.figures import STATUSES, Json
from scoring.words import spoken

INPUT_STATES = ("present", *STATUSES[1:])


def told_deduction(deduction: Deduction, language: str) -> Json:
    """Return *deduction* with the figures it was read from, their units in *language*."""
    return {
        "points": float(deduction.points),
        "reason": deduction.reason,
        "remedy": deduction.remedy,
        "basis": deduction.basis,
        "cells": list(dict.fromkeys(deduction.cells)),
        "inputs": [_input(given, language) for given in deduction.inputs],
    }


def _input(given: Input, language: str) -> Json:
    return {
        "field": given.field,
        "title": given.title,
        "value": given.value.isoformat() if isinstance(given.value, date) else given.value,
        "unit": spoken(given.unit, language),
        "state": INPUT_STATES[given.state],
        "cell": given.cell,
    }
