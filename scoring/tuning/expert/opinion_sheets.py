"""Sheets of opinions: a table with a row an expert, or a form from each with a row an indicator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from scoring.errors import Problem, ScoringError
from scoring.intake.grids import read_grids
from scoring.intake.sheet import Grid
from scoring.model import Source
from scoring.names import fold
from scoring.tuning.expert import authority
from scoring.tuning.expert.hierarchy import Family, Node
from scoring.tuning.expert.layout import EXPERT, Label, label, place, spelled, text_of
from scoring.tuning.expert.opinions import Opinion, Reading, basis_of, reading_of
from scoring.words import Message, Phrase

ANSWER = {"评分", "本轮评分", "分配", "分配分数", "权重", "score", "points", "answer"}
NAME, ID = {"指标", "指标名称", "名称", "indicator"}, {"标识", "指标标识", "id"}
# What people write below experts and indicators, which is neither.
_TOTALS = {"合计", "小计", "总计", "total", "平均", "平均分", "平均值", "均值", "average", "mean"}
_BASIS = {"判断依据", "判断依据系数", "判断系数", "ca", "basis"}
_FAMILIARITY = {"熟悉程度", "熟悉程度系数", "熟悉系数", "cs", "familiarity"}
_PARTS = [{fold(name) for name in authority.both(basis)} for basis in authority.BASES]


def read_opinions(
    paths: Sequence[Any],
    families: Mapping[str, Family],
    greatest: float,
    also: Iterable[Node] = (),
) -> tuple[list[Opinion], list[Source], list[Message]]:
    """Return every expert's figures from 0 to *greatest*, the files, and what was left unread.

    Figures are of the children of *families*, and of the nodes given *also*. ScoringError names
    every cell that cannot be used.
    """
    children = (child for family in families.values() for child in family.children)
    reading = reading_of([*children, *also], greatest)
    files, sources = read_grids(paths, reading.problems)
    found: list[Opinion] = []
    for grids, source in zip(files, sources, strict=True):
        cover = next((grid for grid in grids if label(grid, EXPERT).text), None)
        stem = PurePosixPath(source.path).stem
        here = [o for grid in grids for o in _opinions(grid, cover, stem, reading)]
        if not here:
            reading.problems.append(Problem(source.path, _NO_OPINIONS(), _HEADS()))
        found += here
    reading.problems += _given_twice(found)
    if reading.problems:
        raise ScoringError(reading.problems)
    return found, sources, reading.unread


def _opinions(grid: Grid, cover: Grid | None, stem: str, reading: Reading) -> Iterator[Opinion]:
    for row, cells in enumerate(grid.rows):
        heads = {column: fold(text) for column, cell in enumerate(cells) if (text := text_of(cell))}
        words = set(heads.values())
        if words & EXPERT and words & set(reading.names):
            yield from _table(grid, row, heads, reading)
            return
        if words & ANSWER and words & (NAME | ID):
            yield _form(grid, row, heads, cover or grid, stem, reading)
            return


def _given_twice(opinions: Sequence[Opinion]) -> Iterable[Problem]:
    first: dict[str, str] = {}
    for opinion in opinions:
        if opinion.expert in first:
            told = _SAME_EXPERT(expert=opinion.expert, place=first[opinion.expert])
            yield Problem(opinion.sheet, told, _NAME_EXPERT())
        first.setdefault(opinion.expert, opinion.sheet)


# --- a table: a row an expert -----------------------------------------------------------------


def _table(grid: Grid, top: int, heads: Mapping[int, str], reading: Reading) -> Iterator[Opinion]:
    naming = next(column for column, head in heads.items() if head in EXPERT)
    named = {r: text_of(grid.rows[r][naming]) for r in range(top + 1, len(grid.rows))}
    rows = [row for row, name in named.items() if name and fold(name) not in _TOTALS]
    reading.unread += _nameless(grid, naming, heads, [r for r, name in named.items() if not name])
    experts = [spelled(reading.people, named[row]) for row in rows]
    opinions = [
        Opinion(expert, place(grid, row, naming)) for expert, row in zip(experts, rows, strict=True)
    ]
    parts: list[list[float | None]] = [[] for _ in rows]
    for column, head in heads.items():
        cells = [grid.rows[r][column] for r in rows]
        spots = [place(grid, r, column) for r in rows]
        told = Label(text_of(grid.rows[top][column]), place(grid, top, column))
        if head in reading.names:
            _enter_column(told, cells, spots, opinions, reading)
        elif head in _FAMILIARITY | _BASIS or any(head in names for names in _PARTS):
            for opinion, own, where, cell in zip(opinions, parts, spots, cells, strict=True):
                _enter_authority(opinion, own, head, Label(cell, where), reading)
        elif column != naming:
            reading.unread.append(_COLUMN(name=told.text, place=told.place))
    for opinion, own in zip(opinions, parts, strict=True):
        opinion.basis = basis_of(opinion.basis, own)
    yield from opinions


def _nameless(
    grid: Grid, naming: int, heads: Mapping[int, str], rows: Iterable[int]
) -> Iterator[Message]:
    """Yield which of the *rows* without a name have something under the other heads."""
    for row in rows:
        texts = [fold(text) for column in heads if (text := text_of(grid.rows[row][column]))]
        if texts and not _TOTALS & {*texts}:
            yield _NAMELESS(place=place(grid, row, naming))


def _enter_column(
    told: Label,
    cells: Sequence[Any],
    spots: Sequence[str],
    opinions: Sequence[Opinion],
    reading: Reading,
) -> None:
    node = reading.node(told.text, told.place)
    if node:
        figures = reading.figures(cells, spots)
        for opinion, where, figure in zip(opinions, spots, figures, strict=True):
            reading.enter(opinion, node, where, figure)


def _enter_authority(
    opinion: Opinion, parts: list[float | None], head: str, told: Label, reading: Reading
) -> None:
    if head in _FAMILIARITY:
        opinion.familiarity = reading.trying(told.place, told.text, authority.read_familiarity)
    elif head in _BASIS:
        opinion.basis = reading.trying(told.place, told.text, authority.read_basis)
    else:
        basis = next(b for b, names in zip(authority.BASES, _PARTS, strict=True) if head in names)
        parts.append(
            reading.trying(told.place, told.text, lambda cell: authority.read_degree(basis, cell))
        )


# --- a form: one expert, a row an indicator ---------------------------------------------------


def _form(
    grid: Grid, top: int, heads: Mapping[int, str], cover: Grid, stem: str, reading: Reading
) -> Opinion:
    answer = next(column for column, head in heads.items() if head in ANSWER)
    naming = [column for column, head in heads.items() if head in ID]
    naming += [column for column, head in heads.items() if head in NAME]
    expert = spelled(reading.people, label(cover, EXPERT).text or stem)
    opinion = Opinion(expert, grid.place)
    spots, cells, nodes = [], [], []
    for row in range(top + 1, len(grid.rows)):
        named = [(c, text) for c in naming if (text := text_of(grid.rows[row][c]))]
        if named and fold(named[0][1]) not in _TOTALS:
            column, name = named[0]
            node = reading.node(name, place(grid, row, column))
            if node:
                nodes.append(node)
                spots.append(place(grid, row, answer))
                cells.append(grid.rows[row][answer])
    for node, where, figure in zip(nodes, spots, reading.figures(cells, spots), strict=True):
        reading.enter(opinion, node, where, figure)
    _enter_cover(opinion, cover, reading)
    return opinion


def _enter_cover(opinion: Opinion, cover: Grid, reading: Reading) -> None:
    parts: list[float | None] = []
    for names in (_FAMILIARITY, _BASIS, *_PARTS):
        told = label(cover, names)
        _enter_authority(opinion, parts, min(names), told, reading)
    opinion.basis = basis_of(opinion.basis, parts)


_NAMELESS = Phrase("没有专家姓名的一行（{place}）", "a line without a name ({place})")
_COLUMN = Phrase("{name}（{place}）", "{name} ({place})")
_NO_OPINIONS = Phrase("没有找到专家评分", "no expert's figures are found here")
_HEADS = Phrase(
    "请一行一位专家：表头写“专家姓名”和各指标；或用 scoring tune delphi blank、scoring tune "
    "allocate blank 生成的表",
    "Head a table with “expert” and the indicators, a row an expert, or use the forms that "
    "`scoring tune delphi blank` and `scoring tune allocate blank` make",
)
_SAME_EXPERT = Phrase("专家「{expert}」已在 {place}", '"{expert}" is in {place} already')
_NAME_EXPERT = Phrase("请写明专家姓名，或删去重复的一份", "Name the expert, or remove one")
