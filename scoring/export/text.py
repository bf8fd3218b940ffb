"""The terminal: a page of lines no wider than asked, with Chinese aligned; the door to tabulate."""

from collections.abc import Sequence

from scoring.export.blocks import Block, Bullets, Code, Column, Facts, Heading, Table
from scoring.export.cleaning import clean
from scoring.export.display import pad, shorten, width_of, wrap
from scoring.export.fitting import fit

NARROWEST = 60
_INDENT = "  "
_UNDERLINES = {1: "=", 2: "-", 3: "~"}


def print_text(blocks: Sequence[Block], width: int) -> str:
    """Return *blocks* as lines of at most *width* columns (of NARROWEST, if that is more)."""
    width = max(width, NARROWEST)
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += _lines(block, width)
    return "\n".join(lines) + "\n"


def _lines(block: Block, width: int) -> list[str]:
    match block:
        case Heading(level, text):
            return _heading(level, text, width)
        case Facts(title, facts):
            return _facts(title, facts, width)
        case Bullets(texts):
            return [line for text in texts for line in _hanging("- ", clean(text), width)]
        case Table(columns, rows):
            return _table(columns, rows, width)
        case Code(text):
            return [_INDENT + clean(line) for line in text.split("\n")]


def _heading(level: int, text: str, width: int) -> list[str]:
    lines = wrap(clean(text), width)
    return [*lines, _UNDERLINES[level] * max(map(width_of, lines))]


def _facts(title: str, facts: tuple[tuple[str, str], ...], width: int) -> list[str]:
    labels = [clean(label) for label, _ in facts]
    widest = max(map(width_of, labels), default=0)
    indent = _INDENT if title else ""
    lines = wrap(clean(title), width) if title else []
    for label, (_, text) in zip(labels, facts, strict=True):
        lines += _hanging(indent + pad(label, widest), clean(text), width)
    return lines


def _hanging(start: str, text: str, width: int) -> list[str]:
    margin = width_of(start)
    lines = wrap(text, width - margin) or [""]
    return [(start + lines[0]).rstrip(), *(" " * margin + line for line in lines[1:])]


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    # Its import costs more than most pages, and most formats do without it.
    from tabulate import tabulate

    titles = [column.title for column in columns]
    cells = [[clean(text) for text in texts] for texts in zip(titles, *rows, strict=True)]
    shown = fit(columns, cells, width)
    fitted = [[shorten(text, shown[place]) for text in cells[place]] for place in shown]
    heading, *body = zip(*fitted, strict=True)
    table = tabulate(
        [heading, ["-" * taken for taken in shown.values()], *body],
        tablefmt="plain",
        disable_numparse=True,
        colalign=["right" if columns[place].right else "left" for place in shown],
    )
    return [line.rstrip() for line in table.split("\n")]
