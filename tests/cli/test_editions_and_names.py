"""Which edition is meant by an id alone, which department by a name, and how far the work is."""

import json
import runpy
import sys

import pytest
from click.testing import CliRunner

from scoring.cli import main, work


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def submitted(tmp_path):
    """Return what writes records as a file of submissions."""

    def write(*records):
        path = tmp_path / "报送.json"
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(("year", "edition"), [(2016, "2015"), (2017, "2017"), (2030, "2018")])
def test_an_id_alone_is_the_edition_in_force_in_the_year_submitted(submitted, year, edition):
    result = run("score", "hunan-department", submitted({"部门": "甲局", "年度": year}))

    assert f"hunan-department@{edition}" in result.output


def test_submissions_of_years_under_two_editions_are_refused(submitted):
    path = submitted({"部门": "甲局", "年度": 2015}, {"部门": "乙局", "年度": 2018})

    result = run("score", "hunan-department", path)

    assert result.exit_code == 2
    assert "跨越几个版本：hunan-department@2015、hunan-department@2018" in result.output
    assert "请写明版本" in result.output


def test_a_name_that_several_departments_have_asks_for_the_code(submitted):
    path = submitted({"部门": "甲局", "部门编码": "001"}, {"部门": "甲局", "部门编码": "002"})

    result = run("explain", "kunming-department@2019", path, "-d", "甲局")

    assert result.exit_code == 2
    assert "有几个同名部门：001、002。请改用部门编码" in result.output
    assert run("explain", "kunming-department@2019", path, "-d", "002").exit_code == 0


@pytest.mark.parametrize(
    ("is_terminal", "told"),
    [
        pytest.param(True, "\r1/2\r2/2\n", id="on a terminal"),
        pytest.param(False, "", id="not in a file"),
    ],
)
def test_files_are_counted_once_the_work_takes_a_moment(monkeypatch, capsys, is_terminal, told):
    monkeypatch.setattr(work, "PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal, raising=False)
    count = work.progress()
    count(1, 2)
    count(2, 2)

    assert capsys.readouterr().err == told


@pytest.mark.parametrize("name", ["x" * 5000, "x" * 5000 + ".json", "\x1b[31m"], ids=len)
def test_names_that_no_file_can_have_are_not_found(submitted, name):
    path = submitted({"部门": "甲局"})
    for arguments in (
        ("score", name, path),
        ("score", "kunming-department@2019", name),
        ("score", "kunming-department@2019", path, "-o", f"{name}/结果.csv"),
        ("validate", name),
    ):
        result = run(*arguments)

        assert result.exit_code == 2
        assert isinstance(result.exception, SystemExit)
        assert "\x1b" not in result.output


def test_names_that_break_lines_stay_on_theirs(submitted):
    path = submitted({"部门": "甲\n【错误】\x1b[31m乙", "决算收入": "多"}, {"部门": "丙"})

    told = run("validate", "kunming-department@2019", path).output
    unknown = run("explain", "kunming-department@2019", path, "-d", "丁").output

    assert "【错误】甲 【错误】�[31m乙 “决算收入”填写为「多」" in told
    assert "甲 【错误】�[31m乙" in unknown


def test_a_title_that_breaks_lines_stays_on_its(tmp_path):
    leaf = {"id": "a", "weight": 1, "score": {"method": "condition", "when": "True"}}
    cover = {"language_version": 1, "id": "r", "edition": "1", "title": "规\n则\x1b[31m"}
    path = tmp_path / "r.json"
    path.write_text(json.dumps({**cover, "full_marks": 1, "indicators": [leaf]}), "utf-8")

    assert run("validate", path).output == "评分规则可以使用：r@1 规 则�[31m\n"


def test_nothing_is_written_where_one_of_the_files_is_a_folder(submitted, tmp_path):
    (tmp_path / "结果.csv").mkdir()
    path = submitted({"部门": "甲局"})

    result = run(
        "score", "kunming-department@2019", path,
        "-o", tmp_path / "a.csv", "-o", tmp_path / "结果.csv",
    )  # fmt: skip

    assert result.exit_code == 2
    assert "结果.csv：这是一个文件夹。请在其后写上文件名" in result.output
    assert not (tmp_path / "a.csv").exists()


def test_python_runs_the_commands_of_the_package(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["scoring", "rulesets"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("scoring", run_name="__main__")

    assert ended.value.code == 0
    assert "kunming-department@2019" in capsys.readouterr().out
