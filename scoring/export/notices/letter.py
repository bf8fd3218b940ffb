"""The notice's own template, as the bureau gets it to edit in Word."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from scoring.export.notices.names import NAMES
from scoring.export.word import page
from scoring.export.word.names import Name
from scoring.export.word.page import Cell, grid, paragraph
from scoring.words import Message, Phrase

TITLE = Phrase("绩效评分扣分告知书", "Notice of deductions")
_DIMENSION_WIDTHS = (64, 30, 30, 30)
_DEDUCTION_WIDTHS = (12, 26, 14, 60, 44)


@cache
def default_template(language: str) -> bytes:
    """Return the template in *language*: a Word file with names in double braces."""
    return _Letter(language).bytes()


class _Letter:
    def __init__(self, language: str):
        self.language = language
        self.document = page.blank(language)

    def bytes(self) -> bytes:
        self._head()
        self._results()
        self._deductions()
        self._changes()
        self._findings()
        self._close()
        for line in _guide(self.language):
            self.add(line, "note")
        page.number_pages(self.document)
        return page.finished(self.document, self.say(TITLE()))

    def say(self, message: Message) -> str:
        return message.say(self.language)

    def add(self, text: str | Phrase, look: str, *, kept: bool = False) -> Any:
        told = text if isinstance(text, str) else self.say(text())
        return paragraph(self.document, told, look, kept=kept)

    def when(self, condition: Phrase, *parts: tuple[Phrase, str]) -> None:
        """Add *parts* that are there only if *condition* holds."""
        self.add(f"{{%p if {self.say(condition())} %}}", "note")
        for text, look in parts:
            self.add(text, look)
        self.add("{%p endif %}", "note")

    def _head(self) -> None:
        issuer = "{%p if " + self.say(_ISSUER()) + " %}"
        self.add(issuer, "note")
        page.rule_below(self.add("{{ " + self.say(_ISSUER()) + " }}", "office"), "C00000")
        self.add("{%p endif %}", "note")
        self.add(TITLE, "title")
        self.add(_DEAR, "salutation")
        self.add(_OPENING, "body")

    def _results(self) -> None:
        self.add(_RESULTS, "heading")
        self.add(_RESULT, "body", kept=True)
        self.when(_REMARKS, (_REMARKS_TOLD, "body"))
        self._table(_DIMENSION_WIDTHS, _DIMENSION_HEADS, _DIMENSIONS, _DIMENSION_CELLS)

    def _deductions(self) -> None:
        self.add(_LOSSES, "heading")
        self.when(_NO_DEDUCTIONS, (_NOTHING_LOST, "body"))
        self.add("{%p if " + self.say(_DEDUCTIONS()) + " %}", "note")
        self.add(_COUNTED, "body", kept=True)
        self._table(_DEDUCTION_WIDTHS, _DEDUCTION_HEADS, _DEDUCTIONS, _DEDUCTION_CELLS)
        self.add("{%p endif %}", "note")

    def _table(self, widths: Any, heads: Any, listed: Phrase, cells: Any) -> None:
        """Add a table with a row a thing of the list: heads, for, its cells, end of for."""
        loop = "{%tr for " + self.say(_EACH()) + " in " + self.say(listed()) + " %}"
        told = [
            Cell(tuple((self.say(text()), look) for text, look in paragraphs))
            for paragraphs in cells
        ]
        rows = [
            [Cell(((self.say(head()), "head"),)) for head in heads],
            [Cell(((loop, "cell"),), len(widths))],
            told,
            [Cell((("{%tr endfor %}", "cell"),), len(widths))],
        ]
        grid(self.document, widths, rows)

    def _changes(self) -> None:
        each = self.say(_EACH())
        self.add("{%p if " + self.say(_CHANGES()) + " %}", "note")
        self.add(_CHANGED, "heading")
        self.add("{%p for " + each + " in " + self.say(_CHANGES()) + " %}", "note")
        self.add(_CHANGE, "item")
        self.add("{%p endfor %}", "note")
        self.add("{%p endif %}", "note")

    def _findings(self) -> None:
        each = self.say(_EACH())
        self.add("{%p if " + self.say(_FINDINGS()) + " %}", "note")
        self.add(_FOUND, "heading")
        self.add(_VERIFY, "body", kept=True)
        self.add("{%p for " + each + " in " + self.say(_FINDINGS()) + " %}", "note")
        self.add(_FINDING, "item")
        self.when(_HAS_CELLS, (_FINDING_CELLS, "source"))
        self.add("{%p endfor %}", "note")
        self.add("{%p endif %}", "note")

    def _close(self) -> None:
        self.add(_APPEALS, "heading")
        self.add(_APPEAL, "body", kept=True)
        self.add("", "signature")
        self.add(_SIGNED, "signature")
        self.add(_DATED, "signature")


def _guide(language: str) -> Iterator[str]:
    """Yield what whoever edits the template must know; none of it comes into a notice."""
    yield "{#p " + _GUIDE().say(language) + " #}"
    for given in NAMES:
        yield "{#p " + _explained(given, language) + " #}"


def _explained(given: Name, language: str) -> str:
    phrase = _GUIDE_LIST if given.of else _GUIDE_NAME
    parts = [each.name() for each in given.of]
    return phrase(name=given.name(), meaning=given.meaning(), parts=parts).say(language)


def _b(zh: str, en: str) -> Phrase:
    """Return text with names in it, whose braces are for the template and not for this engine."""
    return Phrase(*(text.replace("{", "{{").replace("}", "}}") for text in (zh, en)))


_EACH = Phrase("每项", "each")
_ISSUER = Phrase("印发单位", "issuer")
_DIMENSIONS = Phrase("一级指标", "dimensions")
_DEDUCTIONS = Phrase("扣分明细", "deductions")
_NO_DEDUCTIONS = Phrase("not 扣分明细", "not deductions")
_CHANGES = Phrase("总分调整", "changes")
_FINDINGS = Phrase("核查问题", "findings")
_REMARKS = Phrase("状态说明", "remarks")
_DEAR = _b("{{ 部门 }}：", "{{ department }}:")
_OPENING = _b(
    "根据《{{ 评分规则 }}》（规则编号：{{ 规则版本 }}），我单位对你部门"
    "{% if 年度 %} {{ 年度 }} 年度{% endif %}报送的绩效数据进行了评分。"
    "现将评分结果、扣分原因和整改建议告知如下。",
    "Under {{ ruleset }} ({{ edition }}) this office has scored the performance data that your "
    "department submitted{% if year %} for {{ year }}{% endif %}. The score, the reasons for "
    "each deduction and what to do about it are set out below.",
)
_RESULTS = Phrase("评分结果", "Score")
_RESULT = _b("{{ 评分结果 }}", "{{ result }}")
_REMARKS_TOLD = _b("说明：{{ 状态说明 }}。", "Remarks: {{ remarks }}.")
_DIMENSION_HEADS = (
    Phrase("指标", "Indicator"),
    Phrase("满分", "Full marks"),
    Phrase("得分", "Points"),
    Phrase("扣分", "Lost"),
)
_DIMENSION_CELLS = (
    ((_b("{{ 每项.指标 }}", "{{ each.indicator }}"), "cell"),),
    ((_b("{{ 每项.满分 }}", "{{ each.full_marks }}"), "figure"),),
    ((_b("{{ 每项.得分 }}", "{{ each.points }}"), "figure"),),
    ((_b("{{ 每项.扣分 }}", "{{ each.lost }}"), "figure"),),
)
_LOSSES = Phrase("扣分明细", "Deductions")
_NOTHING_LOST = Phrase("各项指标均未扣分。", "No marks were lost.")
_COUNTED = _b(
    "各项指标共扣分 {{ 扣分明细|length }} 笔，合计 {{ 扣分合计 }} 分。",
    "{{ deductions|length }} deductions come to {{ lost }} points.",
)
_DEDUCTION_HEADS = (
    Phrase("序号", "No."),
    Phrase("指标", "Indicator"),
    Phrase("扣分", "Lost"),
    Phrase("扣分原因", "Reason"),
    Phrase("整改建议", "Remedy"),
)
_BASIS = _b(
    "{% if 每项.依据 %}依据：{{ 每项.依据 }}{% endif %}",
    "{% if each.basis %}Basis: {{ each.basis }}{% endif %}",
)
_CELLS = _b(
    "{% if 每项.出处 %}出处：{{ 每项.出处 }}{% endif %}",
    "{% if each.cells %}Read from: {{ each.cells }}{% endif %}",
)
_DEDUCTION_CELLS = (
    ((_b("{{ 每项.序号 }}", "{{ each.number }}"), "middle"),),
    ((_b("{{ 每项.指标 }}", "{{ each.indicator }}"), "cell"),),
    ((_b("{{ 每项.扣分 }}", "{{ each.lost }}"), "figure"),),
    (
        (_b("{{ 每项.扣分原因 }}", "{{ each.reason }}"), "cell"),
        (_BASIS, "small"),
        (_CELLS, "small"),
    ),
    ((_b("{{ 每项.整改建议 }}", "{{ each.remedy }}"), "cell"),),
)
_CHANGED = Phrase("加减分、一票否决和复核调整", "Adjustments, vetoes and overrides")
_CHANGE = _b("{{ 每项.名称 }}。{{ 每项.说明 }}", "{{ each.title }}. {{ each.text }}")
_FOUND = Phrase("需要核实的问题", "Findings to verify")
_VERIFY = Phrase(
    "核查报送数据时发现下列问题，请逐项核实，有误的予以更正或补报：",
    "The following was found in the submitted data. Please verify each, and correct what is wrong:",
)
_FINDING = _b("（{{ 每项.序号 }}）{{ 每项.问题 }}", "({{ each.number }}) {{ each.message }}")
_HAS_CELLS = Phrase("每项.出处", "each.cells")
_FINDING_CELLS = _b("出处：{{ 每项.出处 }}", "Found in: {{ each.cells }}")
_APPEALS = Phrase("异议申诉", "Appeals")
_APPEAL = _b("{{ 异议申诉 }}", "{{ appeal }}")
_SIGNED = _b(
    "{{ 印发单位 or '（印发单位盖章）' }}", "{{ issuer or '(seal of the issuing office)' }}"
)
_DATED = _b("{{ 日期 or '　　年　　月　　日' }}", "{{ date or 'Date: ______________' }}")
_GUIDE = Phrase(
    "以下各行是写给编辑模板的人看的，不会出现在告知书里。双花括号里的名称会换成各部门自己的内容；"
    "版式、文字都可以改，名称要用下列的：",
    "These lines are for whoever edits the template; no notice shows them. Names in double "
    "braces become the department's own; change any layout and wording, but use these names:",
)
_GUIDE_NAME = Phrase("{name}：{meaning}", "{name}: {meaning}")
_GUIDE_LIST = Phrase(
    "{name}：{meaning}（列表，用 for 逐项写出；每项有：{parts}）",
    "{name}: {meaning} (a list, to be looped over; each has: {parts})",
)
