"""Files that cannot be used are left out and told; the others are read."""

import pytest

from scoring.errors import SubmissionError
from scoring.intake import read_submissions, read_usable

HEAD = ["部门", "预算数"]


def test_without_trouble_nothing_is_left_out(book, ruleset):
    usable = read_usable(book(部门=[HEAD, ["甲", 1]]), ruleset)

    assert (usable.problems, usable.left_out) == ((), ())
    assert usable.submissions.departments.tolist() == ["甲"]


def test_each_way_of_being_unusable(book, tmp_path, ruleset):
    book("1好.xlsx", 部门=[HEAD, ["甲", 1]])
    (tmp_path / "2坏.xlsx").write_bytes(b"not a workbook")
    book("3重.xlsx", 部门=[HEAD, ["甲", 2]])
    book("4空.xlsx", 部门=[["部门", ""], ["预算数", ""], ["支出数", ""]])
    book("5双.xlsx", 部门=[["部门", "预算数", "年初预算"], ["乙", 1, 2]])
    book("6谁.xlsx", 部门=[HEAD, ["丙", 1]], 任务明细=[["部门", "计划数"], ["丁", 5]])

    usable = read_usable(tmp_path, ruleset)

    assert usable.submissions.departments.tolist() == ["甲"]
    assert usable.left_out == ("2坏.xlsx", "3重.xlsx", "4空.xlsx", "5双.xlsx", "6谁.xlsx")
    assert sorted(p.place.partition("!")[0] for p in usable.problems) == list(usable.left_out)
    assert [source.path for source in usable.submissions.sources] == ["1好.xlsx"]
    [finding] = [f for f in usable.submissions.findings if f.check == "left_out"]
    assert finding.severity == "error"
    assert "5 个文件" in finding.message.say("zh")


def test_where_none_can_be_used_all_problems_are_raised(tmp_path, ruleset):
    (tmp_path / "a.xlsx").write_bytes(b"x")
    (tmp_path / "b.csv").write_bytes(b"")

    with pytest.raises(SubmissionError) as caught:
        read_usable(tmp_path, ruleset)

    assert [p.place for p in caught.value.problems] == ["a.xlsx", "b.csv"]


def test_what_is_left_is_read_as_if_it_came_alone(book, tmp_path, ruleset):
    good = book("1.xlsx", 部门=[HEAD, ["甲", 1], ["乙", 2]])
    alone = read_submissions(good, ruleset)
    (tmp_path / "2.json").write_bytes(b"[")
    usable = read_usable(tmp_path, ruleset).submissions

    assert usable.columns["budget"].values.tolist() == alone.columns["budget"].values.tolist()
    assert usable.sources == alone.sources
    assert usable.findings[1:] == alone.findings
