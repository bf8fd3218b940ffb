"""Rounds of a Delphi survey: what is read, what it comes to, and when to stop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.errors import ScoringError
from scoring.ruleset import read_ruleset
from scoring.tuning.expert.delphi import (
    StopRule,
    disagreeing,
    round_of,
    scattered,
    shares_of,
    spread,
)
from scoring.tuning.expert.hierarchy import families
from scoring.tuning.expert.opinion_form import delphi_form, next_forms
from scoring.tuning.expert.opinion_sheets import read_opinions

KUNMING = read_ruleset("kunming-department@2019")
FAMILIES = families(KUNMING)
NODES = FAMILIES["management"].ids()
HEAD = ["专家姓名", *FAMILIES["management"].titles()]


def handed_in(folder, *lines, head=HEAD, scale=10):
    text = "\n".join(",".join(map(str, line)) for line in [head, *lines])
    (folder / "一.csv").write_bytes(text.encode("gb18030"))
    return read_opinions([folder], FAMILIES, scale)


def round_from(*rows):
    """Return a round in which expert n scored the three indicators of a node by row n."""
    from scoring.tuning.expert.opinions import Opinion

    opinions = [
        Opinion(f"专家{n}", "", {k: v for k, v in zip(NODES, row, strict=True) if v is not None})
        for n, row in enumerate(rows)
    ]
    return round_of(opinions, FAMILIES, 10)


def told(folder, *lines, head=HEAD):
    with pytest.raises(ScoringError) as caught:
        handed_in(folder, *lines, head=head)
    return str(caught.value)


# --- reading ----------------------------------------------------------------------------------


def test_a_table_has_a_row_an_expert(tmp_path):
    opinions, sources, unread = handed_in(
        tmp_path, ["张三", 9, "８", ""], ["李四", "", "", ""], ["", 1, 2, 3]
    )

    assert [opinion.expert for opinion in opinions] == ["张三", "李四"]
    assert opinions[0].figures == {"fin_rules": 9, "disclosure": 8}
    assert opinions[0].places["asset_management"] == "一.csv!D2"
    assert opinions[1].figures == {}
    assert [source.path for source in sources] == ["一.csv"]
    assert [line.say("zh-CN") for line in unread] == ["没有专家姓名的一行（一.csv!A4）"]


@pytest.mark.parametrize("name", ["合计", "平均", "均值：", "平 均 分", "Average"])
def test_a_sum_or_mean_below_the_experts_is_no_expert(tmp_path, name):
    opinions, *_ = handed_in(tmp_path, ["张三", 9, 8, 7], ["李四", 7, 8, 9], [name, 8, 8, 8])

    assert [opinion.expert for opinion in opinions] == ["张三", "李四"]


def test_figures_may_be_said_to_be_points(tmp_path):
    [opinion], *_ = handed_in(tmp_path, ["张三", "9分", "８．５ 分", "7 points"])

    assert list(opinion.figures.values()) == [9, 8.5, 7]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(["张三", "高", 1, 1], "一.csv!B2：「高」", id="words"),
        pytest.param(
            ["张三", 1, 11, 1], "一.csv!C2：「11」大于允许的最大值 10", id="beyond the scale"
        ),
        pytest.param(["张三", 1, 1, -1], "一.csv!D2：「-1」小于允许的最小值 0", id="below nothing"),
    ],
)
def test_a_cell_that_is_no_figure_is_named(tmp_path, row, problem):
    assert problem in told(tmp_path, row)


def test_experts_and_indicators_come_once(tmp_path):
    assert "专家「张三」已在" in told(tmp_path, ["张三", 1, 2, 3], ["张三", 1, 2, 3])
    assert "已在 一.csv!B2" in told(tmp_path, ["张三", 1, 2], head=["专家", HEAD[1], HEAD[1]])


def test_what_is_no_table_is_told(tmp_path):
    assert "没有找到专家评分" in told(tmp_path, [1, 2], head=["甲", "乙"])


def test_authority_is_read_in_words_or_figures(tmp_path):
    head = ["专家", HEAD[1], "熟悉程度", "理论分析", "实践经验", "国内外同行的了解", "直觉", "职称"]
    (one, other, third), _, unread = handed_in(
        tmp_path,
        ["甲", 1, "很熟悉", "大", "中", "小", "小", "教授"],
        ["乙", 1, "0.5", "大", "中", "小", "", ""],
        ["丙", 1, "", "小", "小", "小", "小", ""],
        head=head,
    )

    assert (one.familiarity, one.basis) == (1, pytest.approx(0.3 + 0.4 + 0.1 + 0.1))
    assert one.authority == pytest.approx(0.95)
    assert (other.familiarity, other.basis, other.authority) == (0.5, None, None)
    assert (third.familiarity, third.basis) == (None, pytest.approx(0.6))
    assert [column.say("zh-CN") for column in unread] == ["职称（一.csv!H1）"]


@pytest.mark.parametrize(
    ("column", "cell"), [("熟悉程度", "半懂"), ("判断依据", "1.5"), ("直觉", "特大")]
)
def test_authority_that_cannot_be_read_is_named(tmp_path, column, cell):
    assert f"一.csv!C2：「{cell}」" in told(
        tmp_path, ["甲", 1, cell], head=["专家", HEAD[1], column]
    )


def test_the_form_is_read_back(tmp_path):
    form = delphi_form(KUNMING, list(FAMILIES.values()), 10, "zh-CN", "张三")
    (tmp_path / "征询表.xlsx").write_bytes(form)
    [opinion], _, unread = read_opinions([tmp_path], FAMILIES, 10)

    assert opinion.expert == "张三"
    assert opinion.figures == {}
    assert len(opinion.places) == 23
    assert (opinion.basis, opinion.familiarity, unread) == (None, None, [])


def test_the_next_form_shows_ones_own_answers_and_everybodys_quartiles(tmp_path):
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    opinions, *_ = handed_in(tmp_path, ["张三", 9, 8, 7], ["李/四", 5, 6, 7], ["王五", "", "", ""])
    forms = next_forms(KUNMING, FAMILIES, opinions, 10, "zh-CN")
    book = CalamineWorkbook.from_filelike(BytesIO(forms["张三.xlsx"]))
    rows = book.get_sheet_by_name("评分").to_python()

    assert list(forms) == ["张三.xlsx", "李_四.xlsx"]
    asked = [title for family in FAMILIES.values() for title in family.titles()]
    assert [row[2] for row in rows[3:]] == asked
    first = next(row for row in rows if row[2] == FAMILIES["management"].titles()[0])
    assert first[3:9] == ["", 9, 7, 6, 7, 8]


# --- statistics -------------------------------------------------------------------------------


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=12))
def test_spread_as_numpy_and_scipy_have_it(figures):
    found = spread(figures, 10)

    assert found.cv == pytest.approx(stats.variation(figures, ddof=1))
    assert found.quartiles == pytest.approx(np.quantile(figures, (0.25, 0.5, 0.75)))
    assert found.range == (min(figures), max(figures))
    assert 0 <= found.full <= 1


def test_the_share_of_full_marks():
    assert spread([10, 10, 9, 8], 10).full == 0.5


def test_opinions_that_converge():
    found = round_from(*[(9, 7, 5)] * 5)

    assert scattered(found, StopRule()) == []
    assert disagreeing(found, StopRule()) == []
    assert found.levels[0].agreement.w == 1
    assert found.positive == 1


def test_opinions_that_differ():
    found = round_from((9, 1, 5), (1, 9, 5), (6, 5, 4))

    assert scattered(found, StopRule()) == ["fin_rules", "disclosure"]
    assert len(disagreeing(found, StopRule())) == 1
    assert disagreeing(found, StopRule(alpha=1.0)) == []
    assert len(disagreeing(found, StopRule(alpha=1.0, min_w=0.9))) == 1


def test_one_expert_neither_spreads_nor_agrees():
    found = round_from((9, 7, 5))

    assert found.spreads["fin_rules"].deviation is None
    assert scattered(found, StopRule()) == NODES
    assert found.levels[0].agreement is None
    assert disagreeing(found, StopRule()) == list(found.levels)


def test_all_alike_to_everybody_leaves_no_order_to_disagree_on():
    found = round_from((8, 8, 8), (8, 8, 8))

    assert found.levels[0].alike
    assert scattered(found, StopRule()) == []
    assert disagreeing(found, StopRule()) == []


def test_a_mean_of_nothing_has_no_variation():
    assert round_from((0, 1, 1), (0, 1, 1)).spreads["fin_rules"].cv is None


def test_gaps_leave_an_expert_out_of_the_order_only():
    found = round_from((9, 7, 5), (9, 7, 5), (9, None, 5))

    assert found.levels[0].left_out == ("专家2",)
    assert found.levels[0].agreement.experts == 2
    assert [item.answers for item in found.spreads.values()] == [3, 2, 3]


def test_who_does_not_answer_was_asked_all_the_same():
    found = round_from((9, 7, 5), (None, None, None))

    assert (found.invited, found.answered, found.positive) == (2, ("专家0",), 0.5)


def test_nobody_answers():
    found = round_from((None, None, None))

    assert (found.positive, found.spreads, found.levels) == (0, {}, ())


def test_means_become_shares_of_siblings_that_all_have_one():
    assert shares_of(round_from((9, 6, 5)), FAMILIES) == {
        "management": {"fin_rules": 0.45, "disclosure": 0.3, "asset_management": 0.25}
    }
    assert shares_of(round_from((9, None, 5)), FAMILIES) == {}
    assert shares_of(round_from((0, 0, 0)), FAMILIES) == {}
