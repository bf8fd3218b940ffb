"""What other weights do: sets tried side by side, and two years compared."""

from functools import partial

import click

from scoring.cli.tune.common import (
    blind_option,
    format_option,
    hand_over,
    log_option,
    refuse,
)
from scoring.cli.tune.weights import other_edition_option, read_sets
from scoring.cli.work import (
    language_option,
    output_option,
    overrides_option,
    problems_told,
    ruleset_argument,
    score_files,
)

details_option = click.option("--details", is_flag=True, help="列出全部有变动的部门。")


@click.command(
    "what-if",
    epilog="例：scoring tune what-if kunming-department@2019 报送数据.xlsx --set 甲案.json",
)
@ruleset_argument
@click.argument("files", metavar="报送数据... 方案...", nargs=-1, required=True)
@click.option("--set", "sets", multiple=True, metavar="方案", help="权重方案，可写多个，并列比较。")
@overrides_option
@details_option
@blind_option
@log_option
@other_edition_option
@format_option
@output_option
@language_option
def what_if(
    ruleset: str,
    files: tuple[str, ...],
    sets: tuple[str, ...],
    overrides: str | None,
    details: bool,
    blind: bool,
    log: str | None,
    other_edition: bool,
    format_: str,
    output: tuple[str, ...],
    language: str | None,
) -> None:
    """试算权重方案：各部门总分、名次、等级的前后对比，谁跨了等级线，变动由哪些指标引起。

    方案写在报送数据之后，或用 --set 写明；可以同时试算几个。
    """
    with problems_told():
        from scoring.tuning.effects.what_if import what_if as try_sets
        from scoring.tuning.effects.what_if_sheets import render_what_if
        from scoring.tuning.sets.reading import parted

        submissions, paths = parted(files, sets)
        refuse(output, log, (ruleset, *submissions, *paths, overrides), drawn=True)
        scores = score_files(ruleset, submissions, overrides)
        given = read_sets(scores.plan.ruleset, paths, other_edition)
        told = try_sets(scores, given, language, is_blind=blind)
        hand_over("what-if", told, partial(render_what_if, details=details), output, format_, log)


@click.command(
    epilog="例：scoring tune years 规则@2017 2017.xlsx 规则@2018 2018.xlsx -o 两年对比.xlsx"
)
@click.argument("old", metavar="旧规则")
@click.argument("old_data", metavar="旧数据")
@click.argument("new", metavar="新规则")
@click.argument("new_data", metavar="新数据")
@click.option("--old-overrides", metavar="文件", help="旧年度复核人的调整，一行一项。")
@click.option("--new-overrides", metavar="文件", help="新年度复核人的调整，一行一项。")
@details_option
@blind_option
@log_option
@format_option
@output_option
@language_option
def years(
    old: str,
    old_data: str,
    new: str,
    new_data: str,
    old_overrides: str | None,
    new_overrides: str | None,
    details: bool,
    blind: bool,
    log: str | None,
    format_: str,
    output: tuple[str, ...],
    language: str | None,
) -> None:
    """比较两个年度：两套规则分别评两年数据，把各部门的变动分为因业绩和因规则，分毫不差。"""
    with problems_told():
        from scoring.review.diff import read_for_both
        from scoring.ruleset import read_ruleset
        from scoring.tuning.effects.years import compare_years
        from scoring.tuning.effects.years_page import render_years

        overrides = old_overrides, new_overrides
        refuse(output, log, (old, old_data, new, new_data, *overrides), drawn=True)
        rules = read_ruleset(old), read_ruleset(new)
        data = read_for_both([old_data], *rules), read_for_both([new_data], *rules)
        told = compare_years(*rules, data, language, overrides=overrides, is_blind=blind)
        hand_over("years", told, partial(render_years, details=details), output, format_, log)


COMMANDS: tuple[click.Command, ...] = (what_if, years)
