"""Pictures of figures as SVG that loads nothing; the only door to altair and vl_convert.

The same figures give the same bytes: every length is set here, none is measured from a font.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from scoring.errors import ExportError, Problem
from scoring.export.cleaning import clean
from scoring.export.display import shorten, width_of
from scoring.export.shades import SHADES, shade
from scoring.words import Phrase

FONTS = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, SimHei, sans-serif"
INK, QUIET, BAR = "#1d2733", "#5b6673", "#2f5d8c"
_NOTHING = "#d9dde2"

_WIDTH = 400  # of a picture with bars, in its own units: readable on a telephone too
_WIDE = 1120  # of a heat map, as long as its columns are wide enough
_LINE = 24
_COLUMN = 7  # units that a column of the terminal (half a Chinese character) takes
_SIZE = 12


class Caption(NamedTuple):
    """What is said of a picture to those who do not see it; *name* is its id in the page."""

    name: str
    title: str
    description: str


def charts_available() -> bool:
    """Tell whether the extra that draws is installed."""
    try:
        _drawing_tools()
    except ExportError:
        return False
    return True


def bars(rows: Sequence[tuple[str, float, str]], caption: Caption) -> str:
    """Return a bar for each of *rows*: its label, its value, and the value in words."""
    alt = _drawing_tools()[0]
    labels = _distinct([label for label, _, _ in rows], 22)
    values = [
        {"at": n, "label": label, "value": value, "said": said}
        for n, (label, (_, value, said)) in enumerate(zip(labels, rows, strict=True))
    ]
    left = _COLUMN * max((width_of(label) for label in labels), default=0) + 16
    right = _COLUMN * max((width_of(said) for _, _, said in rows), default=0) + 10
    most = max((value for _, value, _ in rows), default=0) or 1
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("label:N", sort=labels, title=None, axis=_axis(alt)),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, most])),
    )
    drawn = base.mark_bar(color=BAR, height=_LINE * 0.55) + base.mark_text(
        align="left", baseline="middle", dx=6, color=INK, fontSize=_SIZE
    ).encode(text="said:N")
    size = {"left": left, "right": right, "top": 4, "bottom": 4}
    return _svg(drawn, _WIDTH - left - right, _LINE * len(rows), size, caption)


def ranges(
    rows: Sequence[tuple[str, float, float, float]],
    axis: str,
    caption: Caption,
    *,
    both_ways: bool = False,
) -> str:
    """Return a line from the least to the most of each of *rows*, and a point on it.

    A row is its label, the least, the point and the most; *axis* is what the figures are. With
    *both_ways* figures count from 0 to either side: none is told as less than nothing.
    """
    alt = _drawing_tools()[0]
    labels = _distinct([row[0] for row in rows], 22)
    values = [
        {"label": label, "least": least, "at": at, "most": most}
        for label, (_, least, at, most) in zip(labels, rows, strict=True)
    ]
    left = _COLUMN * max((width_of(label) for label in labels), default=0) + 16
    figures = alt.Axis(
        title=axis,
        labelFontSize=_SIZE,
        labelColor=INK,
        tickMinStep=1,
        grid=False,
        **({"labelExpr": "abs(datum.value)"} if both_ways else {}),
    )
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("label:N", sort=labels, title=None, axis=_axis(alt))
    )
    least = alt.X("least:Q", axis=figures, scale=alt.Scale(zero=False, nice=False, padding=8))
    line = base.mark_rule(color=BAR, strokeWidth=3).encode(x=least, x2="most:Q")
    drawn = line + base.mark_point(color=INK, filled=True, size=36, opacity=1).encode(x="at:Q")
    size = {"left": left, "right": 14, "top": 4, "bottom": 44}
    return _svg(drawn, _WIDTH - left - 14, _LINE * max(1, len(rows)), size, caption)


def columns(rows: Sequence[tuple[str, int]], caption: Caption) -> str:
    """Return an upright bar for each of *rows*: its label and its count, from left to right."""
    alt = _drawing_tools()[0]
    labels = _distinct([label for label, _ in rows], 12)
    values = [
        {"label": label, "count": count} for label, (_, count) in zip(labels, rows, strict=True)
    ]
    most = max((count for _, count in rows), default=0) or 1
    turned = _COLUMN * sum(map(width_of, labels)) + 8 * len(rows) > _WIDTH
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("label:N", sort=labels, title=None, axis=_axis(alt, -90 if turned else 0)),
        y=alt.Y("count:Q", axis=None, scale=alt.Scale(domain=[0, most])),
    )
    drawn = base.mark_bar(color=BAR) + base.mark_text(
        align="center", baseline="bottom", dy=-3, color=INK, fontSize=_SIZE
    ).encode(text="count:Q")
    below = _COLUMN * max(map(width_of, labels), default=0) + 16 if turned else 28
    size = {"left": 6, "right": 6, "top": 20, "bottom": below}
    return _svg(drawn, _WIDTH - 12, 170, size, caption)


def slopes(
    lines: Sequence[tuple[str, Sequence[int | None]]], heads: Sequence[str], caption: Caption
) -> str:
    """Return a line for each of *lines*, its ranks (1 on top) under *heads* from left to right."""
    alt = _drawing_tools()[0]
    labels = _distinct([label for label, _ in lines], 22)
    across = _distinct(heads, 20)
    values = [
        {"line": label, "head": head, "rank": rank, "colour": _slope_colour(ranks)}
        for label, (_, ranks) in zip(labels, lines, strict=True)
        for head, rank in zip(across, ranks, strict=True)
        if rank is not None
    ]
    ends = [_ends(values, head) for head in (across[0], across[-1])]
    x = alt.X("head:N", sort=across, title=None, axis=_axis(alt, 0, "top", domain=False))
    y = alt.Y("rank:O", axis=None, scale=alt.Scale(paddingOuter=0.5))
    base = alt.Chart(alt.Data(values=values)).encode(
        x=x, y=y, color=alt.Color("colour:N", scale=None), detail="line:N"
    )
    told = [
        alt.Chart(alt.Data(values=end))
        .mark_text(align=align, dx=dx, baseline="middle", fontSize=_SIZE, color=INK)
        .encode(x=x, y=y, text="said:N")
        for align, dx, end in (("right", -10, ends[0]), ("left", 10, ends[1]))
    ]
    drawn = alt.layer(base.mark_line(), base.mark_circle(size=36, opacity=1), *told)
    widths = [max((width_of(each["said"]) for each in end), default=0) for end in ends]
    left, right = (_COLUMN * width + 24 for width in widths)
    height = 20 * max(len({each["rank"] for each in values}), 4)
    size = {"left": left, "right": right, "top": 28, "bottom": 8}
    return _svg(drawn, max(170 * (len(heads) - 1), 170), height, size, caption)


def stacked(pictures: Sequence[str], caption: Caption) -> str:
    """Return *pictures*, each named by a caption of its own, one below the other as one."""
    found = (re.findall(r' (?:width|height)="([\d.]+)"', picture) for picture in pictures)
    sizes = [(float(width), float(height)) for width, height, *_ in found]
    tops = [sum(height for _, height in sizes[:place]) for place in range(len(sizes))]
    inner = "".join(
        picture.replace("<svg ", f'<svg y="{top:g}" ', 1)
        for picture, top in zip(pictures, tops, strict=True)
    )
    size = max((w for w, _ in sizes), default=1), sum(h for _, h in sizes) or 1
    return _captioned(f"<svg>{inner}</svg>", size, caption)


def _ends(values: Sequence[Mapping[str, Any]], head: str) -> list[dict[str, Any]]:
    """Return what is written at one end of sloping lines: each rank once, with all who have it."""
    names: dict[int, list[str]] = {}
    for value in values:
        if value["head"] == head:
            names.setdefault(value["rank"], []).append(value["line"])
    return [
        {"head": head, "rank": rank, "said": shorten(f"{rank}  {' / '.join(own)}", 40)}
        for rank, own in names.items()
    ]


def _slope_colour(ranks: Sequence[int | None]) -> str:
    """Return the colour of who goes up, down or stays from the first rank to the last."""
    first, last = ranks[0], ranks[-1]
    if first is None or last is None or first == last:
        return QUIET
    return BAR if last < first else SHADES[0]


def heat_map(
    rows: Sequence[str],
    heads: Sequence[str],
    rates: Sequence[Sequence[float | None]],
    caption: Caption,
    tint: Callable[[float], str] | None = None,
) -> str:
    """Return a cell for each rate (0 to 1) of *rows* under *heads*: the darker, the less.

    *tint* gives figures of another range their colours.
    """
    alt, colour = _drawing_tools()[0], tint or shade
    down, across = _distinct(rows, 24), _distinct(heads, 24)
    values = [
        {"row": row, "head": head, "shade": _NOTHING if rate is None else colour(rate)}
        for row, line in zip(down, rates, strict=True)
        for head, rate in zip(across, line, strict=True)
    ]
    above, left = (_COLUMN * max(map(width_of, names), default=0) + 16 for names in (across, down))
    drawn = (
        alt.Chart(alt.Data(values=values))
        .mark_rect(stroke="#ffffff", strokeWidth=1)
        .encode(
            x=alt.X("head:N", sort=across, title=None, axis=_axis(alt, -90, "top")),
            y=alt.Y("row:N", sort=down, title=None, axis=_axis(alt)),
            color=alt.Color("shade:N", scale=None),
        )
    )
    size = {"left": left, "right": 4, "top": above, "bottom": 4}
    across_all = len(heads) * min(max((_WIDE - left) // max(len(heads), 1), 20), 60)
    return _svg(drawn, across_all, 18 * len(rows), size, caption)


def _axis(alt: Any, angle: int = 0, orient: str | None = None, **more: Any) -> Any:
    more |= {"orient": orient} if orient else {}
    return alt.Axis(
        labelAngle=angle,
        labelLimit=0,
        labelOverlap=False,
        labelFontSize=_SIZE,
        labelColor=INK,
        labelPadding=6,
        ticks=False,
        domainColor=QUIET,
        **more,
    )


def _distinct(labels: Sequence[str], width: int) -> list[str]:
    """Return *labels* shortened to *width* columns; those then alike get a number."""
    seen: dict[str, int] = {}
    made = []
    for label in labels:
        short = shorten(clean(label) or "-", width)
        seen[short] = seen.get(short, 0) + 1
        made.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return made


def _svg(drawn: Any, width: float, height: float, padding: Any, caption: Caption) -> str:
    """Return the picture with its title and description; the page gives it its size."""
    convert = _drawing_tools()[1]
    chart = drawn.properties(width=width, height=height, padding=padding, autosize="none")
    chart = chart.configure(font=FONTS, aria=False).configure_view(stroke=None)
    svg = convert.vegalite_to_svg(chart.to_dict(validate=False))
    whole = (
        width + padding["left"] + padding["right"],
        height + padding["top"] + padding["bottom"],
    )
    return _captioned(svg, whole, caption)


def _captioned(svg: str, size: tuple[float, float], caption: Caption) -> str:
    name, title, description = (escape(clean(text)) for text in caption)
    inner = svg[svg.index(">") + 1 :]
    inner = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", inner)
    # Ids are unique in a picture; in the page they are with the picture's name before them.
    inner = re.sub(r'( id="|url\(#|href="#)', rf"\g<1>{name}-", inner)
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{title}</title>'
        f'<desc id="{name}-description">{description}</desc>{inner}'
    )


def _drawing_tools() -> tuple[Any, Any]:
    try:
        import altair
        import vl_convert
    except ImportError:
        raise ExportError([Problem(_PICTURES().say("zh-CN"), _NO_ALTAIR(), INSTALL())]) from None
    return altair, vl_convert


_PICTURES = Phrase("图", "pictures")
_NO_ALTAIR = Phrase("画图需要 altair 和 vl-convert-python", "drawing needs altair and vl-convert")
INSTALL = Phrase(
    '请安装：pip install "budget-performance-scoring[charts]"',
    'Install them: pip install "budget-performance-scoring[charts]"',
)
