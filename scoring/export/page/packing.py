"""Columns packed small: what repeats is written once, and sentences apart from their figures."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from scoring.export.cleaning import REPLACEMENT, clean

Json = Any

CHUNK = 100  # sentences that a browser splits at once
BREAK = "\x02"  # between sentences under one label
_FIGURE = "\x01"  # in a template, before the place of its figure
_MOST_FIGURES = 1000
_MARKS = re.compile("([\x01\x02])")
_FIGURES = re.compile("[0-9]+(?:[.,][0-9]+)*")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def packed(values: Sequence[Json]) -> Json:
    """Return *values* as what they all are, as what most are but some, or as they are.

    >>> packed([5, 5]), packed([0, 0, 0, 7]), packed([1, 2, 3])
    (5, {'most': 0, 'but': {3: 7}}, [1, 2, 3])
    """
    if not values:
        return None
    most, count = Counter(values).most_common(1)[0]
    if count == len(values):
        return most
    if (len(values) - count) * 3 > len(values):
        return list(values)
    return {"most": most, "but": {n: value for n, value in enumerate(values) if value != most}}


def packed_texts(texts: Sequence[str]) -> Json:
    r"""Return *texts*, cleaned: the sentence they all are, or templates and what fills them.

    A filling is the number of its template (base 36, nothing for 0) and its figures, spaces
    between; those of CHUNK texts stand in one string, parted by semicolons.

    >>> packed_texts(["扣 2 分", "扣 3 分"])
    {'say': ['扣 \x010 分'], 'fill': [' 2; 3']}
    """
    if not texts:
        return ""
    taken = [_taken_apart(text) for text in texts]
    figures: dict[str, list[tuple[str, ...]]] = {}
    for template, given in taken:
        figures.setdefault(template, []).append(given)
    order = sorted(figures, key=lambda template: -len(figures[template]))
    kept = {template: _varying(figures[template]) for template in order}
    say = [_template(template, figures[template], kept[template]) for template in order]
    number = {template: _base36(n) for n, template in enumerate(order)}
    if len(order) == 1 and not kept[order[0]]:
        return say[0]
    fill = [
        " ".join([number[template], *(given[place] for place in kept[template])])
        for template, given in taken
    ]
    return {"say": say, "fill": [";".join(fill[n : n + CHUNK]) for n in range(0, len(fill), CHUNK)]}


def under_one_label(texts: Sequence[str]) -> str:
    """Return sentences as one text, from which a browser parts them again."""
    return BREAK.join(clean(text) if _MARKS.search(text) else text for text in texts)


def _taken_apart(text: str) -> tuple[str, tuple[str, ...]]:
    text = text.replace(_FIGURE, REPLACEMENT)
    figures = tuple(_FIGURES.findall(text))
    if len(figures) > _MOST_FIGURES:
        return text, ()
    return _FIGURES.sub(_FIGURE, text), figures


def _varying(figures: list[tuple[str, ...]]) -> list[int]:
    """Return the places whose figures are neither the same throughout nor those of an earlier."""
    columns = list(zip(*figures, strict=True))
    seen: set[tuple[str, ...]] = set()
    kept = []
    for place, column in enumerate(columns):
        if column not in seen and len(set(column)) > 1:
            kept.append(place)
        seen.add(column)
    return kept


def _template(template: str, figures: list[tuple[str, ...]], kept: list[int]) -> str:
    """Return the cleaned *template*, with the figures that never vary and places for the others."""
    columns = list(zip(*figures, strict=True))
    place_of = {columns[place]: chr(ord("0") + n) for n, place in enumerate(kept)}
    told = iter(
        _FIGURE + place_of[column] if column in place_of else column[0] for column in columns
    )
    return "".join(
        next(told) if piece == _FIGURE else piece if piece == BREAK else clean(piece)
        for piece in _MARKS.split(template)
    )


def _base36(number: int) -> str:
    """Return *number* in base 36, nothing for 0."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text
