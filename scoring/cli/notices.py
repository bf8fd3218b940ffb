"""The command that writes each department its notice of deductions."""

import re
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.work import (
    deliver,
    find_department,
    language_of,
    language_option,
    overrides_option,
    problems_told,
    progress,
    remark,
    score_files,
)
from scoring.errors import ExportError, Problem
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.export.notices import Issue


@click.command(epilog="例：scoring notices kunming-department@2019 报送数据.xlsx -o 告知书")
@click.argument("ruleset", metavar="[评分规则]", required=False)
@click.argument("submissions", metavar="[报送数据...]", nargs=-1)
@click.option("-o", "--output", metavar="文件夹", help="写入的文件夹，没有则建立。")
@click.option("-d", "--department", help="只写一个部门：名称或编码。")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["docx", "html", "markdown"]),
    default="docx",
    help="默认 docx（Word）。",
)
@click.option("--template", metavar="模板.docx", help="用 Word 编辑过的模板。")
@click.option("--write-template", metavar="模板.docx", help="写出模板，供在 Word 中编辑。")
@click.option("--issuer", default="", help="印发单位；不写则留出盖章处。")
@click.option("--date", default="", help="印发日期，如 2020-06-30；不写则留空待填。")
@click.option("--appeal", default="", help="异议向谁、在何时之前提出；不写则用通用说法。")
@click.option("--no-rank", is_flag=True, help="不告知名次。")
@click.option("--force", is_flag=True, help="覆盖内容不同的已有文件。")
@overrides_option
@language_option
def notices(
    ruleset: str | None,
    submissions: tuple[str, ...],
    output: str | None,
    write_template: str | None,
    language: str | None,
    **chosen: Any,
) -> None:
    """给每个部门写一份扣分告知书：得分、等级、排名，每笔扣分的原因、依据和整改建议。"""
    with problems_told():
        if write_template:
            _write_template(write_template, language or language_of(ruleset or ""), chosen["force"])
            return
        if not (ruleset and submissions and output):
            raise click.UsageError(
                gettext("请给出评分规则、报送数据和 -o 文件夹，或用 --write-template。")
            )
        _write_notices(ruleset, submissions, output, language, chosen)


def _write_template(path: str, language: str, force: bool) -> None:
    from scoring.export.notices import default_template
    from scoring.export.word import require_word

    require_word(path)
    if Path(path).exists() and not force:
        raise ExportError([Problem(path, _TEMPLATE_EXISTS(), _FORCE_TEMPLATE())])
    deliver([path], [default_template(language)])


def _write_notices(
    ruleset: str,
    submissions: Sequence[str],
    output: str,
    language: str | None,
    chosen: dict[str, Any],
) -> None:
    from scoring.export.folders import refuse_folder, write_files
    from scoring.export.notices import ending_of, notices
    from scoring.report import make_report

    format_, template = chosen["format_"], chosen["template"]
    if template and format_ != "docx":
        raise ExportError([Problem("--template", _WORD_ONLY(), _USE_DOCX())])
    issue = _issue(chosen, language or language_of(ruleset))
    refuse_folder(output, (ruleset, *submissions))
    report = make_report(score_files(ruleset, submissions, chosen["overrides"]), language=language)
    spoken = report["language"]
    wanted = chosen["department"]
    only = find_department(report["departments"], wanted) if wanted else None
    named = named_files(report, only, ending_of(format_, spoken))
    count, files = progress(), {}
    told = notices(report, [entry for entry, _ in named], issue, format_, template)
    for (_, name), content in zip(named, told, strict=True):
        files[name] = content
        count(len(files), len(named))
    write_files(output, files, force=chosen["force"])
    tell_names(named, ending_of(format_, spoken))
    _tell_blanks(issue)
    remark(WRITTEN(count=len(files), folder=output))


def named_files(report: Any, only: Any, ending: str) -> list[tuple[Any, str]]:
    """Return each department (or the one), with the file name it has among all."""
    from scoring.export.filenames import department_files

    everyone = report["departments"]
    names = department_files(everyone, ending)
    return [(e, n) for e, n in zip(everyone, names, strict=True) if only is None or e is only]


def tell_names(named: Sequence[tuple[Any, str]], ending: str) -> None:
    """Say which files do not bear just their department's name."""
    from scoring.export.filenames import renamed

    entries, names = [entry for entry, _ in named], [name for _, name in named]
    for given, name in renamed(entries, names, ending):
        remark(_RENAMED(given=given, name=name))


def _issue(chosen: dict[str, Any], language: str) -> "Issue":
    from scoring.export.notices import Issue

    day = _day(chosen["date"]).say(language) if chosen["date"] else ""
    return Issue(chosen["issuer"], day, chosen["appeal"], rank_told=not chosen["no_rank"])


def _day(text: str) -> Any:
    """Return a date as a letter bears it; ExportError for what is none."""
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text.strip())
    try:
        day = Date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ExportError([Problem("--date", _NO_DATE(text=text), _WRITE_DATE())])
    return _DAY(year=day.year, month=day.month, day=day.day, iso=day.isoformat())


def _tell_blanks(issue: "Issue") -> None:
    blank = [
        name for name, given in (("--issuer", issue.issuer), ("--date", issue.date)) if not given
    ]
    if blank:
        remark(_BLANK(names=blank))
    if not issue.appeal:
        remark(_PLAIN_APPEAL())


_TEMPLATE_EXISTS = Phrase("文件已存在，可能是编辑过的模板", "the file exists, perhaps edited")
_FORCE_TEMPLATE = Phrase("请换一个文件名；确要覆盖请加 --force", "Name another, or add --force")
_WORD_ONLY = Phrase("模板只用于 Word 文件", "a template is for Word files only")
_USE_DOCX = Phrase("请去掉 --template，或用 --format docx", "Drop it, or write --format docx")
_NO_DATE = Phrase("「{text}」不是日期", '"{text}" is no date')
_WRITE_DATE = Phrase("请按 2020-06-30 的格式写", "Write it as 2020-06-30")
_DAY = Phrase("{year}年{month}月{day}日", "{iso}")
_RENAMED = Phrase("文件名有改动：{given} → {name}", "File name adjusted: {given} → {name}")
_BLANK = Phrase("未写 {names}：告知书中留出空处待填", "Without {names}: left blank to be filled in")
_PLAIN_APPEAL = Phrase(
    "未写 --appeal：异议申诉用通用说法，没有期限和联系方式",
    "Without --appeal: a plain sentence, with no deadline or contact",
)
WRITTEN = Phrase("已写入 {count} 个文件：{folder}", "{count} files written to {folder}")
