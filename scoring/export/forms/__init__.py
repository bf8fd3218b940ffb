"""The bureau's own forms, filled in from what a department submitted and what it scored.

They need the submitted rows, which the report does not have, and so are made from scores.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.evaluation import Scores
from scoring.export.forms.duties import duties_form, duties_table
from scoring.export.forms.evaluation import evaluation_form
from scoring.export.forms.form import Form
from scoring.export.forms.workbook import workbook
from scoring.export.word import require_word
from scoring.words import Phrase

__all__ = ["SUFFIXES", "Form", "duties_table", "ending_of", "fill_forms", "print_forms"]

SUFFIXES = (".docx", ".xlsx")


def fill_forms(
    scores: Scores, row: int, department: Mapping[str, Any], report: Mapping[str, Any]
) -> list[Form]:
    """Return the forms of one *department* of the *report*, whose figures are in *row*.

    First the self-evaluation form; then that of duties, where the ruleset has a table of tasks.
    """
    made = (make(scores, row, department, report) for make in (evaluation_form, duties_form))
    return [form for form in made if form]


def print_forms(forms: Sequence[Form], suffix: str, language: str) -> bytes:
    """Return *forms* as one file in the format of a *suffix* of SUFFIXES."""
    if suffix == ".xlsx":
        return workbook(forms)
    require_word(suffix)
    from scoring.export.forms.paper import paper

    return paper(forms, language)


def ending_of(language: str) -> str:
    """Return what the file name of every department's forms ends with, before its suffix."""
    return _ENDING().say(language)


_ENDING = Phrase("自评表", " - self-evaluation")
