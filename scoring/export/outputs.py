"""In what a result is told: a page as text or HTML, sheets as CSV or a workbook, JSON."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from scoring.errors import ExportError, Problem, use_instead
from scoring.export.blocks import Block, Bullets, Heading, Picture
from scoring.export.charts import charts_available
from scoring.export.footer import footer
from scoring.export.html import print_html
from scoring.export.json import print_json
from scoring.export.markdown import print_markdown
from scoring.export.picture import picture_file, shown
from scoring.export.sheets import Head, Sheet, print_csv, print_workbook
from scoring.export.text import print_text
from scoring.words import Phrase

Json = Mapping[str, Any]
Draw = Callable[[], str]
WIDTH = 100
FORMATS = ("text", "markdown", "html", "csv", "json", "xlsx")
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".csv": "csv",
    ".json": "json",
    ".xlsx": "xlsx",
}
PICTURES = {".svg": "svg"}


def render_result(
    result: Json,
    format: str,  # noqa: A002
    page: Callable[[], Sequence[Block]],
    sheets: Callable[[], Sequence[Sheet]],
    width: int = WIDTH,
    picture: Draw | None = None,
    pictures: Sequence[Draw] = (),
) -> str | bytes:
    """Return *result* in one of FORMATS, or as svg the *picture* that some have.

    CSV is the first of *sheets*; HTML holds the *pictures*, by default that one. ExportError else.
    """
    drawn = pictures or ([picture] if picture else [])
    printers: Mapping[str, Callable[[], str | bytes]] = {
        "text": lambda: print_text(page(), width),
        "markdown": lambda: print_markdown(page()),
        "html": lambda: _html(result, page(), drawn),
        "csv": lambda: print_csv(sheets()[0]),
        "json": lambda: print_json(result),
        "xlsx": lambda: print_workbook(
            [*sheets(), *_stamp(result)], _properties(result["ruleset"])
        ),
        **({"svg": lambda: picture_file(picture(), footer(result).facts)} if picture else {}),
    }
    if format not in printers:
        place, problem = _FORMAT().say(result["language"]), _NO_FORMAT(name=format)
        raise ExportError([Problem(place, problem, use_instead(format, printers))])
    return printers[format]()


def _html(result: Json, blocks: Sequence[Block], pictures: Sequence[Draw]) -> str:
    """Return the page of *blocks* with *pictures* before its first part."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    parts = (place for place, block in enumerate(blocks) if block in headings[1:])
    start = next(parts, len(blocks) - 1)
    whole = [*blocks[:start], *_drawn(pictures, result["language"]), *blocks[start:]]
    return print_html(whole, headings[0].text if headings else "", result["language"])


def _drawn(pictures: Sequence[Draw], language: str) -> list[Block | Picture]:
    """Return *pictures* under a heading, or how to have them where nothing can draw."""
    if not pictures:
        return []
    heading = Heading(2, _PICTURES().say(language))
    if not charts_available():
        return [heading, Bullets((_NOT_DRAWN().say(language),))]
    return [heading, *(shown(draw()) for draw in pictures)]


def _stamp(result: Json) -> list[Sheet]:
    """Return the sheet that tells what a result was made of, as its pages do at their end."""
    if "seed" not in result:
        return []
    language = result["language"]
    told = result.get("recipe", {}).get("told")
    drawn = [(_DRAWN().say(language), told)] if told else []
    whole = footer(result, most=len(result["inputs"])).facts
    facts = tuple((label.rstrip("：: "), text) for label, text in whole)
    heads = (Head(_ITEM().say(language)), Head(_CONTENT().say(language)))
    return [Sheet(_MADE_OF().say(language), heads, (*drawn, *facts))]


def _properties(ruleset: Json) -> dict[str, str]:
    about = f"{ruleset['id']}@{ruleset['edition']} {ruleset['sha256']}"
    return {"title": ruleset["title"], "comments": about}


def format_of(path: str, *, drawn: bool = False) -> str:
    """Return the format that the suffix of *path* stands for; ExportError if none.

    A picture is one only of results that can be *drawn*.

    >>> format_of("诊断.XLSX")
    'xlsx'
    """
    suffix, known = PurePath(path).suffix.lower(), {**SUFFIXES, **(PICTURES if drawn else {})}
    if suffix in known:
        return known[suffix]
    problem = _NO_SUFFIX(suffix=suffix) if suffix else _BARE()
    raise ExportError([Problem(path, problem, use_instead(suffix, known))])


_PICTURES = Phrase("图", "Pictures")
_NOT_DRAWN = Phrase(
    "生成本页的电脑没有安装画图组件；安装后重新生成即有图："
    'pip install "budget-performance-scoring[charts]"',
    "no pictures were drawn, for the extra that draws is not installed: "
    'pip install "budget-performance-scoring[charts]"',
)
_MADE_OF = Phrase("来历", "Made of")
_ITEM = Phrase("项目", "Item")
_CONTENT = Phrase("内容", "Content")
_DRAWN = Phrase("权重抽取方式", "Weights drawn")
_FORMAT = Phrase("输出格式", "format")
_NO_FORMAT = Phrase("没有「{name}」这种格式", 'there is no format "{name}"')
_NO_SUFFIX = Phrase("不认识后缀「{suffix}」", 'the suffix "{suffix}" stands for no format')
_BARE = Phrase("文件名没有后缀，无法判断格式", "without a suffix the format is unknown")
