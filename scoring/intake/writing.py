"""How text in cells is compared and quoted: narrowed for comparison, cleaned for messages."""

import unicodedata
from datetime import date, datetime
from typing import Any

from scoring.intake.sheet import CellError
from scoring.names import SPACES

_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-"})
_SHOWN = 60


def narrow(text: str) -> str:
    """Return *text* with full-width forms made ordinary and the ends trimmed.

    >>> narrow("　１,２３４．５％ ")
    '1,234.5%'
    """
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip(SPACES)


def plain_minus(text: str) -> str:
    """Return *text* with every sort of minus sign written ``-``."""
    return text if text.isascii() else text.translate(_MINUS)


def as_text(cell: Any) -> str:
    """Return the cell as text; a code held as the number 1001.0 is the text 1001."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.text if isinstance(cell, CellError) else str(cell)


def is_blank(cell: Any) -> bool:
    """Return whether nothing is written in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip(SPACES))


def shown(cell: Any) -> str:
    """Return the cell as it is quoted in a message: short, on one line, no control characters."""
    if isinstance(cell, datetime) and cell.time() != datetime.min.time():
        return cell.isoformat(" ", "seconds")
    text = "".join(c if c.isprintable() else " " for c in as_text(cell)[: 4 * _SHOWN])
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def printable(place: str) -> str:
    """Return the name of a file or a sheet without control characters."""
    return "".join(c if c.isprintable() else "�" for c in place)
