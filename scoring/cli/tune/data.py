"""What the data say: of each indicator's health, and of weights."""

import click

from scoring.cli.work import (
    deliver,
    language_option,
    output_option,
    problems_told,
    refuse_to_overwrite,
    ruleset_argument,
    score_files,
    show,
    terminal_width,
)

submissions_argument = click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)
format_option = click.option(
    "--format",
    "format_",
    default="text",
    help="text、markdown、html、csv、json 或 xlsx，默认 text。",
)


@click.command(epilog="例：scoring tune health kunming-department@2019 报送数据.xlsx -o 诊断.xlsx")
@ruleset_argument
@submissions_argument
@format_option
@output_option
@click.option("--details", is_flag=True, help="列出全部高度相关的指标。")
@language_option
def health(
    ruleset: str,
    submissions: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    details: bool,
    language: str | None,
) -> None:
    """诊断指标质量：区分度、重复、缺报、实际影响，以及删去后多少部门名次变动。

    写入 .xlsx 时附各指标的相关系数；写入 .svg 时为相关系数热图（须安装 charts）。
    """
    with problems_told(language, ruleset):
        from scoring.tuning.health import assess
        from scoring.tuning.health.formats import render_health
        from scoring.tuning.outputs import format_of

        formats = [format_of(path) for path in output]
        refuse_to_overwrite(output, (ruleset, *submissions))
        told = assess(score_files(ruleset, submissions), language)
        contents = [render_health(told, name, details=details) for name in formats]
        deliver(output, contents, told["language"])
        if not output:
            show(render_health(told, format_, details=details, width=terminal_width()))


@click.command(epilog="例：scoring tune advise kunming-department@2019 报送数据.xlsx --by critic")
@ruleset_argument
@submissions_argument
@click.option(
    "--by",
    type=click.Choice(["entropy", "critic", "standard_deviation"]),
    default="entropy",
    show_default=True,
    help="与现行权重组合的数据赋权方法：熵权法、CRITIC 法、标准差法。",
)
@click.option(
    "--combine",
    type=click.Choice(["none", "additive", "multiplicative", "least_squares"]),
    default="additive",
    show_default=True,
    help="组合方式：只取数据权重、加法、乘法、最小二乘（博弈论）。",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="加法组合中现行权重所占的比例。",
)
@format_option
@output_option
@language_option
def advise(
    ruleset: str,
    submissions: tuple[str, ...],
    by: str,
    combine: str,
    alpha: float,
    format_: str,
    output: tuple[str, ...],
    language: str | None,
) -> None:
    """按数据差异给出权重建议（熵权、CRITIC、标准差及组合），与现行权重并列；不改动评分规则。"""
    with problems_told(language, ruleset):
        from scoring.tuning.advice import Recipe
        from scoring.tuning.advice import advise as advise_on
        from scoring.tuning.advice.formats import render_advice
        from scoring.tuning.outputs import format_of

        formats = [format_of(path) for path in output]
        refuse_to_overwrite(output, (ruleset, *submissions))
        told = advise_on(score_files(ruleset, submissions), Recipe(by, combine, alpha), language)
        deliver(output, [render_advice(told, name) for name in formats], told["language"])
        if not output:
            show(render_advice(told, format_, width=terminal_width()))


COMMANDS: tuple[click.Command, ...] = (advise, health)
