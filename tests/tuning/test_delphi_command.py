"""scoring tune delphi and scoring tune allocate as a user types them."""

import json

import pytest
from click.testing import CliRunner
from expert_trees import DEEP, TWINS
from python_calamine import CalamineWorkbook

from scoring.cli import main
from scoring.export.display import width_of
from scoring.intake.grids import read_grids
from scoring.ruleset import read_ruleset
from scoring.tuning.sets.reading import read_weight_set

RULESET = "kunming-department@2019"
TOP_LEVEL = (RULESET, "--node", "total")
TOP = ["履职效益明显", "预算配置科学", "预算执行有效", "预算管理规范", "职责履行良好"]
FORMATS = ["txt", "md", "csv", "html", "xlsx"]


def run(*arguments):
    return CliRunner().invoke(main, ["tune", *map(str, arguments)])


def table(path, *rows, heads=TOP):
    lines = [["专家姓名", *heads], *rows]
    path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8-sig")
    return path


@pytest.fixture
def first(tmp_path):
    rows = [["甲", 9, 2, 8, 9, 1], ["乙", 1, 9, 8, 2, 9], ["丙", 5, 5, 5, 5, 5], ["丁", *[""] * 5]]
    return table(tmp_path / "第一轮.csv", *rows)


@pytest.fixture
def second(tmp_path):
    rows = [["甲", 9, 6, 8, 5, 7], ["乙", 9, 6, 8, 5, 7], ["丙", 9, 7, 8, 5, 6]]
    return table(tmp_path / "第二轮.csv", *rows)


def test_rounds_go_on_until_opinions_converge(first, second):
    after_one = run("delphi", *TOP_LEVEL, first)
    after_two = run("delphi", *TOP_LEVEL, first, second)

    assert after_one.exit_code == 1
    assert "应再征询一轮" in after_one.output
    assert "变异系数超过 0.25 或无法计算：履职效益明显、预算配置科学" in after_one.output
    assert after_two.exit_code == 0
    assert "第 2 轮意见已收敛" in after_two.output


def test_the_report_tells_each_round(first, second):
    report = json.loads(
        run("delphi", *TOP_LEVEL, first, second, "--invited", 5, "--format", "json").stdout
    )
    one, other = report["rounds"]

    assert (one["invited"], one["answered"], one["positive"]) == (5, 3, 0.6)
    assert (other["invited"], other["positive"]) == (3, 1)
    assert other["agreement"][0]["w"] == pytest.approx(0.955556)
    assert sum(entry["points"] for entry in report["weights"] if not entry["depth"]) == 100
    assert "NaN" not in json.dumps(report)


def test_the_next_round_is_asked_with_a_form_for_each_who_answered(first, tmp_path):
    folder = tmp_path / "第二轮"
    result = run("delphi", "blank", RULESET, first, "-o", folder)

    assert result.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["丙.xlsx", "乙.xlsx", "甲.xlsx"]
    assert "已写入 3 份征询表" in result.stderr
    blank = run("delphi", *TOP_LEVEL, folder)
    assert blank.exit_code == 1
    assert "没有专家作答" in blank.output


def test_what_nobody_scored_keeps_a_survey_open(first, second, tmp_path):
    result = run("delphi", RULESET, first, second)

    assert result.exit_code == 1
    assert "至今没有专家评分的指标：" in result.output
    assert "意见已收敛，可以停止" not in result.output

    run("delphi", "blank", RULESET, first, "-o", tmp_path / "第二轮")
    rows = CalamineWorkbook.from_path(tmp_path / "第二轮" / "甲.xlsx").get_sheet_by_index(1)
    ids = [row[0] for row in rows.to_python() if row]
    assert {"benefits", "sangong_ctl"} <= set(ids)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_format_of_a_survey_can_be_written_the_same_each_time(
    first, second, tmp_path, language
):
    paths = [tmp_path / f"报告.{suffix}" for suffix in FORMATS]
    outputs = [part for path in paths for part in ("-o", path)]
    written = []
    for _ in range(2):
        result = run("delphi", *TOP_LEVEL, first, second, *outputs, "--language", language)
        assert result.exit_code == 0
        written.append([path.read_bytes() for path in paths])

    assert all(written[0])
    assert written[0] == written[1]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_of_a_survey_fits_a_terminal(first, second, monkeypatch, language):
    monkeypatch.setenv("COLUMNS", "100")
    result = run("delphi", *TOP_LEVEL, first, second, "--language", language)

    assert max(width_of(line) for line in result.output.splitlines()) <= 100


@pytest.mark.usefixtures("first", "second")
@pytest.mark.parametrize(
    ("rounds", "reason"),
    [
        (["第一轮.csv"], "德尔菲法第 1 轮，3 位专家，意见尚未收敛"),
        (["第一轮.csv", "第二轮.csv"], "德尔菲法第 2 轮，3 位专家，意见已收敛"),
    ],
)
def test_the_weights_of_a_survey_are_kept_on_record(tmp_path, rounds, reason):
    path = tmp_path / "权重方案.json"
    run("delphi", *TOP_LEVEL, *(tmp_path / name for name in rounds), "-o", path)

    assert read_weight_set(path, read_ruleset(RULESET)).reason == reason


def test_more_counts_of_invitations_than_rounds_are_a_slip(first):
    assert run("delphi", *TOP_LEVEL, first, "--invited", 5, "--invited", 5).exit_code == 2


def test_no_more_experts_answer_than_were_invited(first):
    result = run("delphi", *TOP_LEVEL, first, "--invited", 1)

    assert result.exit_code == 2
    assert "只发出 1 份征询表，却有" in result.stderr


def test_who_joins_and_who_leaves_between_rounds_is_told(tmp_path):
    one = table(tmp_path / "一.csv", ["甲", 9, 8, 7, 6, 5], ["李四", 9, 8, 7, 6, 5])
    two = table(tmp_path / "二.csv", ["李 四", 9, 8, 7, 6, 5], ["丙", 9, 8, 7, 6, 5])
    report = json.loads(run("delphi", *TOP_LEVEL, one, two, "--format", "json").stdout)

    assert not any("上一轮" in note for note in report["rounds"][0]["notes"])
    assert "上一轮没有作答的专家：丙" in report["rounds"][1]["notes"]
    assert "上一轮作答、本轮没有作答的专家：甲" in report["rounds"][1]["notes"]


def test_a_round_given_twice_is_refused(first):
    result = run("delphi", *TOP_LEVEL, first, first)

    assert result.exit_code == 2
    assert "与上一轮是同样的文件" in result.stderr


def test_columns_not_read_are_told_in_the_language_asked_for(tmp_path):
    given = table(tmp_path / "一.csv", ["甲", 9, 8, 7, 6, 5, "处长"], heads=[*TOP, "职务"])
    result = run("delphi", *TOP_LEVEL, given, "--language", "en")

    assert "not read: 职务 (一.csv!G1)" in result.output


def test_a_name_nobody_knows_is_answered_with_names_as_they_are_written(tmp_path):
    form = tmp_path / "甲.csv"
    form.write_text("标识,指标,评分\nzz,,5\n", encoding="utf-8")

    assert "请改用其中之一：A、AA、AAA、B、a1" in run("delphi", _rules(tmp_path), form).stderr


def _rules(folder):
    path = folder / "规则.json"
    path.write_text(json.dumps(DEEP), encoding="utf-8")
    return path


# --- points shared out by hand ----------------------------------------------------------------


def test_points_shared_out_become_weights(tmp_path):
    given = table(
        tmp_path / "分配.csv",
        ["甲", 30, 20, 20, 10, 20],
        ["乙", 20, 20, 20, 20, 20],
        ["丙", *[""] * 5],
    )
    result = run("allocate", RULESET, given)
    report = json.loads(run("allocate", RULESET, given, "--format", "json").stdout)

    assert result.exit_code == 0
    assert "没有分配的专家：丙" in result.output
    assert [entry["points"] for entry in report["weights"] if not entry["depth"]] == [
        25, 20, 20, 15, 20,
    ]  # fmt: skip


def test_shared_out_points_are_kept_on_record(tmp_path):
    given, path = tmp_path / "分配.csv", tmp_path / "权重方案.json"
    run("allocate", RULESET, table(given, ["甲", 30, 20, 20, 10, 20]), "-o", path, "--id", "甲案")
    made = read_weight_set(path, read_ruleset(RULESET))

    assert (made.id, made.method) == ("甲案", "allocation, siblings, trim 0")
    assert made.weights["benefits"] == 30


def test_extremes_may_be_left_out(tmp_path):
    rows = [["甲", 20, 20, 20, 20, 20]] * 1 + [
        ["乙", 25, 20, 20, 15, 20],
        ["丙", 90, 0, 0, 10, 0],
    ]
    given = table(tmp_path / "分配.csv", *rows)
    report = json.loads(run("allocate", RULESET, given, "--trim", 0.34, "--format", "json").stdout)

    assert report["items"][0]["trimmed_mean"] == 25
    assert report["items"][0]["mean"] == 45


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(
            ["甲", 30, 20, 20, 10, 10], "分配.csv!B2：甲给「总分」各指标的分数合计 90", id="too few"
        ),
        pytest.param(
            ["甲", 50, 50, "", 0, 0], "分配.csv!D2：甲没有给「预算执行有效」分数", id="a blank"
        ),
        pytest.param(
            ["甲", 120, -20, 0, 0, 0], "分配.csv!B2：「120」大于允许的最大值", id="beyond the total"
        ),
        pytest.param(["甲", "", "", "", "", ""], "没有分配任何分数", id="nothing at all"),
    ],
)
def test_what_does_not_add_up_is_named(tmp_path, row, told):
    result = run("allocate", RULESET, table(tmp_path / "分配.csv", row))

    assert result.exit_code == 2
    assert told in result.stderr


def test_points_may_be_shared_out_among_all_leaves(tmp_path):
    ids = [
        "econ", "social", "eco", "satisfaction", "budget_planning", "basic_guarantee",
        "key_exp_rate", "sangong_change", "budget_completion", "carry_rate",
        "project_organisation", "sangong_ctl", "fin_rules", "disclosure", "asset_management",
        "done_rate", "quantity_rate", "pay_progress",
    ]  # fmt: skip
    points = [6, 8, 5, 6, 6, 5, 5, 4, 8, 5, 4, 3, 5, 5, 5, 8, 6, 6]
    given = table(tmp_path / "分配.csv", ["甲", *points], heads=ids)
    arguments = ("allocate", RULESET, given, "--among", "leaves", "--format", "json")
    report = json.loads(run(*arguments).stdout)

    assert all(entry["judged"] and entry["difference"] == 0 for entry in report["weights"])
    table(given, ["甲", *points[:-1], 7], heads=ids)
    assert "甲给「全部末级指标」各指标的分数合计 101" in run(*arguments).stderr


def test_an_only_child_stands_for_its_parents_among_the_leaves(tmp_path):
    leaves = ["a1", "a2", "a3", "a4", "b1"]
    given = table(
        tmp_path / "分配.csv", ["甲", 20, 12, 8, 20, 40], ["乙", 30, 6, 4, 20, 40], heads=leaves
    )
    arguments = ("allocate", _rules(tmp_path), given, "--among", "leaves", "--format", "json")
    result = run(*arguments)
    points = {entry["id"]: entry["exact"] for entry in json.loads(result.stdout)["weights"]}

    assert points == pytest.approx(
        {"A": 60, "AA": 40, "a1": 25, "AAA": 15, "a2": 9, "a3": 6, "a4": 20}
        | {"B": 40, "BB": 40, "b1": 40}
    )
    table(given, ["甲", 20, 12, 8, 20, 41], heads=leaves)
    assert "甲给「全部末级指标」各指标的分数合计 101" in run(*arguments).stderr


def test_the_blank_form_adds_up_what_is_given(tmp_path):
    path = tmp_path / "分配表.xlsx"

    assert run("allocate", "blank", RULESET, "-o", path, "--expert", "甲").exit_code == 0
    result = run("allocate", RULESET, path)
    assert result.exit_code == 2
    assert "没有分配任何分数" in result.stderr


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_format_of_an_allocation_can_be_written(tmp_path, language):
    given = table(tmp_path / "分配.csv", ["甲", 30, 20, 20, 10, 20])
    paths = [tmp_path / f"报告.{suffix}" for suffix in FORMATS]
    outputs = [part for path in paths for part in ("-o", path)]
    result = run("allocate", RULESET, given, *outputs, "--language", language)

    assert result.exit_code == 0
    assert all(path.stat().st_size for path in paths)


def test_an_allocation_is_logged_by_the_name_of_its_command(tmp_path):
    given, log = table(tmp_path / "分配.csv", ["甲", 30, 20, 20, 10, 20]), tmp_path / "试算.jsonl"

    assert run("allocate", RULESET, given, "--log", log).exit_code == 0
    assert json.loads(log.read_text(encoding="utf-8"))["command"] == "allocate"


def test_a_survey_may_be_looked_at_one_node_at_a_time(first, second):
    report = json.loads(
        run("delphi", RULESET, first, second, "--node", "management", "--format", "json").stdout
    )

    assert report["rounds"][1]["items"] == []
    assert report["rounds"][1]["stop"] is False


# --- blank forms -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["delphi", "allocate"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_blank_form_may_be_csv(tmp_path, command, language):
    rules, form = _rules(tmp_path), tmp_path / "表.csv"
    arguments = (command, "blank", rules, "-o", form, "--expert", "张三", "--language", language)
    assert run(*arguments).exit_code == 0
    share = {"A": 60, "B": 40, "AA": 50, "a4": 50, "a1": 20, "AAA": 80, "a2": 1, "a3": 99}
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    filled = [
        ",".join(
            [*cells[:3], f"{share[cells[0]] / 10 if command == 'delphi' else share[cells[0]]}"]
        )
        if (cells := line.split(","))[0] in share
        else line
        for line in lines
    ]
    form.write_text("\n".join(filled), encoding="utf-8")
    report = json.loads(run(command, rules, form, "--format", "json").stdout)
    shares = {entry["id"]: entry["share"] for entry in report["weights"] if entry["judged"]}

    assert shares == pytest.approx({name: points / 100 for name, points in share.items()})
    assert "张三" in json.dumps(report, ensure_ascii=False)


def test_authority_is_read_from_a_form_in_csv(tmp_path):
    rules, form = _rules(tmp_path), tmp_path / "表.csv"
    run("delphi", "blank", rules, "-o", form)
    text = form.read_text(encoding="utf-8-sig")
    for question, answer in (("熟悉程度", "熟悉"), ("理论分析", "大"), ("实践经验", "中"),
                             ("国内外同行的了解", "小"), ("直觉", "小")):  # fmt: skip
        text = text.replace(f"{question},", f"{question},{answer}", 1)
    form.write_text(text.replace("A,总分,A,", "A,总分,A,9", 1), encoding="utf-8")
    [told] = json.loads(run("delphi", rules, form, "--format", "json").stdout)["rounds"]

    assert (told["experts"][0]["ca"], told["experts"][0]["cs"]) == (0.9, 0.8)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_blank_form_may_ask_of_all_leaves(tmp_path, suffix):
    rules, form = _rules(tmp_path), tmp_path / f"表.{suffix}"
    assert run("allocate", "blank", rules, "--among", "leaves", "-o", form).exit_code == 0
    grid = read_grids([form], [])[0][0][-1]
    top = next(n for n, row in enumerate(grid.rows) if row[0] == "标识")
    asked = [(row[0], row[1]) for row in grid.rows[top + 1 :] if row[0]]

    assert asked == [("a1", "AA"), ("a2", "AAA"), ("a3", "AAA"), ("a4", "A"), ("b1", "BB")]
    both = run("allocate", "blank", rules, "--among", "leaves", "--node", "A", "-o", form)
    assert (both.exit_code, "不能与" in both.stderr) == (2, True)


@pytest.mark.parametrize("command", ["ahp", "delphi", "allocate"])
@pytest.mark.parametrize("name", ["表.docx", "表", "表.json"])
def test_a_blank_form_is_no_other_file(tmp_path, command, name):
    result = run(command, "blank", RULESET, "-o", tmp_path / name)

    assert result.exit_code == 2
    assert f"{tmp_path / name}：空白表不能写成这种文件。请写成 .xlsx 或 .csv。" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_forms_of_a_later_round_go_into_a_folder(first, tmp_path):
    result = run("delphi", "blank", RULESET, first, "-o", tmp_path / "第二轮.xlsx")

    assert result.exit_code == 2
    assert "请写文件夹的名称" in result.stderr
    assert not (tmp_path / "第二轮.xlsx").exists()


@pytest.mark.parametrize("command", ["delphi", "allocate"])
def test_indicators_of_one_title_are_told_apart(tmp_path, command):
    rules = tmp_path / "规则.json"
    rules.write_text(json.dumps(TWINS), encoding="utf-8")
    given = table(
        tmp_path / "一.csv", ["甲", 6, 4, 6, 4, 6, 4], heads=["A", "B", "a1", "a2", "b1", "b2"]
    )
    arguments = ("--total", 10) if command == "allocate" else ()
    result = run(command, rules, given, *arguments, "--format", "json")
    report = json.loads(result.stdout)
    items = report["items"] if command == "allocate" else report["rounds"][0]["items"]

    assert [item["title"] for item in items] == [
        "A", "B", "数量 [a1]", "质量 [a2]", "数量 [b1]", "质量 [b2]",
    ]  # fmt: skip


def test_limits_are_told_with_all_their_digits(first):
    limits = ("--alpha", 0.001, "--max-cv", 0.125, "--min-w", 0.625, "--scale", 12.5)
    output = run("delphi", *TOP_LEVEL, first, *limits).output.replace("\n  ", "")

    assert "0 至 12.5" in output
    assert "变异系数不超过 0.125" in output
    assert "（p < 0.001）" in output
    assert "变异系数超过 0.125 或无法计算" in output
