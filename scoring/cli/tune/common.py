"""What the commands that tune share: formats, the log of scenarios, blindness, and delivery."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from scoring.cli.work import deliver, show, terminal_width

submissions_argument = click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)
format_option = click.option(
    "--format",
    "format_",
    default="text",
    help="text、markdown、csv、json、xlsx 或 html，默认 text。",
)
log_option = click.option(
    "--log", metavar="文件", help="把试算过的方案逐行记入文件（JSON Lines），只增不改。"
)
blind_option = click.option(
    "--blind", is_flag=True, help="隐去部门名称、编码和文件名，以编号代替。"
)


def hand_over(
    command: str,
    result: Mapping[str, Any],
    render: Callable[..., str | bytes],
    output: Sequence[str],
    format_: str,
    log: str | None = None,
) -> None:
    """Write *result*, which *render* tells in a format and a width, to *output* or the terminal.

    With *log* the scenarios of the run are appended there, once all else was delivered.
    """
    from scoring.export.outputs import format_of
    from scoring.tuning.guards.scenarios import log_scenarios, scenarios_of

    formats = [format_of(path) for path in output]
    shown = "" if output else render(result, format_, terminal_width())
    deliver(output, [render(result, name) for name in formats])
    if not output:
        show(shown)
    if log:
        log_scenarios(log, scenarios_of(command, result))
