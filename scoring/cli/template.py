"""The command that makes the workbooks departments fill in."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.work import (
    SAVED,
    language_option,
    problems_told,
    progress,
    refuse_to_overwrite,
    remark,
    ruleset_argument,
)
from scoring.errors import ExportError, Problem
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.intake.roster import Listed
    from scoring.model import Ruleset

FORM, WIDE = "form", "wide"


@click.command(epilog="例：scoring template kunming-department@2019 -o 报送表.xlsx")
@ruleset_argument
@click.option(
    "-o",
    "--output",
    metavar="文件",
    required=True,
    help="写入的 .xlsx 文件；按部门名单一个部门一个文件时，写入的文件夹。",
)
@click.option(
    "--layout",
    type=click.Choice([FORM, WIDE]),
    default=FORM,
    show_default=True,
    help="form：一个部门一个工作簿，一行填一项；wide：一行填一个部门。",
)
@click.option(
    "--departments",
    metavar="文件",
    help="部门名单（.csv 或 .xlsx）：部门、部门编码，可有年度、同类组。",
)
@click.option("--force", is_flag=True, help="覆盖内容不同的已有文件。")
@language_option
def template(
    ruleset: str,
    output: str,
    layout: str,
    departments: str | None,
    force: bool,
    language: str | None,
) -> None:
    """按评分规则生成空白报送表，供部门填报后读回。"""
    with problems_told():
        from scoring.export.folders import write_files
        from scoring.ruleset import read_ruleset
        from scoring.template import read_roster, wide_template
        from scoring.template import template as blank

        rules = read_ruleset(ruleset)
        said = language or rules.language
        listed = read_roster(departments, rules) if departments else []
        if listed and layout == FORM:
            _write_each(rules, listed, output, said, force)
            return
        if Path(output).suffix.lower() != ".xlsx":
            raise ExportError([Problem(output, _NOT_XLSX(), _NAME_XLSX())])
        refuse_to_overwrite((output,), (ruleset, departments))
        wide = layout == WIDE
        made = wide_template(rules, listed, language=said) if wide else blank(rules, language=said)
        path = Path(output)
        write_files(str(path.parent), {path.name: made}, force=force, remedy=_FORCE_FILE())
        remark(SAVED(path=output))


def _write_each(
    rules: "Ruleset", listed: "list[Listed]", folder: str, language: str, force: bool
) -> None:
    """Write a workbook for each department into *folder*.

    None is written, unless *force*, where one would be written over.
    """
    from scoring.export.folders import refuse_folder, write_files
    from scoring.template import templates

    refuse_folder(folder, ())

    unique = list(dict.fromkeys(listed))
    made = templates(rules, unique, language=language, progress=progress())
    write_files(folder, made, force=force, remedy=_ELSEWHERE())
    again = [
        name for name, count in Counter(each.department for each in listed).items() if count > 1
    ]
    if len(unique) < len(listed):
        remark(_AGAIN(count=len(listed) - len(unique), names=again[:10]))
    for department, name in zip(unique, made, strict=True):
        if Path(name).stem != department.department:
            told = _NAMED(department=department.department[:60], name=name)
            remark(told)
    remark(_WRITTEN(count=len(made), folder=folder))


_NOT_XLSX = Phrase("报送表是 .xlsx 工作簿", "templates are .xlsx workbooks")
_NAME_XLSX = Phrase("请把文件名写成 ….xlsx", "Name a file that ends in .xlsx")
_NAMED = Phrase("「{department}」的文件名为 {name}", "the file of “{department}” is {name}")
_AGAIN = Phrase(
    "名单中重复的 {count} 行没有再生成：{names}", "{count} rows of the list are repeated: {names}"
)
_WRITTEN = Phrase(
    "已为 {count} 个部门生成报送表：{folder}", "{count} workbooks written to {folder}"
)
_ELSEWHERE = Phrase(
    "请写入空文件夹，以免覆盖已填好的报送表；确要覆盖请加 --force",
    "Write into an empty folder, lest filled ones be lost, or add --force to replace them",
)
_FORCE_FILE = Phrase(
    "可能是已填好的报送表，请换一个文件名；确要覆盖请加 --force",
    "It may be one that was filled in: name another file, or add --force to replace it",
)
