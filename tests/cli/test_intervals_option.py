"""``score --intervals``: beside every rank, in every table, where it lies when weights move."""

import json
from csv import DictReader

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from scoring.cli import main
from scoring.evaluation import evaluate
from scoring.intake import read_submissions
from scoring.plan import compile_plan
from scoring.ruleset import read_ruleset
from scoring.tuning.ensemble import ensemble_of, stand
from scoring.tuning.sensitivity import Recipe
from scoring.tuning.sensitivity.recipe import draw

SCORE = {"method": "formula", "rate": "value / 100"}
RULES = {
    "language_version": 1,
    "id": "t",
    "edition": "1",
    "title": "规则",
    "full_marks": 100,
    "fields": {name: {"title": name, "type": "number"} for name in ("a", "b")},
    "indicators": [
        {"id": "ia", "title": "甲项", "weight": 60, "value": "a", "score": SCORE},
        {"id": "ib", "title": "乙项", "weight": 40, "value": "b", "score": SCORE},
    ],
}
DATA = "部门,a,b\n一局,90,60\n二局,70,85\n三局,80,77\n四局,10,10\n"
MEANING = "区间：各权重在 ±20% 以内均匀抽取，不超出设定的上下限，共 1,000 次（随机种子 1）"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Make a folder of a ruleset, submissions, and their report in every format."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "规则.json").write_text(json.dumps(RULES, ensure_ascii=False), encoding="utf-8")
    (desk / "数据.csv").write_text(DATA, encoding="utf-8")
    outputs = [
        part
        for name in ("md", "csv", "json", "html", "xlsx")
        for part in ("-o", desk / f"a.{name}")
    ]
    done = score(desk, *outputs)
    assert done.exit_code == 0, done.output
    return desk


def score(desk, *more):
    arguments = ("score", desk / "规则.json", desk / "数据.csv", "--intervals", *more)
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def expected(desk):
    """Return the 5 % and 95 % ranks of a thousand draws, each sorted by itself, by department."""
    rules = read_ruleset(desk / "规则.json")
    scores = evaluate(compile_plan(rules), read_submissions([desk / "数据.csv"], rules))
    recipe = Recipe(draws=1_000)
    ranks = [d.ranks for d in stand(ensemble_of(scores), draw(recipe.units(scores.plan), recipe))]
    columns = zip(*(row for some in ranks for row in some.tolist()), strict=True)
    ordered = map(sorted, columns)
    names = scores.submissions.departments.tolist()
    return {name: (own[49], own[949]) for name, own in zip(names, ordered, strict=True)}


def test_the_report_holds_the_ranks_between_which_nine_in_ten_draws_lie(desk, expected):
    report = json.loads((desk / "a.json").read_text(encoding="utf-8"))

    found = {d["department"]: d["rank_interval"] for d in report["departments"]}
    assert {name: (own["low"], own["high"]) for name, own in found.items()} == expected
    assert len({*expected.values()}) > 2


def test_every_table_shows_the_interval_and_what_it_means(desk, expected):
    low, high = expected["二局"]
    told = f"{low}–{high}"

    with (desk / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["部门"]: row["区间"] for row in DictReader(file)}["二局"] == told
    assert f"| {told} |" in (desk / "a.md").read_text(encoding="utf-8")
    for name in ("a.md", "a.html"):
        assert MEANING in (desk / name).read_text(encoding="utf-8")
    sheet = CalamineWorkbook.from_path(desk / "a.xlsx").get_sheet_by_name("排名").to_python()
    assert any(MEANING in str(cell) for row in sheet for cell in row)
    assert [row[1] for row in sheet if "二局" in row] == [told]


def test_without_the_option_no_table_has_intervals(desk):
    plain = CliRunner().invoke(main, ["score", str(desk / "规则.json"), str(desk / "数据.csv")])

    assert "区间" in score(desk).output
    assert "区间" not in plain.output
