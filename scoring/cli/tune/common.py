"""What the commands that tune share: formats, the log of scenarios, blindness, and delivery."""

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from scoring.cli.work import (
    deliver,
    language_option,
    output_option,
    overrides_option,
    refuse_to_overwrite,
    ruleset_argument,
    show,
    terminal_width,
)
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.tuning.sets.weight_set import WeightSet

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


Command = Callable[..., None]
Adding = Callable[[Command], Command]


def asked_of_scores(*own: Adding) -> Adding:
    """Return what adds, with a command's *own* options, all that is asked of submissions scored."""
    added: Sequence[Adding] = (
        ruleset_argument,
        submissions_argument,
        *own,
        overrides_option,
        blind_option,
        log_option,
        format_option,
        output_option,
        language_option,
    )

    def add(command: Command) -> Command:
        for option in reversed(added):
            command = option(command)
        return command

    return add


def share_given(_ctx: click.Context, _option: click.Parameter, text: str | None) -> float | None:
    """Return the share that a percentage is, written 20% or 20."""
    if text is None:
        return None
    from scoring.cli.tune.weights import decimal_given

    figure = decimal_given(text.strip().removesuffix("%"))
    if figure is None or not 0 < figure <= _WHOLE:
        raise click.BadParameter(gettext("应是大于 0、不超过 100 的百分数，如 20%。"))
    return float(figure) / _WHOLE


_WHOLE = 100  # percent


def refuse_idle(other: str, **options: str) -> None:
    """Raise UsageError if one of *options* was typed, and *other* is not what it counts with."""
    context = click.get_current_context()
    for option, value in options.items():
        typed = context.get_parameter_source(option) is ParameterSource.COMMANDLINE
        if typed and context.params[other] != value:
            told = gettext("--{option} 只与 --{other} {value} 同用。")
            raise click.UsageError(told.format(option=option, other=other, value=value))


def refuse(
    output: Sequence[str],
    log: str | None,
    read: Sequence[str | None],
    also: Sequence[str] = (),
    *,
    drawn: bool = False,
) -> None:
    """Raise ExportError, before the work, for files that must not be written.

    An *output* may be of no known format, or a picture of what is not *drawn*; any, what is
    written *also* included, may be among what is *read* or named twice; and *log* may be another
    file than a log.
    """
    from scoring.export.outputs import format_of
    from scoring.tuning.guards.scenarios import refuse_other_files

    for path in output:
        format_of(path, drawn=drawn)
    logs = [] if log is None else [log]
    refuse_to_overwrite((*output, *also, *logs), read)
    for path in logs:
        refuse_other_files(path)


def as_json(path: str | None) -> list[str]:
    """Return where to write JSON that a command makes, if anywhere: a file that is named so."""
    from scoring.errors import ExportError, Problem

    if path and not path.lower().endswith(".json"):
        raise ExportError([Problem(path, _NO_JSON(), _AS_JSON())])
    return [path] if path else []


def hand_over(
    command: str,
    result: Mapping[str, Any],
    render: Callable[..., str | bytes],
    output: Sequence[str],
    format_: str,
    log: str | None = None,
    made: "Callable[[], WeightSet] | None" = None,
) -> None:
    """Write *result*, which *render* tells in a format and a width, to *output* or the terminal.

    Where a weight set is *made* of it, files of JSON hold that. What the run was made of is told
    beside what has no place for it: files, and tables as CSV. With *log* the scenarios of the run
    are appended there, once all else was delivered.
    """
    from scoring.export.footer import footer
    from scoring.export.outputs import format_of
    from scoring.export.text import print_text
    from scoring.tuning.guards.scenarios import log_scenarios, scenarios_of
    from scoring.tuning.sets.weight_set import to_json

    formats = [format_of(path, drawn=True) for path in output]
    shown = "" if output else render(result, format_, terminal_width())
    contents = [
        to_json(made()) if made and name == "json" else render(result, name) for name in formats
    ]
    deliver(output, contents)
    if not output:
        show(shown)
    if output or format_ in _BARE:
        show(print_text([footer(result)], terminal_width()), err=True)
    if log is not None:
        log_scenarios(log, scenarios_of(command, result))


_BARE = ("csv",)
_NO_JSON = Phrase("这里写的是 JSON 文件", "what is written here is a file of JSON")
_AS_JSON = Phrase("请把文件名写成 .json 结尾", "Name a file that ends in .json")
