"""Commands about rulesets: are their examples right, what do those exercise, and new cases."""

import sys
from pathlib import Path

import click

from scoring.cli.work import (
    language_of,
    language_option,
    problems_told,
    read_both,
    refuse_to_overwrite,
    ruleset_argument,
    show,
    terminal_width,
)

PASSED, FAILED, ERROR = 0, 1, 2


@click.command(epilog="例：scoring test 我的规则.json cases/某案例 --junit 结果.xml")
@click.argument("given", metavar="[评分规则或案例...]", nargs=-1)
@click.option("--junit", metavar="文件", help="另存为 JUnit 格式。")
@language_option
def test(given: tuple[str, ...], junit: str | None, language: str | None) -> None:
    """核对评分规则内的算例和案例：0 全部通过，1 有不符，2 不能核对。

    不写参数时核对随引擎提供的全部评分规则，以及 ./cases 下的案例。
    """
    spoken = language or language_of(given[0] if given else "")
    with problems_told():
        from scoring.export import write_whole
        from scoring.review import results
        from scoring.review.testing import try_all

        refuse_to_overwrite([junit] if junit else [], given)
        trials = try_all(given, Path("cases"))
        if junit:
            write_whole(junit, results.junit(trials, spoken))
        show(results.print_trials(trials, spoken, terminal_width()))
    if any(trial.problems for trial in trials):
        sys.exit(ERROR)
    sys.exit(PASSED if all(trial.passed for trial in trials) else FAILED)


@click.command(epilog="例：scoring cover kunming-department@2019 --fail-under 90")
@ruleset_argument
@click.argument("submissions", metavar="[报送数据...]", nargs=-1)
@click.option("--cases", default="cases", metavar="文件夹", help="案例所在，默认 ./cases。")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    default=0.0,
    metavar="百分比",
    help="覆盖率低于此数时以 1 结束。",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="默认 text。"
)
@click.option("--details", is_flag=True, help="已覆盖的情形也逐条列出。")
@language_option
def cover(
    ruleset: str,
    submissions: tuple[str, ...],
    cases: str,
    fail_under: float,
    format_: str,
    details: bool,
    language: str | None,
) -> None:
    """查看算例和案例覆盖了评分规则的哪些情形；给出报送数据时，查看哪些情形从未出现。"""
    with problems_told():
        from scoring.plan import compile_plan
        from scoring.review.coverage import cover as measure
        from scoring.review.coverage_page import print_coverage, print_coverage_json
        from scoring.review.evidence import everything, evidence_of
        from scoring.ruleset import read_ruleset

        if submissions:
            rules, read = read_both(ruleset, submissions)
            plan = compile_plan(rules)
            evidence = [everything(plan, read)]
        else:
            plan = compile_plan(read_ruleset(ruleset))
            evidence = evidence_of(plan, Path(cases))
        spoken = language or plan.ruleset.language
        measured = measure(plan, evidence, spoken)
        if format_ == "json":
            show(print_coverage_json(measured, spoken))
        else:
            asked = {"details": details, "of_data": bool(submissions)}
            show(print_coverage(measured, spoken, terminal_width(), **asked))
    sys.exit(FAILED if measured.percentage < fail_under else PASSED)


@click.command(epilog="例：scoring cases 我的规则.json -o 边界案例")
@ruleset_argument
@click.option("-o", "--output", required=True, metavar="文件夹", help="写入的文件夹。")
@language_option
def cases(ruleset: str, output: str, language: str | None) -> None:
    """生成边界案例：各界线及其两侧、各种数据状态；预期结果由引擎填写，待人工确认。"""
    with problems_told():
        from scoring.plan import compile_plan
        from scoring.review.boundaries import boundaries_of
        from scoring.review.drafting import write_cases
        from scoring.review.results import print_boundaries
        from scoring.ruleset import read_ruleset

        rules = read_ruleset(ruleset, language)
        found = list(boundaries_of(compile_plan(rules)))
        write_cases(found, rules, ruleset, Path(output))
        show(print_boundaries(found, output, rules.language, terminal_width()))
