"""Exact answers: what can and cannot happen under any weights within the bounds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.tune.common import (
    asked_of_scores,
    hand_over,
    refuse,
    share_given,
)
from scoring.cli.work import (
    find_department,
    problems_told,
    score_files,
)

if TYPE_CHECKING:
    from scoring.evaluation import Scores


spread_option = click.option(
    "--spread",
    callback=share_given,
    metavar="幅度",
    help="各权重至多增减百分之几，如 20%；默认只守评分规则的上下限。",
)


_asked = asked_of_scores(spread_option)


@click.command(
    "range",
    epilog="例：scoring tune range kunming-department@2019 报送数据.xlsx --spread 20%",
)
@click.option("-d", "--department", "departments", multiple=True, help="只算这个部门，可写多个。")
@_asked
def rank_range(departments: tuple[str, ...], **given: Any) -> None:
    """各部门在允许的任何权重下最好、最差能排第几（混合整数规划）。"""
    with problems_told():
        from scoring.tuning.exact.range_page import render_ranges
        from scoring.tuning.exact.range_result import rank_ranges

        def ranges(scores: "Scores", *told: Any, **how: Any) -> dict[str, Any]:
            return rank_ranges(scores, rows_of(scores, departments), *told, **how)

        _answer("range", ranges, render_ranges, **given)


@click.command(
    epilog="例：scoring tune stability kunming-department@2019 报送数据.xlsx -o 稳定区间.xlsx"
)
@_asked
def stability(**given: Any) -> None:
    """单个权重在什么区间内变动，第一名不变、全部先后不变；其余权重按比例让出或接收。"""
    with problems_told():
        from scoring.tuning.exact.stability import stability as intervals_of
        from scoring.tuning.exact.stability_page import render_stability

        _answer("stability", intervals_of, render_stability, **given)


@click.command(
    epilog="例：scoring tune dominance kunming-department@2019 报送数据.xlsx -o 先后.xlsx"
)
@_asked
def dominance(**given: Any) -> None:
    """哪些部门的先后，在允许的任何权重下、乃至任何权重下都不会颠倒。"""
    with problems_told():
        from scoring.tuning.exact.dominance import dominance as pairs_of
        from scoring.tuning.exact.dominance_page import render_dominance

        _answer("dominance", pairs_of, render_dominance, **given)


def _answer(
    command: str,
    answer: Callable[..., dict[str, Any]],
    render: Callable[..., str | bytes],
    *,
    ruleset: str,
    submissions: tuple[str, ...],
    spread: float | None,
    overrides: str | None,
    blind: bool,
    log: str | None,
    format_: str,
    output: tuple[str, ...],
    language: str | None,
) -> None:
    """Score, have the exact *answer* worked out, and hand it over as *render* tells it."""
    refuse(output, log, (ruleset, *submissions, overrides))
    scores = score_files(ruleset, submissions, overrides)
    told = answer(scores, spread, language, is_blind=blind)
    hand_over(command, told, render, output, format_, log)


def rows_of(
    scores: "Scores", departments: tuple[str, ...], option: str = "--department"
) -> list[int]:
    """Return the row numbers of *departments*, named by name or code in an *option*."""
    from scoring.tuning.exact.told import rows_named

    entries = rows_named(scores)
    found = (find_department(entries, name, option)["row"] for name in departments)
    return list(dict.fromkeys(found))


COMMANDS: tuple[click.Command, ...] = (rank_range, stability, dominance)
