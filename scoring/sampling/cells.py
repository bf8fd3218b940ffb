"""What stands in the cells of a submission: figures, and words as a department writes them."""

from typing import Any

import numpy as np

from scoring.model import Field
from scoring.sampling.draft import Draft, Key, is_figure
from scoring.words import Phrase

Cells = dict[str, list[Any]]


def cells_of(draft: Draft) -> Cells:
    """Return the departments' cells by field."""
    fields = draft.ruleset.fields
    return {name: written(draft, Key("", name), field) for name, field in fields.items()}


def rows_of(draft: Draft, table: str) -> list[list[dict[str, Any]]]:
    """Return the rows of *table* for each department."""
    fields = draft.ruleset.tables[table].fields
    columns = [written(draft, Key(table, name), field) for name, field in fields.items()]
    rows = [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]
    ends = np.cumsum(draft.counts[table]).tolist()
    return [rows[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def written(draft: Draft, key: Key, field: Field) -> list[Any]:
    """Return the values of one field as they are written."""
    values = draft.values[key]
    if is_figure(field):
        return [int(value) if value.is_integer() else value for value in values.tolist()]
    if field.type == "date":
        return list(values.astype("datetime64[D]").astype(str).tolist())
    if field.type == "boolean":
        words = {answer: truth(answer, draft.ruleset.language) for answer in (True, False)}
        return [words[value] for value in values.tolist()]
    return list(values.tolist())


def truth(answer: bool, language: str) -> str:
    """Return the word for yes or no."""
    return (_YES if answer else _NO)().say(language)


_YES, _NO = Phrase("是", "yes"), Phrase("否", "no")
