"""Forms of a Delphi survey, in which an expert scores every indicator, and what others share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.export.filenames import file_names
from scoring.model import Ruleset
from scoring.tuning.expert import authority
from scoring.tuning.expert.delphi import Round, round_of
from scoring.tuning.expert.form import (
    Form,
    cover,
    cover_rows,
    figure_cell,
    print_form,
    sheet_of,
    workbook_form,
)
from scoring.tuning.expert.hierarchy import Family, Node
from scoring.tuning.expert.opinions import Opinion
from scoring.words import Message, Phrase, plain
from scoring.workbooks import put

HEAD, ANSWER = 2, 3  # the row of the headings, and the column of the answers


@dataclass(frozen=True, slots=True)
class Before:
    """What the expert is shown of the round before: the *own* answers, and everybody's."""

    own: Mapping[str, float]
    round: Round


def delphi_form(
    ruleset: Ruleset,
    families: Sequence[Family],
    scale: float,
    language: str,
    expert: str = "",
    before: Before | None = None,
) -> bytes:
    """Return the form of one expert; of a later round with what was answered *before*."""
    steps = [_SCORE(scale=plain(scale)), *([_BEFORE()] if before else []), _ABOUT_YOU(), _BLANKS()]
    questions = _questions(language)

    def fill(form: Form) -> None:
        cover(form, _DELPHI(title=ruleset.title), steps, expert, questions)
        page = sheet_of(form, form.names[0])
        heads = [ID, NODE, INDICATOR, _POINTS, *(_ROUND if before else ()), _OPINION]
        begin(form, page, _SCORES(), [head() for head in heads])
        row = HEAD
        for family in families:
            for child in family.children:
                row += 1
                enter_node(form, page, row, (child.id, family.title, child.title))
                figure_cell(
                    form, page, row, ANSWER, limits=(0, scale), told=LIMITS(scale=plain(scale))
                )
                for place, value in enumerate(_shown(child.id, before), start=ANSWER + 1):
                    put(page, row, place, value, form.styles["fixed"])
                put(page, row, len(heads) - 1, None, form.styles["input"])

    return workbook_form(fill, [(_SCORES().say(language),)], language, ruleset)


def delphi_csv(
    ruleset: Ruleset, families: Sequence[Family], scale: float, language: str, expert: str = ""
) -> bytes:
    """Return the form of the first round as CSV."""
    questions = _questions(language)
    steps = [
        _SCORE(scale=plain(scale)),
        _ABOUT_YOU(),
        _FAMILIAR(words=[word() for word in authority.FAMILIARITY]),
    ]
    title = _DELPHI(title=ruleset.title)
    nodes = [(family.title, child) for family in families for child in family.children]
    rows = cover_rows(title, [*steps, _BLANKS()], expert, language, [*questions])
    return print_form([*rows, *rows_of(nodes, (_POINTS, _OPINION), language)])


def _questions(language: str) -> dict[str, list[str]]:
    """Return what experts are asked about themselves, and the answers to choose from."""
    return {
        _FAMILIARITY().say(language): [word().say(language) for word in authority.FAMILIARITY]
    } | {
        basis().say(language): [degree().say(language) for degree in authority.DEGREES]
        for basis in authority.BASES
    }


def rows_of(
    nodes: Iterable[tuple[str, Node]], asked: Sequence[Phrase], language: str
) -> Iterator[list[str]]:
    """Yield a row for each of *nodes*, after the title of that above it, with blanks to fill in."""
    yield [head().say(language) for head in (ID, NODE, INDICATOR, *asked)]
    for above, node in nodes:
        yield [node.id, above, node.title, *("" for _ in asked)]


def next_forms(
    ruleset: Ruleset,
    families: Mapping[str, Family],
    opinions: Sequence[Opinion],
    scale: float,
    language: str,
) -> dict[str, bytes]:
    """Return the form of the next round for each expert who answered this one, by its file name.

    What nobody scored is asked of again, with nothing beside it.
    """
    found = round_of(opinions, families, scale)
    answered = [opinion for opinion in opinions if opinion.figures]
    names = file_names([[opinion.expert] for opinion in answered], ".xlsx")
    return {
        name: delphi_form(
            ruleset,
            list(families.values()),
            scale,
            language,
            opinion.expert,
            Before(opinion.figures, found),
        )
        for name, opinion in zip(names, answered, strict=True)
    }


def begin(form: Form, page: Any, title: Message, heads: Sequence[Message]) -> None:
    """Write the title and the heads of a sheet of figures."""
    put(page, 0, 0, form.say(title), form.styles["title"])
    for column, head in enumerate(heads):
        put(page, HEAD, column, form.say(head), form.styles["head"])
        page.set_column(column, column, 12)
    page.set_column(0, 2, 24)
    if len(heads) > ANSWER + 1:
        page.set_column(len(heads) - 1, len(heads) - 1, 36)
    page.freeze_panes(HEAD + 1, ANSWER)


def enter_node(form: Form, page: Any, row: int, cells: Sequence[str | None]) -> None:
    """Write the first *cells* of a row: id, title of the node above, and title."""
    for column, cell in enumerate(cells):
        put(page, row, column, cell, form.styles["text"])


def _shown(node: str, before: Before | None) -> list[float | None]:
    if before is None:
        return []
    item = before.round.spreads.get(node)
    if item is None:
        return [before.own.get(node)] + [None] * 4
    return [before.own.get(node), round(item.mean, 2), *(round(q, 2) for q in item.quartiles)]


_DELPHI = Phrase("德尔菲法征询表：{title}", "Delphi survey: {title}")
_SCORE = Phrase(
    "请按重要程度给每个指标评分，0 至 {scale}，越重要分越高；同一上级的指标互相比较。",
    "Score how much each indicator matters, 0 to {scale}, among those of the same node.",
)
_BEFORE = Phrase(
    "灰色格是上一轮您的评分和全体专家的均值、四分位数。可以坚持，也可以修改；落在上下四分位之外的，请写明理由。",
    "The grey cells are your own score of the last round and everybody's mean and quartiles. Keep "
    "yours or change it; outside the quartiles, please say why.",
)
_ABOUT_YOU = Phrase(
    "请在本页选择您对这些指标的熟悉程度，以及四项判断依据对您评分的影响：大、中、小。",
    "Choose on this page how familiar you are with the matter, and how much each basis counted.",
)
_BLANKS = Phrase(
    "没有把握的可以留空；留空不是零分。",
    "What you are unsure of may stay blank; that is not a zero.",
)
_FAMILIAR = Phrase("熟悉程度请从这些词中选：{words}。", "Familiarity is one of these: {words}.")
_SCORES = Phrase("评分", "Scores")
_FAMILIARITY = Phrase("熟悉程度", "Familiarity")
ID, NODE, INDICATOR = Phrase("标识", "Id"), Phrase("上级", "Node"), Phrase("指标", "Indicator")
_POINTS = Phrase("评分", "Score")
_ROUND = (
    Phrase("上轮本人", "You, before"),
    Phrase("上轮均值", "Mean, before"),
    Phrase("上轮下四分位", "Q1, before"),
    Phrase("上轮中位数", "Median, before"),
    Phrase("上轮上四分位", "Q3, before"),
)
_OPINION = Phrase("修改意见和理由", "Remarks")
LIMITS = Phrase("请填 0 至 {scale} 的数", "Write a figure from 0 to {scale}")
