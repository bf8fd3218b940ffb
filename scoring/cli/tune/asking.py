"""What the commands for experts' judgements share: options, groups, and the way results go out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as calendar
from functools import partial
from gettext import gettext
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.tune.common import hand_over, log_option
from scoring.errors import ExportError, Problem
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.model import Ruleset


class Judging(click.Group):
    """A group whose command is ``judge`` unless another is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["judge", *args]
        return super().parse_args(ctx, args)


def is_csv(path: str) -> bool:
    """Return whether a blank form goes into CSV, not a workbook; ExportError for another file."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise ExportError([Problem(path, _NO_FORM(), _AS_FORM())])
    return suffix == ".csv"


def day_made(_ctx: click.Context, _option: click.Parameter, text: str | None) -> str:
    try:
        return (calendar.fromisoformat(text) if text else calendar.today()).isoformat()
    except ValueError as error:
        raise click.BadParameter(gettext("应写成 2026-03-01 这样的日期。")) from error


files_argument = click.argument("files", metavar="专家文件...", nargs=-1, required=True)
node_option = click.option(
    "--node", "nodes", multiple=True, help="只要这个节点（标识或名称），可写多个。"
)
scale_option = click.option(
    "--scale",
    type=click.FloatRange(0, 1000, min_open=True),
    default=10.0,
    show_default=True,
    help="评分的满分。",
)
total_option = click.option(
    "--total",
    type=click.FloatRange(0, 1000, min_open=True),
    default=100.0,
    show_default=True,
    help="要分配的总分。",
)
form_option = click.option(
    "-o", "--output", metavar="文件", required=True, help="写入的空白表：.xlsx，或 .csv。"
)
output_option = click.option(
    "-o",
    "--output",
    metavar="文件",
    multiple=True,
    help="写入文件，可写多个：.json 是权重方案，.xlsx、.csv、.md、.html、.txt 是报告。",
)
_RECORD = (
    log_option,
    click.option("--date", callback=day_made, help="权重方案的日期，默认今天。"),
    click.option("--reason", default="", help="权重方案的理由，默认写明方法和专家人数。"),
    click.option("--author", default="", help="权重方案的制定人。"),
    click.option("--id", default="", help="权重方案的标识，默认按内容取。"),
)


def recorded(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say for the record who made a weight set, when and why, and the log."""
    for option in _RECORD:
        command = option(command)
    return command


def deliver_report(
    ruleset: "Ruleset",
    report: dict[str, Any],
    output: Sequence[str],
    format_: str,
    log: str | None,
    told: Mapping[str, str],
) -> None:
    """Write the report to the files of *output*, as .json the weight set; else to the terminal.

    In the *log* the set stands with its digest, and its distance from what is approved.
    """
    from scoring.tuning.expert.formats import render_expert
    from scoring.tuning.expert.recorded import weight_set_of
    from scoring.tuning.sets.distance import digest_of

    made = partial(weight_set_of, ruleset, report, **told)
    if log is not None:
        report = {**report, "sets": [digest_of(ruleset, made())]}
    command = _TYPED.get(report["kind"], report["kind"])
    hand_over(command, report, render_expert, output, format_, log, made)


_TYPED = {"allocation": "allocate"}  # commands that are not called as their reports are


_NO_FORM = Phrase("空白表不能写成这种文件", "a blank form is no file of this kind")
_AS_FORM = Phrase("请写成 .xlsx 或 .csv", "Write it as .xlsx or .csv")
