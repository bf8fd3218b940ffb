"""Weights that meet targets: the smallest change that swaps two departments, or meets several."""

import sys
from datetime import date as calendar
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.tune.common import as_json, asked_of_scores, hand_over, refuse
from scoring.cli.tune.exact import rows_of, spread_option
from scoring.cli.tune.weights import step_option
from scoring.cli.work import problems_told, score_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoring.evaluation import Scores
    from scoring.tuning.solve.targets import Target

FOUND, NONE_FOUND = 0, 1

set_options = (
    spread_option,
    step_option,
    click.option("--save", metavar="方案", help="把求得的权重写成方案文件：.json。"),
    click.option("--author", default="", help="制定人。"),
    click.option("--reason", default="", help="理由。"),
)


@click.command(
    epilog="例：scoring tune swap kunming-department@2019 报送数据.xlsx -d 市总工会 -d 市民政局"
)
@asked_of_scores(
    click.option(
        "-d", "--department", "departments", multiple=True, required=True, help="两个部门，写两次。"
    ),
    *set_options,
)
def swap(ruleset: str, departments: tuple[str, ...], **given: Any) -> None:
    """使两个部门名次对调的最小权重调整；做不到的说明原因，并以 1 结束。"""

    def targets(scores: "Scores") -> "list[Target]":
        from scoring.errors import Problem, WeightError
        from scoring.tuning.solve.swapping import SAY_TWO, TWO, swapped

        rows = rows_of(scores, departments)
        if len(rows) != 2:
            raise WeightError([Problem("--department", TWO(), SAY_TWO())])
        return [swapped(scores, rows[0], rows[1])]

    _solve("swap", ruleset, targets, **given)


@click.command(
    epilog="例：scoring tune solve kunming-department@2019 报送数据.xlsx --target '市总工会>=85'"
)
@asked_of_scores(
    click.option(
        "--target",
        "wanted",
        multiple=True,
        metavar="目标",
        help="甲>乙，或 甲>=85；可写多个。",
    ),
    click.option(
        "--most", multiple=True, metavar="等级=个数", help="该等级及以上至多几个，如 优=12。"
    ),
    click.option(
        "--influence",
        multiple=True,
        metavar="指标<=比例",
        help="指标对总分差异的影响（协方差占比），如 预算执行<=30%。",
    ),
    *set_options,
)
def solve(
    ruleset: str,
    wanted: tuple[str, ...],
    most: tuple[str, ...],
    influence: tuple[str, ...],
    **given: Any,
) -> None:
    """求达到目标而增减之和最小的权重；目标互相矛盾的，指出是哪几个，并以 1 结束。"""

    def targets(scores: "Scores") -> "list[Target]":
        from scoring.tuning.solve.asked import targets_from

        return targets_from(
            scores, wanted, most, influence, lambda name: rows_of(scores, (name,), "--target")[0]
        )

    _solve("solve", ruleset, targets, **given)


def _solve(
    command: str,
    ruleset: str,
    targets: "Callable[[Scores], list[Target]]",
    *,
    submissions: tuple[str, ...],
    save: str | None,
    overrides: str | None,
    blind: bool,
    log: str | None,
    format_: str,
    output: tuple[str, ...],
    **asked: Any,
) -> None:
    """Score, solve as *asked*, hand over what is found, and end with whether anything was."""
    with problems_told():
        from scoring.cli.work import deliver
        from scoring.tuning.sets.weight_set import to_json
        from scoring.tuning.solve.page import render_solution
        from scoring.tuning.solve.solution import solve_weights

        refuse(output, log, (ruleset, *submissions, overrides), as_json(save))
        scores = score_files(ruleset, submissions, overrides)
        result, made = solve_weights(
            scores,
            targets(scores),
            is_blind=blind,
            date=calendar.today().isoformat(),
            **asked,
        )
        hand_over(command, result, partial(render_solution), output, format_, log)
        if made:
            deliver(as_json(save), [to_json(made)] * bool(save))
    sys.exit(FOUND if made else NONE_FOUND)


COMMANDS: tuple[click.Command, ...] = (swap, solve)
