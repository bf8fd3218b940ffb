"""Pages as official documents have them: A4, Chinese typefaces in their sizes, page numbers."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from scoring.export.word.packing import fixed

LATIN = "Times New Roman"
_STYLE = "bureau-"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # millimetres, GB/T 9704
_MARGINS_ACROSS = {"top": 22, "bottom": 20, "left": 20, "right": 20}
_A4 = (210, 297)
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"}
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_CREATED = datetime(2000, 1, 1)
# What a computer without the first typeface takes instead.
_SUBSTITUTES = {
    "方正小标宋简体": "华文中宋",
    "仿宋": "仿宋_GB2312",
    "黑体": "SimHei",
    "楷体": "楷体_GB2312",
    "宋体": "SimSun",
}


class Look(NamedTuple):
    """How a kind of paragraph looks: typeface, size in points, where it stands, its leading."""

    font: str
    size: float
    align: str = "left"
    bold: bool = False
    colour: str = ""
    indent: int = 0  # characters before the first line
    leading: float = 0  # points from line to line, 0 for as much as the letters need
    before: float = 0
    after: float = 0
    kept: bool = False  # on the page of what follows


LOOKS: Mapping[str, tuple[str, Look]] = {
    "office": ("发文机关", Look("方正小标宋简体", 32, "center", colour="C00000", after=14)),
    "title": (
        "公文标题",
        Look("方正小标宋简体", 22, "center", leading=34, before=10, after=16, kept=True),
    ),
    "heading": ("一级标题", Look("黑体", 16, indent=2, leading=28, before=4, kept=True)),
    "body": ("公文正文", Look("仿宋", 16, "both", indent=2, leading=28)),
    "salutation": ("主送机关", Look("仿宋", 16, leading=28)),
    "signature": ("落款", Look("仿宋", 16, "right", leading=28, kept=True)),
    "item": ("公文条目", Look("仿宋", 14, indent=2, leading=26)),
    "source": ("条目出处", Look("仿宋", 9, indent=4, after=4)),
    "head": ("表头", Look("黑体", 10.5, "center", before=3, after=3, kept=True)),
    "cell": ("表格文字", Look("仿宋", 10.5, before=2, after=2)),
    "middle": ("表格居中", Look("仿宋", 10.5, "center", before=2, after=2)),
    "figure": ("表格数字", Look("仿宋", 10.5, "right", before=2, after=2)),
    "small": ("表格小字", Look("仿宋", 9, after=2)),
    "small-figure": ("表格小字数字", Look("仿宋", 9, "right", after=2)),
    "note": ("编辑说明", Look("仿宋", 10.5, leading=18)),
}


def blank(language: str, across: bool = False) -> Any:
    """Return an empty document on A4, *across* or upright, with the styles of LOOKS."""
    from docx import Document

    return Document(io.BytesIO(_blank(language, across)))


@cache
def _blank(language: str, across: bool) -> bytes:
    from docx import Document

    document = Document()
    _drop_strangers(document)
    _set_page(document.sections[0], across)
    _set_letters(document.styles["Normal"], Look("仿宋", 16))
    for name, (title, look) in LOOKS.items():
        _add_style(document, f"{_STYLE}{name}", title, look)
    _number_headings(document, language)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def paragraph(document: Any, text: str, look: str, *, kept: bool = False) -> Any:
    """Add *text* in a *look* of LOOKS, *kept* on the page of what follows."""
    added = document.add_paragraph(text, document.styles[LOOKS[look][0]])
    added.paragraph_format.keep_with_next = kept or None
    return added


class Cell(NamedTuple):
    """Paragraphs (a text and its look, each) in a cell over so many columns.

    *down* is "restart" where a cell begins that those marked "continue" below it belong to.
    """

    paragraphs: tuple[tuple[str, str], ...]
    across: int = 1
    down: str = ""


def grid(document: Any, widths: Sequence[float], rows: Sequence[Sequence[Cell]]) -> None:
    """Add a ruled table with columns of *widths* in millimetres; its first row heads each page."""
    from docx.oxml import parse_xml

    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    body = "".join(_row(cells, widths, not place) for place, cells in enumerate(rows))
    ruled = parse_xml(
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert_element_before(ruled, "w:sectPr")


def _row(cells: Sequence[Cell], widths: Sequence[float], heads: bool) -> str:
    head = "<w:tblHeader/>" if heads else ""
    told, place = [], 0
    for cell in cells:
        told.append(_cell(cell, sum(widths[place : place + cell.across])))
        place += cell.across
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(told)}</w:tr>"


def _cell(cell: Cell, width: float) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merged = f'<w:vMerge w:val="{cell.down}"/>' if cell.down else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}{look}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text, look in cell.paragraphs
    )
    size = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{span}{merged}</w:tcPr>{paragraphs}</w:tc>"


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def rule_below(added: Any, colour: str) -> None:
    """Draw a line below a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "18", "space": "6", "color": colour}.items():
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    added._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def number_pages(document: Any) -> None:
    """Put the page number between dashes below every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles[LOOKS["middle"][0]]
    footer.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = footer.add_run("1")
    field.append(run._r)
    footer._p.append(field)
    footer.add_run(" —")


def finished(document: Any, title: str, author: str = "") -> bytes:
    """Return *document* as a file: the same bytes for the same content."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = _CREATED
    content = io.BytesIO()
    document.save(content)
    return fixed(content.getvalue())


def _set_page(section: Any, across: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = _A4[::-1] if across else _A4
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    for side, margin in (_MARGINS_ACROSS if across else _MARGINS).items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.footer_distance = Mm(12 if across else 25)


def _add_style(document: Any, style_id: str, title: str, look: Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    style = document.styles.add_style(title, WD_STYLE_TYPE.PARAGRAPH)
    style.element.styleId = style_id
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _set_letters(style, look)
    alignments = {"both": WD_ALIGN_PARAGRAPH.JUSTIFY, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    alignments |= {"center": WD_ALIGN_PARAGRAPH.CENTER, "left": WD_ALIGN_PARAGRAPH.LEFT}
    layout = style.paragraph_format
    layout.alignment = alignments[look.align]
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.keep_with_next = look.kept or None
    layout.first_line_indent = Pt(look.indent * look.size) if look.indent else None
    if look.leading:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.leading)


def _set_letters(style: Any, look: Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = LATIN, Pt(look.size), look.bold
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": look.font, "cs": LATIN}.items():
        fonts.set(qn(f"w:{name}"), font)


def _drop_strangers(document: Any) -> None:
    """Remove what an empty document of python-docx brings along beside what is used here."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.styleId not in _KEPT_STYLES:
            styles.remove(style)
    for owner, kinds in (
        (document.part.package, {KIND.THUMBNAIL}),
        (document.part, {KIND.CUSTOM_XML, _EFFECTS}),
    ):
        for name in [name for name, rel in owner.rels.items() if rel.reltype in kinds]:
            del owner.rels[name]
    for relation in document.part.rels.values():
        if relation.reltype == KIND.FONT_TABLE:
            relation.target_part._blob = _font_table()


def _number_headings(document: Any, language: str) -> None:
    """Let headings number themselves (一、二、三、), so that a section may be left out."""
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn

    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    kind, text = ("decimal", "%1. ")
    if language.startswith("zh"):
        kind, text = ("chineseCountingThousand", "%1、")
    level = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{_STYLE}heading"/>'
    level += f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    declared = f'xmlns:w="{_NAMESPACE}"'
    numbering.append(
        parse_xml(
            f'<w:abstractNum {declared} w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        )
    )
    numbering.append(
        parse_xml(f'<w:num {declared} w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    )
    heading = document.styles[LOOKS["heading"][0]].element.get_or_add_pPr()
    number = OxmlElement("w:numId")
    number.set(qn("w:val"), "1")
    heading.get_or_add_numPr().append(number)


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>'
        for font, other in _SUBSTITUTES.items()
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{_NAMESPACE}">'
    )
    return f"{text}{fonts}</w:fonts>".encode()
