"""`scoring notices`: a folder of letters, whatever the departments are called."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main
from tests.export.words import document_of, text_of

ROOT = Path(__file__).parents[2]
RULESET = "kunming-department@2019"
CASE = ROOT / "cases/kunming-general-union-2019/submission.json"
HOSTILE = [
    "../../etc",
    "a/b",
    "CON",
    "=cmd|'/c calc'!A1",
    "局…",
    "尾点..",
    "局" * 300,
    "同名",
    "同名",
]


def run(*arguments):
    return CliRunner().invoke(main, ["notices", *map(str, arguments)])


@pytest.fixture
def city(tmp_path):
    lines = [f'"{name}",{code:03}' for code, name in enumerate(HOSTILE, start=1)]
    path = tmp_path / "报送.csv"
    path.write_text("\n".join(["部门,部门编码", *lines]), encoding="utf-8-sig")
    return path


def test_a_notice_is_written_into_a_folder_that_is_made(tmp_path):
    result = run(RULESET, CASE, "-o", tmp_path / "新" / "告知书", "--issuer", "市财政局")

    assert result.exit_code == 0
    path = tmp_path / "新/告知书/昆明市总工会扣分告知书.docx"
    assert text_of(path.read_bytes())[0] == "市财政局"
    assert "未写 --date" in result.stderr
    assert "未写 --appeal" in result.stderr


def test_names_that_are_paths_devices_or_the_same_stay_in_the_folder_and_apart(city, tmp_path):
    result = run(RULESET, city, "-o", tmp_path / "告知书", "--format", "markdown")
    names = {path.name for path in (tmp_path / "告知书").iterdir()}

    assert result.exit_code == 0
    assert len(names) == len(HOSTILE)
    assert {"etc扣分告知书.md", "a_b扣分告知书.md", "_CON扣分告知书.md"} < names
    assert {"同名（008）扣分告知书.md", "同名（009）扣分告知书.md"} < names
    assert {path.name for path in tmp_path.iterdir()} == {"报送.csv", "告知书"}
    assert "文件名有改动：../../etc → etc扣分告知书.md" in result.stderr


def test_one_department_keeps_the_file_name_it_has_among_all(city, tmp_path):
    result = run(RULESET, city, "-o", tmp_path / "一份", "-d", "008", "--format", "html")

    assert result.exit_code == 0
    assert [p.name for p in (tmp_path / "一份").iterdir()] == ["同名（008）扣分告知书.html"]


def test_two_departments_of_one_name_are_asked_for_by_code(city, tmp_path):
    result = run(RULESET, city, "-o", tmp_path / "x", "-d", "同名")

    assert result.exit_code == 2
    assert "008" in result.stderr
    assert not (tmp_path / "x").exists()


def test_writing_again_replaces_nothing_that_differs(tmp_path):
    folder = tmp_path / "告知书"
    run(RULESET, CASE, "-o", folder)
    again, changed = run(RULESET, CASE, "-o", folder), run(RULESET, CASE, "-o", folder, "--no-rank")
    forced = run(RULESET, CASE, "-o", folder, "--no-rank", "--force")

    assert (again.exit_code, changed.exit_code, forced.exit_code) == (0, 2, 0)
    assert "昆明市总工会扣分告知书.docx：文件已存在，内容不同" in changed.stderr
    assert "--force" in changed.stderr


def test_the_template_is_given_to_be_edited_and_not_overwritten(tmp_path):
    path = tmp_path / "模板.docx"

    assert run("--write-template", path).exit_code == 0
    assert run("--write-template", path).exit_code == 2
    assert run(RULESET, CASE, "-o", tmp_path / "x", "--template", path).exit_code == 0


def test_an_english_template_has_english_names(tmp_path):
    run("--write-template", tmp_path / "t.docx", "--language", "en")

    assert "{{ department }}:" in text_of((tmp_path / "t.docx").read_bytes())


def test_a_template_with_faults_writes_nothing(tmp_path):
    path = tmp_path / "模板.docx"
    path.write_bytes(document_of("{{ 总份 }}", "{{ 等及 }}"))
    result = run(RULESET, CASE, "-o", tmp_path / "x", "--template", path)

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["-o", CASE], "是一个文件", id="a file as the folder"),
        pytest.param(["-o", CASE.parent, "--date", "昨天"], "不是日期", id="no date"),
        pytest.param(["-o", "x", "--date", "2020-02-30"], "不是日期", id="a day that never was"),
        pytest.param(["-o", "x", "-d", "无此部门"], "没有名为", id="an unknown department"),
        pytest.param(
            ["-o", "x", "--format", "html", "--template", "t.docx"], "只用于 Word", id="a web page"
        ),
        pytest.param(["-o", "x", "--template", "没有.docx"], "读不到", id="no such template"),
    ],
)
def test_what_cannot_be_done_is_told(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(RULESET, CASE, *arguments)

    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_folder_that_is_read_takes_no_notices(tmp_path):
    (tmp_path / "a.json").write_bytes(CASE.read_bytes())

    assert "要读取的文件夹" in run(RULESET, tmp_path, "-o", tmp_path / "x").stderr


def test_a_date_is_written_as_letters_bear_it(tmp_path):
    run(RULESET, CASE, "-o", tmp_path, "--date", "2020-06-30", "--force")

    assert text_of((tmp_path / "昆明市总工会扣分告知书.docx").read_bytes())[-1] == "2020年6月30日"


def test_without_the_extra_word_is_refused_and_other_formats_are_not(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docxtpl", None)

    assert "[word]" in run(RULESET, CASE, "-o", tmp_path / "a").stderr
    assert run(RULESET, CASE, "-o", tmp_path / "b", "--format", "html").exit_code == 0


def test_a_ruleset_and_a_folder_are_asked_for():
    result = run(RULESET)

    assert result.exit_code == 2
    assert "-o 文件夹" in result.stderr
