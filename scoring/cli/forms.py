"""The command that fills in the bureau's own forms."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.notices import WRITTEN, named_files, tell_names
from scoring.cli.work import (
    find_department,
    language_option,
    overrides_option,
    problems_told,
    progress,
    refuse_to_overwrite,
    remark,
    ruleset_argument,
    score_files,
)
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.evaluation import Scores


@click.command(epilog="例：scoring forms kunming-department@2019 报送数据.xlsx -o 自评表")
@ruleset_argument
@click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="文件夹|文件",
    help="文件夹：每个部门一份 .docx 和一份 .xlsx；或一个部门的 .docx、.xlsx 文件。",
)
@click.option("-d", "--department", help="只写一个部门：名称或编码。")
@click.option("--force", is_flag=True, help="覆盖内容不同的已有文件。")
@overrides_option
@language_option
def forms(
    ruleset: str,
    submissions: tuple[str, ...],
    output: str,
    department: str | None,
    force: bool,
    overrides: str | None,
    language: str | None,
) -> None:
    """按报送数据和评分结果填写部门整体支出绩效自评表、职责履行良好表。"""
    with problems_told():
        from scoring.export.folders import refuse_folder, write_files
        from scoring.export.forms import SUFFIXES

        inputs = (ruleset, *submissions)
        if Path(output).suffix.lower() in SUFFIXES:
            refuse_to_overwrite([output], inputs)
            folder, single = str(Path(output).parent), Path(output).name
        else:
            refuse_folder(output, inputs)
            folder, single = output, None
        scores = score_files(ruleset, submissions, overrides)
        files = _files(scores, single, department, language)
        write_files(folder, files, force=force)
        remark(WRITTEN(count=len(files), folder=output))


def _files(
    scores: "Scores", single: str | None, department: str | None, language: str | None
) -> dict[str, bytes]:
    """Return the files by their names: one, if *single* is its name."""
    from scoring.export.forms import SUFFIXES, duties_table, ending_of, fill_forms, print_forms
    from scoring.ranking import rank
    from scoring.report import make_report, order_of

    ranking = rank(scores)
    report = make_report(scores, ranking, language)
    everyone, spoken = report["departments"], report["language"]
    only = find_department(everyone, department) if single or department else None
    named = named_files(report, only, ending_of(spoken))
    rows = {id(e): row for e, row in zip(everyone, order_of(scores, ranking), strict=True)}
    count = progress()
    files: dict[str, bytes] = {}
    for done, (entry, name) in enumerate(named, start=1):
        filled = fill_forms(scores, rows[id(entry)], entry, report)
        for each in [single] if single else [f"{name}{suffix}" for suffix in SUFFIXES]:
            files[each] = print_forms(filled, Path(each).suffix.lower(), spoken)
        count(done, len(named))
    if not single:
        tell_names(named, ending_of(spoken))
    if duties_table(scores.plan) is None:
        remark(_NO_TASKS())
    return files


_NO_TASKS = Phrase(
    "评分规则没有列任务的表：只有自评表，没有职责履行良好表",
    "The ruleset has no table of tasks: only the self-evaluation form was made",
)
