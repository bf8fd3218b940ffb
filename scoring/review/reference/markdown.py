"""Markdown of our own text: keys as code, tables, links to headings."""

import re
from collections.abc import Sequence


def code(text: str) -> str:
    r"""Return *text* as code, also within a table.

    >>> print(code("a | b"))
    `a \| b`
    """
    return f"`{text}`".replace("|", "\\|")


def escaped(text: str) -> str:
    """Return a sentence with nothing in it that would be markup."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    rule = ["---"] * len(headings)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *rows))


def link(text: str, heading: str) -> str:
    """Return a link to *heading* of the same page, by the anchor it is given.

    >>> link("字段", "字段 field")
    '[字段](#字段-field)'
    """
    anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
    return f"[{text}](#{anchor})"
