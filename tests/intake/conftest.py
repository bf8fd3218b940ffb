"""A small ruleset, and the ways to write what is submitted under it."""

from decimal import Decimal

import pytest
import xlsxwriter

from scoring.model import Check, Dimension, Field, Indicator, Ruleset, Table

FIELDS = (
    Field(
        "budget", "预算数", "money", unit="万元", aliases=("年初预算",), required=True, minimum=0
    ),
    Field("spent", "支出数", "money", unit="万元"),
    Field("rate", "完成率", "percent", minimum=0, maximum=200),
    Field("staff", "在职人数", "integer", unit="人"),
    Field("score", "测评值", "number"),
    Field("open", "是否公开", "boolean"),
    Field("when", "公开日期", "date"),
    Field("level", "等次", "choice", choices=("好", "一般", "无")),
    Field("note", "说明", "text"),
)
TASKS = Table(
    "tasks",
    "任务明细",
    {
        "planned": Field("planned", "计划数", "number"),
        "done": Field("done", "完成数", "number"),
        "cost": Field("cost", "花费", "money", unit="万元"),
    },
)


@pytest.fixture
def ruleset() -> Ruleset:
    """Return a ruleset with a field of every type, a table, a check and two indicators."""
    leaf = Indicator("execution_rate", "预算完成率", Decimal(60), None)
    other = Indicator("disclosure", "公开", Decimal(40), None)
    return Ruleset(
        id="small",
        edition="2019",
        title="小规则",
        full_marks=Decimal(100),
        indicators=(Dimension("all", "全部", Decimal(100), (leaf, other)),),
        fields={field.id: field for field in FIELDS},
        tables={"tasks": TASKS},
        checks=(Check("sum", "合计", sum=("spent",), equals="budget"),),
    )


@pytest.fixture
def book(tmp_path):
    """Return what writes a workbook: sheet name → rows, or a function that fills the sheet."""

    def write(name="报送.xlsx", **sheets):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as workbook:
            for title, content in sheets.items():
                sheet = workbook.add_worksheet(title)
                if callable(content):
                    content(workbook, sheet)
                else:
                    for row, cells in enumerate(content):
                        sheet.write_row(row, 0, cells)
        return path

    return write
