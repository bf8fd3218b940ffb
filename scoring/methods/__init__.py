"""Ways of turning values into rates: those of ``table``, and rows that are judged by them."""

from scoring.methods.method import Branch, Loss, Method, Operand, Reading, Telling
from scoring.methods.rows import Rows
from scoring.methods.table import FOR_ROWS, SINGLE

METHODS: dict[str, type[Method]] = {**SINGLE, Rows.name: Rows}

__all__ = [
    "FOR_ROWS",
    "METHODS",
    "Branch",
    "Loss",
    "Method",
    "Operand",
    "Reading",
    "Rows",
    "Telling",
]
