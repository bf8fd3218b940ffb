"""Word files read back, and made with what a test wants in them."""

import io
import zipfile

from docx import Document


def text_of(content):
    """Return the paragraphs of a Word file, those of its tables cell by cell, in order."""
    lines = []
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


def document_of(*paragraphs, header=""):
    """Return a Word file; a paragraph given as a tuple is split into runs."""
    document = Document()
    for given in paragraphs:
        added = document.add_paragraph()
        for run in (given,) if isinstance(given, str) else given:
            added.add_run(run)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_part(content, name, change):
    """Return the archive with *change* (from bytes, b"" if there were none) made to one part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
        target.writestr(name, change(source.read(name) if name in source.namelist() else b""))
    return packed.getvalue()
