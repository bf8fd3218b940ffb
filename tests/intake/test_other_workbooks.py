"""Workbooks of other programs and times: .xls, .xlsb and .ods, written here byte by byte."""

import struct
import zipfile

import pytest
from python_calamine import PasswordError

from scoring.errors import SubmissionError
from scoring.intake import read_submissions, workbook
from scoring.intake.compound import stream_of
from scoring.intake.records import survey_xls, survey_xlsb
from scoring.intake.survey import Survey
from scoring.model import State
from scoring.places import cell

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def compound(streams, cutoff=4096):
    """Return a compound file; streams shorter than *cutoff* go into the small sectors."""
    small, links, entries, sectors = b"", [], [], [b""]
    chains = [END]  # sector 0 will hold the table itself

    def put(data):
        count = max(-(-len(data) // 512), 1)
        first = len(sectors)
        chains.extend([*range(first + 1, first + count), END])
        data = data.ljust(count * 512, b"\0")
        sectors.extend(data[i * 512 : (i + 1) * 512] for i in range(count))
        return first

    for name, data in streams.items():
        if len(data) >= cutoff:
            entries.append((name, 2, put(data), len(data)))
        else:
            first = len(small) // 64
            count = max(-(-len(data) // 64), 1)
            links += [*range(first + 1, first + count), END]
            small += data.ljust(count * 64, b"\0")
            entries.append((name, 2, first, len(data)))
    root = put(small) if small else END
    small_table = put(struct.pack(f"<{len(links)}I", *links).ljust(512, b"\xff")) if links else END
    entries.insert(0, ("Root Entry", 5, root, len(small)))
    folder = b""
    for name, kind, first, size in entries:
        below = 1 if kind == 5 else FREE
        ends = struct.pack(
            "<HBB3I36xIQ", 2 * len(name) + 2, kind, 1, FREE, FREE, below, first, size
        )
        folder += name.encode("utf-16-le").ljust(64, b"\0") + ends
    start = put(folder.ljust(512, b"\0"))
    chains[0] = 0xFFFFFFFD
    sectors[0] = struct.pack(f"<{len(chains)}I", *chains).ljust(512, b"\xff")
    assert len(chains) <= 128
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, start, 0, cutoff, small_table, int(bool(links)), END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108) + b"".join(sectors)


def xls(*cells, more=b""):
    """Return an .xls workbook with one sheet, 部门; style 1 is 0.00%, style 2 is 0.0"%"."""

    def record(kind, data):
        return struct.pack("<HH", kind, len(data)) + data

    def text(words, width):
        return len(words).to_bytes(width, "little") + b"\1" + words.encode("utf-16-le")

    book = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + more
    book += record(0x41E, struct.pack("<H", 164) + text('0.0"%"', 2))
    book += b"".join(record(0xE0, struct.pack("<HH16x", 0, f)) for f in (0, 10, 164))
    sheet_name = text("部门", 1)
    start = len(book) + 4 + 6 + len(sheet_name) + 4
    book += record(0x85, struct.pack("<IH", start, 0) + sheet_name) + record(0x0A, b"")
    book += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for row, column, style, value in cells:
        at = struct.pack("<HHH", row, column, style)
        if isinstance(value, str) and value.startswith("#"):
            book += record(0x205, at + b"\x07\x01")
        elif isinstance(value, str):
            book += record(0x204, at + text(value, 2))
        elif isinstance(value, list):
            several = b"".join(struct.pack("<Hi", style, figure << 2 | 2) for figure in value)
            last = struct.pack("<H", column + len(value) - 1)
            book += record(0xBD, struct.pack("<HH", row, column) + several + last)
        elif value is None:
            book += record(0x06, at + b"\x02\0\x2a\0\0\0\xff\xff" + bytes(8))
        else:
            book += record(0x203, at + struct.pack("<d", value))
    return compound({"Workbook": (book + record(0x0A, b"")).ljust(4096, b"\0")})


HEAD = [(0, 0, 0, "部门"), (0, 1, 0, "预算数"), (0, 2, 0, "完成率"), (0, 3, 0, "测评值")]


def test_percentages_and_errors_of_an_xls_workbook(tmp_path, ruleset):
    rows = [
        (1, 0, 0, "甲"), (1, 2, 1, 0.951),
        (2, 0, 0, "乙"), (2, 2, 0, 0.951),
        (3, 0, 0, "丙"), (3, 2, 2, 95.1), (3, 3, 1, 0.951),
        (4, 0, 0, "丁"), (4, 2, 1, [1, 2]),
        (5, 0, 0, "戊"), (5, 1, 0, "#DIV/0!"), (5, 2, 1, None),
    ]  # fmt: skip
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD, *rows))
    read = read_submissions(path, ruleset)

    assert read.columns["rate"].values.tolist()[:4] == [95.1, 0.951, 95.1, 100.0]
    assert read.columns["score"].values.tolist()[2:4] == [0.951, 2.0]
    assert read.faults["budget", 4].text == "#DIV/0!"
    assert read.faults["rate", 4].text == "#N/A"
    assert cell(read.origin, 3, "rate") == "a.xls!部门!C5"


def test_a_locked_xls_workbook(tmp_path, ruleset):
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD, more=struct.pack("<HH", 0x2F, 6) + bytes(6)))

    with pytest.raises(SubmissionError, match="工作簿设有打开密码"):
        read_submissions(path, ruleset)


@pytest.mark.parametrize("size", [10, 100, 4095, 4096, 9000])
def test_streams_of_a_compound_file_small_and_large(size):
    data = bytes(i % 251 for i in range(size))
    packed = compound({"Other": b"x" * 70, "Workbook": data, "Last": b"y" * 5000})

    assert stream_of(packed, ("Book", "Workbook")) == data


def test_a_chain_that_loops_comes_to_an_end():
    packed = bytearray(compound({"Workbook": bytes(9000)}))
    packed[512 + 4 * 5 : 512 + 4 * 6] = struct.pack("<I", 5)

    assert len(stream_of(bytes(packed), ("Workbook",))) <= 9000


def xlsb(*cells):
    """Return the parts of an .xlsb workbook with one sheet, 部门; style 1 is 0.00%."""

    def record(kind, data=b""):
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, count = b"", len(data)
        while count > 127:
            size, count = size + bytes([count & 0x7F | 0x80]), count >> 7
        return head + size + bytes([count]) + data

    def text(words):
        return struct.pack("<I", len(words)) + words.encode("utf-16-le")

    sheet = record(129) + record(148, struct.pack("<4I", 0, 9, 0, 9)) + record(145)
    last = None
    for row, column, style, value in cells:
        if row != last:
            sheet, last = sheet + record(0, struct.pack("<I", row) + bytes(21)), row
        at = struct.pack("<II", column, style)
        if isinstance(value, str) and value.startswith("#"):
            sheet += record(3, at + b"\x07")
        elif isinstance(value, str):
            sheet += record(6, at + text(value))
        else:
            sheet += record(5, at + struct.pack("<d", value))
    styles = record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 164) + text("0.0%"))
    styles += record(616) + record(617, struct.pack("<I", 3))
    styles += b"".join(record(47, struct.pack("<HH12x", 0, f)) for f in (0, 10, 164))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    return {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("部门"))
        + record(144)
        + record(132),
        "xl/_rels/workbook.bin.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/>'
            "</Relationships>"
        ).encode(),
        "xl/styles.bin": styles + record(618),
        "xl/worksheets/sheet1.bin": sheet + record(146) + record(130),
    }  # fmt: skip


def zipped(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_percentages_and_errors_of_an_xlsb_workbook(tmp_path, ruleset):
    rows = [
        (1, 0, 0, "甲"), (1, 1, 0, "#DIV/0!"), (1, 2, 1, 0.951),
        (2, 0, 0, "乙"), (2, 2, 0, 0.951),
        (3, 0, 0, "丙"), (3, 2, 2, 0.951),
    ]  # fmt: skip
    read = read_submissions(zipped(tmp_path / "a.xlsb", xlsb(*HEAD, *rows)), ruleset)

    assert read.columns["rate"].values.tolist() == [95.1, 0.951, 95.1]
    assert read.faults["budget", 0].text == "#DIV/0!"


def test_a_far_corner_of_an_xlsb_workbook(tmp_path, ruleset):
    path = zipped(tmp_path / "a.xlsb", xlsb(*HEAD, (1_000_000, 1_999, 0, 1.0)))

    with pytest.raises(SubmissionError, match="数据区过大"):
        read_submissions(path, ruleset)


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def ods(path, rows):
    def one(value):
        kind, figure, repeated = ("string", value, 1) if isinstance(value, str) else value
        attributes = f'table:number-columns-repeated="{repeated}"'
        if not kind:
            return f"<table:table-cell {attributes}/>"
        attributes += f' office:value-type="{kind}"'
        if kind != "string":
            attributes += f' office:value="{figure}"'
        return f"<table:table-cell {attributes}><text:p>{figure}</text:p></table:table-cell>"

    body = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        f"{''.join(map(one, cells))}</table:table-row>"
        for repeated, cells in rows
    )
    document = (
        f'<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="部门">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}"/>'
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": document}
    return zipped(path, parts)


def test_percentages_and_errors_of_an_ods_sheet(tmp_path, ruleset):
    head = ["部门", "预算数", "完成率", "测评值"]
    rows = [
        (1, ["甲", ("float", 5, 1), ("percentage", 0.951, 2)]),
        (1, ["乙", "#DIV/0!", ("float", 95.1, 1)]),
        (900, [("", "", 9)]),
    ]
    read = read_submissions(ods(tmp_path / "a.ods", [(1, head), *rows]), ruleset)

    assert read.columns["rate"].values.tolist() == [95.1, 95.1]
    assert read.columns["score"].values.tolist()[0] == 0.951
    assert read.columns["budget"].states.tolist() == [State.PRESENT, State.INVALID]


def test_a_cell_repeated_a_billion_times(tmp_path, ruleset):
    path = ods(tmp_path / "a.ods", [(1_000_000, [("float", 1, 1000)])])

    with pytest.raises(SubmissionError, match="数据区过大"):
        read_submissions(path, ruleset)


def test_a_workbook_too_old_to_tell_percentages(tmp_path, ruleset, monkeypatch):
    def refuse(_):
        raise ValueError

    monkeypatch.setattr(workbook, "survey_xls", refuse)
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD, (1, 0, 0, "甲"), (1, 2, 1, 0.951), (1, 3, 1, 0.951)))
    read = read_submissions(path, ruleset)

    assert read.columns["rate"].states.tolist() == [State.INVALID]
    assert read.columns["score"].values.tolist() == [0.951]


def test_a_workbook_that_makes_the_reader_panic(tmp_path, ruleset):
    parts = xlsb(*HEAD)
    parts["xl/styles.bin"] = b"\xe9\x04\x00\xea\x04\x00"

    with pytest.raises(SubmissionError, match="不是有效的工作簿"):
        read_submissions(zipped(tmp_path / "a.xlsb", parts), ruleset)


def test_a_locked_workbook_the_reader_finds(tmp_path, ruleset, monkeypatch):
    def refuse(*_):
        raise PasswordError

    monkeypatch.setattr(workbook, "_sheets", refuse)
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD))

    with pytest.raises(SubmissionError, match="工作簿设有打开密码"):
        read_submissions(path, ruleset)


def test_a_failure_of_the_program_is_not_taken_for_a_broken_file(tmp_path, ruleset, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook, "_sheets", fail)
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD))

    with pytest.raises(KeyboardInterrupt):
        read_submissions(path, ruleset)


def test_the_table_of_a_large_compound_file_is_itself_chained():
    packed = bytearray(compound({"Workbook": bytes(range(250)) * 40}))
    sectors = len(packed) // 512 - 1
    packed[68:80] = struct.pack("<3I", sectors, 1, FREE)  # the header no longer names sector 0
    packed += struct.pack("<128I", 0, *[FREE] * 126, END)

    assert stream_of(bytes(packed), ("Workbook",)) == bytes(range(250)) * 40


def test_a_compound_file_without_a_workbook():
    packed = compound({"WordDocument": bytes(5000)})

    with pytest.raises(ValueError):  # noqa: PT011  it has no words: the caller finds them
        stream_of(packed, ("Workbook",))


def test_errors_outside_what_was_read_are_passed_over(tmp_path, ruleset, monkeypatch):
    monkeypatch.setattr(workbook, "survey_xls", lambda _: {"部门": Survey({}, {(99, 99): "#N/A"})})
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*HEAD, (1, 0, 0, "甲")))

    assert len(read_submissions(path, ruleset)) == 1


def test_records_cut_short_come_to_an_end():
    assert survey_xlsb(b"\xff" * 6, set(), "a.xlsb!部门") == Survey()
    assert survey_xls(compound({"Workbook": b"\x09\x08\x00\x00" * 2000})) == {}
