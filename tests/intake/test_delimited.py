"""CSV and TSV."""

import pytest

from scoring.errors import SubmissionError
from scoring.intake import read_submissions
from scoring.model import State
from scoring.places import cell

TEXT = "部门,部门编码,预算数\n市总工会,001,100\n市科协,002,不涉及\n"


def saved(tmp_path, text, encoding="utf-8", name="a.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_encoding_of_excel_and_wps(tmp_path, ruleset, encoding, ending):
    read = read_submissions(saved(tmp_path, TEXT.replace("\n", ending), encoding), ruleset)

    assert read.departments.tolist() == ["市总工会", "市科协"]
    assert read.columns["department_code"].values.tolist() == ["001", "002"]
    assert read.columns["budget"].states.tolist() == [State.PRESENT, State.NOT_APPLICABLE]
    assert cell(read.origin, 1, "budget") == "a.csv!C3"


@pytest.mark.parametrize(
    ("name", "mark"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")], ids=str
)
def test_other_delimiters(tmp_path, ruleset, name, mark):
    read = read_submissions(saved(tmp_path, TEXT.replace(",", mark), name=name), ruleset)

    assert read.columns["budget"].values[0] == 100


def test_quotes_commas_and_line_breaks_inside_cells(tmp_path, ruleset):
    text = '部门,预算数,说明\n"甲","4,707.37","一,\n二"\n乙,2,\n'
    read = read_submissions(saved(tmp_path, text), ruleset)

    assert read.columns["budget"].values.tolist() == [4707.37, 2]
    assert read.columns["note"].values.tolist() == ["一,\n二", ""]
    assert cell(read.origin, 1, "budget") == "a.csv!B3"


def test_short_rows_and_blank_lines(tmp_path, ruleset):
    read = read_submissions(saved(tmp_path, "部门,预算数,说明\n甲,1\n\n,,\n乙,2,好\n"), ruleset)

    assert read.columns["note"].states.tolist() == [State.MISSING, State.PRESENT]
    assert cell(read.origin, 1, "budget") == "a.csv!B5"


@pytest.mark.parametrize(
    ("data", "place", "problem"),
    [
        pytest.param(b"a,b\nx\xff\xff,1\n", "a.csv!2", "文字编码既不是 UTF-8", id="no encoding"),
        pytest.param(b"a,b\0,c\n", "a.csv", "不是文本文件", id="binary"),
        pytest.param(b"", "a.csv", "文件是空的", id="empty"),
        pytest.param(b",,\n,,\n", "a.csv", "文件是空的", id="blank cells only"),
        pytest.param(b"," * 2000, "a.csv", "有 2,001 列", id="too many columns"),
        pytest.param(b"x,y\n1,2\n", "a.csv", "前 20 行中找不到表头", id="no heading known"),
        pytest.param("预算数\n1\n".encode(), "a.csv!1", "没有“部门”列", id="no departments"),
        pytest.param("部门,预算数\n".encode(), "a.csv", "没有部门数据", id="heading only"),
        pytest.param("部门,预算数\n,5\n".encode(), "a.csv!A2", "此行有数据但没有", id="nameless"),
        pytest.param(b"PK\x03\x04", "a.csv", "内容是工作簿", id="a workbook"),
        pytest.param(
            '部门,预算数\n甲,1\n"乙,2\n丙,3\n'.encode(),
            "a.csv!3",
            "引号没有成对",
            id="a quote left open",
        ),
        pytest.param(
            '部门,预算数\n"乙,2\n丙,3\n"丁"局,4\n'.encode(),
            "a.csv!2",
            "引号没有成对",
            id="a quote that the next one closes",
        ),
        pytest.param(b'a,"' + b"x" * 200_000, "a.csv", "不能按表格读取", id="endless cell"),
    ],
)
def test_broken_text_is_refused(tmp_path, ruleset, data, place, problem):
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    with pytest.raises(SubmissionError) as caught:
        read_submissions(path, ruleset)

    [found] = caught.value.problems
    assert found.place == place
    assert problem in found.problem.say("zh")


def test_errors_say_the_same_in_english(tmp_path, ruleset):
    with pytest.raises(SubmissionError) as caught:
        read_submissions(saved(tmp_path, ""), ruleset)

    assert caught.value.say("en") == "a.csv: the file is empty. Fill it in."


def test_a_name_of_several_lines_is_told_as_it_may_hold_other_departments(tmp_path, ruleset):
    read = read_submissions(saved(tmp_path, '部门,预算数\n"甲,1\n乙",2\n丙,3\n'), ruleset)
    [finding] = [finding for finding in read.findings if finding.check == "broken_name"]

    assert (finding.severity, finding.department, finding.cells) == ("warning", 0, ("a.csv!A2",))
    assert "引号是否成对" in finding.message.say("zh-CN")


def test_a_cell_of_several_lines_is_one_cell(tmp_path, ruleset):
    read = read_submissions(saved(tmp_path, '部门,预算数,说明\n甲,1,"一\n二"\n乙,2,三\n'), ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert "broken_name" not in {finding.check for finding in read.findings}


def test_rows_without_a_department_and_without_figures_are_passed_over(tmp_path, ruleset):
    read = read_submissions(saved(tmp_path, "部门,预算数,电话\n甲,1,5\n,,110\n乙,2,6\n"), ruleset)

    assert read.departments.tolist() == ["甲", "乙"]
    assert cell(read.origin, 1, "budget") == "a.csv!B4"


def test_a_file_that_cannot_be_opened(tmp_path, ruleset, monkeypatch):
    path = saved(tmp_path, TEXT)

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)

    with pytest.raises(SubmissionError, match="文件打不开（Permission denied）"):
        read_submissions(path, ruleset)
