"""Where judgement matrices stand on a sheet: which child each row and column is of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.errors import Problem, use_instead
from scoring.intake.sheet import Grid
from scoring.intake.writing import is_blank
from scoring.names import fold
from scoring.tuning.expert.hierarchy import Family
from scoring.tuning.expert.layout import EXPERT, NODE, label, place, text_of
from scoring.words import Phrase


@dataclass(slots=True)
class Table:
    """A matrix as laid out: which child each row and column of the sheet is."""

    family: Family
    expert: str
    top: int
    columns: Mapping[int, int]
    rows: dict[int, int] = field(default_factory=dict)


def tables_of(grid: Grid, families: Mapping[str, Family], problems: list[Problem]) -> list[Table]:
    """Return the matrices on a sheet, and in *problems* what is wrong with their heads."""
    tables: list[Table] = []
    above = 0
    for row in range(len(grid.rows)):
        family = _family_of(grid, row, families, problems)
        if family:
            expert = label(grid, EXPERT, above, row + 1).text
            table = Table(family, expert, row, _columns(grid, row, family, problems))
            _enter_rows(grid, table, problems)
            problems += _left_out(grid, table)
            problems += _unheaded(grid, table)
            tables.append(table)
            above = row + 1
    return tables


def _family_of(
    grid: Grid, row: int, families: Mapping[str, Family], problems: list[Problem]
) -> Family | None:
    """Return the family whose children head the columns in *row*; None if it heads no matrix.

    Where several families fit, and no node is named above, that is a problem more.
    """
    names = [text_of(cell) for cell in grid.rows[row]]
    names = [name for name in names if name]
    if len(names) < 2:
        return None
    node = label(grid, NODE, 0, row + 1).text
    matches = {
        f.id: sum(f.child_called(name) is not None for name in names) for f in families.values()
    }
    best = max(matches.values(), default=0)
    if best < 2:
        return None
    candidates = [f for f in families.values() if matches[f.id] == best]
    meant = [f for f in candidates if fold(node) in (fold(f.id), fold(f.title))] or candidates
    if len(meant) > 1:
        several = _WHICH_NODE(titles=[family.title for family in meant])
        problems.append(Problem(place(grid, row, 0), several, _NAME_NODE(node=meant[0].id)))
    return meant[0]


def _columns(grid: Grid, row: int, family: Family, problems: list[Problem]) -> dict[int, int]:
    """Return the child of each column, from the first known to what is written beyond a blank."""
    columns: dict[int, int] = {}
    is_beyond_a_blank = False
    first = _first_column(grid, row, family)
    for column, cell in enumerate(grid.rows[row]):
        name = text_of(cell)
        child = family.child_called(name) if name else None
        if not name or (child is None and not columns and column < first):
            is_beyond_a_blank = bool(columns)
            continue
        if is_beyond_a_blank and child is None:
            break
        _enter(columns, column, child, name, family, place(grid, row, column), problems)
    return columns


def _first_column(grid: Grid, row: int, family: Family) -> int:
    """Return where judgements begin: after the names of the rows, else where a head is known."""
    for cells in grid.rows[row + 1 :]:
        for column, cell in enumerate(cells):
            if family.child_called(text_of(cell)) is not None:
                return column + 1
    heads = (family.child_called(text_of(cell)) is not None for cell in grid.rows[row])
    return [*heads].index(True)


def _enter_rows(grid: Grid, table: Table, problems: list[Problem]) -> None:
    """Enter the rows down to the next heads, or to what is written below a blank line."""
    first, is_below_a_blank = _first_column(grid, table.top, table.family), False
    for row in range(table.top + 1, len(grid.rows)):
        cells = grid.rows[row]
        if any(table.family.child_called(text_of(cells[c])) is not None for c in table.columns):
            return
        names = [(c, text) for c in range(first) if (text := text_of(cells[c]))]
        if not names:
            is_below_a_blank = True
            continue
        column, name = names[-1]
        child = table.family.child_called(name)
        if is_below_a_blank and child is None:
            return
        _enter(table.rows, row, child, name, table.family, place(grid, row, column), problems)


def _enter(
    lines: dict[int, int],
    line: int,
    child: int | None,
    name: str,
    family: Family,
    where: str,
    problems: list[Problem],
) -> None:
    if child is None:
        unknown = _NO_CHILD(name=name, family=family.title)
        problems.append(Problem(where, unknown, use_instead(name, family.titles())))
    elif child in lines.values():
        problems.append(Problem(where, _TWICE(name=name), _ONCE()))
    else:
        lines[line] = child


def _left_out(grid: Grid, table: Table) -> list[Problem]:
    there = {*table.columns.values(), *table.rows.values()}
    missing = [title for n, title in enumerate(table.family.titles()) if n not in there]
    where = place(grid, table.top, min(table.columns))
    return [Problem(where, _LEFT_OUT(names=missing), _ADD())] if missing else []


def _unheaded(grid: Grid, table: Table) -> Iterable[Problem]:
    """Yield the lines among the judgements that have no head, and so would be lost."""
    size, first = len(table.family.children), _first_column(grid, table.top, table.family)
    below, width = table.top + 1, len(grid.rows[table.top])
    rows = range(below, min(max([below + size - 1, *table.rows]) + 1, len(grid.rows)))
    columns = range(first, min(max([first + size - 1, *table.columns]) + 1, width))
    for row in rows:
        cells = grid.rows[row]
        heads = [*map(text_of, cells[:first])]
        if not any(heads) and any(not is_blank(cells[column]) for column in table.columns):
            yield Problem(place(grid, row, first - 1), _NO_HEAD(), _WRITE_HEAD())
    for column in columns:
        head = text_of(grid.rows[table.top][column])
        if not head and any(not is_blank(grid.rows[row][column]) for row in table.rows):
            yield Problem(place(grid, table.top, column), _NO_HEAD(), _WRITE_HEAD())


_NO_CHILD = Phrase("「{family}」之下没有「{name}」", '"{family}" has no child "{name}"')
_WHICH_NODE = Phrase(
    "这些指标名称在几个节点之下都有：{titles}", "these titles are those of several nodes: {titles}"
)
_NAME_NODE = Phrase(
    "请在矩阵上方写一行“节点标识”和标识，如 {node}；或改用指标标识作表头",
    'Write a line "node" and its id above the matrix, such as {node}; or head it with ids',
)
_NO_HEAD = Phrase("有判断而没有写明是哪个指标", "there are judgements, but no indicator is named")
_WRITE_HEAD = Phrase("请写指标的名称或标识", "Write the title or the id of the indicator")
_TWICE = Phrase("「{name}」出现了两次", '"{name}" is there twice')
_ONCE = Phrase("每个指标只写一次", "Write each once")
_LEFT_OUT = Phrase("判断矩阵缺少：{names}", "the matrix leaves out: {names}")
_ADD = Phrase("请补上；没有把握的格子可以留空", "Add them; what is unsure may stay blank")
