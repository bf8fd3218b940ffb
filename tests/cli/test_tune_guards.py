"""What every command of tuning owes: digests, a log that harms no file, departments unnamed."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from scoring.cli import main

NAMES = ("秘密甲局", "秘密乙局", "秘密丙局", "秘密丁局")
SCORE = {"method": "formula", "rate": "value / 100"}
RULES = {
    "language_version": 1,
    "id": "t",
    "edition": "1",
    "title": "规则",
    "full_marks": 100,
    "fields": {"a": {"title": "数量", "type": "number"}, "b": {"title": "质量", "type": "number"}},
    "indicators": [
        {"id": "ia", "title": "数量完成", "weight": 60, "value": "a", "score": SCORE},
        {"id": "ib", "title": "质量达标", "weight": 40, "value": "b", "score": SCORE},
    ],
}
FORMATS = ("txt", "md", "html", "csv", "json", "xlsx")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Make a folder of rules, two years' submissions, a weight set and a list of overrides."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "规则.json").write_text(json.dumps(RULES, ensure_ascii=False), encoding="utf-8")
    for year, shift in (("去年", 0), ("今年", 20)):
        rows = [f"{n},SEC{i},{30 + 10 * i},{90 - 20 * i + shift},x" for i, n in enumerate(NAMES)]
        text = "\n".join(["部门,部门编码,数量,质量,别的列", *rows])
        (desk / f"秘密{year}.csv").write_text(text, encoding="utf-8")
    head = "部门,指标,复核得分,理由,复核人,日期"
    text = f"{head}\n秘密甲局,ia,50,补报,秘密复核人,2026-03-01\n"
    (desk / "秘密复核.csv").write_text(text, encoding="utf-8")
    assert run("tune", "set", desk / "规则.json", "ia=50", "-o", desk / "甲.json").exit_code == 0
    return desk


def typed(command, desk):
    """Return the command and what it is given."""
    rules, data, earlier = desk / "规则.json", desk / "秘密今年.csv", desk / "秘密去年.csv"
    given = {
        "what-if": (rules, data, desk / "甲.json"),
        "years": (rules, earlier, rules, data),
        "sensitivity": (rules, data, "--draws", 50),
        "advise": (rules, data, "--by", "critic"),
        "swap": (rules, data, "-d", "秘密甲局", "-d", "SEC1"),
        "solve": (rules, data, "--target", "秘密甲局>秘密乙局", "--target", "SEC2>=40"),
    }
    return ("tune", command, *given.get(command, (rules, data)))


LOGGED = [
    "what-if",
    "years",
    "sensitivity",
    "health",
    "advise",
    "range",
    "stability",
    "dominance",
    "swap",
    "solve",
]
logged = pytest.mark.parametrize("command", LOGGED)


def told_in(path):
    """Return all that a file tells, a workbook's every part."""
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content.decode("utf-8")
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@logged
def test_no_output_of_a_blind_run_holds_a_name_or_a_code(command, desk, tmp_path):
    outputs = [part for name in FORMATS for part in ("-o", tmp_path / f"a.{name}")]
    more = ["--overrides", desk / "秘密复核.csv"] if command == "health" else []

    done = run(*typed(command, desk), *more, "--blind", *outputs, "--log", tmp_path / "a.jsonl")

    assert done.exit_code in (0, 1), done.output
    told = {path.name: told_in(path) for path in tmp_path.iterdir()}
    told["stderr"] = done.stderr
    assert len(told) == len(FORMATS) + 2
    for name, text in told.items():
        assert "秘密" not in text, name
        assert "SEC" not in text, name


@logged
def test_tables_without_room_for_digests_have_them_told_beside(command, desk, tmp_path):
    printed = run(*typed(command, desk), "--format", "csv")
    written = run(*typed(command, desk), "-o", tmp_path / "a.csv")

    assert printed.stdout.encode()[:3] == b"\xef\xbb\xbf"
    for done in (printed, written):
        assert "规则指纹：t@1 " in done.stderr
        assert "随机种子：" in done.stderr
    assert "指纹" not in printed.stdout


@logged
def test_what_is_no_log_stops_a_run_before_anything_is_written(command, desk, tmp_path):
    log, output = tmp_path / "报告.json", tmp_path / "a.csv"
    log.write_text('{\n "report_version": 1\n}\n', encoding="utf-8")

    done = run(*typed(command, desk), "--log", log, "-o", output)

    assert done.exit_code == 2
    assert "这不是试算记录文件" in done.stderr
    assert not output.exists()
    assert log.read_text(encoding="utf-8") == '{\n "report_version": 1\n}\n'


@logged
@pytest.mark.parametrize(
    ("log", "told"),
    [
        pytest.param("a.json", "这个文件写了不止一次", id="what is written"),
        pytest.param("./b/../a.json", "这个文件写了不止一次", id="what is written, by other words"),
        pytest.param("规则.json", "这是要读取的文件", id="what is read"),
        pytest.param("秘密今年.csv", "这是要读取的文件", id="the data"),
        pytest.param("无/a.jsonl", "没有文件夹", id="in no folder"),
        pytest.param("", "这是一个文件夹", id="nothing"),
    ],
)
def test_a_log_is_a_file_of_its_own(command, log, told, desk, monkeypatch):
    monkeypatch.chdir(desk)
    (desk / "b").mkdir(exist_ok=True)

    done = run(*typed(command, desk), "-o", "a.json", "--log", log)

    assert done.exit_code == 2
    assert told in done.stderr
    assert not (desk / "a.json").exists()


def test_overrides_show_in_what_a_run_was_made_of(desk):
    plain, reviewed = (
        json.loads(run(*typed("health", desk), *more, "--format", "json").stdout)
        for more in ([], ["--overrides", desk / "秘密复核.csv"])
    )

    assert [source["path"] for source in reviewed["inputs"]] == ["秘密今年.csv", "秘密复核.csv"]
    assert plain["indicators"] != reviewed["indicators"]


@pytest.mark.parametrize(
    "command", ["range", "stability", "dominance", "advise", "swap", "solve", "history"]
)
def test_a_command_that_draws_nothing_refuses_and_offers_no_picture(command, desk, tmp_path):
    given = ("tune", command, desk / "甲.json", "--ruleset", desk / "规则.json")
    line = given if command == "history" else typed(command, desk)

    drawn, printed = (run(*line, "-o", tmp_path / name) for name in ("图.svg", "表.pdf"))

    assert drawn.exit_code == printed.exit_code == 2
    assert "图.svg：不认识后缀「.svg」" in drawn.stderr
    assert ".svg" not in printed.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["what-if", "years", "sensitivity", "health"])
def test_a_command_that_draws_offers_a_picture(command, desk, tmp_path):
    assert ".svg" in run(*typed(command, desk), "-o", tmp_path / "表.pdf").stderr


def test_nothing_that_is_read_is_written_over_whatever_it_is(desk):
    result = run("tune", "apply", desk / "规则.json", desk / "甲.json", "-o", desk / "甲.json")

    assert result.exit_code == 2
    assert "以免覆盖原件" in result.stderr
    assert "报送数据" not in result.stderr
