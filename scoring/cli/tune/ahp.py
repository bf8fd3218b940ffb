"""The analytic hierarchy process: blank judgement matrices, and weights from those filled in."""

import re
import sys
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
from scoring.names import fold

FINE, SENT_BACK = 0, 1


def _importance(
    _ctx: click.Context, _option: click.Parameter, texts: tuple[str, ...]
) -> dict[str, float]:
    """Return how much each expert named counts, as in 张三=2."""
    given: dict[str, float] = {}
    for text in texts:
        name, mark, weight = text.rpartition("=")
        if not mark or not name or not _POSITIVE.fullmatch(weight) or not float(weight):
            raise click.BadParameter(
                gettext("“{text}”应写成 专家=权重，如 张三=2，权重大于 0。").format(text=text)
            )
        if fold(name) in map(fold, given):
            raise click.BadParameter(gettext("“{name}”写了两次。").format(name=name.strip()))
        given[name.strip()] = float(weight)
    return given


@click.group(cls=Judging)
def ahp() -> None:
    """层次分析法：生成空白判断矩阵，或由专家填好的判断矩阵求权重。

    scoring tune ahp blank 评分规则 -o 判断矩阵.xlsx 生成空白表；

    scoring tune ahp 评分规则 判断矩阵... 求权重。
    """


@ahp.command(epilog="例：scoring tune ahp blank kunming-department@2019 -o 判断矩阵.xlsx")
@ruleset_argument
@node_option
@click.option("--expert", default="", help="预先填好的专家姓名。")
@form_option
@language_option
def blank(
    ruleset: str, nodes: tuple[str, ...], expert: str, output: str, language: str | None
) -> None:
    """生成空白判断矩阵：一个节点一张表，供专家填写。"""
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.ahp_form import ahp_csv, ahp_form
        from scoring.tuning.expert.hierarchy import chosen

        refuse_to_overwrite([output], [ruleset])
        make = ahp_csv if is_csv(output) else ahp_form
        rules = read_ruleset(ruleset)
        spoken = language or rules.language
        form = make(rules, list(chosen(rules, nodes, spoken).values()), spoken, expert)
        deliver([output], [form])


@ahp.command(
    epilog="例：scoring tune ahp kunming-department@2019 判断矩阵/ -o 权重方案.json -o 报告.xlsx"
)
@ruleset_argument
@files_argument
@node_option
@click.option(
    "--method",
    type=click.Choice(["eigenvector", "geometric-mean"]),
    default="eigenvector",
    show_default=True,
    help="采用主特征向量法或行几何平均法；报告中两种都列。",
)
@click.option(
    "--random-index",
    "table",
    type=click.Choice(["saaty-1980", "saaty-2005", "alonso-lamata-2006"]),
    default="saaty-1980",
    show_default=True,
    help="随机一致性指标 RI 表。",
)
@click.option(
    "--max-cr",
    "limit",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="一致性比率 CR 的上限，超过的退回。",
)
@click.option("--keep", is_flag=True, help="超过上限的判断也采用，只作提示。")
@click.option(
    "--importance",
    multiple=True,
    callback=_importance,
    metavar="专家=权重",
    help="某位专家的权重，默认都是 1，可写多个。",
)
@step_option
@format_option
@output_option
@recorded
@language_option
def judge(
    ruleset: str,
    files: tuple[str, ...],
    nodes: tuple[str, ...],
    step: Decimal | None,
    format_: str,
    output: tuple[str, ...],
    log: str | None,
    language: str | None,
    method: str,
    table: str,
    limit: float,
    keep: bool,
    importance: dict[str, float],
    **told: str,
) -> None:
    """由专家填好的判断矩阵求权重；有判断退回修改时以 1 结束。"""
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.expert.ahp import Options, judge, refuse_nothing
        from scoring.tuning.expert.ahp_report import ahp_report
        from scoring.tuning.expert.hierarchy import chosen
        from scoring.tuning.expert.judgements import read_judgements
        from scoring.tuning.expert.random_index import TABLES

        refuse(output, log, (ruleset, *files))
        rules = read_ruleset(ruleset)
        settings = Options(method, TABLES[table], limit, keep, importance)
        sheets, sources, silent = read_judgements(files, chosen(rules, nodes, language))
        outcomes = judge(sheets, settings)
        refuse_nothing(outcomes, sources)
        report = ahp_report(rules, outcomes, settings, sources, step, language, silent)
        deliver_report(rules, report, output, format_, log, told)
    back = any(v["status"] == "sent_back" for n in report["nodes"] for v in n["experts"])
    sys.exit(SENT_BACK if back else FINE)


COMMANDS = (ahp,)

_POSITIVE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
