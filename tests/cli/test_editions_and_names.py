"""Which edition is meant by an id alone, which department by a name, and how far the work is."""

import json
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
