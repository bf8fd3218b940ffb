"""Markdown: the same page, with nothing in a submitted text that could become markup."""

import re
from collections.abc import Sequence

from scoring.export.blocks import Block, Bullets, Code, Column, Facts, Heading, Table
from scoring.export.cleaning import clean

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#&~$"})
# What would turn into a link, or mention somebody, without any markup.
_LINKS = re.compile(
    r"(?<=[A-Za-z])(?=://)|(?<=\bwww)(?=\.)|(?=@)|(?<=\bmailto)(?=:)|(?<=\bxmpp)(?=:)"
)


def print_markdown(blocks: Sequence[Block]) -> str:
    """Return *blocks* as CommonMark with GitHub's tables."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def escape(text: str) -> str:
    r"""Return *text* as Markdown that shows just that.

    >>> escape("<b>路政|处</b> http://x")
    '\\<b\\>路政\\|处\\</b\\> http\\://x'
    """
    return _LINKS.sub(r"\\", clean(text).translate(_ESCAPES))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(level, text):
            return ["#" * level + " " + escape(text)]
        case Facts(title, facts):
            return _facts(title, facts)
        case Bullets(texts):
            return [_item(escape(text)) for text in texts]
        case Table(columns, rows):
            return _table(columns, rows)
        case Code(text, language):
            return [f"```{language}", text, "```"]


def _facts(title: str, facts: Sequence[tuple[str, str]]) -> list[str]:
    lines = [_item(escape(label) + escape(text)) for label, text in facts]
    if not title:
        return lines
    return [_item(f"**{escape(title)}**"), *("  " + line for line in lines)]


def _item(text: str) -> str:
    return f"- {text}"


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---:" if column.right else "---" for column in columns]
    titles = [escape(column.title) for column in columns]
    return [_row(titles), _row(rule), *(_row([escape(text) for text in row]) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
