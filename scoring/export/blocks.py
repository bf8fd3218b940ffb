"""What a page is made of, whatever it is printed on: headings, facts, bullets and tables.

A block holds text as it was submitted; each printer cleans and escapes all it prints.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; *level* 1 is the whole page's."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled sentences under a title (which may be empty); a label brings its colon."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences that stand beside each other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures, which stand to the *right*, are never cut.

    *least* is how narrow its text may be cut before the *optional* columns go.
    """

    title: str
    right: bool = False
    least: int = 8
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be shown as they are written; only text of our own, which may be *language*."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ``export.charts`` (*svg*), and what it shows; only web pages have any."""

    svg: str
    title: str
    description: str


Block = Heading | Facts | Bullets | Table | Code
