"""`scoring forms`: a folder of forms, or the one file that is asked for."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main

ROOT = Path(__file__).parents[2]
RULESET = "kunming-department@2019"
CASE = ROOT / "cases/kunming-general-union-2019/submission.json"


def run(*arguments):
    return CliRunner().invoke(main, ["forms", *map(str, arguments)])


@pytest.fixture
def city(tmp_path):
    path = tmp_path / "报送.csv"
    path.write_text("部门,部门编码\n甲/乙,01\n丙,02\n", encoding="utf-8-sig")
    return path


def test_a_folder_gets_paper_and_a_workbook_a_department(city, tmp_path):
    result = run(RULESET, city, "-o", tmp_path / "自评表")

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "自评表").iterdir()} == {
        "丙自评表.docx",
        "丙自评表.xlsx",
        "甲_乙自评表.docx",
        "甲_乙自评表.xlsx",
    }
    assert "甲/乙 → 甲_乙自评表" in result.stderr


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".XLSX"])
def test_a_file_is_written_under_the_name_it_is_given(suffix, tmp_path):
    result = run(RULESET, CASE, "-o", tmp_path / f"表{suffix}")

    assert result.exit_code == 0
    assert (tmp_path / f"表{suffix}").read_bytes().startswith(b"PK")


def test_one_file_is_for_one_department(city, tmp_path):
    several, one = (
        run(RULESET, city, "-o", tmp_path / "x.docx", *which) for which in ([], ["-d", "02"])
    )

    assert (several.exit_code, one.exit_code) == (2, 0)
    assert "未指明是哪一个" in several.stderr


def test_a_ruleset_without_tasks_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("部门\n甲\n", encoding="utf-8-sig")
    result = run("hunan-department@2017", path, "-o", tmp_path / "x.docx")

    assert result.exit_code == 0
    assert "没有职责履行良好表" in result.stderr


def test_what_was_edited_is_not_overwritten(tmp_path):
    (tmp_path / "x.docx").write_bytes("改过".encode())

    assert run(RULESET, CASE, "-o", tmp_path / "x.docx").exit_code == 2
    assert (tmp_path / "x.docx").read_bytes() == "改过".encode()
    assert run(RULESET, CASE, "-o", tmp_path / "x.docx", "--force").exit_code == 0


def test_the_data_are_not_overwritten(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")

    assert "要读取的文件" in run(RULESET, path, "-o", path).stderr
