"""Making blank workbooks, as a user types it."""

import pytest
from click.testing import CliRunner

from scoring.cli import main

RULESET = "hunan-department@2018"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def roster(tmp_path):
    def write(*lines):
        path = tmp_path / "名单.csv"
        path.write_text("\n".join(["部门,部门编码", *lines]), encoding="utf-8")
        return path

    return write


def test_one_blank_workbook(tmp_path):
    result = run("template", RULESET, "-o", tmp_path / "报送表.xlsx")

    assert result.exit_code == 0
    assert (tmp_path / "报送表.xlsx").read_bytes().startswith(b"PK")


def test_a_workbook_for_each_department(tmp_path, roster):
    result = run(
        "template", RULESET, "-o", tmp_path / "发出", "--departments", roster("甲,01", "乙,02")
    )

    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "发出").iterdir()) == ["乙.xlsx", "甲.xlsx"]
    assert "已为 2 个部门生成报送表" in result.stderr


def test_names_that_are_no_file_names_and_repeated_rows_are_told(tmp_path, roster):
    names = roster("../x,", "CON,", "a/b,", "甲,01", "甲,01", "甲,02")
    result = run("template", RULESET, "-o", tmp_path / "发出", "--departments", names)

    files = sorted(path.name for path in (tmp_path / "发出").iterdir())
    assert files == ["_CON.xlsx", "a_b.xlsx", "x.xlsx", "甲（01）.xlsx", "甲（02）.xlsx"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["发出", "名单.csv"]
    assert "「../x」的文件名为 x.xlsx" in result.stderr
    assert "重复的 1 行" in result.stderr


def test_all_departments_in_one_wide_workbook(tmp_path, roster):
    out = tmp_path / "a.xlsx"
    result = run("template", RULESET, "--layout", "wide", "-o", out, "--departments", roster("甲,"))

    assert result.exit_code == 0
    scored = run("score", RULESET, out)
    assert scored.exit_code == 0
    assert "甲" in scored.output


def test_filled_workbooks_are_never_written_over(tmp_path, roster):
    arguments = (
        "template",
        RULESET,
        "-o",
        tmp_path / "发出",
        "--departments",
        roster("甲,", "乙,"),
    )
    run(*arguments)
    assert run(*arguments).exit_code == 0  # the same again
    (tmp_path / "发出" / "甲.xlsx").write_bytes(b"filled in")
    result = run(*arguments)

    assert result.exit_code == 2
    assert "甲.xlsx" in result.stderr
    assert (tmp_path / "发出" / "甲.xlsx").read_bytes() == b"filled in"


@pytest.mark.parametrize("layout", ["form", "wide"])
def test_one_workbook_that_may_be_filled_in_is_written_over_only_by_force(tmp_path, layout):
    path = tmp_path / "filled.xlsx"
    arguments = ("template", RULESET, "--layout", layout, "-o", path)
    assert run(*arguments).exit_code == 0
    assert run(*arguments).exit_code == 0  # the same again
    path.write_bytes(b"filled in")
    result = run(*arguments)

    assert result.exit_code == 2
    assert "文件已存在，内容不同" in result.stderr
    assert "--force" in result.stderr
    assert path.read_bytes() == b"filled in"
    assert run(*arguments, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"PK")


def test_rows_of_the_list_without_a_name_are_told_with_their_code(tmp_path, roster):
    names = roster("甲,001", ",003", "", "乙,002", " ,004")
    result = run("template", RULESET, "-o", tmp_path / "发出", "--departments", names)

    assert result.exit_code == 2
    assert "名单.csv!B3" in result.stderr
    assert "「003」" in result.stderr
    assert "「004」" in result.stderr
    assert not (tmp_path / "发出").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        pytest.param(("-o", "a.docx"), "报送表是 .xlsx 工作簿", id="another suffix"),
        pytest.param(("-o", "没有/a.xlsx"), "没有文件夹", id="no such folder"),
        pytest.param(
            ("-o", "a.xlsx", "--departments", "无.csv"), "没有这个文件", id="no such list"
        ),
        pytest.param(
            ("-o", "空", "--departments", "空.csv"), "没有找到部门名单", id="nobody listed"
        ),
        pytest.param(("-o", "空.csv", "--departments", "好.csv"), "不是文件夹", id="a file"),
    ],
)
def test_what_cannot_be_made_is_told(arguments, problem, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "空.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "好.csv").write_text("部门\n甲\n", encoding="utf-8")
    result = run("template", RULESET, *arguments)

    assert result.exit_code == 2
    assert problem in result.stderr
    assert not list(tmp_path.glob("*.xlsx"))
