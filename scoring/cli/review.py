"""Commands about rulesets: are their examples right, what do those exercise, and new cases."""

import sys
from pathlib import Path

import click

from scoring.cli.work import language_of, problems_told, refuse_to_overwrite, show, terminal_width
from scoring.words import CHINESE, ENGLISH

PASSED, FAILED, ERROR = 0, 1, 2

language_option = click.option(
    "--language",
    type=click.Choice([CHINESE, ENGLISH]),
    help="说明所用的语言，默认用评分规则的语言。",
)


@click.command(epilog="例：scoring test 我的规则.json cases/某案例 --junit 结果.xml")
@click.argument("given", metavar="[评分规则或案例...]", nargs=-1)
@click.option("--junit", metavar="文件", help="另存为 JUnit 格式。")
@language_option
def test(given: tuple[str, ...], junit: str | None, language: str | None) -> None:
    """核对评分规则内的算例和案例：0 全部通过，1 有不符，2 不能核对。

    不写参数时核对随引擎提供的全部评分规则，以及 ./cases 下的案例。
    """
    spoken = language or language_of(given[0] if given else "")
    with problems_told(spoken, ""):
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
