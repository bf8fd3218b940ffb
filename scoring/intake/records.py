"""What the spreadsheet reader does not tell of .xls and .xlsb: percentages, errors, the reach.

Both are streams of numbered records; only cells, formats and the names of sheets are looked at.
"""

import struct
from collections.abc import Iterator

from scoring.intake.compound import stream_of
from scoring.intake.limits import refuse_sparse
from scoring.intake.survey import PERCENT_FORMATS, Survey, shows_percent

Record = tuple[int, bytes]

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip

# Records of .xls.
_BOF, _EOF, _LOCKED, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_SEVERAL, _BOOL_OR_ERROR, _FORMULA = 0xBD, 0x205, 0x06
_FIGURES = {0x203, 0x27E, _FORMULA}

# Records of .xlsb.
_ROW, _BLANK, _BIN_ERROR, _BIN_FORMULA_ERROR, _LAST_CELL = 0, 1, 3, 11, 11
_BIN_FIGURES = {2, 5, 9}
_BIN_FORMAT, _BIN_STYLES, _BIN_STYLES_END, _BIN_STYLE, _BIN_SHEET = 44, 617, 618, 47, 156


def survey_xls(data: bytes) -> dict[str, Survey]:
    """Return the survey of each sheet of an .xls workbook by its name.

    Raise PermissionError where it is locked, ValueError where it is older than Excel 97.
    """
    book = stream_of(data, ("Workbook",))
    formats, styles, sheets = dict.fromkeys(PERCENT_FORMATS, True), [], {}
    for kind, record in _records(book, 0):
        if kind == _LOCKED:
            raise PermissionError
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", record)
            formats[str(number)] = shows_percent(_text(record[2:], 2))
        elif kind == _STYLE:
            styles.append(str(struct.unpack_from("<H", record, 2)[0]))
        elif kind == _SHEET:
            sheets[_text(record[6:], 1)] = struct.unpack_from("<I", record)[0]
    percent = {style for style, number in enumerate(styles) if formats.get(number)}
    return {name: _xls_sheet(_records(book, start), percent) for name, start in sheets.items()}


def _xls_sheet(records: Iterator[Record], percent: set[int]) -> Survey:
    survey = Survey()
    for kind, record in records:
        if kind == _SEVERAL:
            row, first = struct.unpack_from("<HH", record)
            for column, place in enumerate(range(4, len(record) - 2, 6), start=first):
                _note(survey, row, column, struct.unpack_from("<H", record, place)[0], percent)
        elif kind in _FIGURES:
            row, column, style = struct.unpack_from("<HHH", record)
            _note(survey, row, column, style, percent)
        if kind == _BOOL_OR_ERROR and record[7]:
            survey.errors[struct.unpack_from("<HH", record)] = _ERRORS.get(record[6], "#N/A")
        elif kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
            survey.errors[struct.unpack_from("<HH", record)] = _ERRORS.get(record[8], "#N/A")
    return survey


def _records(data: bytes, place: int) -> Iterator[Record]:
    """Yield the records of one part of an .xls workbook, to its end."""
    while place + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, place)
        yield kind, data[place + 4 : place + 4 + size]
        if kind == _EOF:
            return
        place += 4 + size


def _text(record: bytes, width: int) -> str:
    """Return text with its length in *width* bytes and a flag for two bytes a character."""
    count = int.from_bytes(record[:width], "little")
    wide, text = record[width] & 1, record[width + 1 :]
    return text[: 2 * count].decode("utf-16-le") if wide else text[:count].decode("latin-1")


def percent_styles_xlsb(data: bytes) -> set[int]:
    """Return the cell styles of an .xlsb workbook that show a figure as a percentage."""
    formats, styles, within = dict.fromkeys(PERCENT_FORMATS, True), [], False
    for kind, record in _binary_records(data):
        if kind == _BIN_FORMAT:
            number, count = struct.unpack_from("<HI", record)
            code = record[6 : 6 + 2 * count].decode("utf-16-le")
            formats[str(number)] = shows_percent(code)
        elif kind in {_BIN_STYLES, _BIN_STYLES_END}:
            within = kind == _BIN_STYLES
        elif kind == _BIN_STYLE and within:
            styles.append(str(struct.unpack_from("<H", record, 2)[0]))
    return {style for style, number in enumerate(styles) if formats.get(number)}


def sheets_xlsb(data: bytes) -> dict[str, str]:
    """Return the relation of each sheet of an .xlsb workbook by its name."""
    sheets = {}
    for kind, record in _binary_records(data):
        if kind == _BIN_SHEET:
            (count,) = struct.unpack_from("<I", record, 8)
            relation = record[12 : 12 + 2 * count].decode("utf-16-le")
            sheets[record[16 + 2 * count :].decode("utf-16-le")] = relation
    return sheets


def survey_xlsb(data: bytes, percent: set[int], place: str) -> Survey:
    """Return the survey of one sheet; raise where its filled cells reach too far."""
    survey, row, height, width = Survey(), -1, 0, 0
    for kind, record in _binary_records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
        elif _BLANK < kind <= _LAST_CELL:
            column, style = struct.unpack_from("<II", record)
            height, width = max(height, row + 1), max(width, column + 1)
            if kind in _BIN_FIGURES:
                _note(survey, row, column, style & 0xFFFFFF, percent)
            elif kind in {_BIN_ERROR, _BIN_FORMULA_ERROR}:
                survey.errors[row, column] = _ERRORS.get(record[8], "#N/A")
    refuse_sparse(place, height, width)
    return survey


def _note(survey: Survey, row: int, column: int, style: int, percent: set[int]) -> None:
    if style in percent:
        survey.percents.setdefault(column, []).append(row)


def _binary_records(data: bytes) -> Iterator[Record]:
    place = 0
    while place < len(data):
        kind, place = _varying(data, place, 2)
        size, place = _varying(data, place, 4)
        yield kind, data[place : place + size]
        place += size


def _varying(data: bytes, place: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the place after it."""
    number = 0
    for step in range(most):
        byte = data[place]
        place += 1
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            break
    return number, place
