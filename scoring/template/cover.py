"""The cover of a template: how to fill it in, what its sheets are for, its ruleset."""

from collections.abc import Sequence

from scoring.intake.editions import issue_of
from scoring.template.desk import Desk, open_page
from scoring.template.entry import NOT_APPLICABLE
from scoring.words import Phrase
from scoring.workbooks import put, row_height

_WIDTHS = (24, 66)


def add_cover(desk: Desk, name: str, sheets: Sequence[tuple[str, str]]) -> None:
    """Add the cover; *sheets* are the names of the other sheets, with what they are for."""
    page = open_page(desk, name, _WIDTHS, landscape=False)
    plain, text = desk.styles["plain"], desk.styles["text"]
    put(page, 0, 0, desk.say(_TITLE, title=desk.ruleset.title), desk.styles["title"])
    page.set_row(0, 36)
    row = 2
    for number, rule in enumerate(_RULES, start=1):
        said = f"{number}. {desk.say(rule, word=NOT_APPLICABLE())}"
        page.merge_range(row, 0, row, 1, said, plain)
        page.set_row(row, row_height([(said, sum(_WIDTHS))]))
        row += 1
    row += 1
    for sheet, use in ((desk.say(_SHEET), desk.say(_USE)), *sheets):
        style = desk.styles["heading"] if use == desk.say(_USE) else text
        put(page, row, 0, sheet, style)
        put(page, row, 1, use, style)
        page.set_row(row, row_height([(sheet, _WIDTHS[0]), (use, _WIDTHS[1])]))
        row += 1
    put(page, row + 1, 0, desk.say(_MADE_FROM), desk.styles["hint"])
    put(page, row + 2, 0, str(issue_of(desk.ruleset)), desk.styles["hint"])


_TITLE = Phrase("{title} 填报说明", "{title}: how to fill in this form")
_SHEET, _USE = Phrase("工作表", "Sheet"), Phrase("填什么", "What it is for")
_MADE_FROM = Phrase("本表按以下评分规则制作，请勿改动：", "Made from this ruleset; do not edit:")
_RULES = (
    Phrase(
        "只填有底色的单元格，深色的为必填；其余单元格已锁定（没有密码），请不要改动项目名称和表头。",
        "Fill in the coloured cells only; dark ones are required. The others are locked (without "
        "a password): leave titles and headings as they are.",
    ),
    Phrase(
        "空白表示没有提供，可能按规则不得分；数值为零的请填 0。",
        "A blank means that nothing was provided, and may earn nothing; write 0 for zero.",
    ),
    Phrase(
        "确实没有此类事项的填“{word}”，只限填报说明中写明可填“{word}”的项目。",
        "Where there is no such thing write {word}, but only where the item says so.",
    ),
    Phrase(
        "金额和数量按所列计量单位填写，单元格中只填数字；95.1% 填 95.1 或 95.1%。",
        "Write figures in the unit beside them, and the figure only; 95.1 or 95.1% for a share.",
    ),
    Phrase(
        "日期填作 2019-06-18；有下拉列表的从列表中选择。",
        "Write dates as 2019-06-18; where there is a list, choose from it.",
    ),
    Phrase(
        "可以用公式计算，保存前请确认单元格显示的是结果，不是错误值。",
        "Formulas may be used; before saving see that cells show results, not errors.",
    ),
    Phrase(
        "填好后保存为 .xlsx 报送，不要另存为图片或 PDF。",
        "Save as .xlsx and send that, not a picture or a PDF.",
    ),
)
