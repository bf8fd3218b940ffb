"""Judgement matrices as experts hand them in: any number on a sheet, each cell with its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from scoring.errors import Problem, ScoringError
from scoring.intake.grids import read_grids
from scoring.intake.reading import UnreadableError
from scoring.intake.sheet import UNCOMPUTED, CellError, Grid
from scoring.intake.writing import is_blank, shown
from scoring.model import Source
from scoring.points import Floats
from scoring.tuning.expert.hierarchy import Family
from scoring.tuning.expert.layout import EXPERT, label, place, spelled
from scoring.tuning.expert.matrices import Table, tables_of
from scoring.tuning.expert.scale import read_judgement, written
from scoring.words import Phrase

# 0.33 across from 3, or 0.1 from 9, is rounding; 1/4 from 3 is a contradiction.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Judgements:
    """One expert's matrix for one family, and the place of each pair in it."""

    expert: str
    family: Family
    matrix: Floats
    sheet: str
    places: Mapping[tuple[int, int], str]


def read_judgements(
    paths: Sequence[Any], families: Mapping[str, Family]
) -> tuple[list[Judgements], list[Source], list[str]]:
    """Return every matrix in the files and folders, the files' digests, and who judged nothing.

    A matrix in which nothing was judged is left out. ScoringError names every cell that cannot
    be used.
    """
    problems: list[Problem] = []
    files, sources = read_grids(paths, problems)
    found: list[Judgements] = []
    people: dict[str, str] = {}
    for grids, source in zip(files, sources, strict=True):
        tables = [(grid, table) for grid in grids for table in tables_of(grid, families, problems)]
        if not tables:
            problems.append(Problem(source.path, _NO_MATRIX(), _HEADS()))
        named = next((text for grid in grids if (text := label(grid, EXPERT).text)), "")
        for grid, table in tables:
            expert = table.expert or named or PurePosixPath(source.path).stem
            found.append(_judged(grid, table, spelled(people, expert), problems))
    problems += _handed_in_twice(found)
    if problems:
        raise ScoringError(problems)
    answered = [each for each in found if _is_answered(each.matrix)]
    judging = {each.expert for each in answered}
    return answered, sources, [name for name in people.values() if name not in judging]


def _judged(grid: Grid, table: Table, expert: str, problems: list[Problem]) -> Judgements:
    size = len(table.family.children)
    given = np.full((size, size), np.nan)
    places: dict[tuple[int, int], str] = {}
    faulty: dict[tuple[int, int], Problem] = {}
    for row, first in table.rows.items():
        for column, second in table.columns.items():
            cell, pair = grid.rows[row][column], (first, second)
            places[pair] = place(grid, row, column)
            if is_blank(cell) or (first > second and cell == CellError(UNCOMPUTED)):
                continue  # a reciprocal that no spreadsheet has computed says nothing of its own
            try:
                given[pair] = read_judgement(cell)
            except UnreadableError as error:
                told = _CELL(cell=shown(cell), problem=error.problem)
                faulty[pair] = Problem(places[pair], told, error.remedy)
    problems += _faults(grid, table, faulty)
    matrix = _reciprocal(given, places, set(faulty), problems)
    return Judgements(expert, table.family, matrix, grid.place, places)


def _faults(
    grid: Grid, table: Table, faulty: Mapping[tuple[int, int], Problem]
) -> Iterable[Problem]:
    """Return the faults, without formulas that fail because the cell they invert does."""
    cells = {
        (table.rows[row], table.columns[column]): grid.rows[row][column]
        for row in table.rows
        for column in table.columns
    }
    for (first, second), problem in faulty.items():
        if not (isinstance(cells[first, second], CellError) and (second, first) in faulty):
            yield problem


def _reciprocal(
    given: Floats,
    places: Mapping[tuple[int, int], str],
    faulty: set[tuple[int, int]],
    problems: list[Problem],
) -> Floats:
    """Return the matrix, each pair as given on either side, once both are seen to agree."""
    matrix = np.eye(len(given))
    for first in range(len(given)):
        if abs(given[first, first] - 1) > 0:
            problems.append(Problem(places[first, first], _DIAGONAL(), _ONE()))
        for second in range(first + 1, len(given)):
            one, other = given[first, second], given[second, first]
            clash = abs(one * other - 1) > _ROUNDING
            if clash and not {(first, second), (second, first)} & faulty:
                told = _CLASH(one=written(one), other=written(other), place=places[first, second])
                remedy = _INVERT(place=places[first, second], value=written(1 / one))
                problems.append(Problem(places[second, first], told, remedy))
            value = 1 / other if np.isnan(one) else one
            matrix[first, second], matrix[second, first] = value, 1 / value
    return matrix


def _is_answered(matrix: Floats) -> bool:
    return bool(np.isfinite(matrix).sum() > len(matrix))


def _handed_in_twice(found: Sequence[Judgements]) -> Iterable[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for each in found:
        judged = each.expert, each.family.id
        if judged in seen:
            told = _SAME_EXPERT(expert=each.expert, family=each.family.title, place=seen[judged])
            yield Problem(each.sheet, told, _NAME_EXPERT())
        seen.setdefault(judged, each.sheet)


_NO_MATRIX = Phrase("没有找到判断矩阵", "there is no judgement matrix here")
_HEADS = Phrase(
    "横表头和左侧第一列请写同一节点下各指标的名称或标识；空白表用 scoring tune ahp blank 生成",
    "Head rows and columns with the titles or ids of a node's children; "
    "`scoring tune ahp blank` makes the form",
)
_CELL = Phrase("「{cell}」{problem}", "“{cell}”: {problem}")
_DIAGONAL = Phrase("对角线上应为 1", "the diagonal holds ones")
_ONE = Phrase("请改为 1", "Write 1")
_CLASH = Phrase(
    "{other} 与 {place} 的 {one} 不互为倒数", "{other} is not the reciprocal of {one} in {place}"
)
_INVERT = Phrase("如果 {place} 是对的，此格应为 {value}", "If {place} is right, this is {value}")
_SAME_EXPERT = Phrase(
    "专家「{expert}」对「{family}」的判断矩阵已在 {place}",
    'the matrix of "{expert}" for "{family}" is in {place} already',
)
_NAME_EXPERT = Phrase(
    "请在矩阵上方写明“专家姓名”，或删去重复的一份",
    "Write “expert” and a name above it, or remove one",
)
