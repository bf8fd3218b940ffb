"""A picture as a file of its own: what it shows above it, what it was made of below."""

import re
from collections.abc import Sequence
from html import escape, unescape

from scoring.export.blocks import Picture
from scoring.export.charts import FONTS, INK, QUIET
from scoring.export.cleaning import clean
from scoring.export.display import wrap

_OPENING = re.compile(r'(<svg [^>]*? width=")([\d.]+)(" height=")([\d.]+)(" viewBox="0 0 )[^"]*')
_TOLD = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", re.DOTALL)
_LEAST, _MARGIN, _LINE, _COLUMN = 480, 12, 20, 6.5  # _COLUMN: what half a Chinese character takes
_LARGE, _SMALL = 16, 12


def picture_file(svg: str, facts: Sequence[tuple[str, str]]) -> str:
    """Return the picture *svg* of ``export.charts`` with its title and description to be seen.

    *facts*, labels and texts, stand below it. Nothing is measured from a font.
    """
    opening, told = _OPENING.match(svg), _TOLD.search(svg)
    if not opening or not told:
        raise ValueError("not a picture of export.charts")
    width, height = max(float(opening[2]), _LEAST), float(opening[4])
    columns = int((width - 2 * _MARGIN) / _COLUMN)
    above = [(line, _SMALL, INK) for line in wrap(unescape(told[2]), columns)]
    above.insert(0, (unescape(told[1]), _LARGE, INK))
    below = [
        (line, _SMALL, QUIET)
        for label, text in facts
        for line in wrap(clean(f"{label}{text}"), columns)
    ]
    top, end = _LINE * (len(above) + 1), _LINE * (len(below) + 1)
    whole = height + top + end
    drawn = svg[told.end() : svg.rindex("</svg>")]
    return (
        f"{opening[1]}{width:g}{opening[3]}{whole:g}{opening[5]}{width:g} {whole:g}"
        f"{svg[opening.end() : told.end()]}"
        f'<rect width="{width:g}" height="{whole:g}" fill="white"/>'
        f"{_lines(above, 0)}"
        f'<g transform="translate(0,{top})">{drawn}</g>'
        f"{_lines(below, top + height)}</svg>"
    )


def shown(svg: str) -> Picture:
    """Return the picture *svg* of ``export.charts`` with its title and description to be seen."""
    told = _TOLD.search(svg)
    if not told:
        raise ValueError("not a picture of export.charts")
    return Picture(svg, unescape(told[1]), unescape(told[2]))


def _lines(lines: Sequence[tuple[str, int, str]], start: float) -> str:
    """Return *lines*, each with its size and colour, one below the other."""
    return "".join(
        f'<text x="{_MARGIN}" y="{start + _LINE * number:g}" font-family="{FONTS}" '
        f'font-size="{size}px" fill="{colour}">{escape(text)}</text>'
        for number, (text, size, colour) in enumerate(lines, start=1)
    )
