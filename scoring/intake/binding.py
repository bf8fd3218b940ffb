"""Which column of a sheet holds which field, and what is said of the columns left over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Problem, SubmissionError
from scoring.intake.columns import absent_column, read_column
from scoring.intake.headings import Vocabulary, power_between
from scoring.intake.numbering import is_numbering
from scoring.intake.reading import Typed
from scoring.intake.sheet import Raw, Sheet
from scoring.intake.writing import is_blank, shown
from scoring.model import Field, Finding
from scoring.names import fold
from scoring.places import join
from scoring.words import Phrase


class Bond(NamedTuple):
    """A column and the power of ten that brings its figures to the field's unit."""

    raw: Raw
    power: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A sheet whose columns are known by field; *unknown* are those that no field claims."""

    sheet: Sheet
    vocabulary: Vocabulary
    bonds: Mapping[str, Bond]
    unknown: tuple[Raw, ...]

    def read(self, target: str, field: Field) -> Typed:
        """Return the column of a field, all missing where it was not submitted."""
        bond = self.bonds.get(target)
        return (
            read_column(bond.raw, field, bond.power)
            if bond
            else absent_column(field, len(self.sheet))
        )

    def keys(self) -> dict[str, str]:
        """Return the letters or the pointer of each field's column."""
        return {target: bond.raw.key for target, bond in self.bonds.items()}


def bind(sheet: Sheet, vocabulary: Vocabulary) -> Bound:
    """Match the columns of *sheet*; two columns for one field are refused."""
    bonds: dict[str, Bond] = {}
    unknown: list[Raw] = []
    problems = []
    for raw in sheet.columns:
        match = vocabulary.match(raw.heading)
        if match is None:
            unknown += [] if is_numbering(raw) else [raw]
        elif match.target in bonds:
            problems.append(_twice(sheet, bonds[match.target].raw, raw, match.target, vocabulary))
        else:
            field = vocabulary.fields[match.target]
            stated = power_between(sheet.unit, field) if match.power is None else match.power
            bonds[match.target] = Bond(raw, stated or 0)
    if problems:
        raise SubmissionError(problems)
    return Bound(sheet, vocabulary, bonds, tuple(unknown))


def is_filled(bound: Bound, row: int) -> bool:
    """Return whether any field of the ruleset's own has something in *row*."""
    own = bound.vocabulary.own()
    return any(_holds(bond.raw, row) for target, bond in bound.bonds.items() if target in own)


def take(bound: Bound, rows: Sequence[int]) -> Bound:
    """Return *bound* with these *rows* only."""
    if len(rows) == len(bound.sheet):
        return bound
    index = np.asarray(rows, np.int64)
    bonds = {
        target: bond._replace(raw=_rows_of(bond.raw, rows, index))
        for target, bond in bound.bonds.items()
    }
    sheet = replace(bound.sheet, which=bound.sheet.which[index], lines=bound.sheet.lines[index])
    return replace(bound, sheet=sheet, bonds=bonds)


def heading_place(sheet: Sheet, raw: Raw) -> str:
    """Return where the heading of a column stands, or its first value where there is none."""
    if raw.titled:
        return sheet.place(0, raw.titled)
    if sheet.heading_line is not None:
        return join(sheet.places[0], sheet.heading_line, raw.key)
    first = next((row for row, cell in enumerate(raw.cells) if not is_blank(cell)), 0)
    return sheet.place(first, raw.key) if len(sheet) else sheet.places[0]


def unknown_columns(bounds: Iterable[Bound]) -> Iterator[Finding]:
    """Yield a finding for each column that names no field, with the nearest known heading."""
    for bound in bounds:
        for raw in bound.unknown:
            nearest = nearest_heading(raw.heading, bound.vocabulary)
            phrase = _UNKNOWN_NEAR if nearest else _UNKNOWN
            kind = _ITEM() if raw.titled else _COLUMN()
            message = phrase(kind=kind, heading=shown(raw.heading), known=nearest)
            yield Finding("unknown_column", "warning", message, (heading_place(bound.sheet, raw),))


def nearest_heading(heading: str, vocabulary: Vocabulary) -> str:
    """Return the known heading most like *heading*, an empty text where none is."""
    nearest = get_close_matches(fold(heading), vocabulary.names, n=1)
    if not nearest:
        return ""
    target = vocabulary.names[nearest[0]]
    return target if fold(target) == nearest[0] else vocabulary.fields[target].title


def missing_columns(
    name: str, bounds: Sequence[Bound], fields: Mapping[str, Field]
) -> Iterator[Finding]:
    """Yield what a file has no column for: the required fields apart from the others."""
    found = {target for bound in bounds for target in bound.bonds}
    absent = [field for target, field in fields.items() if target not in found]
    required = [field.title for field in absent if field.required]
    optional = [field.title for field in absent if not field.required]
    kinds = (_ITEM(), _ITEMS()) if bounds and _is_titled(bounds[0]) else (_COLUMN(), _COLUMNS())
    places = _headings_of(bounds) or (name,)
    for titles, severity, phrase in (
        (required, "error", _NO_REQUIRED),
        (optional, "warning", _NO_COLUMN),
    ):
        if titles:
            message = phrase(kind=kinds[0], kinds=kinds[1], titles=titles)
            yield Finding("missing_column", severity, message, places)


def _is_titled(bound: Bound) -> bool:
    return any(raw.titled for raw in bound.sheet.columns)


def _headings_of(bounds: Sequence[Bound]) -> tuple[str, ...]:
    """Return where the headings of each sheet begin, of those that have cells for them."""
    sheets = [bound.sheet for bound in bounds]
    firsts = [
        (sheet, next((raw for raw in sheet.columns if raw.titled), sheet.columns[0]))
        for sheet in sheets
        if sheet.columns
    ]
    headed = ((s, raw) for s, raw in firsts if raw.titled or s.heading_line is not None)
    return tuple(heading_place(sheet, raw) for sheet, raw in headed)


def _holds(raw: Raw, row: int) -> bool:
    return not is_blank(raw.cells[row]) and (raw.absent is None or not raw.absent[row])


def _rows_of(raw: Raw, rows: Sequence[int], index: NDArray[np.int64]) -> Raw:
    cells = raw.cells
    return replace(
        raw,
        cells=cells[index] if isinstance(cells, np.ndarray) else [cells[row] for row in rows],
        absent=None if raw.absent is None else raw.absent[index],
        percents=None if raw.percents is None else raw.percents[index],
    )


def _twice(sheet: Sheet, first: Raw, second: Raw, target: str, vocabulary: Vocabulary) -> Problem:
    problem = _TWO_COLUMNS(
        title=vocabulary.fields[target].title,
        first=shown(first.heading), second=shown(second.heading),
        place=heading_place(sheet, first),
    )  # fmt: skip
    return Problem(heading_place(sheet, second), problem, _KEEP_ONE())


_TWO_COLUMNS = Phrase(
    "「{first}」（{place}）与「{second}」都表示“{title}”",
    "“{first}” ({place}) and “{second}” both mean “{title}”",
)
_KEEP_ONE = Phrase("请只保留一列", "Keep one of them")
_UNKNOWN = Phrase(
    "不认识的{kind}「{heading}」，未读取", "the {kind} “{heading}” is not known, not read"
)
_UNKNOWN_NEAR = Phrase(
    "不认识的{kind}「{heading}」，未读取；是否应为「{known}」",
    "the {kind} “{heading}” is not known and not read; did you mean “{known}”",
)
_COLUMN, _COLUMNS = Phrase("列", "column"), Phrase("列", "columns")
_ITEM, _ITEMS = Phrase("项目", "item"), Phrase("项目", "items")
_NO_REQUIRED = Phrase(
    "缺少必填的{kind}：{titles}，按未提供处理",
    "required {kinds} are missing, taken as not provided: {titles}",
)
_NO_COLUMN = Phrase("没有这些{kind}：{titles}", "there are no {kinds} for: {titles}")
