"""Word files that others made: plain documents of bearable size, with nothing that acts."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from os.path import isfile
from pathlib import Path
from typing import Any

from lxml import etree

from scoring.errors import ExportError, Problem
from scoring.words import Message, Phrase

MOST_BYTES = 20 << 20  # of a template, packed or unpacked
MOST_PARTS = 500
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_OTHER_KINDS = (b"macroEnabled", b"wordprocessingml.template.main")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

# What runs, or fetches something else, when the file is opened. A link waits to be clicked, and
# the template that a document was written with is forgotten when it is filled in.
_ACTIVE = {
    "vbaProject", "oleObject", "package", "aFChunk", "control", "activeXControlBinary", "frame",
    "subDocument", "keyMapCustomizations", "attachedToolbars", "mailMergeSource",
}  # fmt: skip
_MAY_POINT_OUTSIDE = {"hyperlink", "attachedTemplate"}
_ACTIVE_ELEMENTS = {"altChunk", "object", "control", "mailMerge", "subDoc"}
_LOOKED_AT = [f"{{*}}{n}" for n in (*_ACTIVE_ELEMENTS, "Relationship", "instrText", "fldSimple")]
_READING_FIELD = ("DDE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "QUOTE", "MACRO")


def read_template(path: str) -> bytes:
    """Return a template's bytes, once it is known to be a plain Word document of bearable size.

    ExportError tells what else it is, or what in it would run or fetch something when opened.
    """
    try:
        content = Path(path).read_bytes() if _bearable(path) else None
    except OSError:
        content = None
    if content is None:
        raise ExportError([Problem(path, _UNREADABLE(), _NAME_TEMPLATE())])
    problems = [Problem(path, problem, remedy) for problem, remedy in _problems(content)]
    if problems:
        raise ExportError(problems)
    return content


def _bearable(path: str) -> bool:
    return isfile(path) and Path(path).stat().st_size <= MOST_BYTES


def _problems(content: bytes) -> Iterator[tuple[Message, Message]]:
    if content.startswith(_OLD_WORD):
        yield _OLD(), _SAVE_AS()
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(m.file_size for m in members) > MOST_BYTES or len(members) > MOST_PARTS:
                yield _TOO_LARGE(most=MOST_BYTES >> 20), _START_AFRESH()
                return
            parts = {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN:
        yield _DAMAGED(), _SAVE_AS()
        return
    types = parts.get("[Content_Types].xml", b"")
    if any(kind in types for kind in _OTHER_KINDS):
        yield _MACROS(), _SAVE_AS()
    elif _DOCUMENT not in types:
        yield _NOT_WORD(), _SAVE_AS()
    for name, part in parts.items():
        yield from _harms(name, part)


def _harms(name: str, part: bytes) -> Iterator[tuple[Message, Message]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        if name.endswith((".xml", ".rels")):
            yield _ODD_XML(part=name), _SAVE_AGAIN()
        return  # what is no XML is a picture or a typeface
    if root.getroottree().docinfo.doctype:
        yield _ODD_XML(part=name), _SAVE_AGAIN()
    elements = [(etree.QName(e).localname, e) for e in root.iter(*_LOOKED_AT)]
    if any(_is_active(kind, element) for kind, element in elements):
        yield _EMBEDDED(part=name), _REMOVE_EMBEDDED()
    if any(word in _instructions(elements) for word in _READING_FIELD):
        yield _FETCHES(part=name), _REMOVE_FIELD()


def _is_active(kind: str, element: Any) -> bool:
    if kind != "Relationship":
        return kind in _ACTIVE_ELEMENTS
    related = element.get("Type", "").rsplit("/", 1)[-1]
    outside = element.get("TargetMode", "Internal") != "Internal"
    return related in _ACTIVE or (outside and related not in _MAY_POINT_OUTSIDE)


def _instructions(elements: list[tuple[str, Any]]) -> str:
    """Return what the fields of a part do, however torn; links to be clicked are not among it."""
    torn = "".join(element.text or "" for kind, element in elements if kind == "instrText")
    simple = [
        str(value)
        for kind, element in elements
        if kind == "fldSimple"
        for key, value in element.attrib.items()
        if etree.QName(key).localname == "instr"
    ]
    return " ".join([torn, *simple]).upper().replace("HYPERLINK", "")


_UNREADABLE = Phrase("读不到模板文件，或文件过大", "the template cannot be read, or is too large")
_NAME_TEMPLATE = Phrase(
    "请检查路径；用 --write-template 可以得到一份模板", "Check the path; --write-template makes one"
)
_OLD = Phrase("这是旧版 Word 文件（.doc）", "this is a Word file of the old kind (.doc)")
_SAVE_AS = Phrase("请在 Word 或 WPS 中另存为 .docx", "Save it as .docx in Word or WPS")
_TOO_LARGE = Phrase("模板解压后过大（上限 {most} MB）", "unpacked it is larger than {most} MB")
_START_AFRESH = Phrase(
    "请用 --write-template 重新生成模板再修改", "Begin anew with --write-template"
)
_DAMAGED = Phrase("不是 Word 文件，或文件已损坏", "this is not a Word file, or it is damaged")
_MACROS = Phrase(
    "这是含宏的文件或 Word 模板文件（.docm、.dotx、.dotm）",
    "this is a file with macros, or a Word template (.docm, .dotx, .dotm)",
)
_NOT_WORD = Phrase("不是 Word 文件（.docx）", "this is not a Word document (.docx)")
_ODD_XML = Phrase("{part} 的写法异常，已拒绝读取", "{part} is written oddly and is refused")
_SAVE_AGAIN = Phrase("请在 Word 或 WPS 中打开并另存", "Open it in Word or WPS and save it again")
_EMBEDDED = Phrase(
    "模板带有嵌入对象、控件或链接到外部的内容（{part}）",
    "the template embeds an object or a control, or links to content elsewhere ({part})",
)
_REMOVE_EMBEDDED = Phrase(
    "请删去这些内容，图片改为直接插入", "Remove them; insert pictures directly"
)
_FETCHES = Phrase(
    "模板带有打开时读取其他文件的域（{part}）", "a field reads other files when opened ({part})"
)
_REMOVE_FIELD = Phrase(
    "请选中该域，按 Ctrl+Shift+F9 转为文字", "Select the field and press Ctrl+Shift+F9"
)
