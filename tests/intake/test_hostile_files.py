"""Files that are broken, locked, mislabelled or made to do harm."""

import re
import zipfile

import pytest

from scoring.errors import SubmissionError
from scoring.intake import limits, read_submissions
from scoring.intake.workbook import OLE

HEAD = ["部门", "预算数", "完成率"]


def refusal(path, ruleset):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)
    [found] = caught.value.problems
    return found.place, found.problem.say("zh")


def rewritten(path, part, change):
    """Return *path* with one part of the archive changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"<html><table>", "不是有效的工作簿，或文件已损坏", id="HTML named .xlsx"),
        pytest.param(b"PK\x03\x04junk", "不是有效的工作簿，或文件已损坏", id="a broken archive"),
        pytest.param(OLE + b"\0" * 600, "不是有效的工作簿，或文件已损坏", id="a broken .xls"),
        pytest.param(
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "工作簿设有打开密码",
            id="an encrypted workbook",
        ),
        pytest.param(b" \r\n", "文件是空的", id="an empty file"),
    ],
)
def test_unreadable_workbooks_are_refused(tmp_path, ruleset, data, problem):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    assert refusal(path, ruleset) == ("a.xlsx", problem)


def test_an_archive_that_is_no_workbook(tmp_path, ruleset):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")

    assert refusal(path, ruleset)[0] == "a.xlsx"


def test_a_workbook_cut_short(book, ruleset):
    path = book(部门=[HEAD, ["甲", 1, 2]])
    path.write_bytes(path.read_bytes()[:-200])

    assert refusal(path, ruleset)[1] == "不是有效的工作簿，或文件已损坏"


def test_a_sheet_that_is_not_xml(book, ruleset):
    path = rewritten(book(部门=[HEAD, ["甲", 1, 2]]), SHEET, lambda xml: xml[:400] + b"<c <<")

    assert refusal(path, ruleset)[1] == "不是有效的工作簿，或文件已损坏"


def test_a_cell_where_no_sheet_has_one(book, ruleset, capfd):
    path = rewritten(
        book(部门=[HEAD, ["甲", 1, 2]]),
        SHEET,
        lambda xml: xml.replace(b'"C2"', b'"ZZZZZZ99999999999"'),
    )

    assert refusal(path, ruleset)[1] == "不是有效的工作簿，或文件已损坏"
    assert capfd.readouterr().err == ""  # the reader of spreadsheets is not even asked


@pytest.mark.parametrize(
    "entity",
    [
        pytest.param('<!ENTITY e SYSTEM "file:///etc/hostname">', id="a file of this machine"),
        pytest.param(
            '<!ENTITY a "aa"><!ENTITY e "&a;&a;">', id="one that grows as it is written out"
        ),
    ],
)
def test_entities_are_refused_rather_than_left_out(book, ruleset, entity):
    def declare(xml):
        head = f"<!DOCTYPE worksheet [{entity}]><worksheet".encode()
        return xml.replace(b"<worksheet", head, 1).replace(b"<v>1</v>", b"<v>&e;</v>")

    path = rewritten(book(部门=[HEAD, ["甲", 1, 2]]), SHEET, declare)

    assert refusal(path, ruleset)[1] == "不是有效的工作簿，或文件已损坏"


def test_a_workbook_that_unpacks_to_gigabytes(book, ruleset, monkeypatch):
    monkeypatch.setattr(limits, "BOMB_BYTES", 1 << 20)
    path = book(部门=[HEAD, ["甲", 1, 2]])
    rewritten(path, "xl/theme/theme1.xml", lambda _: b" " * (64 << 20))

    assert "超过 300 倍" in refusal(path, ruleset)[1]


def test_a_workbook_that_lies_about_its_size(book, ruleset, monkeypatch):
    path = rewritten(book(部门=[HEAD, ["甲", 1, 2]]), SHEET, lambda xml: xml + b" " * (8 << 20))
    size = zipfile.ZipFile(path).getinfo(SHEET).file_size.to_bytes(4, "little")
    lying = path.read_bytes().replace(size, (100).to_bytes(4, "little"))
    path.write_bytes(lying)
    monkeypatch.setattr(limits, "MOST_BYTES", 4 << 20)

    assert "上限 4 MB" in refusal(path, ruleset)[1]


def test_more_columns_than_anyone_fills_in(book, ruleset):
    path = book(部门=[[*HEAD, *(f"列{i}" for i in range(2000))], ["甲", 1, 2]])

    place, problem = refusal(path, ruleset)
    assert place == "报送.xlsx!部门"
    assert problem == "有 2,003 列，超过 2,000 列"


def test_a_lone_cell_in_the_far_corner(book, ruleset):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write(199_999, 1_999, 1)

    assert "数据区过大" in refusal(book(部门=fill), ruleset)[1]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.replace(b'<c r="', b"<c\nr='").replace(b'" s=', b"' s="),
                     id="odd spelling"),
        pytest.param(lambda xml: xml.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>").replace(
            b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main" '), id="a prefix"),
    ],
)  # fmt: skip
def test_a_far_corner_in_unusual_xml(book, ruleset, change):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write(199_999, 1_999, 1)

    path = book(部门=fill)
    xml = zipfile.ZipFile(path).read(SHEET)
    quoted = change(xml)
    if b"r='" in quoted:
        quoted = re.sub(rb"r='([A-Z]+[0-9]+)\"", rb"r='\1'", quoted)

    assert "数据区过大" in refusal(rewritten(path, SHEET, lambda _: quoted), ruleset)[1]


def test_blank_formatted_cells_far_away_are_no_trouble(book, ruleset):
    def fill(workbook, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲", 1, 2])
        bold = workbook.add_format({"bold": True})
        for row in range(400_000, 400_500):
            sheet.write_blank(row, 1_900, None, bold)

    assert len(read_submissions(book(部门=fill), ruleset)) == 1


def test_control_characters_in_names_never_reach_a_message(book, ruleset):
    path = book(部门=[["部门", "预算数", "\x1b[31m红"], ["甲", 1, 2]])
    path = path.rename(path.with_name("报\x1b送.xlsx"))
    read = read_submissions(path, ruleset)

    said = [f.message.say("zh") + "".join(f.cells) for f in read.findings]
    assert said
    assert "".join(said).isprintable()
    assert read.sources[0].path.isprintable()


def test_unknown_suffixes_are_refused(tmp_path, ruleset):
    (tmp_path / "a.docx").write_bytes(b"x")

    assert refusal(tmp_path / "a.docx", ruleset) == ("a.docx", "不能识别这种文件")


def test_all_problems_of_all_files_are_told_at_once(tmp_path, ruleset):
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.json").write_bytes(b"[")
    (tmp_path / "c.xlsx").write_bytes(b"x")

    with pytest.raises(SubmissionError) as caught:
        read_submissions(tmp_path, ruleset)

    assert [p.place for p in caught.value.problems] == ["a.csv", "b.json:1:2", "c.xlsx"]


def test_a_million_blank_formatted_rows_are_passed_over(book, ruleset):
    def blank(xml):
        rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 1 << 20))
        return xml.replace(b"</sheetData>", rows + b"</sheetData>")

    path = rewritten(book(部门=[HEAD, ["甲", 1, 2]]), SHEET, blank)

    assert read_submissions(path, ruleset).departments.tolist() == ["甲"]


def test_links_to_other_files_are_never_followed(book, ruleset):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["甲", "", "95%"])
        sheet.write_formula(1, 1, "=[1]Sheet1!A1", None, 55)

    path = book(部门=fill)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    read = read_submissions(path, ruleset)

    assert read.columns["budget"].values.tolist() == [55.0]
    [told] = [f for f in read.findings if f.check == "external_link"]
    assert "没有打开" in told.message.say("zh")


COMMAND = "cmd|'/c calc'!A0"


def test_commands_in_cells_and_names_stay_text(book, ruleset):
    def fill(workbook, sheet):
        workbook.define_name("cmd", f"={COMMAND}")
        sheet.write_row(0, 0, [*HEAD, "说明"])
        sheet.write_string(1, 0, f"={COMMAND}")
        sheet.write_formula(1, 1, f"={COMMAND}", None, "#REF!")
        sheet.write_string(1, 3, '=HYPERLINK("http://example.org","x")')

    read = read_submissions(book(部门=fill), ruleset)

    assert read.departments.tolist() == [f"={COMMAND}"]
    assert read.faults["budget", 0].text == "#REF!"
    assert read.columns["note"].values.tolist() == ['=HYPERLINK("http://example.org","x")']


def test_a_form_with_a_stray_cell_far_below_stays_a_form(book, ruleset):
    def fill(_, sheet):
        for row, cells in enumerate([["部门", "甲"], ["预算数", 1], ["支出数", 2]]):
            sheet.write_row(row, 0, cells)
        sheet.write(200_000, 1, 5)

    assert read_submissions(book(部门=fill), ruleset).departments.tolist() == ["甲"]
