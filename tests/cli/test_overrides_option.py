"""What commands do with a file of reviewers' overrides."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main

RULESET = "kunming-department@2019"
CASE = str(Path(__file__).parent.parent.parent / "cases/kunming-general-union-2019/submission.json")
HEADINGS = "部门,指标,复核得分,理由,复核人,日期\n"


def run(command, *arguments):
    return CliRunner().invoke(main, [command, RULESET, CASE, *map(str, arguments)])


@pytest.fixture
def overrides(tmp_path):
    path = tmp_path / "复核.csv"
    path.write_text(
        f"{HEADINGS}昆明市总工会,econ,5,已补报佐证,王芳,2020年3月5日\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "复核.csv"
    path.write_text(f"{HEADINGS}昆明市总工会,econ,99,,王芳,2020-03-05\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        *((name, ("87.00", "复核得分 5.00 分")) for name in ("text", "markdown", "csv")),
        ("json", ('"total": 87.0', '"rule_points": 0.0')),
    ],
)
def test_every_format_tells_both_marks_and_the_reviewer(format_, words, overrides):
    told = run("score", "--overrides", overrides, "--format", format_).output

    assert [text for text in (*words, "王芳") if text not in told] == []


def test_the_file_is_among_the_inputs_with_its_digest(overrides):
    report = json.loads(run("score", "--overrides", overrides, "--format", "json").output)

    assert [(i["path"], len(i["sha256"])) for i in report["inputs"]] == [
        ("submission.json", 64),
        ("复核.csv", 64),
    ]


def test_one_department_is_explained_with_its_overrides(overrides):
    told = run("explain", "--overrides", overrides).output

    assert "复核调整：规则得分 0.00 分，复核得分 5.00 分，满分 7.50 分" in told
    assert "日期：  2020年3月5日" in told


@pytest.fixture
def of_all(overrides):
    with overrides.open("a", encoding="utf-8") as file:
        file.write("昆明市民政局,econ,99,,,\n昆明市民政局,social,5,已补报,王芳,2020-03-05\n")
    return overrides


@pytest.mark.parametrize("command", ["explain", "validate"])
def test_a_list_for_the_bureau_can_be_used_with_the_file_of_one_department(command, of_all):
    result = run(command, "--overrides", of_all)

    assert result.exit_code in {0, 1}
    assert "2 项属于没有报送数据的 1 个部门（如昆明市民政局），未采用" in result.output
    assert "87.00" in result.output or command == "validate"


def test_scores_of_departments_that_were_not_submitted_are_refused(of_all):
    result = run("score", "--overrides", of_all)

    assert result.exit_code == 2
    assert "没有部门「昆明市民政局」" in result.stderr


@pytest.mark.parametrize("command", ["score", "explain", "validate"])
def test_a_faulty_list_is_refused_with_its_cells(command, faulty):
    result = run(command, "--overrides", faulty)

    assert result.exit_code == 2
    assert "复核.csv!C2：复核得分 99 超过满分 7.50" in result.stderr
    assert "复核.csv!D2：没有写明复核理由" in result.stderr


def test_nothing_is_written_where_the_list_is_faulty(faulty, tmp_path):
    output = tmp_path / "结果.json"

    assert run("score", "--overrides", faulty, "-o", output).exit_code == 2
    assert not output.exists()


def test_the_list_is_not_overwritten(overrides):
    before = overrides.read_bytes()

    assert run("score", "--overrides", overrides, "-o", overrides).exit_code == 2
    assert overrides.read_bytes() == before


def test_overrides_are_of_submissions():
    result = CliRunner().invoke(main, ["validate", RULESET, "--overrides", "复核.csv"])

    assert result.exit_code == 2
    assert "须与报送数据一并给出" in result.stderr


@pytest.mark.parametrize(("command", "options"), [("notices", ["--format", "html"]), ("forms", [])])
def test_what_departments_receive_follows_the_overrides(command, options, overrides, tmp_path):
    result = run(command, "--overrides", overrides, "-o", tmp_path / "发出", *options)

    assert result.exit_code == 0, result.stderr
    if command == "notices":
        (notice,) = (tmp_path / "发出").iterdir()
        assert "87.00" in notice.read_text(encoding="utf-8")


def test_self_scores_are_compared_with_what_reviewers_decided(overrides, tmp_path):
    data = json.loads(Path(CASE).read_text(encoding="utf-8")) | {"self_scores": {"econ": 7.5}}
    path = tmp_path / "报送.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    told = CliRunner().invoke(
        main, ["selfscores", RULESET, str(path), "--overrides", str(overrides), "--format", "json"]
    )

    assert json.loads(told.output)["departments"][0]["gap"] == 2.5
