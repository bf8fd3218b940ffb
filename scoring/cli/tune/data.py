"""What the data say: of each indicator's health, and of weights."""

from decimal import Decimal
from functools import partial

import click

from scoring.cli.tune.asking import day_made
from scoring.cli.tune.common import (
    asked_of_scores,
    blind_option,
    format_option,
    hand_over,
    log_option,
    refuse,
    refuse_idle,
    submissions_argument,
)
from scoring.cli.tune.weights import step_option
from scoring.cli.work import (
    language_option,
    overrides_option,
    problems_told,
    ruleset_argument,
    score_files,
)
from scoring.errors import ExportError, Problem
from scoring.words import Phrase


@click.command(epilog="例：scoring tune health kunming-department@2019 报送数据.xlsx -o 诊断.xlsx")
@asked_of_scores(click.option("--details", is_flag=True, help="列出全部高度相关的指标。"))
def health(
    ruleset: str,
    submissions: tuple[str, ...],
    details: bool,
    overrides: str | None,
    blind: bool,
    log: str | None,
    format_: str,
    output: tuple[str, ...],
    language: str | None,
) -> None:
    """诊断指标质量：区分度、重复、缺报、实际影响，以及删去后多少部门名次变动。

    写入 .xlsx 时附各指标的相关系数；写入 .svg 时为相关系数热图（须安装 charts）。
    """
    with problems_told():
        from scoring.tuning.health import assess
        from scoring.tuning.health.formats import render_health

        refuse(output, log, (ruleset, *submissions, overrides), drawn=True)
        scores = score_files(ruleset, submissions, overrides)
        told = assess(scores, language, is_blind=blind)
        hand_over("health", told, partial(render_health, details=details), output, format_, log)


@click.command(
    epilog="例：scoring tune advise kunming-department@2019 报送数据.xlsx --by critic -o 方案.json"
)
@ruleset_argument
@submissions_argument
@click.option(
    "--by",
    type=click.Choice(["entropy", "critic", "standard_deviation"]),
    help="与现行权重组合的数据赋权方法：熵权法（默认）、CRITIC 法、标准差法。",
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
@click.option("--author", default="", help="权重方案的制定人。")
@click.option("--date", callback=day_made, help="权重方案的日期，默认今天。")
@click.option("--reason", default="", help="采用该方案的理由。")
@step_option
@overrides_option
@blind_option
@log_option
@format_option
@click.option(
    "-o",
    "--output",
    metavar="文件",
    multiple=True,
    help="写入文件，可写多个：.json 为权重方案（须写明 --by），其余后缀为建议本身。",
)
@language_option
def advise(
    ruleset: str,
    submissions: tuple[str, ...],
    by: str | None,
    combine: str,
    alpha: float,
    step: Decimal | None,
    overrides: str | None,
    blind: bool,
    log: str | None,
    format_: str,
    output: tuple[str, ...],
    author: str,
    date: str,
    reason: str,
    language: str | None,
) -> None:
    """按数据差异给出权重建议（熵权、CRITIC、标准差及组合），与现行权重并列；不改动评分规则。"""
    refuse_idle("combine", alpha="additive")
    with problems_told():
        from scoring.export.outputs import format_of
        from scoring.tuning.advice import Recipe, advised_set
        from scoring.tuning.advice import advise as advise_on
        from scoring.tuning.advice.formats import render_advice

        refuse(output, log, (ruleset, *submissions, overrides))
        sets = [path for path in output if format_of(path) == "json"]
        if sets and by is None:
            raise ExportError([Problem(sets[0], _WHICH(), _SAY_BY())])
        recipe = Recipe(by or "entropy", combine, alpha)
        scores = score_files(ruleset, submissions, overrides)
        about = {"author": author, "date": date, "reason": reason}
        told = advise_on(scores, recipe, language, step, is_blind=blind, **about)
        made = partial(advised_set, scores, recipe, step, **about)
        hand_over("advise", told, render_advice, output, format_, log, made)


COMMANDS: tuple[click.Command, ...] = (advise, health)

_WHICH = Phrase("没有写明按哪种方法赋权", "it is not said by which method")
_SAY_BY = Phrase(
    "权重方案须用 --by 写明方法，如 --by critic",
    "A weight set needs its method: say it with --by, as in --by critic",
)
