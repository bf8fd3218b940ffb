"""Ways of turning values into rates. To add one: write its module, name its class here."""

from scoring.methods.bands import Bands
from scoring.methods.cases import Cases
from scoring.methods.checklist import Checklist
from scoring.methods.condition import Condition
from scoring.methods.deduct import Deduct
from scoring.methods.formula import Formula
from scoring.methods.interpolate import Interpolate
from scoring.methods.judged import Judged
from scoring.methods.method import Branch, Loss, Method, Operand, Reading, Telling
from scoring.methods.proportional import Proportional
from scoring.methods.rating import Rating
from scoring.methods.relative import Relative

METHODS: dict[str, type[Method]] = {
    method.name: method
    for method in (
        Proportional,
        Deduct,
        Bands,
        Interpolate,
        Cases,
        Condition,
        Checklist,
        Rating,
        Judged,
        Relative,
        Formula,
    )
}

__all__ = ["METHODS", "Branch", "Loss", "Method", "Operand", "Reading", "Telling"]
