"""The commands of who writes a ruleset: begin, lay out, compare, and print to be signed."""

import sys

import click

from scoring.cli.work import problems_told, show
from scoring.words import CHINESE, Phrase

FINE, DIFFERENT = 0, 1


@click.command(epilog="例：scoring fmt 我的规则.json")
@click.argument("rulesets", metavar="评分规则...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="只检查：有文件需要整理时以 1 结束，不改写。")
def fmt(rulesets: tuple[str, ...], check: bool) -> None:
    """把评分规则整理成统一的键序和排版，含义不变。"""
    with problems_told(None, rulesets[0]):
        from scoring.export import write_whole
        from scoring.review.formatting import reformatted

        changed = reformatted(rulesets)
        for path, text in changed.items():
            if not check:
                write_whole(path, text)
            show((_WOULD_FORMAT if check else _FORMATTED)(path=path).say(CHINESE))
        show(_UNCHANGED(count=len(set(rulesets)) - len(changed)).say(CHINESE), err=True)
    sys.exit(DIFFERENT if check and changed else FINE)


DRAFTING = (fmt,)

_FORMATTED = Phrase("已整理 {path}", "formatted {path}")
_WOULD_FORMAT = Phrase("需要整理 {path}", "{path} would be formatted")
_UNCHANGED = Phrase("{count} 个文件无须整理", "{count} files need no formatting")
