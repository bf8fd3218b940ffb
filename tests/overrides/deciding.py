"""A small bureau, and the ways in which reviewers write what they decided."""

import json

import xlsxwriter
from bureau import leaf, ruleset_of, score

from scoring.evaluation import override
from scoring.overrides import read_overrides

HEADINGS = ("部门", "指标", "复核得分", "理由", "复核人", "日期")
ENGLISH = ("department", "indicator", "points", "reason", "reviewer", "date")
DECISION = ("财政局", "i_a", 30, "已补报佐证材料", "王芳", "2020-03-05")
TREE = [
    {
        "id": "work",
        "title": "履职",
        "weight": 60,
        "children": [leaf("a", 40, title="数量"), leaf("b", 20, title="质量")],
    },
    leaf("c", 40, title="公众满意度", not_applicable={"when": "skip", "then": "redistribute_all"}),
]
RECORDS = (
    {"department": "财政局", "department_code": "001", "a": 50, "b": 100, "c": 100},
    {"department": "民政局", "department_code": "002", "a": 100, "b": 50, "c": 100},
    {"department": "档案馆", "department_code": "003", "a": 100, "b": 100, "c": 0, "skip": True},
)


def bureau(*records, **keys):
    """Return what a bureau of three departments gets by the rules alone."""
    return score(ruleset_of(*keys.pop("tree", TREE), **keys), *(records or RECORDS))


def row(**changes):
    """Return one decision with *changes*, by English heading."""
    return tuple({**dict(zip(ENGLISH, DECISION, strict=True)), **changes}.values())


def written(path, rows, headings=HEADINGS):
    """Write *rows* as the suffix of *path* says; a workbook has them on the sheet 复核."""
    if path.suffix == ".json":
        text = json.dumps([dict(zip(headings, each, strict=True)) for each in rows])
        path.write_text(text, encoding="utf-8")
    elif path.suffix == ".csv":
        lines = [",".join(map(str, each)) for each in (headings, *rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet("复核")
            for number, cells in enumerate((headings, *rows)):
                sheet.write_row(number, 0, cells)
    return path


def reviewed(scores, folder, *rows, name="复核.csv"):
    """Return *scores* with decisions applied that are read from a file."""
    return override(scores, read_overrides(written(folder / name, rows), scores))
