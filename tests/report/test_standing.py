"""Where the report puts departments, and why: status, reasons, adjustments, vetoes, summary."""

import json
from itertools import islice, permutations

import pytest
from bureau import INVALID, NOT_APPLICABLE, leaf, ruleset_of, score

from scoring.explanation.findings import find
from scoring.ranking import rank
from scoring.report import make_report


def reported(*records, nodes=None, language=None, **keys):
    nodes = nodes or [leaf("a", 60), leaf("b", 40)]
    return make_report(score(ruleset_of(*nodes, **keys), *records), language=language)


def first(*records, **keys):
    return reported(*records, **keys)["departments"][0]


FULL = {"a": 100, "b": 100}


# --- order ----------------------------------------------------------------------------------------

GROUPED = [
    {"department": "丁", "a": 90, "b": 90, "peer_group": "政府"},
    {"department": "丙", "a": 80, "b": 80, "peer_group": "政府"},
    {"department": "乙", "a": 80, "b": 80, "peer_group": "党群", "department_code": "7"},
    {"department": "甲", "a": None, "b": 80, "peer_group": "党群"},
]


def test_groups_then_ranks_then_the_unranked():
    report = reported(*GROUPED, ranking={"within": "peer_group"}, policies={"missing": "unranked"})

    assert [
        (d["department"], d["rank"], d["rank_of"], d["status"]) for d in report["departments"]
    ] == [
        ("乙", 1, 1, "ranked"),
        ("丁", 1, 2, "ranked"),
        ("丙", 2, 2, "ranked"),
        ("甲", None, None, "unranked"),
    ]


@pytest.mark.parametrize(
    ("within", "groups"),
    [
        pytest.param("level", ["中", "好", "好"], id="a choice"),
        pytest.param("ok", ["否", "是", "是"], id="yes or no"),
        pytest.param("n", ["1", "2", "2"], id="a number"),
    ],
)
def test_the_group_is_the_one_that_ranks_are_within(within, groups):
    one = {"level": "好", "ok": True, "n": 2, "peer_group": "党群"}
    other = {"level": "中", "ok": False, "n": 1, "peer_group": "党群"}
    records = [{**FULL, **given, "department": name} for name, given in
               (("甲", one), ("乙", other), ("丙", one))]  # fmt: skip
    told = reported(*records, ranking={"within": within})["departments"]

    assert [department["peer_group"] for department in told] == groups
    assert sorted(department["rank_of"] for department in told) == [1, 2, 2]


@pytest.mark.parametrize("ties", ["competition", "dense", "ordinal"])
def test_order_of_submission_changes_not_a_byte(ties):
    keys = {
        "ranking": {"within": "peer_group", "ties": ties, "tie_breakers": ["i_a"]},
        "grades": [{"title": "优", "at_least": 80, "quota": 0.5}, {"title": "良", "at_least": 0}],
        "checks": [{"id": "k", "title": "核对", "holds": "a > 85"}],
    }
    records = [*GROUPED, {"department": "戊", "a": 80, "b": 80, "peer_group": "政府"}]

    def told(given):
        report = reported(*given, **keys)
        for department in report["departments"]:
            for part in (*department["indicators"], department):
                for entry in (*part.get("deductions", ()), *part.get("findings", ())):
                    entry["cells"] = entry["inputs"] = []  # rows of the file do move
        return json.dumps(report, ensure_ascii=False)

    assert len({told(given) for given in islice(permutations(records), 0, None, 11)}) == 1


def test_report_of_nobody():
    report = reported()

    assert report["departments"] == []
    assert report["summary"] == {
        "departments": 0,
        "ranked": 0,
        "mean": None,
        "median": None,
        "highest": None,
        "lowest": None,
        "grades": {},
        "hardest": [],
    }


def test_ranking_may_be_given_and_explanations_left_out():
    scores = score(ruleset_of(leaf("a", 100)), {"a": 50})

    report = make_report(scores, rank(scores), explained=False)

    assert report["departments"][0]["indicators"][0]["deductions"] == []


# --- summary --------------------------------------------------------------------------------------


def test_summary_rounds_half_up_and_leaves_out_the_unranked():
    report = reported(
        {"a": 80, "b": 80},
        {"a": 80.01, "b": 80.01},
        {"a": None, "b": 0},
        policies={"missing": "unranked"},
        grades=[{"title": "优", "at_least": 80.01}, {"title": "良", "at_least": 0}],
    )

    summary = report["summary"]
    assert (summary["departments"], summary["ranked"]) == (3, 2)
    assert (summary["mean"], summary["median"]) == (80.01, 80.01)
    assert (summary["highest"], summary["lowest"]) == (80.01, 80)
    assert summary["grades"] == {"优": 1, "良": 1}


def test_hardest_are_those_that_most_marks_were_lost_on():
    report = reported(
        {"a": 50, "b": 25, "c": 100},
        nodes=[leaf("a", 60), leaf("b", 40), leaf("c", 0)],
    )

    assert report["summary"]["hardest"] == [
        {"indicator": "i_a", "title": "a", "mean_rate": 0.5, "points_lost": 30},
        {"indicator": "i_b", "title": "b", "mean_rate": 0.25, "points_lost": 30},
    ]


# --- why a department stands where it does --------------------------------------------------------

BAR = {"id": "v", "title": "弄虚作假", "when": "ok", "then": {"unranked": True}}
CHECK = {"id": "k", "title": "核对", "holds": "done", "severity": "error"}


@pytest.mark.parametrize(
    ("record", "keys", "reasons"),
    [
        pytest.param({}, {}, [], id="nothing to say"),
        pytest.param(
            {"a": INVALID},
            {},
            ["「a」填报无效，按规则暂不计分、不参加排名"],
            id="a value that bars",
        ),
        pytest.param(
            {"ok": True},
            {"vetoes": [BAR]},
            ["弄虚作假：符合“ok”（「ok」是）"],
            id="a veto by its rule",
        ),
        pytest.param(
            {"ok": True, "n": 3},
            {"vetoes": [{**BAR, "reason": "{department}{title} {n} 次"}]},
            ["部门1弄虚作假 3 次"],
            id="a veto with a reason of its own",
        ),
        pytest.param(
            {"done": False},
            {"checks": [CHECK], "policies": {"check_error": "unranked"}},
            ["不符合「核对」：「done」否"],
            id="a check that failed",
        ),
        pytest.param(
            {"done": None},
            {"checks": [CHECK], "policies": {"check_error": "unranked"}},
            [],
            id="a check that was not made",
        ),
        pytest.param({"done": False}, {"checks": [CHECK]}, [], id="a check that only reports"),
        pytest.param(
            {"a": NOT_APPLICABLE, "b": NOT_APPLICABLE},
            {"policies": {"not_applicable": "redistribute"}},
            ["没有适用的指标"],
            id="nothing applies",
        ),
        pytest.param(
            {},
            {
                "grades": [
                    {"title": "优", "at_least": 90, "quota": 0},
                    {"title": "良", "at_least": 0},
                ]
            },
            ["按总分为「优」，因名额已满（同分者一并不入），按规则定为「良」"],
            id="a quota",
        ),
    ],
)
def test_status_reasons(record, keys, reasons):
    assert first({**FULL, **record}, **keys)["status_reasons"] == reasons


def test_tie_breaker_says_by_what_it_parted():
    report = reported(
        {"a": 100, "b": 70},
        {"a": 80, "b": 100},
        ranking={"tie_breakers": ["i_a", "total"]},
    )

    said = "总分与他部门相同，名次依次按a、总分得分高低确定"
    assert [d["status_reasons"] for d in report["departments"]] == [[said], [said]]


# --- beyond the tree ------------------------------------------------------------------------------


def adjustment(points, name="bonus", **keys):
    return {"id": name, "title": "加减分", "points": points, **keys}


@pytest.mark.parametrize(
    ("adjustments", "told"),
    [
        pytest.param([adjustment(2)], [("bonus", 2, "加减分")], id="its title"),
        pytest.param([adjustment(0)], [], id="nothing moved"),
        pytest.param(
            [adjustment("-2 * n")],
            [("bonus", -6, "加减分：按“−2 × n”计 -6 分（「n」3）")],
            id="its rule and the figures",
        ),
        pytest.param(
            [adjustment("-n", reason="{title}：{n} 次，扣 {lost} 分，得 {points} 分")],
            [("bonus", -3, "加减分：3 次，扣 3 分，得 -3 分")],
            id="a reason with figures",
        ),
        pytest.param(
            [adjustment(25)],
            [("bonus", 25, "加减分"), ("limit", -5, "总分限于 0 至 100 分")],
            id="full marks take back",
        ),
    ],
)
def test_adjustments_are_told(adjustments, told):
    department = first({"a": 80, "b": 80, "n": 3}, adjustments=adjustments)

    assert [(e["id"], e["points"], e["reason"]) for e in department["adjustments"]] == told
    assert department["total"] == 80 + sum(points for _, points, _ in told)


def test_an_adjustment_names_the_cells_it_was_read_from():
    (told,) = first({"a": 80, "b": 80, "n": 3}, adjustments=[adjustment("-n")])["adjustments"]

    assert told["cells"] == ["a.csv!B2"]


def test_total_below_nothing_is_told_even_where_bonuses_go_beyond():
    department = first(
        {"a": 10, "b": 10}, adjustments=[adjustment(-30)], policies={"bonus_beyond_full": True}
    )

    assert department["total"] == 0
    assert [entry["points"] for entry in department["adjustments"]] == [-30, 20]


@pytest.mark.parametrize(
    ("then", "points", "effect"),
    [
        pytest.param({"cap_total": 59.99}, -40.01, "总分不超过 59.99 分", id="caps the total"),
        pytest.param({"grade": "中"}, 0, "等级不高于「中」", id="holds the grade down"),
        pytest.param({"unranked": True}, 0, "不参加排名", id="bars"),
    ],
)
def test_vetoes_are_told(then, points, effect):
    veto = {"id": "v", "title": "违规", "when": "ok", "then": then, "reason": "扣{lost}分"}
    basis = {"basis": [{"id": "cb", "title": "办法", "clause": "第十二条"}]}
    grades = [{"title": "优", "at_least": 90}, {"title": "中", "at_least": 60}]

    department = first(
        {**FULL, "ok": True}, vetoes=[{**veto, "basis": "cb"}], grades=grades, **basis
    )

    [told] = department["vetoes"]
    assert (told["points"], told["effect"], told["basis"]) == (points, effect, "办法 第十二条")
    assert told["reason"] == f"扣{str(-points).removesuffix('.0')}分"
    assert department["total"] == 100 + points


def test_second_cap_takes_only_what_the_first_left():
    vetoes = [
        {"id": f"v{int(cap)}", "title": "违规", "when": "ok", "then": {"cap_total": cap}}
        for cap in (80, 59.99, 70)
    ]

    department = first({**FULL, "ok": True}, vetoes=vetoes)

    assert [entry["points"] for entry in department["vetoes"]] == [-20, -20.01, 0]


@pytest.mark.parametrize(
    ("a", "n", "ok"),
    [
        pytest.param(91.37, 0, False, id="the tree alone"),
        pytest.param(91.37, 7.5, False, id="with a bonus"),
        pytest.param(91.37, 70, False, id="with more than is left"),
        pytest.param(91.37, -99, False, id="down to nothing"),
        pytest.param(91.37, 7.5, True, id="capped"),
        pytest.param(None, -2, True, id="with nothing given"),
    ],
)
def test_points_and_deductions_make_full_marks_through_to_the_total(a, n, ok):
    veto = {"id": "v", "title": "违规", "when": "ok", "then": {"cap_total": 59.99}}
    inner = [leaf("b", 40), leaf("c", 40)]
    choice = {"id": "g", "title": "g", "weight": 40, "aggregate": "best", "children": inner}

    department = first(
        {"a": a, "b": 33.33, "c": 44.44, "n": n, "ok": ok},
        nodes=[leaf("a", 60), choice],
        adjustments=[adjustment("n")],
        vetoes=[veto],
    )

    for part in (*department["indicators"], *department["dimensions"]):
        lost = sum(round(deduction["points"] * 100) for deduction in part["deductions"])
        assert round(part["points"] * 100) + lost == round(part["full_marks"] * 100)
    counted = [*department["dimensions"], *(i for i in department["indicators"] if i["counted"])]
    lost = sum(d["points"] for part in counted for d in part["deductions"])
    moved = sum(e["points"] for e in (*department["adjustments"], *department["vetoes"]))
    assert department["total"] == pytest.approx(100 - lost + moved)


# --- findings of nobody in particular -------------------------------------------------------------


def test_finding_about_no_department_stands_apart():
    scores = score(ruleset_of(leaf("a", 100)), {"a": 1})

    assert find(scores) == ()
    assert make_report(scores)["findings"] == []


def test_english_report_speaks_english():
    department = first({"a": None, "b": 100}, language="en")

    note = '"a" not provided: no marks by the rule'
    assert department["indicators"][0]["note"] == note
    assert department["indicators"][0]["deductions"][0]["reason"] == f"{note}; 60.00 lost"


def test_an_engine_that_was_never_installed_has_no_version(monkeypatch):
    monkeypatch.setattr("scoring.report.DISTRIBUTION", "no-such-distribution")

    assert reported({"a": 100, "b": 100})["engine"] == {
        "name": "no-such-distribution",
        "version": "0",
    }
