"""Synthetic submissions are plausible, reproducible, and marked as what they are."""

import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from shipped import shipped

from scoring.errors import ExportError
from scoring.evaluation import evaluate
from scoring.explanation.findings import find
from scoring.intake import from_records, read_submissions
from scoring.model import State
from scoring.plan import compile_plan
from scoring.ranking import rank
from scoring.ruleset import ruleset_from
from scoring.sampling import Sample, sample, write_sample

KUNMING = shipped("kunming-department@2019")


@pytest.fixture(scope="module")
def bureau() -> Sample:
    return sample(KUNMING, 376, 7)


@pytest.fixture(scope="module")
def whole_bureau() -> Sample:
    """Departments that left nothing blank."""
    return sample(KUNMING, 376, 7, missing=0, not_applicable=0)


def ruleset_with(fields, indicators=None, **keys):
    """Return a ruleset of *fields*, each type or whole declaration, all of them judged."""
    declared = {
        name: {"title": f"标题{name}", **({"type": field} if isinstance(field, str) else field)}
        for name, field in fields.items()
    }
    indicators = indicators or [
        {"id": "i", "title": "I", "weight": 100, "score": {"method": "condition", "when": "True"}}
    ]
    cover = {"language_version": 1, "id": "toy", "edition": "2021", "title": "T", "full_marks": 100}
    return ruleset_from({**cover, "fields": declared, "indicators": indicators, **keys})


MONEY = {"type": "money", "unit": "万元"}


def column(made: Sample, field: str) -> list:
    return [record[field] for record in made.records]


def states_of(made: Sample) -> Counter:
    read = from_records(made.records, made.ruleset)
    states = Counter()
    for name in made.ruleset.fields:
        of_field = read.columns[name].states
        states.update(map(State, [0] * len(read) if of_field is None else of_field.tolist()))
    return states


# --- the same, and marked ---------------------------------------------------------------------


def test_same_seed_gives_the_same_departments():
    assert sample(KUNMING, 40, 3).records == sample(KUNMING, 40, 3).records


def test_another_seed_gives_others():
    assert sample(KUNMING, 40, 3).records != sample(KUNMING, 40, 4).records


def test_a_further_field_leaves_the_others_as_they_were():
    fields = {"budget": MONEY, "done": "percent"}
    before = sample(ruleset_with(dict(fields)), 30, 1, missing=0, not_applicable=0)
    after = sample(ruleset_with({**fields, "note": "text"}), 30, 1, missing=0, not_applicable=0)

    assert column(before, "budget") == column(after, "budget")
    assert column(before, "done") == column(after, "done")


def test_every_name_and_code_is_plainly_synthetic_and_stands_once(bureau):
    names, codes = column(bureau, "department"), column(bureau, "department_code")

    assert names[0] == "合成部门001（市级）"
    assert all(name.startswith("合成部门") for name in names)
    assert len(set(names)) == len(set(codes)) == 376


def test_peer_groups_have_the_relative_sizes_asked_for():
    made = sample(KUNMING, 10, 1, groups={"甲": 3, "乙": 2})

    assert Counter(column(made, "peer_group")) == {"甲": 6, "乙": 4}


def test_peer_groups_are_those_the_ruleset_lets_choose_from():
    rules = ruleset_with({"peer_group": {"type": "choice", "choices": ["一类", "二类"]}})
    made = sample(rules, 8, 1, missing=0, not_applicable=0)

    assert Counter(column(made, "peer_group")) == {"一类": 4, "二类": 4}


def test_year_is_the_one_the_edition_is_for(bureau):
    assert set(column(bureau, "year")) == {2019}
    assert column(sample(ruleset_with({"a": "number"}), 1, 0), "year") == [2021]


# --- what was left blank or spoilt --------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "not_applicable", "faulty"),
    [
        pytest.param(0, 0, 0, id="nothing spoilt"),
        pytest.param(0.02, 0.01, 0, id="the usual shares"),
        pytest.param(0.1, 0.05, 0.03, id="much of each"),
    ],
)
def test_shares_hold_to_the_cell_and_are_recorded(missing, not_applicable, faulty):
    shares = {"missing": missing, "not_applicable": not_applicable, "faulty": faulty}
    made = sample(KUNMING, 100, 5, **shares)
    states, cells = states_of(made), 100 * len(KUNMING.fields)

    assert states[State.MISSING] == round(missing * cells)
    assert states[State.NOT_APPLICABLE] == round(not_applicable * cells)
    assert states[State.INVALID] == round(faulty * cells)
    assert made.note["shares"] == shares
    assert made.note["cells"] == {
        "all": cells,
        "missing": round(missing * cells),
        "not_applicable": round(not_applicable * cells),
        "faulty": round(faulty * cells),
    }


def test_required_fields_are_never_left_blank():
    made = sample(KUNMING, 60, 5, missing=0.6)
    required = [field.id for field in KUNMING.fields.values() if field.required]

    assert all(None not in column(made, name) for name in required)


def test_all_that_may_be_blank_can_be():
    made = sample(ruleset_with({"a": "number", "b": "text"}), 5, 1, missing=1, not_applicable=0)

    assert column(made, "a") == column(made, "b") == [None] * 5


def test_faulty_values_are_all_found_and_nothing_else_is():
    made = sample(KUNMING, 80, 5, missing=0, not_applicable=0, faulty=0.05)
    findings = from_records(made.records, KUNMING).findings

    assert {finding.check for finding in findings} == {"unreadable"}
    assert len(findings) == made.note["cells"]["faulty"]


def test_what_is_answered_with_no_does_not_apply():
    made = sample(KUNMING, 200, 5, missing=0, not_applicable=0.05)
    without = [record for record in made.records if record["has_sangong"] == "否"]

    assert without
    for record in without:
        assert {record[name] for name in ("sangong", "sangong_last", "sangong_budget")} == {
            "不涉及"
        }


# --- plausible ----------------------------------------------------------------------------------


def test_untouched_values_are_read_without_a_finding(whole_bureau):
    assert from_records(whole_bureau.records, KUNMING).findings == ()


def test_totals_spread_over_the_grades(bureau):
    scores = evaluate(compile_plan(KUNMING), from_records(bureau.records, KUNMING))
    counts = np.bincount(rank(scores).grades, minlength=4)

    assert not scores.unranked.any()
    assert counts[0] + counts[1] > 376 / 2
    assert counts.min() >= 1
    assert counts[3] < 20
    assert (scores.totals == 10_000).sum() < 40


def test_every_indicator_costs_somebody_marks_and_most_nobody(bureau):
    scores = evaluate(compile_plan(KUNMING), from_records(bureau.records, KUNMING))
    lost = np.nan_to_num(scores.rates, nan=1.0) < 1

    assert lost.any(axis=1).all()
    assert lost.mean(axis=1).max() < 0.6


def test_sums_hold_for_most_departments_and_fail_for_a_few(whole_bureau):
    scores = evaluate(compile_plan(KUNMING), from_records(whole_bureau.records, KUNMING))
    failed = Counter(f.check for f in find(scores) if f.severity == "error")

    assert 1 <= failed["income_is_spending"] <= 25
    assert 1 <= failed["project_items_add_up"] <= 25
    assert failed["key_within_projects"] <= 25


def test_satisfaction_is_rarely_the_target(whole_bureau):
    pairs = zip(
        column(whole_bureau, "satisfaction"), column(whole_bureau, "satisfaction_target"),
        strict=True,
    )  # fmt: skip

    assert sum(actual == target for actual, target in pairs) < 10


def test_money_grows_with_the_department(whole_bureau):
    spent, budget = (column(whole_bureau, name) for name in ("basic_spent", "annual_budget"))

    assert max(spent) > 5 * min(spent)
    assert np.corrcoef(np.log(spent), np.log(budget))[0, 1] > 0.95


def test_a_yearly_budget_is_spent_but_not_many_times_over(whole_bureau):
    spent, projects, budget = (
        np.array(column(whole_bureau, name))
        for name in ("basic_spent", "project_spent", "annual_budget")
    )
    rates = (spent + projects) / budget

    assert 0.9 < np.median(rates) < 1.1
    assert rates.max() < 2


def test_dates_lie_in_the_year(whole_bureau):
    for name in ("budget_approved_on", "final_disclosed_on"):
        assert {day[:4] for day in column(whole_bureau, name)} == {"2019"}


def test_tables_have_two_to_six_rows_with_names_of_their_own(whole_bureau):
    sizes = {len(rows) for rows in column(whole_bureau, "tasks")}

    assert sizes == {2, 3, 4, 5, 6}
    assert [row["name"] for row in whole_bureau.records[0]["tasks"]][:2] == [
        "任务名称1",
        "任务名称2",
    ]


# --- any ruleset --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param(ruleset_with({}), id="no fields at all"),
        pytest.param(
            ruleset_with(
                {k: k for k in ("number", "integer", "percent", "boolean", "date", "text")}
            ),
            id="no examples",
        ),
        pytest.param(
            ruleset_with({"a": {"type": "number", "minimum": 2, "maximum": 5}}), id="narrow bounds"
        ),
        pytest.param(
            ruleset_with(
                {"a": "number", "b": "number"},
                [
                    {
                        "id": "i",
                        "title": "I",
                        "weight": 100,
                        "value": "a / b",
                        "score": {"method": "relative", "against": "rank", "better": "higher"},
                        "examples": [{"given": {"a": -5, "b": 10}, "points": 100}],
                    }
                ],
            ),
            id="judged among peers, from a negative anchor",
        ),
        pytest.param(
            ruleset_with(
                {"a": "number"},
                [
                    {
                        "id": "i",
                        "title": "I",
                        "weight": 100,
                        "value": "a",
                        "score": {"method": "proportional", "target": 8},
                        "examples": [{"given": {"a": 4}, "points": 50}],
                    }
                ],
                checks=[{"id": "x", "title": "X", "holds": "a * 2 == a + a"}],
            ),
            id="no example that earns full marks, no check that says what yields",
        ),
        pytest.param(ruleset_with({"a": "number", "b": "boolean"}, language="en"), id="in English"),
        pytest.param(
            ruleset_with(
                {"a": MONEY, "b": MONEY, "c": {"type": "percent", "maximum": 100}},
                checks=[
                    {"id": "x", "title": "X", "holds": "a == b and abs(a / b * 300 - c) < 1"},
                    {"id": "y", "title": "Y", "holds": "sum(t.d) == a"},
                    {"id": "z", "title": "Z", "holds": "a >= b"},
                ],
                tables={"t": {"title": "表", "fields": {"d": {"title": "D", **MONEY}}}},
            ),
            id="ties that lead beyond a bound",
        ),
    ],
)
@pytest.mark.parametrize("count", [1, 30])
def test_any_ruleset_yields_departments_that_read_back_clean(rules, count):
    made = sample(rules, count, 2, missing=0, not_applicable=0)

    assert len(made.records) == count
    assert [
        f for f in from_records(made.records, rules).findings if f.check != "missing_column"
    ] == []


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("mof-project-selfeval@2020", "targets"),
        ("mof-project-core@2021", "targets"),
        ("government-module@2020", "targets"),
        ("inspection-project@2020", "outputs"),
        ("inspection-project@2020", "effects"),
    ],
)
def test_rows_that_are_indicators_are_laid_out_as_the_examples_show_them(name, table):
    rules = shipped(name)
    made = sample(rules, 40, 3, missing=0, not_applicable=0)
    scores = evaluate(compile_plan(rules), from_records(made.records, rules))
    rows = [held for held in scores.rows.values() if held.by_row.table == table]

    assert len({len(record[table]) for record in made.records}) == 1
    assert all((held.states == 0).all() for held in rows)
    assert any((held.points < held.marks).any() for held in rows)
    assert [f for f in find(scores) if f.check in scores.plan.numbers] == []


def test_rows_are_laid_out_as_the_first_example_with_full_marks_shows_them():
    def example(points, actual):
        targets = [{"name": "甲", "weight": 1, "target": 100, "actual": actual}]
        return {"given": {"targets": targets}, "points": points}

    fields = {name: {"title": name, "type": "number"} for name in ("weight", "target", "actual")}
    rules = ruleset_from(
        {
            "language_version": 1, "id": "t", "edition": "1", "title": "T", "full_marks": 10,
            "tables": {"targets": {"title": "表", "fields": {
                "name": {"title": "名称", "type": "text"}, **fields}}},
            "indicators": [{
                "id": "a", "title": "A", "weight": 10,
                "score": {"method": "rows", "table": "targets", "title": "name",
                          "weight": "weight", "rules": [
                    {"value": "actual", "score": {"method": "proportional", "target": "target"}}]},
                "examples": [example(5, 50), example(10, 100), example(10, 120)],
            }],
        }
    )  # fmt: skip
    (record,) = sample(rules, 1, 3, missing=0, not_applicable=0).records

    assert [row["name"] for row in record["targets"]] == ["甲"]


def test_english_rulesets_get_english_words():
    rules = ruleset_with({"a": "boolean", "b": "number"}, language="en")
    made = sample(rules, 20, 2, missing=0, not_applicable=0.25)

    assert column(made, "department")[0] == "Synthetic department 001 (city)"
    assert set(column(made, "a")) <= {"yes", "no"}
    assert "N/A" in column(made, "b")


def test_parts_of_a_total_that_indicators_read_yield_to_the_total():
    rules = ruleset_with(
        {"total": MONEY, "first": MONEY, "second": MONEY},
        [{"id": "i", "title": "I", "weight": 100, "value": "total",
          "score": {"method": "proportional", "target": 1000}}],
        checks=[{"id": "c", "sum": ["first", "second"], "equals": "total"}],
    )  # fmt: skip
    made = sample(rules, 60, 1, missing=0, not_applicable=0, faulty=0)
    scores = evaluate(compile_plan(rules), from_records(made.records, rules))

    off = [f for f in find(scores) if f.check == "c"]
    parts = zip(*(column(made, name) for name in ("first", "second", "total")), strict=True)
    agreeing = [round(a + b - c, 6) == 0 for a, b, c in parts]

    assert len(off) == agreeing.count(False)
    assert agreeing.count(True) > 40


def test_a_table_column_adds_up_to_the_figure_it_is_checked_against():
    rules = ruleset_with(
        {"whole": MONEY},
        checks=[{"id": "c", "title": "C", "holds": "whole == parts"}],
        values={"parts": {"title": "P", "expression": "sum(t.part)"}},
        tables={"t": {"title": "表", "fields": {"part": {"title": "部分", **MONEY}}}},
    )
    made = sample(rules, 50, 2, missing=0, not_applicable=0)
    off = [round(r["whole"] - sum(row["part"] for row in r["t"]), 2) for r in made.records]

    assert off.count(0) > 40


@settings(max_examples=10)
@given(seed=st.integers(0, 2**63), count=st.integers(1, 30))
def test_any_seed_yields_departments_that_can_be_scored(seed, count):
    made = sample(KUNMING, count, seed, faulty=0.01)
    scores = evaluate(compile_plan(KUNMING), from_records(made.records, KUNMING))

    assert len(scores) == count
    assert (scores.totals >= 0).all()
    assert (scores.totals <= 10_000).all()


# --- files --------------------------------------------------------------------------------------

FLAT = ruleset_with(
    {
        "budget": {"title": "预算数", "type": "money", "unit": "万元"},
        "rate": {"title": "完成率", "type": "percent", "unit": "%"},
        "other": {"title": "年度", "type": "integer"},
        "level": {"title": "等级", "type": "choice", "choices": ["好", "差"]},
        "day": "date",
        "ok": "boolean",
    }
)


def assert_same(read, expected):
    assert read.departments.tolist() == expected.departments.tolist()
    for name, wanted in expected.columns.items():
        assert_same_column(read.columns[name], wanted)
    for name, rows in expected.tables.items():
        assert read.tables[name].offsets.tolist() == rows.offsets.tolist()
        for inner, wanted in rows.columns.items():
            assert_same_column(read.tables[name].columns[inner], wanted)


def assert_same_column(read, expected):
    assert np.array_equal(read.values, expected.values, equal_nan=expected.values.dtype.kind == "f")
    assert (read.states is None) == (expected.states is None)
    assert read.states is None or read.states.tolist() == expected.states.tolist()


@pytest.mark.parametrize(
    ("rules", "name"),
    [
        pytest.param(KUNMING, "a.json", id="JSON"),
        pytest.param(KUNMING, "a.jsonl", id="JSON Lines"),
        pytest.param(KUNMING, "a.XLSX", id="a workbook, its suffix in capitals"),
        pytest.param(FLAT, "a.csv", id="CSV"),
    ],
)
def test_files_read_back_as_they_were_made(rules, name, tmp_path):
    made = sample(rules, 50, 9, missing=0.05, not_applicable=0.05)
    write_sample(made, tmp_path / name)
    read = read_submissions(tmp_path / name, rules)

    assert read.findings == ()
    assert_same(read, from_records(made.records, rules))


def test_files_carry_the_marker(tmp_path):
    made, paths = (
        sample(FLAT, 3, 9),
        [tmp_path / f"a.{s}" for s in ("json", "jsonl", "csv", "xlsx")],
    )
    for path in paths:
        write_sample(made, path)
    in_json, in_lines = (path.read_text(encoding="utf-8") for path in paths[:2])
    in_csv = paths[2].read_text(encoding="utf-8-sig").splitlines()[0]
    in_workbook = CalamineWorkbook.from_path(str(paths[3])).get_sheet_by_index(0).to_python()[0][0]

    assert json.loads(in_json)["synthetic"] == made.note
    assert json.loads(in_lines.splitlines()[0]) == {"synthetic": made.note}
    assert in_csv.startswith('"合成数据：')
    assert in_workbook.startswith("合成数据：")
    assert '"seed":9' in in_workbook


def test_json_has_a_department_a_line(tmp_path):
    write_sample(sample(FLAT, 3, 9), tmp_path / "a.json")
    lines = (tmp_path / "a.json").read_text(encoding="utf-8").splitlines()

    assert sum(line.startswith('    {"department":') for line in lines) == 3


def test_csv_opens_in_excel_as_utf_8(tmp_path):
    write_sample(sample(FLAT, 3, 9), tmp_path / "a.csv")

    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.xlsx"])
def test_the_same_sample_gives_the_same_bytes(name, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_sample(sample(FLAT, 5, 9), tmp_path / folder / name)

    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    rules = ruleset_with({"a": {"title": "=1+1", "type": "choice", "choices": ['=HYPERLINK("x")']}})
    made = sample(rules, 2, 1, missing=0, not_applicable=0)
    for name in ("a.csv", "a.xlsx"):
        write_sample(made, tmp_path / name)
    workbook = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)

    assert workbook.to_python()[2][4] == '=HYPERLINK("x")'
    assert ",'=" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig").replace('"', "")


@pytest.mark.parametrize(
    ("rules", "name", "remedy"),
    [
        pytest.param(KUNMING, "a.csv", ".xlsx 或 .json", id="CSV has no room for tables"),
        pytest.param(FLAT, "a.pdf", ".csv", id="an unknown suffix"),
        pytest.param(FLAT, "a", ".json、.jsonl", id="no suffix"),
        pytest.param(FLAT, "absent/a.json", "建立", id="a folder that is not there"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_left(rules, name, remedy, tmp_path):
    with pytest.raises(ExportError) as raised:
        write_sample(sample(rules, 3, 9), tmp_path / name)

    assert remedy in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("scoring.sampling.writing.MOST_ROWS", 2)

    with pytest.raises(ExportError, match="减少部门个数"):
        write_sample(sample(FLAT, 3, 9), tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        pytest.param("任务表", "任务表", id="a title that can name a sheet"),
        pytest.param("任务/项目", "t", id="characters no sheet may have"),
        pytest.param("任" * 32, "t", id="longer than 31 characters"),
        pytest.param("History", "t", id="reserved by Excel"),
    ],
)
def test_table_sheets_are_named_so_that_they_are_found_again(title, sheet, tmp_path):
    tables = {"t": {"title": title, "fields": {"n": {"title": "数量", "type": "integer"}}}}
    rules = ruleset_with({"a": "number"}, tables=tables)
    made = sample(rules, 4, 1)
    write_sample(made, tmp_path / "a.xlsx")

    names = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).sheet_names
    assert names == ["部门", sheet]
    assert_same(read_submissions(tmp_path / "a.xlsx", rules), from_records(made.records, rules))


def test_a_table_called_like_the_sheet_of_departments_keeps_its_name(tmp_path):
    tables = {"t": {"title": "部门", "fields": {"n": {"title": "数量", "type": "integer"}}}}
    rules = ruleset_with({"a": "number"}, tables=tables)
    made = sample(rules, 4, 1)
    write_sample(made, tmp_path / "a.xlsx")

    assert_same(read_submissions(tmp_path / "a.xlsx", rules), from_records(made.records, rules))
