"""Weights set by hand: a set made, made into a new edition, and the history of sets."""

from collections.abc import Sequence
from datetime import date as calendar
from decimal import Decimal, InvalidOperation
from gettext import gettext
from typing import TYPE_CHECKING

import click

from scoring.cli.tune.common import as_json, format_option, hand_over, refuse
from scoring.cli.work import (
    deliver,
    language_option,
    output_option,
    problems_told,
    refuse_to_overwrite,
    ruleset_argument,
    show,
    terminal_width,
)
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.errors import Problem
    from scoring.model import Ruleset
    from scoring.tuning.sets.weight_set import WeightSet

_GREATEST = Decimal(100_000)


def decimal_given(text: str) -> Decimal | None:
    """Return the exact figure that *text* is, None where it is none."""
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return None
    fits = figure.is_finite() and abs(figure) <= _GREATEST and figure == round(figure, 6)
    return figure if fits else None


def positive_given(
    _ctx: click.Context, _option: click.Parameter, text: str | None
) -> Decimal | None:
    """Return the figure that *text* is, which must be more than 0."""
    figure = decimal_given(text) if text else None
    if text and (figure is None or figure <= 0):
        raise click.BadParameter(gettext("应是大于 0 的数，如 1 或 0.5。"))
    return figure


def _wishes(
    _ctx: click.Context, _option: click.Parameter, texts: tuple[str, ...]
) -> dict[str, Decimal]:
    """Return the weight wanted of each indicator named, as in execution_rate=12."""
    from unicodedata import normalize

    wanted: dict[str, Decimal] = {}
    for text in texts:
        name, _, given = text.rpartition("=")
        figure = decimal_given(given)
        if not name or figure is None:
            raise click.BadParameter(
                gettext("“{text}”应写成 标识=分值，如 execution_rate=12。").format(text=text)
            )
        key = normalize("NFKC", name.strip())
        if key in wanted:
            raise click.BadParameter(gettext("“{name}”写了不止一次").format(name=key))
        wanted[key] = figure
    return wanted


def _day(_ctx: click.Context, _option: click.Parameter, text: str | None) -> str:
    try:
        return calendar.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise click.BadParameter(gettext("应写成 2026-03-01 这样的日期。")) from error


step_option = click.option(
    "--step",
    callback=positive_given,
    metavar="步长",
    help="权重的步长，如 1 或 0.5，与评分规则所设步长同时遵守；默认只按评分规则。",
)
other_edition_option = click.option(
    "--other-edition", is_flag=True, help="方案为另一版规则而定的，也照样采用。"
)


@click.command(
    "set",
    epilog="例：scoring tune set kunming-department@2019 sangong_ctl=4 -o 甲案.json",
)
@ruleset_argument
@click.argument("wishes", metavar="[标识=分值...]", nargs=-1, callback=_wishes)
@click.option("--from", "base", metavar="方案", help="从这个方案改起，默认从评分规则改起。")
@step_option
@click.option("--id", "name", default="", help="方案的标识，默认按内容取。")
@click.option("--author", default="", help="制定人。")
@click.option("--reason", default="", help="理由。")
@click.option("--method", default="", help="方法，默认 manual。")
@click.option("--date", "day", callback=_day, help="日期，默认今天。")
@click.option("-o", "--output", metavar="文件", help="写入的方案文件：.json。")
@other_edition_option
@language_option
def set_weights(
    ruleset: str,
    wishes: dict[str, Decimal],
    base: str | None,
    step: Decimal | None,
    name: str,
    day: str,
    output: str | None,
    other_edition: bool,
    language: str | None,
    **told: str,
) -> None:
    """给指标（标识或名称）定权重：差额由可调的同级指标按比例分摊，守住上下限、锁定和步长，合计恰好不变。"""
    with problems_told():
        from scoring.export.text import print_text
        from scoring.ruleset import read_ruleset
        from scoring.tuning.sets.making import make_set
        from scoring.tuning.sets.page import set_page
        from scoring.tuning.sets.weight_set import to_json

        refuse_to_overwrite(as_json(output), [ruleset, base])
        rules = read_ruleset(ruleset)
        begun = read_sets(rules, [base] if base else [], other_edition)
        told["date"] = day or calendar.today().isoformat()
        made = make_set(rules, wishes, begun[0] if begun else None, step, id=name, **told)
        show(print_text(set_page(rules, made, language, begun), terminal_width()))
        if output:
            deliver([output], [to_json(made)])


def read_sets(ruleset: "Ruleset", paths: Sequence[str], other: bool = False) -> "list[WeightSet]":
    """Return the weight sets in *paths*, checked against *ruleset*; all problems in one run."""
    return read_each([ruleset] * len(paths), paths, other)


def read_each(
    rulesets: "Sequence[Ruleset]", paths: Sequence[str], other: bool
) -> "list[WeightSet]":
    """Return the weight sets in *paths*, each checked against its own of *rulesets*."""
    from scoring.errors import WeightError
    from scoring.tuning.sets.reading import read_weight_set

    found: list[WeightSet] = []
    problems: list[Problem] = []
    for ruleset, path in zip(rulesets, paths, strict=True):
        try:
            found.append(read_weight_set(path, ruleset, other))
        except WeightError as error:
            problems += error.problems
    if problems:
        raise WeightError(problems)
    return found


@click.command(
    epilog="例：scoring tune apply kunming-department@2019 甲案.json -o 新版.json --edition 2026"
)
@ruleset_argument
@click.argument("weight_set", metavar="方案")
@click.option(
    "-o", "--output", metavar="文件", required=True, help="写入的评分规则：.json，不覆盖已有文件。"
)
@click.option("--edition", default="", help="新版本的名称，默认为原版本加方案标识。")
@click.option("--in-force", "day", callback=_day, metavar="日期", help="新版本施行的日期。")
@step_option
@other_edition_option
@language_option
def apply(
    ruleset: str,
    weight_set: str,
    output: str,
    edition: str,
    day: str,
    step: Decimal | None,
    other_edition: bool,
    language: str | None,
) -> None:
    """把权重方案写成评分规则的新版本：只改权重，评分标准的含义不变；原版本不动。"""
    with problems_told():
        from scoring.export.text import print_text
        from scoring.ruleset import read_ruleset
        from scoring.tuning.sets.editions import new_edition, refuse_existing
        from scoring.tuning.sets.making import make_set
        from scoring.tuning.sets.page import edition_page

        refuse_to_overwrite(as_json(output), [ruleset, weight_set])
        refuse_existing(output)
        rules = read_ruleset(ruleset)
        (made,) = read_sets(rules, [weight_set], other_edition)
        if step:
            made = make_set(rules, {}, made, step, id=made.id, author=made.author,
                            date=made.date, reason=made.reason, method=made.method)  # fmt: skip
        edited = new_edition(rules, made, edition, day)
        spoken = language or rules.language
        deliver([output], [edited.text])
        for note in edited.notes:
            show(_NOTE(note=note).say(spoken), err=True)
        show(print_text(edition_page(rules, made, edited, spoken), terminal_width()), err=True)


@click.command(epilog="例：scoring tune history 甲案.json 乙案.json -o 沿革.xlsx")
@click.argument("weight_sets", metavar="方案...", nargs=-1, required=True)
@click.option(
    "--ruleset",
    "rulesets",
    multiple=True,
    metavar="评分规则",
    help="方案所用的评分规则，可写多个；随引擎提供的，按方案所写自动找到。",
)
@format_option
@output_option
@other_edition_option
@language_option
def history(
    weight_sets: tuple[str, ...],
    rulesets: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    other_edition: bool,
    language: str | None,
) -> None:
    """列出权重方案的沿革：由哪个方案改来，改了哪些指标，由谁、何时、因何理由。"""
    with problems_told():
        from scoring.ruleset import read_ruleset
        from scoring.tuning.sets.history import history_of
        from scoring.tuning.sets.page import render_history
        from scoring.tuning.sets.reading import rulesets_for

        refuse(output, None, (*weight_sets, *rulesets))
        given = [read_ruleset(name) for name in rulesets]
        rules = rulesets_for(weight_sets, given)
        sets = read_each(rules, weight_sets, other_edition)
        told = history_of(list({id(own): own for own in rules}.values()), sets, language)
        hand_over("history", told, render_history, output, format_)


COMMANDS: tuple[click.Command, ...] = (set_weights, apply, history)

_NOTE = Phrase("提示：{note}", "Note: {note}")
