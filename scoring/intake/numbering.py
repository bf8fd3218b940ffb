"""The running numbers with which most tables begin: layout, not a figure of any department."""

from itertools import compress

import numpy as np

from scoring.intake.sheet import Raw
from scoring.intake.writing import as_text, is_blank, narrow
from scoring.names import fold

HEADINGS = ("序号", "编号", "行号", "序", "no", "#", "s/n", "index")


def is_numbering(raw: Raw) -> bool:
    """Return whether a column that no field claims only numbers the rows, if with gaps.

    Whole numbers that lie close together do: 1 to 376, some left out, or 1 to 3 again and again.
    """
    if fold(raw.heading) not in HEADINGS:
        return False
    there = np.ones(len(raw.cells), np.bool_) if raw.absent is None else ~raw.absent
    texts = {narrow(as_text(c)) for c in compress(raw.cells, there) if not is_blank(c)}
    if not all(text.isdecimal() and len(text) <= _LONGEST for text in texts):
        return False
    numbers = set(map(int, texts))
    return not numbers or max(numbers) - min(numbers) < 2 * len(numbers)


_LONGEST = 7  # more rows than a sheet can have are not numbered
