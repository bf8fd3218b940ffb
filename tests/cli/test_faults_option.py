"""Scoring what can be scored, with the faults of the rest in one list."""

import io
from functools import cache

import pytest
from click.testing import CliRunner
from filling import filled, form_cells
from python_calamine import CalamineWorkbook
from shipped import shipped

from scoring.cli import main
from scoring.template import template

RULESET = "kunming-department@2019"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@cache
def forms():
    """Return a blank form and one filled in, one figure in words."""
    ruleset = shipped(RULESET)
    blank = template(ruleset)
    record = {"department": "甲", "income": 100, "annual_budget": "很多"}
    return blank, filled(blank, form_cells(blank, ruleset, record))


@pytest.fixture
def folder(tmp_path):
    """Return a folder of a good form, a blank one, and no workbook at all."""
    blank, good = forms()
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "甲.xlsx").write_bytes(good)
    (tmp_path / "报送" / "空.xlsx").write_bytes(blank)
    (tmp_path / "报送" / "坏.xlsx").write_bytes(b"x")
    return tmp_path / "报送"


def listed(path):
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return book.get_sheet_by_index(0).to_python()


def test_the_good_ones_are_scored_and_the_others_listed(folder, tmp_path):
    faults = tmp_path / "问题.xlsx"
    result = run("score", RULESET, folder, "--faults", faults)

    assert result.exit_code == 1
    assert "甲" in result.stdout
    assert "2 个文件不能使用，没有参加评分：坏.xlsx、空.xlsx" in result.stderr
    assert "2 个文件不能使用" in result.stdout
    rows = listed(faults)
    assert [row[:2] for row in rows[1:3]] == [["不能使用", "坏.xlsx"], ["不能使用", "空.xlsx"]]
    assert any(row[1] == "甲.xlsx" and "很多" in row[5] and row[3] for row in rows)


def test_a_spreadsheet_of_another_program_is_listed_as_unusable(folder, tmp_path):
    (folder / "乙.et").write_bytes(b"x")
    result = run("validate", RULESET, folder, "--faults", tmp_path / "问题.xlsx")

    assert "乙.et" in result.stderr
    [row] = [row for row in listed(tmp_path / "问题.xlsx") if row[1] == "乙.et"]
    assert row[0] == "不能使用"
    assert "另存为 .xlsx" in row[6]


def test_without_it_every_problem_is_told_and_nothing_is_scored(folder):
    result = run("score", RULESET, folder)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "坏.xlsx" in result.stderr
    assert "空.xlsx" in result.stderr


def test_where_all_can_be_used_it_ends_well(folder, tmp_path):
    result = run("score", RULESET, folder / "甲.xlsx", "--faults", tmp_path / "问题.csv")

    assert result.exit_code == 0
    assert "很多" in (tmp_path / "问题.csv").read_text(encoding="utf-8-sig")


def test_where_none_can_be_used_the_faults_are_listed_all_the_same(folder, tmp_path):
    faults = tmp_path / "问题.xlsx"
    result = run("validate", RULESET, folder / "坏.xlsx", folder / "空.xlsx", "--faults", faults)

    assert result.exit_code == 2
    assert len(listed(faults)) == 3


def test_the_list_is_not_written_over_what_is_read(folder):
    result = run("score", RULESET, folder, "--faults", folder / "甲.xlsx")

    assert result.exit_code == 2
    assert "以免覆盖原件" in result.stderr


@pytest.mark.parametrize("command", ["score", "validate"])
def test_no_list_is_written_where_the_overrides_cannot_be_used(folder, tmp_path, command):
    faults, overrides = tmp_path / "问题.xlsx", tmp_path / "复核.csv"
    overrides.write_text("部门,指标\n甲,乙\n", encoding="utf-8")

    result = run(command, RULESET, folder, "--faults", faults, "--overrides", overrides)

    assert result.exit_code == 2
    assert "没有“理由”列" in result.stderr
    assert not faults.exists()


@pytest.mark.parametrize("command", ["score", "validate"])
def test_the_list_never_replaces_the_overrides(folder, tmp_path, command):
    overrides = tmp_path / "复核.csv"
    overrides.write_text("部门,指标\n", encoding="utf-8")

    result = run(command, RULESET, folder, "--faults", overrides, "--overrides", overrides)

    assert result.exit_code == 2
    assert "这是要读取的文件" in result.stderr
    assert overrides.read_text(encoding="utf-8") == "部门,指标\n"
