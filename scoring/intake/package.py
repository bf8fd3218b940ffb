"""Workbooks as archives: how large they are unpacked, and what their XML says of cells."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from scoring.errors import Problem, SubmissionError
from scoring.intake.limits import MOST_BYTES, refuse_bomb, refuse_sparse
from scoring.intake.scanning import Spots, join_spots, scan
from scoring.intake.survey import Survey, elements, parse, pieces_of, survey_of
from scoring.intake.writing import printable
from scoring.words import Phrase

BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, KeyError, LookupError,
    NotImplementedError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip
_WORKBOOK = "xl/workbook.xml"
_PERCENT_FORMATS = {"9", "10"}  # 0% and 0.00%, built into every workbook
# In a number format: quoted text, an escaped sign, a colour or condition, a filler.
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Package:
    """An archive of bearable size, with the cells found in its plainly written parts."""

    archive: zipfile.ZipFile
    spots: Mapping[str, Spots]

    def has(self, part: str) -> bool:
        """Return whether the archive holds *part*."""
        return part in self.archive.NameToInfo


def open_package(data: bytes, name: str) -> Package:
    """Return the archive, once its real size is known to be bearable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        refuse_bomb(name, len(data), sum(member.file_size for member in members))
        unpacked, spots = 0, {}
        for member in members:
            # The stated size is forgotten, so that what is counted is what would be unpacked.
            member.file_size = MOST_BYTES + 1
            found: list[Spots | None] = []
            with archive.open(member) as stream:
                for piece in pieces_of(stream):
                    unpacked += len(piece)
                    refuse_bomb(name, len(data), unpacked)
                    found.append(scan(piece) if all(found) else None)
            if all(found):
                spots[member.filename] = join_spots(each for each in found if each)
    except BROKEN:
        raise broken_file(name) from None
    return Package(archive, spots)


def survey_sheets(package: Package, name: str) -> Mapping[str, Survey]:
    """Return the survey of each sheet of an .xlsx workbook; raise where one reaches too far."""
    try:
        styles = _percent_styles(package)
        parts = _sheet_parts(package)
        return {
            sheet: _survey(package, part, styles, f"{name}!{printable(sheet)}")
            for sheet, part in parts.items()
            if package.has(part)
        }
    except BROKEN:
        raise broken_file(name) from None


def broken_file(name: str) -> SubmissionError:
    """Return the error for a workbook that is damaged, or none at all."""
    return SubmissionError([Problem(name, _BROKEN(), _SAVE_AGAIN())])


def _survey(package: Package, part: str, styles: Sequence[str], place: str) -> Survey:
    spots = package.spots.get(part)
    if spots is not None:
        refuse_sparse(place, spots.height, spots.width)
        return survey_of(spots, styles)
    with package.archive.open(part) as stream:
        return parse(stream, styles, place)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part that holds each sheet, by the name of the sheet."""
    if not package.has(_WORKBOOK):
        return {}
    with package.archive.open("xl/_rels/workbook.xml.rels") as stream:
        targets = {
            element.get("Id"): posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))
            for event, name, element in elements(stream)
            if event == "start" and name == "Relationship"
        }
    with package.archive.open(_WORKBOOK) as stream:
        return {
            element.get("name", ""): targets[key].lstrip("/")
            for event, name, element in elements(stream)
            if event == "start" and name == "sheet"
            for key in (_relation(element.attrib),)
            if key in targets
        }


def _relation(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("}id")), "")


def _percent_styles(package: Package) -> tuple[str, ...]:
    """Return the cell styles that show a figure as a percentage."""
    if not package.has("xl/styles.xml"):
        return ()
    formats, styles, within = set(_PERCENT_FORMATS), [], False
    with package.archive.open("xl/styles.xml") as stream:
        for event, name, element in elements(stream):
            if event == "start" and name == "numFmt":
                shows = "%" in _NOT_SIGNS.sub("", element.get("formatCode", ""))
                (formats.add if shows else formats.discard)(element.get("numFmtId", ""))
            elif name == "cellXfs":
                within = event == "start"
            elif event == "start" and within and name == "xf":
                styles.append(element.get("numFmtId", "0"))
    return tuple(str(style) for style, number in enumerate(styles) if number in formats)


_BROKEN = Phrase("不是有效的工作簿，或文件已损坏", "this is not a workbook, or it is damaged")
_SAVE_AGAIN = Phrase(
    "请用 Excel 或 WPS 打开并另存为 .xlsx", "Open it in Excel or WPS and save it as .xlsx"
)
