"""The commands that tune weights, a module for each family of them."""

import click

from scoring.cli.tune import (
    ahp,
    allocate,
    data,
    delphi,
    effects,
    exact,
    sensitivity,
    solve,
    weights,
)


@click.group()
def tune() -> None:
    """调整权重：试算、比较、求解、征求专家意见，并把结果写成新版本的评分规则。"""


# A family is a module beside this one, with its commands in a tuple COMMANDS.
FAMILIES: tuple[tuple[click.Command, ...], ...] = (
    weights.COMMANDS,
    effects.COMMANDS,
    exact.COMMANDS,
    solve.COMMANDS,
    data.COMMANDS,
    sensitivity.COMMANDS,
    ahp.COMMANDS,
    delphi.COMMANDS,
    allocate.COMMANDS,
)

for command in (command for family in FAMILIES for command in family):
    tune.add_command(command)
