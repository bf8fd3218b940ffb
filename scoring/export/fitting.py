"""How a table shares the columns of a terminal: who is shortened, and what is left out."""

from collections.abc import Sequence

from scoring.export.blocks import Column
from scoring.export.display import width_of

GAP = 2
_HEADING_LEAST = 7
_TEXT_LEAST = 4

Cells = Sequence[Sequence[str]]


def fit(columns: Sequence[Column], cells: Cells, width: int) -> dict[int, int]:
    """Return the width of each of *columns* that is shown, by its place in the table.

    *cells* holds each column's texts, its title first. Optional columns go together, and
    only when shortening texts does not make room for them.
    """
    natural = [max(map(width_of, texts)) for texts in cells]
    least = [_least(c, texts, c.least) for c, texts in zip(columns, cells, strict=True)]
    bare = [_least(c, texts, _TEXT_LEAST) for c, texts in zip(columns, cells, strict=True)]
    needed = [place for place, column in enumerate(columns) if not column.optional]
    for shown, low in ((range(len(columns)), least), (needed, least), (needed, bare)):
        room = width - GAP * (len(shown) - 1)
        if sum(low[place] for place in shown) <= room:
            break
    room -= sum(low[place] for place in shown)
    widths = {place: low[place] for place in shown}
    # Names before titles, and what needs least first; a title is made whole or left as it is.
    for place in sorted(shown, key=lambda p: (columns[p].right, natural[p] - low[p])):
        need = natural[place] - low[place]
        if need <= room or not columns[place].right:
            wider = min(need, max(room, 0))
            widths[place] += wider
            room -= wider
    return widths


def _least(column: Column, texts: Sequence[str], least: int) -> int:
    """Return how narrow a column may be: its figures stay whole, its title and names need not."""
    title, *body = map(width_of, texts)
    if column.right:
        return max([min(title, _HEADING_LEAST), *body])
    return min(max([title, *body]), least)
