"""What other weights do: sets tried side by side, and two years compared."""

from functools import partial

import click

from scoring.cli.tune.common import (
    blind_option,
    format_option,
    hand_over,
    log_option,
)
from scoring.cli.tune.weights import other_edition_option, read_sets
from scoring.cli.work import (
    language_option,
    output_option,
    problems_told,
    refuse_to_overwrite,
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
    with problems_told(language, ruleset):
        from scoring.tuning.effects.what_if import what_if as try_sets
        from scoring.tuning.effects.what_if_sheets import render_what_if
        from scoring.tuning.sets.reading import parted

        submissions, paths = parted(files, sets)
        written = (*output, *([log] if log else []))
        refuse_to_overwrite(written, (ruleset, *submissions, *paths))
        scores = score_files(ruleset, submissions)
        given = read_sets(scores.plan.ruleset, paths, other_edition)
        told = try_sets(scores, given, language, is_blind=blind)
        hand_over("what-if", told, partial(render_what_if, details=details), output, format_, log)


COMMANDS: tuple[click.Command, ...] = (what_if,)
