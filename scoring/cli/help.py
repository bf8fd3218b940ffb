"""Help laid out for a terminal in which a Chinese character takes two columns."""

import re
from collections.abc import Iterable
from gettext import gettext
from unicodedata import east_asian_width

import click

WIDEST = 100
_GAP, _MOST = 2, 34  # between names and what they do, and the widest column of names
# A word or a file name and what closes it stay together; between Chinese characters lines break.
_ATOM = re.compile(r"\s+|\w+\.[a-z]+[，。、；：）]*|[!-~]+[，。、；：）]*|\S[，。、；：）]*")


class Formatter(click.HelpFormatter):
    """Lays help out by the columns that characters take, with the colons of the language."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{heading}{gettext('Options:')[-1]}\n")

    def write_text(self, text: str) -> None:
        margin = " " * self.current_indent
        for paragraph in re.split(r"\n\s*\n", text):
            for line in paragraph.split("\n"):
                for part in wrapped(line.strip(), self.width - len(margin)):
                    self.write(f"{margin}{part}\n")
            self.write("\n")
        self.buffer.pop()

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = _MOST,
        col_spacing: int = _GAP,
    ) -> None:
        margin, told = " " * self.current_indent, list(rows)
        widths = [columns_of(name) for name, _ in told]
        first = max((width for width in widths if width <= col_max), default=0) + col_spacing
        for name, text in told:
            lines = wrapped(text, self.width - len(margin) - first) or [""]
            beside = columns_of(name) <= first - col_spacing
            space = " " * (first - columns_of(name)) if beside else f"\n{margin}{' ' * first}"
            self.write(f"{margin}{name}{space}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{margin}{' ' * first}{line}\n")


class Context(click.Context):
    """A call whose help is laid out so."""

    formatter_class = Formatter


def punctuated(message: str) -> str:
    """Return what click says was typed wrongly, in Chinese, with the marks of Chinese.

    >>> punctuated("没有命令 'scor'。 是否应为 'cover', 'score'？")
    '没有命令“scor”。是否应为“cover”、“score”？'
    >>> punctuated("缺少选项 '-d' / '--department'.")
    '缺少选项“-d”、“--department”。'
    """
    quoted = re.sub(r"[ ]?'([^']*)'[ ]?", r"“\1”", message)
    listed = re.sub(r"”[,/]“", "”、“", quoted)
    return re.sub(r"(?<=[。？])[ ]", "", re.sub(r"\.$", "。", listed))


def columns_of(text: str) -> int:
    """Return how many columns of a terminal *text* of our own takes.

    The package that measures any text takes longer to import than all of the help to be made.

    >>> columns_of("评分 score")
    10
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* in lines of at most *width* columns, where its words allow it.

    >>> wrapped("评分规则，见 scoring docs", 10)
    ['评分规则，', '见 scoring', 'docs']
    >>> wrapped("-o 试算.xlsx", 8)
    ['-o', '试算.xlsx']
    """
    lines, taken = [""], 0
    for atom in _ATOM.findall(text):
        wanted = 0 if atom.isspace() else columns_of(atom)
        if lines[-1] and taken + wanted > width:
            lines.append("")
            taken = 0
        if lines[-1] or wanted:
            lines[-1] += atom
            taken += wanted or len(atom)
    return [line.rstrip() for line in lines if line]
