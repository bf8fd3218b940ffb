"""JSON and JSON Lines: objects, one a department."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

from scoring.errors import Problem, SubmissionError
from scoring.intake.headings import SELF_SCORES
from scoring.intake.limits import refuse_wide
from scoring.intake.sheet import Raw, Sheet, one_place
from scoring.intake.writing import shown
from scoring.json_slips import syntax_slip
from scoring.places import WHOLE_DOCUMENT, join
from scoring.words import Message, Phrase

LISTS = ("departments", "submissions")
MARKER = {"synthetic"}  # the keys of a line that tells how the others were made


def read_json(data: bytes, name: str, lists: Sequence[str] = LISTS) -> Sheet:
    """Return the objects of a JSON document: a list, one, or a list under a key of *lists*."""
    document, stem = _parse(_decode(data, name), name), PurePosixPath(name).stem
    if isinstance(document, dict):
        key = next((key for key in lists if isinstance(document.get(key), list)), None)
        if key is None:
            return sheet_of([document], f"{name}#", stem, [WHOLE_DOCUMENT])
        return sheet_of(document[key], f"{name}#/{key}", stem)
    if not isinstance(document, list):
        raise SubmissionError([Problem(name, _NOT_OBJECTS(), _WRITE_OBJECTS())])
    return sheet_of(document, f"{name}#", stem)


def read_json_lines(data: bytes, name: str) -> Sheet:
    """Return the objects of a file with one a line; blank lines are passed over."""
    problems: list[Problem] = []
    records, lines = [], []
    for line, text in enumerate(_decode(data, name).split("\n"), start=1):
        if text.strip():
            try:
                record = _parse(text, name, line)
                if not (isinstance(record, dict) and record.keys() == MARKER):
                    records.append(record)
                    lines.append(line)
            except SubmissionError as error:
                problems += error.problems
    if problems:
        raise SubmissionError(problems)
    return sheet_of(records, name, PurePosixPath(name).stem, lines, "#/")


def sheet_of(
    records: Sequence[Any],
    place: str,
    name: str = "",
    lines: Sequence[int] | None = None,
    mark: str = "/",
) -> Sheet:
    """Return *records*, which must be objects, as columns; *lines* is where each one stands."""
    lines = range(len(records)) if lines is None else lines
    wrong = [
        Problem(
            join(place, line, mark if mark == "#/" else ""),
            _NOT_AN_OBJECT(text=shown(record)),
            _WRITE_OBJECTS(),
        )
        for line, record in zip(lines, records, strict=True)
        if not isinstance(record, Mapping)
    ]
    if wrong:
        raise SubmissionError(wrong)
    return one_place(place, name, lines, columns_of(records, place, mark))


def columns_of(records: Sequence[Any], place: str, mark: str) -> tuple[Raw, ...]:
    """Return a column for each key of *records*, and for each key of their ``self_scores``."""
    keys = dict.fromkeys(chain.from_iterable(records))
    refuse_wide(place, len(keys))
    columns = []
    for key, cells in zip(keys, _turned(records, list(keys)), strict=True):
        if key == SELF_SCORES:
            columns += _spread(key, cells, mark)
        else:
            columns.append(Raw(str(key), f"{mark}{_token(key)}", cells))
    return tuple(columns)


def _turned(records: Sequence[Any], keys: list[Any]) -> Iterable[Sequence[Any]]:
    """Return the values of each key, None where a record has none."""
    if len(keys) > 1 and all(len(record) == len(keys) for record in records):
        return zip(*map(itemgetter(*keys), records), strict=True)
    return ([record.get(key) for record in records] for key in keys)


def _spread(key: str, cells: Sequence[Any], mark: str) -> list[Raw]:
    """Return a column for each indicator of the nested self scores."""
    if not all(isinstance(cell, Mapping) or cell is None for cell in cells):
        return [Raw(key, f"{mark}{key}", cells)]
    given = [cell or {} for cell in cells]
    inner = dict.fromkeys(name for cell in given for name in cell)
    return [
        Raw(f"{key}.{name}", f"{mark}{key}/{_token(name)}", [cell.get(name) for cell in given])
        for name in inner
    ]


def _token(key: object) -> str:
    """Return *key* as a reference token of a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(f"{name}:{line}", _NOT_UTF8(), _SAVE_UTF8())
        raise SubmissionError([problem]) from None


def _parse(text: str, name: str, line: int = 1) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno + line - 1}:{error.colno}"
        problem = Problem(place, *syntax_slip(text, error))
    except _RefusedError as error:
        problem = Problem(name if line == 1 else f"{name}:{line}", error.problem, error.remedy)
    except RecursionError:
        problem = Problem(name, _TOO_DEEP(), _FLATTEN())
    except ValueError:  # a whole number of thousands of digits
        problem = Problem(name, _TOO_LONG(), _CHECK_FIGURES())
    raise SubmissionError([problem])


class _RefusedError(Exception):
    """JSON that the parser would take and we do not; caught where the text is parsed."""

    def __init__(self, problem: Message, remedy: Message):
        super().__init__(problem, remedy)
        self.problem, self.remedy = problem, remedy


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(_TWICE(key=shown(twice)), _KEEP_ONE())
    return built


def _refuse(constant: str) -> Any:
    raise _RefusedError(_NOT_A_NUMBER(constant=constant), _WRITE_NULL())


_NOT_UTF8 = Phrase("文字编码不是 UTF-8", "the text is not in UTF-8")
_SAVE_UTF8 = Phrase("请另存为 UTF-8 编码", "Save the file in UTF-8")
_TWICE = Phrase("键「{key}」在同一对象中出现两次", "the key “{key}” stands twice in one object")
_KEEP_ONE = Phrase("请只保留一处", "Keep one of them")
_NOT_A_NUMBER = Phrase("{constant} 不是有效的 JSON 数值", "{constant} is not a JSON number")
_WRITE_NULL = Phrase("请填数字；没有数据时填 null", "Write a number, or null where there is none")
_TOO_DEEP = Phrase("嵌套层数过多", "the nesting is too deep")
_FLATTEN = Phrase("请按“部门→明细表”两层组织数据", "Keep to departments and their tables")
_TOO_LONG = Phrase("含有位数过多的数字", "a number has too many digits")
_CHECK_FIGURES = Phrase("请核对数据", "Check the figures")
_NOT_OBJECTS = Phrase("应为对象的列表", "a list of objects is wanted")
_NOT_AN_OBJECT = Phrase("应为一个对象，实际是「{text}」", "an object is wanted, this is “{text}”")
_WRITE_OBJECTS = Phrase(
    '请按 [{{"department": "…"}}, …] 组织数据', 'Write [{{"department": "…"}}, …]'
)
