"""The way to the next grade: the cheapest lost points first, and what else it hangs on."""

from bureau import leaf, ruleset_of, score

from scoring.export.recovery import recovery
from scoring.report import make_report

GRADES = [
    {"title": "优", "at_least": 90},
    {"title": "良", "at_least": 80},
    {"title": "差", "at_least": 0},
]
NODES = [leaf("a", 50), leaf("b", 30), leaf("c", 20)]


def way(record, *others, language="zh-CN", **keys):
    """Return the way of the department of *record*, others being there too."""
    ruleset = ruleset_of(*NODES, **{"grades": GRADES, **keys})
    report = make_report(score(ruleset, {"department": "甲", **record}, *others), language=language)
    return recovery(next(d for d in report["departments"] if d["department"] == "甲"), report)


def steps(record, **keys):
    return [(step.title, step.points) for step in way(record, **keys).steps]


def test_the_greatest_loss_comes_first():
    assert steps({"a": 80, "b": 70, "c": 90}) == [("a", 1000)]


def test_as_many_losses_as_are_needed():
    assert steps({"a": 90, "b": 80, "c": 30}) == [("c", 1400)]
    assert steps({"a": 60, "b": 60, "c": 60}) == [("a", 2000)]
    assert steps({"a": 88, "b": 40, "c": 10}) == [("b", 1800), ("c", 1800)]


def test_what_was_not_submitted_comes_before_greater_losses():
    assert steps({"a": 70, "b": 100, "c": None}) == [("c", 2000)]


def test_what_turns_out_needless_is_left_out():
    # Not submitting c cost 2; the gap of 25 needs b, and with b not c.
    nodes = [leaf("a", 58), leaf("b", 40), leaf("c", 2)]
    ruleset = ruleset_of(*nodes, grades=GRADES)
    report = make_report(score(ruleset, {"a": 95, "b": 25, "c": None}))
    told = recovery(report["departments"][0], report)

    assert [(step.title, step.points) for step in told.steps] == [("b", 3000)]


def test_each_step_tells_the_total_then_and_the_advice():
    nodes = [leaf("a", 50, remedy="加快支出进度。"), leaf("b", 30), leaf("c", 20)]
    report = make_report(score(ruleset_of(*nodes, grades=GRADES), {"a": 80, "b": 70, "c": 90}))
    (step,) = recovery(report["departments"][0], report).steps

    assert (step.total, step.remedy) == (8900, "加快支出进度。")


def test_the_sentence_tells_the_grade_its_line_and_the_gap():
    told = way({"a": 80, "b": 70, "c": 90}).summary

    assert told.startswith("距「良」（80.00 分）还差 1.00 分。挽回以下 1 项即可达到")


def test_it_is_told_in_english_too():
    assert way({"a": 80, "b": 70, "c": 90}, language="en").summary.startswith('1.00 short of "良"')


def test_the_highest_grade_is_the_end_of_the_way():
    assert way({"a": 100, "b": 100, "c": 100}).summary == "已是最高等级「优」"


def test_who_is_not_ranked_must_first_be():
    told = way({"a": None, "b": 100, "c": 100}, policies={"missing": "unranked"})

    assert told.summary.startswith("未参加排名")
    assert not told.steps


def test_there_is_no_way_without_grades():
    assert way({"a": 50, "b": 50, "c": 50}, grades=[]) is None


def test_below_every_grade_the_lowest_comes_next():
    grades = [{"title": "合格", "at_least": 60}]

    assert way({"a": 50, "b": 50, "c": 50}, grades=grades).summary.startswith("距「合格」")


def test_a_quota_is_a_condition():
    grades = [{"title": "优", "at_least": 90, "quota": 0.3}, *GRADES[1:]]
    told = way({"a": 85, "b": 85, "c": 85}, grades=grades)

    assert told.conditions == ("「优」有名额限制（不超过 30.0%），达到分数后还须名次在名额之内",)


def test_who_reached_the_line_but_not_the_quota_has_nothing_to_win_back():
    grades = [{"title": "优", "at_least": 90, "quota": 0.5}, *GRADES[1:]]
    told = way({"a": 91, "b": 91, "c": 91}, {"a": 100, "b": 100, "c": 100}, grades=grades)

    assert told.summary.startswith("总分已达「优」的 90.00 分")
    assert not told.steps
    assert len(told.conditions) == 1


def veto(**then):
    return [{"id": "v", "title": "弄虚作假", "when": "ok == False", "then": then}]


def test_a_veto_that_capped_the_total_is_lifted_first():
    record = {"a": 60, "b": 100, "c": 100, "ok": False}
    told = way(record, vetoes=veto(cap_total=59.99))

    assert [(step.title, step.points) for step in told.steps] == [("一票否决 / 弄虚作假", 2001)]
    assert told.conditions == ("已触发一票否决「弄虚作假」（总分不超过 59.99 分），消除后方能提高",)


def test_a_veto_of_the_grade_alone_is_a_condition():
    record = {"a": 100, "b": 100, "c": 100, "ok": False}
    told = way(record, vetoes=veto(grade="良"))

    assert told.summary.startswith("总分已达「优」")
    assert "弄虚作假" in told.conditions[0]


def test_a_point_taken_on_top_of_the_tree_can_be_won_back():
    taken = [{"id": "late", "title": "迟报", "points": "-5 if ok == False else 0", "min": -5}]
    record = {"a": 92, "b": 92, "c": 92, "ok": False}

    assert steps(record, adjustments=taken) == [("加减分 / 迟报", 500)]


def test_what_a_reviewer_decided_comes_last():
    record = {"department": "甲", "a": 70, "b": 70, "c": None}
    report = make_report(score(ruleset_of(*NODES, grades=GRADES), record))
    department = report["departments"][0]
    department["overrides"] = [{"indicator": "i_c"}, {"indicator": "i_a"}]

    assert [step.title for step in recovery(department, report).steps] == ["b", "c"]


def test_what_is_judged_against_others_is_said_to_depend_on_them():
    against = {"method": "relative", "against": "best", "better": "higher"}
    nodes = [leaf("a", 60, against), leaf("b", 40)]
    records = [{"department": name, "a": a, "b": 90} for name, a in (("甲", 50), ("乙", 100))]
    report = make_report(score(ruleset_of(*nodes, grades=GRADES), *records))
    told = recovery(report["departments"][1], report)

    assert told.conditions == ("「a」为横向比较，得分还取决于其他部门",)


def test_a_way_that_leads_nowhere_says_so():
    report = make_report(score(ruleset_of(*NODES, grades=GRADES), {"a": 80, "b": 70, "c": 90}))
    department = report["departments"][0]
    for indicator in department["indicators"]:
        indicator["deductions"] = []

    assert recovery(department, report).summary.endswith("以下失分全部挽回仍不够")
