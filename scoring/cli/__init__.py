"""The commands: each reads, asks the engine, and writes; heavy imports wait for their command."""

import json
import sys
from gettext import gettext

import click

from scoring.cli import review
from scoring.cli.drafting import DRAFTING
from scoring.cli.faults import faults_option, score_usable
from scoring.cli.forms import forms
from scoring.cli.help import WIDEST
from scoring.cli.language import Multilingual
from scoring.cli.linting import lint
from scoring.cli.notices import notices
from scoring.cli.selfscores import selfscores
from scoring.cli.template import template
from scoring.cli.tune import tune
from scoring.cli.work import (
    deliver,
    find_department,
    finding_line,
    language_option,
    not_computed,
    output_option,
    overrides_option,
    problems_told,
    rank_intervals,
    refuse_to_overwrite,
    remark,
    ruleset_argument,
    score_files,
    show,
    terminal_width,
    with_overrides,
)
from scoring.words import CHINESE, ENGLISH, Phrase

FINE, FINDINGS = 0, 1

submissions_argument = click.argument("submissions", metavar="报送数据...", nargs=-1, required=True)


@click.group(
    cls=Multilingual,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST},
)
@click.version_option(package_name="budget-performance-scoring", message="scoring %(version)s")
@click.option(
    "--language",
    type=click.Choice([CHINESE, ENGLISH]),
    expose_value=False,
    help="说明和信息的语言，默认按环境变量 LANGUAGE、LC_ALL、LC_MESSAGES、LANG；可写在任何位置。",
)
def main() -> None:
    """部门整体支出绩效评分：按评分规则给各部门打分、排名，逐项说明扣分原因。"""


@main.command(epilog="例：scoring score kunming-department@2019 报送数据.xlsx -o 评分结果.csv")
@ruleset_argument
@submissions_argument
@click.option(
    "--format",
    "format_",
    default="text",
    help="text、markdown、csv、json、html 或 xlsx，默认 text。",
)
@output_option
@click.option("--details", is_flag=True, help="列出每一笔扣分及全部问题。")
@faults_option
@overrides_option
@click.option(
    "--intervals", is_flag=True, help="名次旁列出权重各增减两成时九成情形所在的名次区间。"
)
@language_option
def score(
    ruleset: str,
    submissions: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    details: bool,
    faults: str | None,
    overrides: str | None,
    intervals: bool,
    language: str | None,
) -> None:
    """给报送数据评分、排名，并说明每一笔扣分。有 --faults 时，有文件没有参加评分的以 1 结束。"""
    with problems_told():
        from scoring.export import EXPLAINED, format_of, render
        from scoring.report import make_report

        formats = [(path, format_of(path)) for path in output]
        written = (*output, *([faults] if faults else ()))
        refuse_to_overwrite(written, (ruleset, *submissions, overrides))
        scores, left_out, listed = score_usable(ruleset, submissions, faults, language)
        scores = with_overrides(scores, overrides)
        told = details or not EXPLAINED.isdisjoint((format_, *(name for _, name in formats)))
        spans = rank_intervals(scores, language) if intervals else None
        report = make_report(scores, language=language, explained=told, intervals=spans)
        contents = [render(report, name, details=details) for _, name in formats]
        deliver([*listed, *output], [*listed.values(), *contents])
        if not output:
            show(render(report, format_, details=details, width=terminal_width()))
    sys.exit(FINDINGS if left_out else FINE)


@main.command(epilog="例：scoring explain kunming-department@2019 报送数据.xlsx -d 市总工会")
@ruleset_argument
@submissions_argument
@click.option("-d", "--department", help="部门名称或编码；只有一个部门时可省略。")
@overrides_option
@language_option
def explain(
    ruleset: str,
    submissions: tuple[str, ...],
    department: str | None,
    overrides: str | None,
    language: str | None,
) -> None:
    """逐项说明一个部门的得分和扣分原因。"""
    with problems_told():
        from scoring.export import explain_department
        from scoring.report import make_report

        scores = score_files(ruleset, submissions, overrides, of_others=True)
        report = make_report(scores, language=language)
        entry = find_department(report["departments"], department)
        for finding in scores.overridden.overrides.findings if scores.overridden else ():
            remark(finding.message)
        show(explain_department(entry, report, terminal_width()))


@main.command(epilog="例：scoring validate kunming-department@2019 报送数据.xlsx")
@ruleset_argument
@click.argument("submissions", metavar="[报送数据...]", nargs=-1)
@faults_option
@overrides_option
@language_option
def validate(
    ruleset: str,
    submissions: tuple[str, ...],
    faults: str | None,
    overrides: str | None,
    language: str | None,
) -> None:
    """检查评分规则、报送数据或复核调整：0 无问题，1 有问题需核实，2 不能使用。"""
    if overrides and not submissions:
        raise click.UsageError(gettext("--overrides 须与报送数据一并给出。"))
    with problems_told():
        from scoring.explanation.findings import find

        if not submissions:
            from scoring.export.cleaning import clean
            from scoring.ruleset import read_ruleset

            rules = read_ruleset(ruleset)
            named = {"name": f"{rules.id}@{rules.edition}", "title": clean(rules.title)}
            show(_RULESET_FINE(**named).say(language or rules.language))
            return
        refuse_to_overwrite([faults] if faults else [], (ruleset, *submissions, overrides))
        scores, _, listed = score_usable(ruleset, submissions, faults, language)
        scores = with_overrides(scores, overrides, of_others=True)
        deliver([*listed], [*listed.values()])
        spoken = language or scores.plan.ruleset.language
        found = find(scores)
        for finding in found:
            show(finding_line(scores.submissions, finding, spoken))
        undefined = not_computed(scores, spoken)
        for line in undefined:
            show(line)
        worth_a_look = [finding for finding in found if finding.severity != "info"]
        count = len(worth_a_look) + len(undefined)
        told = {"departments": len(scores), "count": count}
        show((_FOUND if count else _DATA_FINE)(**told).say(spoken))
    sys.exit(FINDINGS if count else FINE)


@main.command(epilog="例：scoring schema ruleset > ruleset.schema.json")
@click.argument("document", type=click.Choice(["ruleset", "report", "weight-set"]))
def schema(document: str) -> None:
    """输出评分规则、评分报告或权重方案的 JSON Schema，供编辑器补全和校验。"""
    from scoring.report_schema import report_schema
    from scoring.ruleset import ruleset_schema
    from scoring.tuning.sets.schema import weight_set_schema

    schemas = {"ruleset": ruleset_schema, "report": report_schema, "weight-set": weight_set_schema}
    show(json.dumps(schemas[document](), ensure_ascii=False, indent=2))


@main.command(epilog="例：scoring sample kunming-department@2019 -n 376 --seed 1 -o 合成数据.xlsx")
@ruleset_argument
@click.option(
    "-n",
    "--number",
    type=click.IntRange(1, 1_000_000),
    default=10,
    show_default=True,
    help="部门个数。",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="随机种子。")
@click.option(
    "--missing", type=click.FloatRange(0, 1), default=0.02, show_default=True, help="缺报的比例。"
)
@click.option(
    "--not-applicable",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="不涉及的比例。",
)
@click.option(
    "--faulty", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="填报错误的比例。"
)
@click.option(
    "-o",
    "--output",
    metavar="文件",
    required=True,
    help="写入的文件：.json、.jsonl、.csv 或 .xlsx。",
)
def sample(
    ruleset: str,
    number: int,
    seed: int,
    missing: float,
    not_applicable: float,
    faulty: float,
    output: str,
) -> None:
    """生成合成的报送数据，供试用和测试；数据中注明为合成。"""
    if missing + not_applicable + faulty > 1:
        raise click.UsageError(gettext("未填、不涉及和填报错误的比例合计不能超过 1。"))
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.sampling import sample as draw
        from scoring.sampling import write_sample

        rules = read_ruleset(ruleset)
        records = draw(
            rules, number, seed, missing=missing, not_applicable=not_applicable, faulty=faulty
        )
        write_sample(records, output)
        remark(_WRITTEN(count=number, path=output))


@main.command(epilog="例：scoring rulesets")
def rulesets() -> None:
    """列出随引擎提供的评分规则。"""
    from scoring.ruleset import library

    for edition in library():
        start, until = edition.in_force or ("", None)
        show(f"{edition.id}@{edition.edition}  {edition.title}  {start}—{until or ''}")


for command in (
    *DRAFTING,
    template,
    notices,
    forms,
    selfscores,
    lint,
    review.test,
    review.cover,
    review.cases,
    tune,
):
    main.add_command(command)


_RULESET_FINE = Phrase(
    "评分规则可以使用：{name} {title}", "The ruleset can be used: {name} {title}"
)
_FOUND = Phrase(
    "{departments} 个部门，{count} 个问题需要核实", "{departments} departments, {count} findings"
)
_DATA_FINE = Phrase("{departments} 个部门，未发现问题", "{departments} departments, no findings")
_WRITTEN = Phrase(
    "已生成 {count} 个部门的合成数据：{path}", "{count} synthetic departments: {path}"
)
