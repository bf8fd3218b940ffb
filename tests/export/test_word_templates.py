"""A template that anyone may have edited: filled in, or told what is wrong, and never obeyed."""

import io
import zipfile

import pytest

from scoring.errors import ExportError
from scoring.export.notices import Issue, default_template, notices
from scoring.export.word.archive import read_template
from scoring.export.word.template import LetterTemplate
from tests.export.hostile_reports import sample
from tests.export.words import document_of, text_of, with_part


def filled(tmp_path, content, place=0):
    path = tmp_path / "模板.docx"
    path.write_bytes(content)
    report = sample()
    return next(notices(report, [report["departments"][place]], Issue(), "docx", str(path)))


def refusal(tmp_path, *paragraphs, header=""):
    with pytest.raises(ExportError) as caught:
        filled(tmp_path, document_of(*paragraphs, header=header))
    return str(caught.value)


def test_names_of_both_languages_are_filled_in(tmp_path):
    lines = text_of(filled(tmp_path, document_of("{{ 部门 }} {{ total }}")))

    assert lines == ["昆明市财政局 100.00"]


def test_a_name_may_be_torn_into_runs_as_word_does(tmp_path):
    assert text_of(filled(tmp_path, document_of(("{", "{ 部", "门 }", "}")))) == ["昆明市财政局"]


def test_headers_are_filled_in_too(tmp_path):
    content = filled(tmp_path, document_of("x", header="{{ 总分 }}"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = b"".join(archive.read(n) for n in archive.namelist() if "header" in n)

    assert b"100.00" in parts


def test_curly_quotes_and_conditions_work(tmp_path):
    template = document_of("{% if 等级 == “优” %}好{% else %}差{% endif %}")

    assert text_of(filled(tmp_path, template)) == ["好"]


def test_the_default_template_can_be_edited_and_used(tmp_path):
    edited = with_part(
        default_template("zh-CN"),
        "word/document.xml",
        lambda xml: xml.replace("绩效评分扣分告知书".encode(), "扣分通知（试行）".encode()),
    )

    assert "扣分通知（试行）" in text_of(filled(tmp_path, edited))


def test_every_unknown_name_is_told_with_its_paragraph_and_the_nearest(tmp_path):
    paragraphs = ("{{ 扣分明戏 }}", "总分 {{ 总分 }}", "得分 {{ totl }}")
    told = refusal(tmp_path, *paragraphs, header="{{ 年 }}")

    assert "模板.docx「{{ 扣分明戏 }}」：没有「扣分明戏」这个名称。是否应为「扣分明细」。" in told
    assert "「得分 {{ totl }}」" in told
    assert "是否应为「total」" in told
    assert "没有「年」这个名称" in told


def test_the_names_that_exist_are_told_where_none_is_near(tmp_path):
    assert "请改用其中之一：appeal、changes、date" in refusal(tmp_path, "{{ xyzzy }}")
    assert "请改用其中之一：一级指标、印发单位、各项指标" in refusal(tmp_path, "{{ 局 }}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "{% for x in 扣分明细 %}{{ x.原因 }}{% endfor %}", "没有「原因」", id="no such part"
        ),
        pytest.param("{{ 扣分明细 }}", "是一个列表", id="a list as a text"),
        pytest.param("{% for x in 部门 %}{% endfor %}", "不是列表", id="a text as a list"),
        pytest.param("{% if 总分 %}", "没有结束", id="an if without end"),
        pytest.param("{{ 总分", "没有成对", id="a brace without end"),
        pytest.param("{% frobnicate %}", "标记写得不对", id="an unknown tag"),
        pytest.param("｛｛ 总分 ｝｝", "全角", id="full-width braces"),
        pytest.param("{{ 总分|upper }}", "没有「upper」", id="an unknown filter"),
        pytest.param("{{ ''.__class__ }}", "不能有计算", id="the class of a text"),
        pytest.param("{{ 部门.__class__ }}", "没有「__class__」", id="a hidden attribute"),
        pytest.param("{{ 部门.__class__.__mro__ }}", "没有「__class__」", id="one behind it"),
        pytest.param("{{ self }}", "没有「self」", id="the template itself"),
        pytest.param("{{ cycler.__init__.__globals__ }}", "没有「cycler」", id="a global"),
        pytest.param("{{ 总分 %}", "没有成对", id="a brace closed by another"),
        pytest.param(
            "{% for x in 无此列表 %}{% endfor %}", "没有「无此列表」", id="an unknown list"
        ),
        pytest.param("{% for x in 扣分明细.x %}{% endfor %}", "没有「x」", id="a part of a list"),
        pytest.param(
            "{% for x in '甲' %}{% endfor %}", "不是列表", id="a text of its own as a list"
        ),
        pytest.param(
            "{% for a, b in 扣分明细 %}{% endfor %}", "过于复杂", id="two names for each thing"
        ),
        pytest.param("{{r 部门 }}", "不能用「{{r」", id="a run that is none"),
        pytest.param("{%colspan 部门 %}", "不能用「{%colspan」", id="a width that is none"),
        pytest.param("{{ 部门.upper() }}", "不能有计算", id="a call"),
        pytest.param("{{ 扣分明细[0] }}", "不能有计算", id="an index"),
        pytest.param("{{ 'a' * 999999999 }}", "不能有计算", id="a sum"),
        pytest.param("{{ 9 ** 9 ** 9 }}", "不能有计算", id="a power"),
        pytest.param("{% include '/etc/passwd' %}", "不能有计算", id="another file"),
        pytest.param("{% import 'x' as y %}", "不能有计算", id="an import"),
        pytest.param("{% set x = 1 %}", "不能有计算", id="an assignment"),
        pytest.param("{% macro a() %}{% endmacro %}", "不能有计算", id="a macro"),
        pytest.param(
            "{% for a in 扣分明细 %}{% for b in 扣分明细 %}{% endfor %}{% endfor %}",
            "for 里面又有 for",
            id="a loop in a loop",
        ),
        pytest.param("{{ 总分 }}" * 501, "标记过多", id="a thousand tags"),
    ],
)
def test_a_template_may_not_say(tmp_path, text, words):
    assert words in refusal(tmp_path, text)


def test_a_loop_that_tears_a_table_is_told(tmp_path):
    template = with_part(
        document_of("x"),
        "word/document.xml",
        lambda xml: xml.replace(
            b"<w:t>x</w:t></w:r></w:p>",
            b"<w:t>{% if not " + "总分".encode() + b" %}</w:t></w:r></w:p><w:p><w:r><w:tab/></w:r>"
            b"<w:hyperlink><w:r><w:t>{% endif %}</w:t></w:r></w:hyperlink></w:p>",
        ),
    )

    with pytest.raises(ExportError, match="没有包住完整的段落"):
        filled(tmp_path, template)


def test_a_width_that_is_no_number_is_told(tmp_path):
    table = "<w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{{ 部门 }}'/></w:tcPr><w:p/>"
    table += "</w:tc></w:tr></w:tbl><w:p/>"
    template = with_part(
        document_of("x"),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:p>", table.encode() + b"<w:p>", 1),
    )

    with pytest.raises(ExportError, match="没有包住完整"):
        filled(tmp_path, template)


def test_a_loop_over_nothing_may_say_so(tmp_path):
    template = document_of(
        "{% for 每项 in 核查问题 if 每项.出处 %}有{% else %}{{ 部门 }}{% endfor %}"
    )

    assert text_of(filled(tmp_path, template)) == ["昆明市财政局"]


def test_nothing_is_rendered_that_was_not_vetted():
    letter = LetterTemplate("模板", document_of("x"), {"部门": None})

    with pytest.raises(ExportError, match="不能有计算"):
        letter.environment.from_string("{{ ''.__class__.__mro__ }}")


def test_a_loop_tells_its_place(tmp_path):
    template = document_of("{% for 每项 in 一级指标 %}{{ loop.index }}{{ 每项.指标 }}{% endfor %}")

    assert text_of(filled(tmp_path, template))[0].startswith("1履职效益明显2预算配置科学")


def _relation(kind, target, mode=' TargetMode="External"'):
    link = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return lambda xml: xml.replace(b"</Relationships>", link.encode() + b"</Relationships>")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ATTACHED = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId99"/><w:zoom'.encode()
WIDE_FIELD = '<?xml version="1.0" encoding="UTF-16"?><fldSimple instr="DDE"/>'
RELATIONS = "word/_rels/document.xml.rels"
DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        pytest.param(
            "[Content_Types].xml",
            lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "宏",
            id="macros",
        ),
        pytest.param(
            RELATIONS, _relation("image", "http://x/a.png"), "外部", id="a distant picture"
        ),
        pytest.param(RELATIONS, _relation("oleObject", "a.bin", ""), "嵌入对象", id="an object"),
        pytest.param(RELATIONS, _relation("aFChunk", "a.html", ""), "嵌入对象", id="a page in it"),
        pytest.param(
            RELATIONS,
            _relation("image", "x.png", " TargetMode='External'"),
            "外部",
            id="one in other quotes",
        ),
        pytest.param(
            DOCUMENT,
            lambda xml: xml.replace(
                b"<w:t>x</w:t>",
                b"<w:instrText>DDE</w:instrText><w:instrText>&#65;UTO cmd</w:instrText>",
            ),
            "域",
            id="a command that is torn apart",
        ),
        pytest.param(
            DOCUMENT,
            lambda xml: xml.replace(b"</w:p>", b'</w:p><w:altChunk xmlns:r="r" r:id="x"/>', 1),
            "嵌入",
            id="a page to be put in",
        ),
        pytest.param(
            "word/more.bin",
            lambda _: WIDE_FIELD.encode("utf-16"),
            "域",
            id="another encoding",
        ),
        pytest.param(
            DOCUMENT,
            lambda xml: xml.replace(
                b"<w:t>x</w:t>", b"<w:instrText>DDEAUTO cmd /c calc</w:instrText>"
            ),
            "域",
            id="a command",
        ),
        pytest.param(
            DOCUMENT,
            lambda xml: xml.replace(
                b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1
            ),
            "异常",
            id="entities",
        ),
    ],
)
def test_what_would_run_or_fetch_when_opened_is_refused(tmp_path, part, change, words):
    with pytest.raises(ExportError, match=words):
        filled(tmp_path, with_part(document_of("x"), part, change))


def test_a_link_to_click_may_stay(tmp_path):
    template = with_part(document_of("x"), RELATIONS, _relation("hyperlink", "http://x/"))

    assert text_of(filled(tmp_path, template)) == ["x"]


def test_the_link_to_the_writers_own_template_is_dropped(tmp_path):
    link = _relation("attachedTemplate", "file:///C:/private.dotm")(
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    template = with_part(document_of("x"), "word/_rels/settings.xml.rels", lambda _: link)
    template = with_part(
        template, "word/settings.xml", lambda xml: xml.replace(b"<w:zoom", ATTACHED)
    )

    parts = b"".join(_parts(filled(tmp_path, template)))
    assert b"private.dotm" not in parts
    assert b"attachedTemplate" not in parts


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _with_footnote(text):
    """Return a Word file with a footnote, as Word writes it."""
    declared = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f"<w:footnote><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES}"/></Types>'
    changes = {
        "word/footnotes.xml": lambda _: f"<w:footnotes {declared}>{note}</w:footnotes>".encode(),
        RELATIONS: _relation("footnotes", "footnotes.xml", ""),
        "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", kind.encode()),
    }
    content = document_of("x")
    for name, change in changes.items():
        content = with_part(content, name, change)
    return content


def test_footnotes_are_filled_in_too(tmp_path):
    parts = _parts(filled(tmp_path, _with_footnote("{{ 总分 }}")))

    assert any(b">100.00</w:t>" in part for part in parts)


def test_names_in_footnotes_are_checked_too(tmp_path):
    with pytest.raises(ExportError, match="没有「总份」"):
        filled(tmp_path, _with_footnote("{{ 总份 }}"))


def _parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (21 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word", id="an old Word file"),
        pytest.param("文字".encode(), "不是 Word 文件", id="a text"),
        pytest.param(b"PK\x03\x04", "已损坏", id="half an archive"),
        pytest.param(_bomb(), "过大", id="a bomb"),
        pytest.param(b"PK" + bytes(21 << 20), "过大", id="a file that is too large"),
        pytest.param(
            with_part(document_of("x"), "[Content_Types].xml", lambda _: b"<Types/>"),
            "不是 Word 文件",
            id="another kind of archive",
        ),
        pytest.param(with_part(document_of("x"), DOCUMENT, lambda _: b"<x"), "异常", id="torn XML"),
        pytest.param(
            with_part(document_of("x"), DOCUMENT, lambda _: b"<x/>"), "完整", id="another document"
        ),
        pytest.param(b"", "已损坏", id="nothing"),
    ],
)
def test_what_is_no_word_document_is_told_as_such(tmp_path, content, words):
    with pytest.raises(ExportError, match=words):
        filled(tmp_path, content)


@pytest.mark.parametrize("name", ["没有.docx", ".", "a\x00b"])
def test_a_template_that_is_not_there_is_told(name):
    with pytest.raises(ExportError, match="读不到"):
        read_template(name)
