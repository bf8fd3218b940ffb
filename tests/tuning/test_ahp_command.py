"""scoring tune ahp as a user types it: from blank forms to weights."""

import json
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from expert_trees import SINGLE
from programs import converted
from python_calamine import CalamineWorkbook
from sound_ruleset import ruleset

from scoring.cli import main
from scoring.errors import ScoringError
from scoring.export.display import width_of
from scoring.ruleset import read_ruleset
from scoring.tuning.expert.ahp import Options
from scoring.tuning.expert.hierarchy import families
from scoring.tuning.sets.reading import read_weight_set

RULESET = "kunming-department@2019"
TOP = ["履职效益明显", "预算配置科学", "预算执行有效", "预算管理规范", "职责履行良好"]
SOUND = [[2, "1/2", 3, 1], ["1/3", 2, "1/2"], [4, 2], ["1/3"]]
CONTRARY = [[3, "1/5", 3, 9], ["1/3", 2, "1/2"], [4, 2], ["1/3"]]
LOOSE = [[3, "", "", ""], ["", "", ""], [4, 2], [""]]


def run(*arguments):
    return CliRunner().invoke(main, ["tune", "ahp", *map(str, arguments)])


def hand_in(folder, expert, rows):
    lines = [["专家姓名", expert], ["行比列", *TOP]]
    for place, title in enumerate(TOP):
        row = rows[place] if place < len(rows) else []
        lines.append([title, *[""] * place, 1, *row])
    text = "\n".join(",".join(map(str, line)) for line in lines)
    (folder / f"{expert}.csv").write_text(text, encoding="utf-8")


@pytest.fixture
def judged(tmp_path):
    folder = tmp_path / "判断矩阵"
    folder.mkdir()
    hand_in(folder, "张三", SOUND)
    return folder


def report_of(*arguments):
    return json.loads(run(RULESET, *arguments, "--format", "json").stdout)


def test_weights_add_up_and_stand_beside_the_approved(judged):
    result = run(RULESET, judged)
    report = report_of(judged)
    top = [entry for entry in report["weights"] if entry["depth"] == 0]

    assert result.exit_code == 0
    assert sum(entry["points"] for entry in top) == 100
    assert sum(entry["difference"] for entry in top) == 0
    assert {entry["title"]: entry["share"] for entry in top} == dict(
        zip(TOP, report["nodes"][0]["group"]["eigenvector"], strict=True)
    )
    assert "没有可用的专家判断，份额沿用现行权重" in result.output


def test_the_weights_are_kept_on_record_as_a_set(judged, tmp_path):
    path = tmp_path / "权重方案.json"
    told = ("--author", "预算处", "--date", "2026-03-01")
    assert run(RULESET, judged, "-o", path, *told).exit_code == 0
    made = read_weight_set(path, read_ruleset(RULESET))

    assert (made.author, made.date, made.parent) == ("预算处", "2026-03-01", "")
    assert made.method == "ahp, eigenvector, saaty-1980"
    assert made.reason == "层次分析法，采用 1 位专家的判断：总分"
    assert sum(made.weights[name] for name in ("benefits", "allocation", "execution")) > 50
    assert run(RULESET, judged, "-o", path, "--date", "三月").exit_code == 2


def test_who_contradicts_himself_is_sent_back_with_what_to_change(judged):
    hand_in(judged, "李四", CONTRARY)
    result = run(RULESET, judged)

    assert result.exit_code == 1
    assert "李四对「总分」的判断 CR 为 0.243" in result.output
    assert "由 1/5 改为" in result.output.replace("\n  ", "")
    alone, both = report_of(judged)["nodes"][0]["group"], report_of(judged, "--keep")["nodes"][0]
    assert alone["eigenvector"] != both["group"]["eigenvector"]
    assert [expert["status"] for expert in both["experts"]] == ["accepted", "kept"]


def test_every_file_is_told_with_its_digest(judged, tmp_path):
    for number in range(6):
        hand_in(judged, f"专家{number}", SOUND)
    path = tmp_path / "报告.xlsx"
    printed, written = run(RULESET, judged), run(RULESET, judged, "-o", path)
    made_of = CalamineWorkbook.from_path(path).get_sheet_by_name("来历").to_python()
    digests = {source["path"]: source["sha256"] for source in report_of(judged)["inputs"]}

    assert "规则指纹：kunming-department@2019 " in printed.stdout
    assert "数据指纹：另有 2 个文件，见 JSON" in written.stderr
    assert [text for label, text in made_of if label == "数据指纹"] == [
        f"{name} {digest[:12]}" for name, digest in sorted(digests.items())
    ]


def test_a_workbook_lists_what_is_sent_back_or_kept_if_anything(judged, tmp_path):
    def sheets(*more):
        run(RULESET, judged, "-o", tmp_path / "报告.xlsx", *more)
        return CalamineWorkbook.from_path(tmp_path / "报告.xlsx").sheet_names

    assert sheets() == ["权重", "指标占比", "一致性检验", "方法", "来历"]
    hand_in(judged, "李四", CONTRARY)
    assert "退回修改" in sheets()
    assert "不一致而仍采用的判断" in sheets("--keep")


def test_who_hands_in_a_blank_form_is_told(judged):
    hand_in(judged, "李四", [])

    assert "没有判断：  李四" in run(RULESET, judged).output


def test_who_leaves_groups_unlinked_is_told_which(judged):
    hand_in(judged, "王五", LOOSE)
    result = run(RULESET, judged)

    assert result.exit_code == 1
    told = result.output.replace("\n  ", "")
    assert "：[履职效益明显、预算配置科学]、[预算执行有效、预算管理规范、职责履行良好]（" in told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param(CONTRARY, "CR 为 0.243", id="inconsistent"),
        pytest.param(LOOSE, "没有比较：[履职效益明显、预算配置科学]、[预算执行有效", id="unlinked"),
        pytest.param([[""] * 4], "没有填写任何判断", id="blank"),
    ],
)
def test_without_anything_to_go_by_nothing_is_written(tmp_path, rows, told):
    hand_in(tmp_path, "李四", rows)
    result = run(RULESET, tmp_path / "李四.csv", "-o", tmp_path / "报告.md")

    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "报告.md").exists()


def test_the_importance_of_an_expert_counts(judged):
    hand_in(judged, "李四", [[1, 1, 1, 1], [1, 1, 1], [1, 1], [1]])
    equal = report_of(judged)["nodes"][0]["group"]["eigenvector"]
    more = report_of(judged, "--importance", "李四=9")["nodes"][0]["group"]["eigenvector"]

    assert max(more) < max(equal)
    assert run(RULESET, judged, "--importance", "李五=9").exit_code == 2
    assert run(RULESET, judged, "--importance", "李四=0").exit_code == 2
    twice = run(RULESET, judged, "--importance", "李四=2", "--importance", "李 四=3")
    assert (twice.exit_code, "写了两次" in twice.output) == (2, True)


def test_the_importance_of_an_expert_is_told(judged):
    hand_in(judged, "李四", [[1, 1, 1, 1], [1, 1, 1], [1, 1], [1]])
    alike, weighed = run(RULESET, judged), run(RULESET, judged, "--importance", "李 四=3")

    assert "专家权重" not in alike.output
    rows = [line.split() for line in weighed.output.splitlines()]
    assert [row[1] for row in rows if row and row[0] in ("张三", "李四")] == ["1.00", "3.00"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_format_can_be_written_the_same_each_time(judged, tmp_path, language):
    paths = [tmp_path / f"报告.{suffix}" for suffix in ("txt", "md", "csv", "html", "xlsx")]
    outputs = [part for path in paths for part in ("-o", path)]
    written = []
    for _ in range(2):
        assert run(RULESET, judged, *outputs, "--language", language).exit_code == 0
        written.append([path.read_bytes() for path in paths])

    assert all(written[0])
    assert written[0] == written[1]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_fits_a_terminal(judged, monkeypatch, language):
    monkeypatch.setenv("COLUMNS", "100")
    hand_in(judged, "李四", CONTRARY)
    hand_in(judged, "王五", LOOSE)
    result = run(RULESET, judged, "--language", language)

    assert max(width_of(line) for line in result.output.splitlines()) <= 100


@pytest.mark.programs
def test_a_form_filled_in_by_a_spreadsheet_program_is_read(tmp_path):
    """Judgements typed into the yellow cells, the reciprocals computed by LibreOffice."""
    blank, filled = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
    assert (
        run("blank", RULESET, "--node", "management", "--expert", "张三", "-o", blank).exit_code
        == 0
    )
    _type_in(blank, filled, {"C6": "3", "D6": "1/2", "D7": "1/5"})
    [folder] = [tmp_path / "out"]
    folder.mkdir()
    opened = converted(filled, "xlsx", folder)
    rows = CalamineWorkbook.from_path(opened).get_sheet_by_name("预算管理规范").to_python()

    assert rows[6][1] == "1/3"
    assert rows[7][1:3] == [2, 5]
    report = report_of(opened)
    assert report["nodes"][0]["experts"][0]["expert"] == "张三"
    assert report["nodes"][0]["group"]["cr"] < 0.1


def _type_in(blank, filled, cells):
    """Put text into cells of the second sheet, as a person would."""
    main_name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ElementTree.register_namespace("", main_name)
    with ZipFile(blank) as source, ZipFile(filled, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                root = ElementTree.fromstring(data)  # noqa: S314
                for cell in root.iter(f"{{{main_name}}}c"):
                    if cell.get("r") in cells:
                        cell.set("t", "inlineStr")
                        text = ElementTree.SubElement(
                            ElementTree.SubElement(cell, f"{{{main_name}}}is"), f"{{{main_name}}}t"
                        )
                        text.text = cells[cell.get("r")]
                data = ElementTree.tostring(root)
            target.writestr(name, data)


@pytest.mark.parametrize("arguments", [("--node", "没有"), ("--node", "econ")])
def test_a_node_that_nobody_shares_out_is_named(tmp_path, arguments):
    result = run("blank", RULESET, *arguments, "-o", tmp_path / "a.xlsx")

    assert result.exit_code == 2
    assert "不是下设指标并分配其权重的节点" in result.stderr


def test_it_is_told_which_weights_of_profiles_follow(tmp_path):
    rules = read_ruleset("shenzhen-government@2010")
    family = families(rules)["total"]
    lines = [["", *family.ids()], *([name, *["1"] * len(family.ids())] for name in family.ids())]
    path = tmp_path / "甲.csv"
    path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
    result = run("shenzhen-government@2010", path)

    path = tmp_path / "方案.json"
    assert run("shenzhen-government@2010", tmp_path / "甲.csv", "-o", path).exit_code == 0
    changed = read_weight_set(path, rules).profiles
    told = result.output.replace("\n  ", "")

    assert {p.name: p.weights for p in rules.profiles} != changed
    for name in changed:
        assert f"适用「{name}」权重的部门：其另定的权重已随之调整" in told
    assert "不随之改变" not in told


@pytest.mark.parametrize("table", ["saaty-1980", "alonso-lamata-2006"])
def test_more_than_a_table_reaches_is_told(tmp_path, table):
    names = [f"n{number}" for number in range(16)]
    document = ruleset()
    leaves = [{**document["indicators"][0], "id": n, "title": n, "weight": 1} for n in names]
    leaves = [{k: v for k, v in leaf.items() if k != "tune"} for leaf in leaves]
    for leaf in leaves:
        leaf["score"] = {"method": "proportional", "target": 100}
        leaf["examples"] = []
    document |= {"indicators": leaves, "full_marks": 16, "grades": []}
    rules, given = tmp_path / "规则.json", tmp_path / "甲.csv"
    rules.write_text(json.dumps(document), encoding="utf-8")
    lines = [["", *names], *([name, *["1"] * 16] for name in names)]
    given.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
    result = run(rules, given, "--random-index", table)

    assert result.exit_code == 0, result.output
    assert ("一致性没有检验" in result.output) is (table == "saaty-1980")


@pytest.mark.parametrize("command", ["ahp", "delphi", "allocate"])
def test_without_siblings_there_is_nothing_to_ask(tmp_path, command):
    rules, form = tmp_path / "规则.json", tmp_path / "表.xlsx"
    rules.write_text(json.dumps(SINGLE), encoding="utf-8")
    arguments = ["tune", command, "blank", str(rules), "-o", str(form)]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert "无需征求专家意见" in result.stderr
    assert not form.exists()


def test_english_has_no_chinese_of_ours(judged):
    hand_in(judged, "李四", CONTRARY)
    result = run(RULESET, judged, "--language", "en")

    assert "Total (total)" in result.output
    assert "总分" not in result.output


def test_a_method_that_there_is_not_is_refused():
    with pytest.raises(ScoringError, match="没有名为「eigen」的方法"):
        Options("eigen")


def test_a_run_is_logged_with_the_set_that_it_comes_to(judged, tmp_path):
    log, made = tmp_path / "试算.jsonl", tmp_path / "方案.json"

    result = run(RULESET, judged, "-o", made, "--log", log)

    assert result.exit_code == 0
    [entry] = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert entry["command"] == "ahp"
    assert entry["set"]["id"] == json.loads(made.read_text(encoding="utf-8"))["id"]
    assert entry["set"]["distance"] > 0
    assert f"方案指纹：{entry['set']['id']} " in result.stderr


def test_a_log_that_is_none_stops_the_run(judged, tmp_path):
    made = tmp_path / "方案.json"

    result = run(RULESET, judged, "-o", made, "--log", judged / "张三.csv")

    assert result.exit_code == 2
    assert "这是要读取的文件" in result.stderr
    assert not made.exists()
