"""How sure ranks are: drawn weights, one weight, indicator or parameter changed at a time."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.tune.common import (
    asked_of_scores,
    hand_over,
    refuse,
    refuse_idle,
    share_given,
)
from scoring.cli.tune.exact import rows_of
from scoring.cli.tune.weights import positive_given
from scoring.cli.work import problems_told, score_files

if TYPE_CHECKING:
    from scoring.evaluation import Scores


@click.command(
    epilog="例：scoring tune sensitivity kunming-department@2019 报送数据.xlsx --spread 30%"
)
@asked_of_scores(
    click.option(
        "--draws",
        type=click.IntRange(1, 1_000_000),
        default=10_000,
        show_default=True,
        help="抽取次数。",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0),
        default=1,
        show_default=True,
        help="随机种子，同一种子结果相同。",
    ),
    click.option(
        "--by",
        type=click.Choice(["spread", "bounds", "around"]),
        default="spread",
        show_default=True,
        help="抽取方式：各权重 ±若干成均匀；只按设定的上下限均匀；"
        "以现行权重为均值（狄利克雷分布）。",
    ),
    click.option(
        "--spread",
        callback=share_given,
        default="20%",
        show_default=True,
        metavar="幅度",
        help="各权重可增减百分之几。",
    ),
    click.option(
        "--sureness",
        callback=positive_given,
        default="100",
        show_default=True,
        metavar="数值",
        help="以现行权重为均值抽取时的集中度，越大越接近现行权重。",
    ),
    click.option(
        "--points",
        callback=positive_given,
        default="2",
        show_default=True,
        metavar="数值",
        help="逐个增减权重时的分值。",
    ),
    click.option(
        "--share",
        callback=share_given,
        default="10%",
        show_default=True,
        metavar="幅度",
        help="逐个增减参数时的百分比。",
    ),
    click.option(
        "--pair", nargs=2, multiple=True, metavar="甲 乙", help="另比较两个部门，可写多对。"
    ),
    click.option(
        "--picture",
        type=click.Choice(["intervals", "tornado"]),
        default="intervals",
        show_default=True,
        help="写入 .svg 的图：名次区间，或各权重增减的影响（龙卷风图）。",
    ),
    click.option("--details", is_flag=True, help="全部列出。"),
)
def sensitivity(
    ruleset: str,
    submissions: tuple[str, ...],
    points: Decimal,
    share: float,
    pair: tuple[tuple[str, str], ...],
    picture: str,
    details: bool,
    overrides: str | None,
    format_: str,
    output: tuple[str, ...],
    log: str | None,
    blind: bool,
    language: str | None,
    sureness: Decimal,
    **drawn: Any,
) -> None:
    """名次有多稳：随机抽取权重看名次区间，再逐个变动权重、指标和参数。

    写入 .svg 时为名次区间图或龙卷风图（须安装 charts）。
    """
    refuse_idle("by", spread="spread", sureness="around")
    with problems_told():
        from scoring.tuning.sensitivity import Recipe
        from scoring.tuning.sensitivity import sensitivity as assess
        from scoring.tuning.sensitivity.formats import render_sensitivity

        refuse(output, log, (ruleset, *submissions, overrides), drawn=True)
        scores = score_files(ruleset, submissions, overrides)
        told = assess(
            scores,
            Recipe(sureness=float(sureness), **drawn),
            language,
            points=points,
            share=share,
            asked=[_pair(scores, names) for names in pair],
            is_blind=blind,
        )
        render = partial(render_sensitivity, details=details, shown=picture)
        hand_over("sensitivity", told, render, output, format_, log)


def _pair(scores: "Scores", names: tuple[str, str]) -> tuple[int, int]:
    first, second = rows_of(scores, names, "--pair")
    return first, second


COMMANDS: tuple[click.Command, ...] = (sensitivity,)
