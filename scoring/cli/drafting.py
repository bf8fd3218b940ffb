"""The commands of who writes a ruleset: begin, lay out, compare, and print to be signed."""

import re
import shlex
import sys
from gettext import gettext

import click

from scoring.cli.language import spoken_language
from scoring.cli.work import (
    deliver,
    language_option,
    output_option,
    problems_told,
    refuse_to_overwrite,
    remark,
    show,
    terminal_width,
)
from scoring.words import Phrase

FINE, DIFFERENT = 0, 1


@click.command(epilog="例：scoring init 我的规则.json")
@click.argument("file", metavar="[文件]", default="评分规则.json")
@language_option
def init(file: str, language: str | None) -> None:
    """写一份可以直接试算的评分规则样例，供改成自己的；不覆盖已有文件。"""
    with problems_told():
        from scoring.review.starter import write_starter

        write_starter(file)
        quoted = file if re.fullmatch(r"[\w./@:+-]+", file) else shlex.quote(file)
        show(_NEXT(file=quoted).say(language or spoken_language()))


@click.command(epilog="例：scoring fmt 我的规则.json")
@click.argument("rulesets", metavar="评分规则...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="只检查：有文件需要整理时以 1 结束，不改写。")
def fmt(rulesets: tuple[str, ...], check: bool) -> None:
    """把评分规则整理成统一的键序和排版，含义不变。"""
    with problems_told():
        from scoring.export import write_whole
        from scoring.review.formatting import reformatted

        changed = reformatted(rulesets)
        for path, text in changed.items():
            if not check:
                write_whole(path, text)
            show((_WOULD_FORMAT if check else _FORMATTED)(path=path).say(spoken_language()))
        remark(_UNCHANGED(count=len(set(rulesets)) - len(changed)))
    sys.exit(DIFFERENT if check and changed else FINE)


@click.command(epilog="例：scoring diff hunan-department@2017 hunan-department@2018 报送数据.xlsx")
@click.argument("old", metavar="旧规则")
@click.argument("new", metavar="新规则")
@click.argument("submissions", metavar="[报送数据...]", nargs=-1)
@click.option(
    "--format", "format_", default="text", help="text、markdown、csv 或 json，默认 text。"
)
@output_option
@click.option("--details", is_flag=True, help="列出文字改动和全部变动的部门。")
@language_option
def diff(
    old: str,
    new: str,
    submissions: tuple[str, ...],
    format_: str,
    output: tuple[str, ...],
    details: bool,
    language: str | None,
) -> None:
    """比较两份评分规则；给出报送数据时，说明各部门得分、名次、等级怎样变动及原因。"""
    with problems_told():
        from scoring.export import format_of
        from scoring.review.diff import compare, read_for_both
        from scoring.review.diff.formats import render_diff
        from scoring.ruleset import read_ruleset

        formats = [(path, format_of(path)) for path in output]
        refuse_to_overwrite(output, (old, new, *submissions))
        rules = read_ruleset(old), read_ruleset(new)
        given = read_for_both(submissions, *rules) if submissions else None
        told = compare(*rules, given, language)
        contents = [render_diff(told, name, details=details) for _, name in formats]
        deliver(output, contents)
        if not output:
            show(render_diff(told, format_, details=details, width=terminal_width()))


@click.command(epilog="例：scoring docs kunming-department@2019 -o 评分规则.html")
@click.argument("ruleset", metavar="[评分规则]", required=False)
@click.option(
    "-o", "--output", metavar="文件", help="写入的文件：.html、.md 或 .txt；不写则输出 Markdown。"
)
@click.option("--language-reference", is_flag=True, help="改为输出评分规则语言的参考手册。")
@language_option
def docs(
    ruleset: str | None, output: str | None, language_reference: bool, language: str | None
) -> None:
    """把评分规则写成可供审签的文件：依据、指标和权重、评分标准、校验、等级、签署栏。"""
    if (ruleset is None) != language_reference:
        raise click.UsageError(gettext("请给出评分规则，或用 --language-reference。"))
    with problems_told():
        if output and ruleset:
            refuse_to_overwrite([output], [ruleset])
        text = document_text(ruleset, output, language)
        if output:
            deliver([output], [text])
        else:
            show(text)


def document_text(ruleset: str | None, output: str | None, language: str | None) -> str:
    """Return the document of *ruleset* in the format of *output*; of none, the reference."""
    from scoring.review.docs import format_of, render_docs
    from scoring.review.reference import language_reference
    from scoring.ruleset import read_ruleset

    format_ = format_of(output) if output else "markdown"
    return (
        render_docs(read_ruleset(ruleset), format_, language) if ruleset else language_reference()
    )


DRAFTING = (init, fmt, diff, docs)

_NEXT = Phrase(
    """已写入 {file}，可以直接试算：
  scoring validate {file}
  scoring sample {file} -n 10 -o 合成数据.xlsx
  scoring score {file} 合成数据.xlsx --details
说明写在文件里的 changes、note、description 中。改好之后：
  scoring fmt {file}
  scoring docs {file} -o 评分规则.html
编辑器里的补全和检查：scoring schema ruleset > ruleset.schema.json""",
    """Written to {file}; it can be tried at once:
  scoring validate {file}
  scoring sample {file} -n 10 -o sample.xlsx
  scoring score {file} sample.xlsx --details
Its keys changes, note and description explain it. Once it is yours:
  scoring fmt {file}
  scoring docs {file} -o ruleset.html
For completion and checks in an editor: scoring schema ruleset > ruleset.schema.json""",
)
_FORMATTED = Phrase("已整理 {path}", "formatted {path}")
_WOULD_FORMAT = Phrase("需要整理 {path}", "{path} would be formatted")
_UNCHANGED = Phrase("{count} 个文件无须整理", "{count} files need no formatting")
