"""The command that lints rulesets."""

import sys
from gettext import gettext

import click

from scoring.cli.language import spoken_language
from scoring.cli.work import (
    UNUSABLE,
    language_of,
    language_option,
    problems_told,
    show,
    terminal_width,
)


@click.command(epilog="例：scoring lint 我的规则.json；scoring lint --explain band-gap")
@click.argument("rulesets", metavar="[评分规则...]", nargs=-1)
@click.option("--explain", metavar="检查项", help="说明一个检查项：避免什么、宜怎样、理由和示例。")
@click.option("--since", metavar="评分规则", help="同一版本先前的文件，施行后不应再有改动。")
@click.option("--strict", is_flag=True, help="只有建议时也以 1 结束。")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="默认 text。"
)
@language_option
def lint(
    rulesets: tuple[str, ...],
    explain: str | None,
    since: str | None,
    strict: bool,
    format_: str,
    language: str | None,
) -> None:
    """检查评分规则写得是否妥当：0 没有问题（或只有建议），1 有错误或警告，2 不能使用。"""
    if explain is None and not rulesets:
        raise click.UsageError(gettext("请写明评分规则，或用 --explain 写明检查项。"))
    from scoring.review.lint import lint as examine
    from scoring.review.lint import telling

    if explain is not None:
        _explain(explain, language or spoken_language())
        return
    with problems_told():
        found = [examine(name, since, language_of(name)) for name in rulesets]
    if format_ == "json":
        show(telling.as_json(found, language))
    else:
        show(telling.as_text(found, language, terminal_width()))
    sys.exit(max(each.exit_code(strict) for each in found))


def _explain(name: str, language: str) -> None:
    from scoring.errors import Problem, RulesetError, use_instead
    from scoring.review.lint import RULES, telling, unknown_rule

    if name not in RULES:
        problem = Problem("--explain", unknown_rule.UNKNOWN(rule=name), use_instead(name, RULES))
        show(RulesetError([problem]).say(language), err=True)
        sys.exit(UNUSABLE)
    show(telling.explain_rule(RULES[name], language))
