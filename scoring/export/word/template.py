"""A Word document with names in it, filled in for one department after another."""

import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from scoring.errors import ExportError, Problem
from scoring.export.cleaning import clean
from scoring.export.word.names import Shape
from scoring.export.word.page import finished
from scoring.export.word.vetting import Fault, faults_at_sight, faults_in
from scoring.words import Phrase

_FILLED = re.compile(r"(document\.main|header|footer|footnotes)\+xml$")
_SETTINGS = RELATIONSHIP_TYPE.SETTINGS
_TAGS = re.compile("<[^>]+>")
_SHOWN = 40


class LetterTemplate:
    """Fills in a template; making one raises ExportError with all that is wrong in it."""

    def __init__(self, name: str, content: bytes, names: Shape):
        self.name = name
        self.content = content
        self.environment = _Environment(name, names)
        problems: list[Problem] = []
        problems += (each for each in self._problems() if each not in problems)
        if problems:
            raise ExportError(problems)

    def fill(self, context: Mapping[str, Any], title: str, author: str) -> bytes:
        """Return the document with *context* in place of its names."""
        document = _Document(io.BytesIO(self.content))
        try:
            document.render(dict(context), self.environment)
        except (etree.XMLSyntaxError, _TornError):
            raise ExportError([Problem(self.name, _TORN(), _WHOLE_PARTS())]) from None
        return finished(document.docx, title, author)

    def _problems(self) -> Iterator[Problem]:
        try:
            document = _Document(io.BytesIO(self.content)).get_docx()
            raw = [part.blob for part in document.part.package.iter_parts() if _is_filled(part)]
            body = document.element.body
        except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError):
            body = None
        if body is None:
            yield Problem(self.name, _DAMAGED(), _SAVE_AGAIN())
            return
        for xml in (_by_paragraph(part.decode("utf-8")) for part in raw):
            barred = [self.environment.problem(fault, xml) for fault in faults_at_sight(xml)]
            yield from barred or self.environment.problems_in(_by_paragraph(_patched(xml)))


def _is_filled(part: Any) -> bool:
    return bool(_FILLED.search(part.content_type))


def _by_paragraph(xml: str) -> str:
    """Return *xml* with each paragraph on a line of its own, as docxtpl does."""
    return re.sub(r"\n?<w:p([ >])", r"\n<w:p\1", xml)


class _TornError(Exception):
    """A table that no longer is one once it was filled in."""


class _Document(DocxTemplate):  # type: ignore[misc]
    """A template of docxtpl whose parts must stay whole, and whose patching is done once."""

    def init_docx(self, reload: bool = True) -> None:
        super().init_docx(reload)
        _forget_template(self.docx)

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        try:
            return super().fix_tables(xml)
        except (ArithmeticError, AttributeError, TypeError, ValueError):
            raise _TornError from None

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        super().render_footnotes(context, jinja_env)
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith("footnotes+xml"):
                etree.fromstring(part.blob)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the file's properties alone: they are the notice's, not the template's."""


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    return str(DocxTemplate.patch_xml(None, xml))


def _forget_template(document: Document) -> None:
    """Remove the link to the template that a document was written with, on someone's disk."""
    settings = document.settings.element
    for link in settings.xpath("w:attachedTemplate"):
        settings.remove(link)
    relations = document.part.part_related_by(_SETTINGS).rels
    for name in [key for key, rel in relations.items() if rel.reltype.endswith("attachedTemplate")]:
        del relations[name]


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that makes no template before its source was vetted, and each only once."""

    def __init__(self, name: str, names: Shape):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.place = name
        self.names = names
        self.made: dict[str, Template] = {}

    def problems_in(self, source: str) -> list[Problem]:
        faults = faults_in(source, self, self.names)
        return [self.problem(fault, source) for fault in faults]

    def problem(self, fault: Fault, source: str) -> Problem:
        """Return what is wrong, with the file and the text of the paragraph it is in."""
        lines = source.split("\n")
        text = clean(_TAGS.sub("", lines[min(fault.line, len(lines)) - 1])).strip()
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        place = f"{self.place}「{shown}」" if shown else self.place
        return Problem(place, fault.problem, fault.remedy)

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        if source not in self.made:
            problems = self.problems_in(source)
            if problems:
                raise ExportError(problems)
            self.made[source] = super().from_string(source)
        return self.made[source]


_DAMAGED = Phrase("不是完整的 Word 文件", "this is no whole Word document")
_SAVE_AGAIN = Phrase(
    "请在 Word 或 WPS 中打开并另存为 .docx", "Open it in Word or WPS and save it as .docx"
)
_TORN = Phrase(
    "for 或 if 没有包住完整的段落或表格行", "a for or if does not enclose whole paragraphs or rows"
)
_WHOLE_PARTS = Phrase(
    "段落前后用 {{%p %}}，表格行前后用 {{%tr %}}，各占一段或一行",
    "Put {{%p %}} around paragraphs and {{%tr %}} around rows, each in one of its own",
)
