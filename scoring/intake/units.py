"""Money units that stand above columns: in a title row, in cells side by side, in a heading."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from scoring.intake.headings import MONEY
from scoring.intake.writing import is_blank
from scoring.names import fold

_STATED = re.compile(r"(?<!填报)(?<!编报)(?<!编制)单位:(?P<units>[^()\[\]{}【】]+)")
_OF_GROUP = re.compile(r"[(\[{【](?:单位:)?(?:人民币)?(?P<unit>[^()\[\]{}【】]+)[)\]}】]$")
_AND = re.compile(r"[、,/;及和]")
_LABELS = {"单位", "金额单位", "计量单位", "货币单位"}


class Stated(NamedTuple):
    """The money unit of a sheet; *unread* is where one stands that cannot be applied (from 0)."""

    unit: str = ""
    unread: tuple[int, int] | None = None


def unit_above(rows: Sequence[Sequence[Any]]) -> Stated:
    """Return the money unit stated in *rows*, as in “单位：万元”.

    >>> unit_above([["2019年度", "单位：人、万元"]])
    Stated(unit='万元', unread=None)
    """
    unread = None
    for place, cells in enumerate(rows):
        for column, text in _statements(cells):
            money = {part for part in _units_in(text) if part.endswith("元")}
            known = money & set(MONEY)
            if len(money) == 1 and known:
                return Stated(known.pop())
            if money:
                unread = unread or (place, column)
    return Stated("", unread)


def unit_of_group(heading: str) -> str:
    """Return the unit in brackets at the end of a group's heading: 元 of “金额（元）”."""
    found = _OF_GROUP.search(fold(heading))
    return found["unit"] if found and found["unit"] in MONEY else ""


def _statements(cells: Sequence[Any]) -> list[tuple[int, str]]:
    """Return the texts that state units in one row, each with its column."""
    texts = [(c, fold(cell)) for c, cell in enumerate(cells) if isinstance(cell, str)]
    stated = [(c, found["units"]) for c, text in texts if (found := _STATED.search(text))]
    filled = [(column, text) for column, text in texts if not is_blank(text)]
    beside = [(c, unit) for (c, label), (_, unit) in pairwise(filled) if label in _LABELS]
    return stated + [(column, unit) for column, unit in beside if unit in MONEY]


def _units_in(text: str) -> list[str]:
    return [part.removeprefix("人民币") for part in _AND.split(text)]
