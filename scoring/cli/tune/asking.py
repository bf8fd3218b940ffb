"""What the commands for experts' judgements share: options, groups, and the way results go out."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from scoring.cli.work import deliver, show, terminal_width


class Judging(click.Group):
    """A group whose command is ``judge`` unless another is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["judge", *args]
        return super().parse_args(ctx, args)


def _step(_ctx: click.Context, _option: click.Parameter, text: str | None) -> Decimal | None:
    """Return the step of weights asked for: a decimal above 0."""
    if text is None:
        return None
    try:
        step = Decimal(text)
    except InvalidOperation:
        step = Decimal(0)
    if not step.is_finite() or not Decimal("0.0001") <= step <= _GREATEST_STEP:
        raise click.BadParameter("应是大于 0 的数，如 1 或 0.5。")
    return step


files_argument = click.argument("files", metavar="专家文件...", nargs=-1, required=True)
step_option = click.option(
    "--step", callback=_step, metavar="步长", help="新权重的步长，如 1 或 0.5；默认按评分规则。"
)
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
format_option = click.option(
    "--format", "format_", default="text", help="text、markdown、csv 或 json，默认 text。"
)


def deliver_report(report: dict[str, Any], format_: str, output: Sequence[str]) -> None:
    """Write the report to the files of *output*; to the terminal where there are none."""
    from scoring.tuning.expert.formats import render_expert
    from scoring.tuning.outputs import format_of

    contents = [render_expert(report, format_of(path)) for path in output]
    deliver(output, contents, report["language"])
    if not output:
        show(render_expert(report, format_, terminal_width()))


_GREATEST_STEP = Decimal(100)
