"""Who never stands ahead of whom, on a page and in sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Heading, Table
from scoring.export.figures import NONE
from scoring.export.footer import footer
from scoring.export.headings import CODE, DEPARTMENT, named
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, Cell, Head, Sheet
from scoring.tuning.exact.notes import allowed, notes_sheet
from scoring.words import Phrase

Json = Mapping[str, Any]
_SHOWN = 5  # of pairs on a level
_KEYS = ("rank", "ahead_of", "behind", "ahead_of_always", "behind_always")


def render_dominance(result: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *result* in one of the formats of tuning."""
    return render_result(
        result,
        format,
        lambda: page(result),
        lambda: [_pairs(result), _departments(result), notes_sheet(result, _notes(result))],
        width,
    )


def page(result: Json) -> list[Block]:
    """Return the page: how many each department stays ahead of, and behind."""
    language = result["language"]
    columns = (
        Column(DEPARTMENT().say(language), least=10),
        *(Column(title().say(language), right=True) for title in _COLUMNS),
    )
    rows = (
        (named(entry, language), *(NONE if entry[k] is None else str(entry[k]) for k in _KEYS))
        for entry in result["departments"]
    )
    return [
        Heading(1, _TITLE().say(language)),
        Bullets(tuple(_notes(result))),
        Table(columns, tuple(rows)),
        footer(result),
    ]


def _notes(result: Json) -> Iterator[str]:
    language = result["language"]
    always = sum(pair["any_weights"] for pair in result["pairs"])
    yield from allowed(result)
    yield _COUNTED(count=len(result["pairs"]), always=always).say(language)
    if result["level"]:
        pairs = [" = ".join(pair) for pair in result["level"][:_SHOWN]]
        yield _LEVEL(count=len(result["level"]), pairs=pairs).say(language)
    yield _HOW().say(language)


def _pairs(result: Json) -> Sheet:
    language = result["language"]
    heads = tuple(Head(title().say(language)) for title in (_AHEAD, _BEHIND, _REACH))
    rows = tuple(
        (
            pair["ahead"],
            pair["behind"],
            (_ALWAYS if pair["any_weights"] else _WITHIN)().say(language),
        )
        for pair in result["pairs"]
    )
    return Sheet(_PAIRS().say(language), heads, rows)


def _departments(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(CODE().say(language)), Head(DEPARTMENT().say(language))]
    heads += [Head(title().say(language), COUNT) for title in _COLUMNS]
    rows: list[tuple[Cell, ...]] = [
        (entry["department_code"] or "", entry["department"], *(entry[key] for key in _KEYS))
        for entry in result["departments"]
    ]
    return Sheet(_TITLE().say(language), tuple(heads), tuple(rows))


_TITLE = Phrase("不可逆转的先后", "Orders that no weights reverse")
_COUNTED = Phrase(
    "{count} 对先后在范围内任何权重下都不会颠倒，其中 {always} 对取任何权重都不会颠倒",
    "{count} pairs stand as they do under all weights allowed, {always} of them under any weights",
)
_LEVEL = Phrase(
    "{count} 对在范围内任何权重下都并列，不计入先后：{pairs}",
    "{count} pairs share a rank under all weights allowed, and are not counted: {pairs}",
)
_HOW = Phrase(
    "“不会颠倒”指后者从不排到前者之前，四舍五入的影响已从宽计入；全表见 CSV、Excel",
    "the second of a pair never stands ahead of the first, rounding allowed for; "
    "all pairs are in CSV and Excel",
)
_COLUMNS = (
    Phrase("现名次", "Rank"),
    Phrase("稳居其前", "Ahead of"),
    Phrase("稳居其后", "Behind"),
    Phrase("任何权重下居前", "Ahead, any weights"),
    Phrase("任何权重下居后", "Behind, any weights"),
)
_PAIRS = Phrase("成对", "Pairs")
_AHEAD = Phrase("居前", "Ahead")
_BEHIND = Phrase("居后", "Behind")
_REACH = Phrase("范围", "Under")
_ALWAYS = Phrase("任何权重", "any weights")
_WITHIN = Phrase("范围内的权重", "weights allowed")
