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


def test_behind_each_command_of_tuning_stands_a_function_that_says_what_it_gives():
    homes = dict(re.findall(r"^    ([a-z-]+)  +([a-z_.]+)$", tuning.__doc__, re.MULTILINE))

    assert homes.keys() == tune.commands.keys()
    for home in homes.values():
        room, _, name = home.rpartition(".")
        assert resolve_name(f"scoring.tuning.{room}:{name}").__doc__
