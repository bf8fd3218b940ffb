"""The ways of scoring one value. To add one: write its module, name its class here."""

from scoring.methods.bands import Bands
from scoring.methods.cases import Cases
from scoring.methods.checklist import Checklist
from scoring.methods.condition import Condition
from scoring.methods.deduct import Deduct
from scoring.methods.formula import Formula
from scoring.methods.interpolate import Interpolate
from scoring.methods.judged import Judged
from scoring.methods.method import Method
from scoring.methods.proportional import Proportional
from scoring.methods.rating import Rating
from scoring.methods.relative import Relative

SINGLE: dict[str, type[Method]] = {
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
# Rows of one submission are judged each by itself, never among peers.
FOR_ROWS = {name: method for name, method in SINGLE.items() if not method.among_peers}
