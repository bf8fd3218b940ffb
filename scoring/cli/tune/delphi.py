"""Delphi surveys: the form of each round, and what the rounds come to."""

import sys
from decimal import Decimal
from gettext import gettext
from pathlib import PurePath

import click

from scoring.cli.tune.asking import (
    Judging,
    deliver_report,
    is_csv,
    node_option,
    output_option,
    recorded,
    scale_option,
)
from scoring.cli.tune.common import format_option, refuse
from scoring.cli.tune.weights import step_option
from scoring.cli.work import (
    deliver,
    language_option,
    problems_told,
    refuse_to_overwrite,
    remark,
    ruleset_argument,
)
from scoring.errors import ExportError, Problem
from scoring.words import Phrase

FINE, ANOTHER_ROUND = 0, 1


@click.group(cls=Judging)
def delphi() -> None:
    """德尔菲法：生成征询表，或汇总各轮评分、判断是否收敛、求权重。

    scoring tune delphi blank 评分规则 -o 征询表.xlsx 生成首轮征询表；

    scoring tune delphi blank 评分规则 第一轮/ -o 第二轮 生成下一轮，一位专家一份；

    scoring tune delphi 评分规则 第一轮/ 第二轮/ 汇总，每个文件或文件夹是一轮。
    """


@delphi.command(
    "blank", epilog="例：scoring tune delphi blank kunming-department@2019 第一轮/ -o 第二轮"
)
@ruleset_argument
@click.argument("rounds", metavar="[已有轮次...]", nargs=-1)
@node_option
@click.option("--expert", default="", help="首轮：预先填好的专家姓名。")
@scale_option
@click.option(
    "-o",
    "--output",
    metavar="文件",
    required=True,
    help="首轮写入文件：.xlsx，或 .csv；以后各轮写入文件夹。",
)
@click.option("--force", is_flag=True, help="覆盖文件夹中内容不同的同名文件。")
@language_option
def delphi_blank(
    ruleset: str,
    rounds: tuple[str, ...],
    nodes: tuple[str, ...],
    expert: str,
    scale: float,
    output: str,
    force: bool,
    language: str | None,
) -> None:
    """生成征询表；给出已有轮次时，附上本人上轮评分和全体的均值、四分位数。"""
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.hierarchy import chosen
        from scoring.tuning.expert.opinion_form import delphi_csv, delphi_form, next_forms
        from scoring.tuning.expert.opinion_sheets import read_opinions

        rules = read_ruleset(ruleset)
        spoken = language or rules.language
        families = chosen(rules, nodes, spoken)
        if not rounds:
            refuse_to_overwrite([output], [ruleset])
            make = delphi_csv if is_csv(output) else delphi_form
            form = make(rules, list(families.values()), scale, spoken, expert)
            deliver([output], [form])
            return
        from scoring.export.folders import refuse_folder, write_files

        if PurePath(output).suffix.lower() in (".xlsx", ".csv"):
            raise ExportError([Problem(output, _A_FILE(), _NAME_FOLDER())])
        refuse_folder(output, (ruleset, *rounds))
        opinions = read_opinions([rounds[-1]], chosen(rules), scale)[0]
        forms = next_forms(rules, families, opinions, scale, spoken)
        write_files(output, forms, force=force)
        remark(_FORMS(count=len(forms), folder=output))


@delphi.command(
    "judge", epilog="例：scoring tune delphi kunming-department@2019 第一轮/ 第二轮/ -o 报告.xlsx"
)
@ruleset_argument
@click.argument("rounds", metavar="轮次...", nargs=-1, required=True)
@node_option
@scale_option
@click.option(
    "--invited",
    type=click.IntRange(1),
    multiple=True,
    help="各轮发出的征询表份数，按轮次写多个；默认为该轮文件中的专家数。",
)
@click.option(
    "--max-cv", type=click.FloatRange(0), default=0.25, show_default=True, help="变异系数的上限。"
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="协调系数检验的显著性水平。",
)
@click.option(
    "--min-w",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="协调系数 W 至少要有多大。",
)
@step_option
@format_option
@output_option
@recorded
@language_option
def delphi_judge(
    ruleset: str,
    rounds: tuple[str, ...],
    nodes: tuple[str, ...],
    scale: float,
    invited: tuple[int, ...],
    step: Decimal | None,
    format_: str,
    output: tuple[str, ...],
    log: str | None,
    language: str | None,
    max_cv: float,
    alpha: float,
    min_w: float,
    **told: str,
) -> None:
    """汇总各轮评分：意见已收敛以 0 结束，还要征询一轮以 1 结束。"""
    if len(invited) > len(rounds):
        raise click.UsageError(gettext("--invited 的个数多于轮次。"))
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.delphi import StopRule
        from scoring.tuning.expert.delphi_report import delphi_report, read_rounds
        from scoring.tuning.expert.hierarchy import chosen

        refuse(output, log, (ruleset, *rounds))
        rules = read_ruleset(ruleset)
        families = chosen(rules, nodes, language)
        held = read_rounds(rounds, chosen(rules), families, scale, invited)
        rule = StopRule(max_cv, alpha, min_w)
        report = delphi_report(rules, families, held, scale, rule, step, language)
        deliver_report(rules, report, output, format_, log, told)
    sys.exit(FINE if report["rounds"][-1]["stop"] else ANOTHER_ROUND)


COMMANDS = (delphi,)

_A_FILE = Phrase("下一轮是一位专家一份征询表", "the next round is a form for each expert")
_NAME_FOLDER = Phrase("请写文件夹的名称", "Name a folder for them")
_FORMS = Phrase("已写入 {count} 份征询表：{folder}", "{count} forms written to {folder}")
