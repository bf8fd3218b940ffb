"""``import scoring`` gives the verbs, each with a docstring, and stays light until one is used."""

import re
import subprocess
import sys
from pkgutil import resolve_name

import pandas as pd
import pytest

import scoring
from scoring import tuning
from scoring.cli.tune import tune


@pytest.mark.parametrize("name", scoring.__all__)
def test_every_verb_says_what_it_does(name):
    assert getattr(scoring, name).__doc__


def test_a_name_that_does_not_exist_is_refused():
    with pytest.raises(AttributeError, match="grade_all"):
        scoring.grade_all  # noqa: B018


def test_the_verbs_are_listed():
    assert dir(scoring) == scoring.__all__


def test_importing_is_light():
    code = "import sys, scoring; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.fixture(scope="module")
def scores():
    ruleset = scoring.read_ruleset("kunming-department@2019")
    frame = pd.DataFrame(
        {"部门": ["甲局", "乙局"], "部门编码": ["001", "002"], "基本支出（元）": [93e4, 50e4]}
    )
    submissions = scoring.Submissions.from_frame(frame, ruleset)
    return scoring.evaluate(scoring.compile_plan(ruleset), submissions)


def test_a_frame_is_read_as_files_are(scores):
    assert scores.submissions.columns["basic_spent"].values.tolist() == [93.0, 50.0]


def test_scores_become_a_wide_frame(scores):
    frame = scores.to_frame()

    assert frame["department_code"].tolist() == ["001", "002"]
    assert frame["total"].tolist() == (scores.totals / 100).tolist()


def test_scores_become_a_tidy_frame(scores):
    tidy = scores.to_frame(tidy=True)
    totals = tidy.groupby("department_code")["points"].sum().round(2)

    assert totals.tolist() == scores.to_frame()["total"].tolist()


def test_lost_marks_become_a_frame(scores):
    lost = scores.deductions().groupby("department_code")["lost"].sum()

    assert (lost.to_numpy() + scores.to_frame()["total"]).round(2).tolist() == [100.0, 100.0]


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        pytest.param(
            lambda _: scoring.read_ruleset({"id": "x"}),
            "expected a file or id@edition (a document is for ruleset_from), got dict",
            id="a document to read_ruleset",
        ),
        pytest.param(
            lambda s: scoring.read_submissions(s.plan.ruleset, "a.csv"),
            "expected files or folders (a frame is for from_frame), got Ruleset",
            id="read_submissions the other way round",
        ),
        pytest.param(
            lambda s: scoring.read_submissions(s.to_frame(), s.plan.ruleset),
            "expected files or folders (a frame is for from_frame), got DataFrame",
            id="a frame to read_submissions",
        ),
        pytest.param(
            lambda s: scoring.from_records(s.to_frame(), s.plan.ruleset),
            "expected a list of mappings (a frame is for from_frame), got DataFrame",
            id="a frame to from_records",
        ),
        pytest.param(
            lambda s: scoring.from_frame(s.to_frame(), s.plan),
            "expected the ruleset that read_ruleset returns, got Plan",
            id="a plan to from_frame",
        ),
        pytest.param(
            lambda _: scoring.compile_plan("kunming-department@2019"),
            "expected the ruleset that read_ruleset returns, got str",
            id="a name to compile_plan",
        ),
        pytest.param(
            lambda s: scoring.evaluate(s.submissions, s.plan),
            "expected the plan that compile_plan returns, got Submissions",
            id="evaluate the other way round",
        ),
        pytest.param(
            lambda s: scoring.evaluate(s.plan, s.to_frame()),
            "expected the submissions that read_submissions returns, got DataFrame",
            id="a frame to evaluate",
        ),
        pytest.param(
            lambda s: scoring.make_report(scoring.rank(s), s),
            "expected the scores that evaluate returns, got Ranking",
            id="make_report the other way round",
        ),
        pytest.param(
            lambda s: scoring.explain(s, 0),
            "expected a slice of rows, such as slice(0, 1), got int",
            id="a number to explain",
        ),
        pytest.param(
            lambda s: scoring.render("text", scoring.make_report(s)),
            "expected the report that make_report returns, got str",
            id="render the other way round",
        ),
    ],
)
def test_what_is_given_wrongly_is_told_by_name(scores, verb, told):
    with pytest.raises(TypeError) as caught:
        verb(scores)

    assert str(caught.value) == told


@pytest.mark.parametrize("verb", [scoring.make_report, scoring.explain], ids=["report", "explain"])
def test_a_language_nobody_speaks_is_refused(scores, verb):
    with pytest.raises(ValueError, match="'zh-CN' and 'en', not 'fr'"):
        verb(scores, language="fr")


def test_explaining_an_indicator_that_is_not_there_is_refused(scores):
    with pytest.raises(scoring.ScoringError, match="没有名为「econn」的指标。是否应为「econ」"):
        scoring.explain(scores, only="econn")


def test_the_standing_can_be_put_in_the_frame(scores):
    frame = scores.to_frame(ranking=scoring.rank(scores))

    assert frame["rank"].tolist() == [1, 1]
    assert frame["rank_of"].tolist() == [2, 2]
    assert frame["grade"].tolist() == ["差", "差"]


def test_a_document_in_memory_is_a_ruleset_too(scores):
    document = scores.plan.ruleset.document

    assert scoring.ruleset_from(document).id == "kunming-department"


def test_behind_each_command_of_tuning_stands_a_function_that_says_what_it_gives():
    homes = dict(re.findall(r"^    ([a-z-]+)  +([a-z_.]+)$", tuning.__doc__, re.MULTILINE))

    assert homes.keys() == tune.commands.keys()
    for home in homes.values():
        room, _, name = home.rpartition(".")
        assert resolve_name(f"scoring.tuning.{room}:{name}").__doc__
