"""How sure ranks are: drawn weights, one weight, indicator or parameter changed at a time."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.tune.common import (
    blind_option,
    format_option,
    hand_over,
    log_option,
    refuse,
    submissions_argument,
)
from scoring.cli.work import (
    find_department,
    language_option,
    output_option,
    problems_told,
    ruleset_argument,
    score_files,
)

if TYPE_CHECKING:
    from scoring.evaluation import Scores
    from scoring.tuning.sensitivity import Recipe


@click.command(
    epilog="例：scoring tune sensitivity kunming-department@2019 报送数据.xlsx --spread 30"
)
@ruleset_argument
@submissions_argument
@click.option(
    "--draws",
    type=click.IntRange(1, 1_000_000),
    default=10_000,
    show_default=True,
    help="抽取次数。",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="随机种子，同一种子结果相同。",
)
@click.option(
    "--by",
    type=click.Choice(["spread", "bounds", "around"]),
    default="spread",
    show_default=True,
    help="抽取方式：各权重 ±若干成均匀；只按设定的上下限均匀；以现行权重为均值（狄利克雷分布）。",
)
@click.option(
    "--spread",
    type=click.FloatRange(0, 100, min_open=True),
    default=20,
    show_default=True,
    help="各权重可增减百分之几。",
)
@click.option(
    "--sureness",
    type=click.FloatRange(0, min_open=True),
    default=100,
    show_default=True,
    help="以现行权重为均值抽取时的集中度，越大越接近现行权重。",
)
@click.option(
    "--points",
    type=click.FloatRange(0, min_open=True),
    default=2,
    show_default=True,
    help="逐个增减权重时的分值。",
)
@click.option(
    "--share",
    type=click.FloatRange(0, 100, min_open=True),
    default=10,
    show_default=True,
    help="逐个增减参数时的百分比。",
)
@click.option("--pair", nargs=2, multiple=True, metavar="甲 乙", help="另比较两个部门，可写多对。")
@click.option(
    "--picture",
    type=click.Choice(["intervals", "tornado"]),
    default="intervals",
    show_default=True,
    help="写入 .svg 的图：名次区间，或各权重增减的影响（龙卷风图）。",
)
@click.option("--details", is_flag=True, help="全部列出。")
@format_option
@output_option
@log_option
@blind_option
@language_option
def sensitivity(
    ruleset: str,
    submissions: tuple[str, ...],
    points: float,
    share: float,
    pair: tuple[tuple[str, str], ...],
    picture: str,
    details: bool,
    format_: str,
    output: tuple[str, ...],
    log: str | None,
    blind: bool,
    language: str | None,
    **drawn: Any,
) -> None:
    """名次有多稳：随机抽取权重看名次区间，再逐个变动权重、指标和参数。

    写入 .svg 时为名次区间图或龙卷风图（须安装 charts）。
    """
    with problems_told():
        from scoring.ranking import rank
        from scoring.tuning.guards.blinding import blind as blinded
        from scoring.tuning.sensitivity import sensitivity as assess
        from scoring.tuning.sensitivity.formats import render_sensitivity

        refuse(output, log, (ruleset, *submissions))
        scores = score_files(ruleset, submissions)
        ranking, asked = rank(scores), [_rows(scores, names) for names in pair]
        spoken = language or scores.plan.ruleset.language
        told = assess(
            blinded(scores, spoken) if blind else scores,
            _recipe(**drawn),
            spoken,
            points=Decimal(str(points)),
            share=share / 100,
            asked=asked,
            ranking=ranking,
        )
        render = partial(render_sensitivity, details=details, shown=picture)
        hand_over("sensitivity", told, render, output, format_, log)


def _recipe(spread: float, **drawn: Any) -> "Recipe":
    from scoring.tuning.sensitivity import Recipe

    return Recipe(spread=spread / 100, **drawn)


def _rows(scores: "Scores", names: tuple[str, str]) -> tuple[int, int]:
    """Return the rows of two departments, each by name or code."""
    from scoring.evaluation.tables import wide_frame

    frame: Any = wide_frame(scores)[["department", "department_code", "year"]].fillna("")
    entries = [{**row, "row": n} for n, row in enumerate(frame.to_dict("records"))]
    first, second = (find_department(entries, name, "--pair")["row"] for name in names)
    return first, second


COMMANDS: tuple[click.Command, ...] = (sensitivity,)
