"""The command that sets self scores beside what departments got."""

import click

from scoring.cli.work import (
    deliver,
    language_option,
    output_option,
    overrides_option,
    problems_told,
    refuse_to_overwrite,
    ruleset_argument,
    score_files,
    show,
    terminal_width,
)


@click.command(
    epilog="例：scoring selfscores kunming-department@2019 报送数据.xlsx -o 自评对照.xlsx"
)
@ruleset_argument
@click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    default="text",
    help="text、markdown、html、csv、json 或 xlsx，默认 text。",
)
@output_option
@click.option("--details", is_flag=True, help="列出全部部门和指标，不只是差额最大的。")
@overrides_option
@language_option
def selfscores(
    ruleset: str,
    submissions: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    details: bool,
    overrides: str | None,
    language: str | None,
) -> None:
    """对照部门自评分与评分：按差额从高到低列出部门和指标，并列明没有报送自评分的部门。"""
    with problems_told():
        from scoring.export.outputs import format_of
        from scoring.report import make_report
        from scoring.selfscores import compare_self_scores
        from scoring.selfscores.formats import render_self_scores

        formats = [format_of(path) for path in output]
        refuse_to_overwrite(output, (ruleset, *submissions, overrides))
        scores = score_files(ruleset, submissions, overrides)
        told = compare_self_scores(make_report(scores, language=language, explained=False))
        contents = [render_self_scores(told, name, details=details) for name in formats]
        deliver(output, contents)
        if not output:
            show(render_self_scores(told, format_, details=details, width=terminal_width()))
