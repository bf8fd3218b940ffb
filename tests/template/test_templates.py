"""Blank workbooks made from rulesets, filled in, and read back."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from filling import filled, form_cells, wide_cells
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from shipped import EDITIONS, plan_of, shipped

from scoring.errors import SubmissionError
from scoring.evaluation import evaluate
from scoring.intake import from_records, read_submissions
from scoring.intake.editions import CHOICES
from scoring.intake.reading import BLANKS
from scoring.names import fold
from scoring.ruleset import ruleset_from
from scoring.sampling import sample
from scoring.template import Listed, template, templates, wide_template


def small(**more):
    """Return a ruleset with one field of each kind, and what more is said of them."""
    return ruleset_from(
        {
            "language_version": 1,
            "id": "small",
            "edition": "2026",
            "title": "小规则",
            "full_marks": 100,
            "fields": {
                "budget": {"title": "预算数", "type": "money", "unit": "万元", "required": True,
                           "minimum": 0, "description": "年初批复数。", "evidence": "批复文件"},
                "rate": {"title": "完成率", "type": "percent", "minimum": 0, "maximum": 100},
                "staff": {"title": "人数", "type": "integer", "unit": "人", "maximum": 9},
                "open": {"title": "是否公开", "type": "boolean"},
                "day": {"title": "公开日期", "type": "date"},
                "level": {"title": "等次", "type": "choice", "choices": ["好", "中", "差"]},
                "place": {"title": "地点", "type": "choice",
                          "choices": [f"第{n}个很长的地点名称" for n in range(40)]},
                "note": {"title": "备忘", "type": "text"},
            },
            "tables": {"tasks": {"title": "任务表", "fields": {
                "name": {"title": "任务", "type": "text", "required": True},
                "done": {"title": "完成", "type": "boolean"}}}},
            "indicators": [
                {"id": "a", "title": "完成", "weight": 60, "value": "rate",
                 "score": {"method": "proportional", "target": 100}, **more},
                {"id": "b", "title": "公开", "weight": 40,
                 "score": {"method": "condition", "when": "open and staff > 0"}},
            ],
            "policies": {"not_applicable": "zero"},
        }
    )  # fmt: skip


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def scores_of(plan, submissions):
    scores = evaluate(plan, submissions)
    return scores.rates, scores.states, scores.totals


def same(one, two):
    for mine, theirs in zip(one, two, strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("name", EDITIONS)
def test_filled_templates_score_as_the_same_data_in_json(name, tmp_path):
    ruleset = shipped(name)
    first = plan_of(name).leaves[0]
    records = json.loads(json.dumps(sample(ruleset, 4, 7, faulty=0.02).records))
    blank = template(ruleset)
    for number, record in enumerate(records):
        record["self_scores"] = {first.id: float(first.indicator.weight)}
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(filled(blank, form_cells(blank, ruleset, record)))
    wide = wide_template(ruleset)
    (tmp_path / "wide").mkdir()
    (tmp_path / "wide" / "a.xlsx").write_bytes(filled(wide, wide_cells(wide, ruleset, records)))

    given = from_records(records, ruleset)
    forms = read_submissions([tmp_path / f"{n}.xlsx" for n in range(len(records))], ruleset)
    whole = read_submissions(tmp_path / "wide", ruleset)

    expected = scores_of(plan_of(name), given)

    for read in (forms, whole):
        same(expected, scores_of(plan_of(name), read))
        assert read.departments.tolist() == given.departments.tolist()
        assert {key: value.values.tolist() for key, value in read.self_scores.items()} == {
            key: value.values.tolist() for key, value in given.self_scores.items()
        }
        told = {f.check for f in read.findings}
        assert not told & {"unknown_column", "missing_column", "unknown_sheet", "other_edition"}


def test_a_blank_template_is_refused_in_words(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(template(small()))
    (tmp_path / "wide.xlsx").write_bytes(wide_template(small()))

    with pytest.raises(SubmissionError) as caught:
        read_submissions(tmp_path, small())

    assert [(p.place, p.problem.say("zh")) for p in caught.value.problems] == [
        ("form.xlsx!报送表", "报送表没有填写"),
        ("wide.xlsx", "没有部门数据"),
    ]


def test_every_field_has_its_title_unit_meaning_and_proof():
    form = sheets(template(small()))["报送表"]

    assert form[2] == ["项目", "计量单位", "填报值", "必填", "填报说明", "证明材料"]
    budget = next(row for row in form if row[0] == "预算数")
    assert budget == [
        "预算数",
        "万元",
        "",
        "必填",
        "年初批复数。\n填金额（万元），不小于 0",
        "批复文件",
    ]
    assert [row[0] for row in form[3:8]] == ["部门", "部门编码", "年度", "同类组", "预算数"]


def test_only_cells_to_fill_in_are_unlocked():
    content = template(small())
    sheet = part(content, "xl/worksheets/sheet2.xml")

    assert "<sheetProtection" in sheet
    assert 'password="' not in sheet
    styles = part(content, "xl/styles.xml")
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1])
    unlocked = [n for n, xf in enumerate(formats) if 'locked="0"' in xf]
    cells = re.findall(r'<c r="([A-Z]+)(\d+)" s="(\d+)"', sheet)
    open_columns = {column for column, _, style in cells if int(style) in unlocked}
    assert open_columns == {"C"}


def rule_of(content, cell, number=2):
    sheet = part(content, f"xl/worksheets/sheet{number}.xml")
    rules = re.findall(r"<dataValidation [^>]*?(?:/>|[^/]>.*?</dataValidation>)", sheet)
    [rule] = [each for each in rules if f'sqref="{cell}"' in each]
    return rule


def cell_of(content, title):
    rows = sheets(content)["报送表"]
    return f"C{[row[0] for row in rows].index(title) + 1}"


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("预算数", ['type="decimal"', "<formula1>0</formula1>", "不小于 0"]),
        ("完成率", ['type="decimal"', "<formula1>0</formula1><formula2>100</formula2>"]),
        ("人数", ['type="whole"', "<formula2>9</formula2>"]),
        ("公开日期", ['type="date"']),
        ("是否公开", ['type="list"', '"是,否"']),
        ("等次", ['type="list"', '"好,中,差"']),
        ("地点", ['type="list"', f"{CHOICES}!$A$1:$A$40"]),
    ],
)
def test_each_kind_of_field_has_its_rule(title, parts):
    content = template(small())
    rule = rule_of(content, cell_of(content, title))

    assert all(each in rule for each in parts), rule
    assert "errorTitle=" in rule
    assert "promptTitle=" in rule


def test_what_does_not_apply_is_offered_only_where_it_earns_something():
    judged = {
        "value": "rate if open else 0",
        "not_applicable": {"when": "False", "then": "full_marks"},
    }
    blank = template(small(**judged))
    rate = rule_of(blank, cell_of(blank, "完成率"))
    opened = rule_of(blank, cell_of(blank, "是否公开"))
    level = rule_of(blank, cell_of(blank, "等次"))

    assert 'type="custom"' in rate
    assert '"不涉及"' in rate.replace("&quot;", '"')
    assert '"是,否,不涉及"' in opened
    assert "不涉及" not in level
    plain = template(small())
    assert "不涉及" not in rule_of(plain, cell_of(plain, "完成率"))


def test_the_properties_tell_what_it_was_made_from():
    ruleset = shipped("kunming-department@2019")
    properties = part(template(ruleset), "docProps/custom.xml")

    for text in ("kunming-department", "2019", ruleset.sha256):
        assert f"<vt:lpwstr>{text}</vt:lpwstr>" in properties


def test_what_only_vetoes_read_is_for_the_bureau_last_and_locked_but_read_back(tmp_path):
    ruleset = shipped("kunming-department@2019")
    blank = template(ruleset)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(blank)).get_sheet_by_name("报送表").to_python()
    titles = [row[0] for row in rows]
    cells = form_cells(blank, ruleset, {"department": "甲", "income": 1, "false_data": "是"})
    (tmp_path / "a.xlsx").write_bytes(filled(blank, cells))
    read = read_submissions(tmp_path, ruleset)

    assert titles[-2:] == ["以下由财政部门填写", "是否查实弄虚作假"]
    assert titles.count("是否查实弄虚作假") == 1
    assert is_locked(blank, "xl/worksheets/sheet2.xml", f"C{len(titles)}")
    assert not is_locked(blank, "xl/worksheets/sheet2.xml", f"C{len(titles) - 2}")
    assert read.columns["false_data"].values.tolist() == [True]
    assert not [f for f in read.findings if f.check == "unknown_column"]


def is_locked(content, sheet, cell):
    style = int(re.search(rf'<c r="{cell}" s="(\d+)"', part(content, sheet))[1])
    styles = part(content, "xl/styles.xml").partition("<cellXfs")[2].partition("</cellXfs>")[0]
    return 'locked="0"' not in re.findall(r"<xf [^>]*/>|<xf .*?</xf>", styles)[style]


def test_another_edition_is_told_with_what_differs(tmp_path):
    old, new = shipped("hunan-department@2017"), shipped("hunan-department@2018")
    blank = template(old)
    record = sample(old, 1, 3).records[0]
    (tmp_path / "a.xlsx").write_bytes(filled(blank, form_cells(blank, old, record)))

    read = read_submissions(tmp_path, new)

    [finding] = [f for f in read.findings if f.check == "other_edition"]
    told = finding.message.say("zh")
    assert "hunan-department@2017" in told
    assert "hunan-department@2018" in told
    assert "表中没有" in told or "不再填报" in told
    assert finding.cells == ("a.xlsx",)
    assert not [f for f in read_submissions(tmp_path, old).findings if f.check == "other_edition"]


def test_units_that_changed_between_editions_are_told(tmp_path):
    old = small()
    document = json.loads(json.dumps(old.document))
    document["edition"] = "2027"
    document["fields"]["budget"]["unit"] = "元"
    document["fields"]["extra"] = {"title": "新增项", "type": "number"}
    del document["fields"]["note"]
    blank = template(old)
    cells = form_cells(blank, old, {"department": "甲", "budget": 3, "note": "旧"})
    (tmp_path / "a.xlsx").write_bytes(filled(blank, cells))

    read = read_submissions(tmp_path, ruleset_from(document))

    [told] = [f.message.say("zh") for f in read.findings if f.check == "other_edition"]
    assert told.endswith(
        "表中没有：新增项、不再填报：备忘、计量单位不同：预算数(万元)现为预算数（元）"
    )
    assert read.columns["budget"].values.tolist() == [30_000.0]


@pytest.mark.parametrize("are_marks_given", [True, False])
def test_marks_on_indicators_of_another_edition_do_not_make_a_form_unusable(
    tmp_path, are_marks_given
):
    old, new = shipped("sichuan-department@2017"), shipped("sichuan-department@2020")
    blank = template(old)
    record = {**sample(old, 1, 3).records[0]}
    if not are_marks_given:
        record.pop("self_scores", None)
    (tmp_path / "a.xlsx").write_bytes(filled(blank, form_cells(blank, old, record)))

    first, second, *_ = read_submissions(tmp_path, new).findings

    assert first.check == "other_edition"
    assert "sichuan-department@2017" in first.message.say("zh")
    assert second.message.say("zh") == "「自评分」中没有本版的指标，未读取"
    assert second.cells == ("a.xlsx!自评分",)


def test_a_form_of_another_edition_that_cannot_be_read_is_told_as_one(tmp_path):
    old, new = shipped("sichuan-department@2017"), shipped("sichuan-department@2020")
    (tmp_path / "a.xlsx").write_bytes(template(old))

    with pytest.raises(SubmissionError) as caught:
        read_submissions(tmp_path, new)

    assert "按「sichuan-department@2017」制作" in caught.value.problems[0].problem.say("zh")


def test_the_cover_tells_the_edition_where_properties_are_lost(tmp_path):
    blank = template(small())
    cells = form_cells(blank, small(), {"department": "甲", "budget": 3})
    bare = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(filled(blank, cells))) as old,
        zipfile.ZipFile(bare, "w") as new,
    ):
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, old.read(name))
    (tmp_path / "a.xlsx").write_bytes(bare.getvalue())
    document = {**small().document, "edition": "2025"}

    read = read_submissions(tmp_path, ruleset_from(json.loads(json.dumps(document))))

    assert "small@2026" in next(
        f.message.say("en") for f in read.findings if f.check == "other_edition"
    )


def test_an_edit_of_the_same_edition_that_asks_for_the_same_is_only_noted(tmp_path):
    old = small()
    document = {**json.loads(json.dumps(old.document)), "changes": "一处错字"}
    blank = template(old)
    cells = form_cells(blank, old, {"department": "甲", "budget": 3})
    (tmp_path / "a.xlsx").write_bytes(filled(blank, cells))
    new = replace(ruleset_from(document), sha256="f" * 64)

    [finding] = [f for f in read_submissions(tmp_path, new).findings if f.check == "other_edition"]
    assert finding.severity == "info"
    assert finding.message.say("zh").endswith("填报项目相同")


def test_names_and_codes_are_filled_in_and_locked():
    made = templates(small(), [Listed("甲", "001", 2026, "党群"), Listed("乙")])

    assert list(made) == ["甲.xlsx", "乙.xlsx"]
    rows = {row[0]: row[2] for row in sheets(made["甲.xlsx"])["报送表"][3:7]}
    assert rows == {"部门": "甲", "部门编码": "001", "年度": 2026.0, "同类组": "党群"}


def test_hostile_names_stay_text_and_stay_in_the_folder():
    names = ["../x", "a/b", "CON", "甲" * 300, '=cmd|"/c calc"!A1', "x\ny", "<script>", "甲", "甲"]
    made = templates(small(), [Listed(name) for name in names])

    assert len(made) == len(names)
    for file, name in zip(made, names, strict=True):
        assert not set(file) & set('/\\:<>|"?*\n')
        assert len(file.encode()) < 255
        form = sheets(made[file])["报送表"]
        assert form[3][2] == name
        assert "<f>" not in part(made[file], "xl/worksheets/sheet2.xml")


def test_the_wide_layout_lists_the_departments(tmp_path):
    listed = [Listed("甲", "001"), Listed("乙", "002")]
    content = wide_template(small(), listed)
    rows = sheets(content)["部门"]

    assert [row[:2] for row in rows[3:5]] == [["甲", "001"], ["乙", "002"]]
    assert rows[2][0] == "部门 *"
    assert rows[2][4] == "预算数（万元） *"
    (tmp_path / "a.xlsx").write_bytes(content)
    assert read_submissions(tmp_path, small()).departments.tolist() == ["甲", "乙"]


def test_an_english_template_is_read_back(tmp_path):
    record = {"department": "Roads", "department_code": "001", "budget": 5.5, "open": "yes"}
    blank = template(small(), language="en")
    cells = form_cells(blank, small(), record)
    (tmp_path / "a.xlsx").write_bytes(filled(blank, cells))
    read = read_submissions(tmp_path, small())

    assert list(sheets(blank))[:2] == ["Instructions", "Form"]
    assert [row[0] for row in sheets(blank)["Form"][3:6]] == [
        "Department",
        "Department code",
        "Year",
    ]
    assert read.columns["department_code"].values.tolist() == ["001"]
    assert read.columns["open"].values.tolist() == [True]
    assert not {f.check for f in read.findings} & {"unknown_sheet", "unknown_column"}


def test_a_table_called_like_one_of_our_sheets_keeps_its_name(tmp_path):
    document = json.loads(json.dumps(small().document))
    document["tables"]["tasks"]["title"] = "报送表"
    ruleset = ruleset_from(document)
    blank = template(ruleset)
    assert "报送表" in list(sheets(blank))
    (tmp_path / "a.xlsx").write_bytes(blank)

    with pytest.raises(SubmissionError, match="没有填写"):
        read_submissions(tmp_path, ruleset)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=30)
BLANK_FORMS = template(small()), wide_template(small())
NAMES = WORDS.filter(lambda text: text.strip() and fold(text).strip(".") not in BLANKS)


@settings(max_examples=12)
@given(
    st.fixed_dictionaries(
        {"department": NAMES, "budget": st.floats(-1e12, 1e12)},
        optional={
            "rate": st.one_of(st.floats(0, 100), st.just("不涉及"), WORDS),
            "staff": st.integers(-20, 20),
            "open": st.sampled_from(["是", "否", "√", "也许"]),
            "level": st.sampled_from(["好", "中", "差", "优"]),
            "day": st.sampled_from(["2026-01-31", "2026年1月31日", "1月"]),
            "note": WORDS,
            "tasks": st.lists(
                st.fixed_dictionaries({"name": NAMES, "done": st.booleans()}), max_size=5
            ),
        },
    )
)
def test_whatever_is_typed_into_a_template_is_read_as_if_it_came_as_json(record):
    ruleset = small()
    form, wide = BLANK_FORMS
    typed = (
        filled(form, form_cells(form, ruleset, record)),
        filled(wide, wide_cells(wide, ruleset, [record])),
    )
    for content in typed:
        with TemporaryDirectory() as folder:
            Path(folder, "a.xlsx").write_bytes(content)
            read = read_submissions(folder, ruleset)
        given_ = from_records([record], ruleset)
        for name, column in given_.columns.items():
            told(column, read.columns[name])
        for name, column in given_.tables["tasks"].columns.items():
            told(column, read.tables["tasks"].columns[name])


def told(one, two):
    """Compare two columns: values, and states where there are any."""
    assert repr(one.values.tolist()) == repr(two.values.tolist())
    states = [np.zeros(len(c.values)) if c.states is None else c.states for c in (one, two)]
    assert states[0].tolist() == states[1].tolist()
