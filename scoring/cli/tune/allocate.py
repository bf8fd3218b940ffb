"""Points shared out by hand: the form, and what the filled ones come to."""

from decimal import Decimal
from gettext import gettext

import click

from scoring.cli.tune.asking import (
    Judging,
    deliver_report,
    files_argument,
    form_option,
    is_csv,
    node_option,
    output_option,
    recorded,
    total_option,
)
from scoring.cli.tune.common import format_option, refuse
from scoring.cli.tune.weights import step_option
from scoring.cli.work import (
    deliver,
    language_option,
    problems_told,
    refuse_to_overwrite,
    ruleset_argument,
)

among_option = click.option(
    "--among",
    type=click.Choice(["siblings", "leaves"]),
    default="siblings",
    show_default=True,
    help="分数在同一上级的指标间分配（siblings），还是在全部末级指标间分配（leaves）。",
)


@click.group(cls=Judging)
def allocate() -> None:
    """直接分配：生成分配表，或汇总各位专家分配的分数、求权重。

    scoring tune allocate blank 评分规则 -o 分配表.xlsx 生成分配表；

    scoring tune allocate 评分规则 分配表/ 汇总。
    """


@allocate.command(
    "blank", epilog="例：scoring tune allocate blank kunming-department@2019 -o 分配表.xlsx"
)
@ruleset_argument
@node_option
@click.option("--expert", default="", help="预先填好的专家姓名。")
@total_option
@among_option
@form_option
@language_option
def allocate_blank(
    ruleset: str,
    nodes: tuple[str, ...],
    expert: str,
    total: float,
    among: str,
    output: str,
    language: str | None,
) -> None:
    """生成分配表：同一上级的各指标，或全部末级指标，共 100 分。"""
    if nodes and among == "leaves":
        raise click.UsageError(gettext("--node 不能与 --among leaves 同用。"))
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.allocation_form import allocation_csv, allocation_form
        from scoring.tuning.expert.hierarchy import chosen

        refuse_to_overwrite([output], [ruleset])
        make = allocation_csv if is_csv(output) else allocation_form
        rules = read_ruleset(ruleset)
        spoken = language or rules.language
        families = chosen(rules, nodes, spoken)
        deliver([output], [make(rules, families, total, spoken, expert, among)])


@allocate.command(
    "judge",
    epilog="例：scoring tune allocate kunming-department@2019 分配表/ --trim 0.1 -o 报告.md",
)
@ruleset_argument
@files_argument
@total_option
@among_option
@click.option(
    "--trim",
    type=click.FloatRange(0, 0.5, max_open=True),
    default=0.0,
    show_default=True,
    help="求均值前两端各去掉的比例，如 0.1。",
)
@step_option
@format_option
@output_option
@recorded
@language_option
def allocate_judge(
    ruleset: str,
    files: tuple[str, ...],
    total: float,
    among: str,
    trim: float,
    step: Decimal | None,
    format_: str,
    output: tuple[str, ...],
    log: str | None,
    language: str | None,
    **told: str,
) -> None:
    """汇总各位专家分配的分数，求权重。"""
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.allocation import LEAVES, allotments
        from scoring.tuning.expert.allocation_report import allocation_report
        from scoring.tuning.expert.hierarchy import chosen, leaves
        from scoring.tuning.expert.opinion_sheets import read_opinions

        refuse(output, log, (ruleset, *files))
        rules = read_ruleset(ruleset)
        families = chosen(rules, language=language)
        ends = [leaf for _, leaf in leaves(families).values()] if among == LEAVES else []
        opinions, sources, unread = read_opinions(files, families, total, ends)
        found = allotments(opinions, families, total, among, trim)
        settings = {"total": total, "among": among, "trim": trim, "unread": unread}
        parts = (rules, families, opinions, found, sources, settings, step, language)
        report = allocation_report(*parts)
        deliver_report(rules, report, output, format_, log, told)


COMMANDS = (allocate,)
