"""Expressions: vetted once, evaluated over whole columns; the only door to simpleeval."""

from scoring.expression.characters import Flaw
from scoring.expression.compiled import Expression, compile_expression
from scoring.expression.evaluator import Frame, Names, TableRows, columns_of
from scoring.expression.functions import Kind
from scoring.expression.naming import Scope
from scoring.expression.source import names_in
from scoring.expression.vetting import vet

__all__ = [
    "Expression",
    "Flaw",
    "Frame",
    "Kind",
    "Names",
    "Scope",
    "TableRows",
    "columns_of",
    "compile_expression",
    "names_in",
    "vet",
]
