"""Workbooks as archives: how large they are unpacked, and what their XML says of cells."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from scoring.errors import Problem, SubmissionError
from scoring.intake.editions import properties_in
from scoring.intake.glancing import glance, join_surveys
from scoring.intake.limits import MOST_BYTES, refuse_bomb, refuse_sparse
from scoring.intake.opendocument import survey_document
from scoring.intake.records import percent_styles_xlsb, sheets_xlsb, survey_xlsb
from scoring.intake.scanning import Spots, join_spots, scan
from scoring.intake.survey import (
    PERCENT_FORMATS,
    Survey,
    elements,
    parse,
    pieces_of,
    shows_percent,
    survey_of,
)
from scoring.intake.writing import printable
from scoring.words import Phrase

BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, KeyError, LookupError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, struct.error,
)  # fmt: skip
_WORKBOOK = "xl/workbook.xml"
_SHEET_MARKS = (b"sheetData", "sheetData".encode("utf-16-le")[:-1])
_ENTITY_MARKS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le")[:-1])
_BINARY_WORKBOOK = "xl/workbook.bin"
_STYLES = "xl/styles.xml"
_PROPERTIES = ("docProps/custom.xml", "meta.xml")


@dataclass(frozen=True, slots=True)
class Package:
    """An archive of bearable size, and what is known of its parts.

    *surveys* are those of sheets where nothing lies far out, *spots* the cells of other plainly
    written sheets, *unusual* the sheets written otherwise.
    """

    archive: zipfile.ZipFile
    styles: Collection[str]
    surveys: Mapping[str, Survey]
    spots: Mapping[str, Spots]
    unusual: Collection[str]

    def has(self, part: str) -> bool:
        """Return whether the archive holds *part*."""
        return part in self.archive.NameToInfo

    @property
    def is_linked(self) -> bool:
        """Whether formulas refer to other workbooks."""
        return any(part.startswith("xl/externalLinks/") for part in self.archive.NameToInfo)


def open_package(data: bytes, name: str) -> Package:
    """Return the archive, once its real size is known to be bearable."""
    surveys: dict[str, Survey] = {}
    spots: dict[str, Spots] = {}
    styles: tuple[str, ...] = ()
    unusual, unpacked = [], 0
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = sorted(archive.infolist(), key=lambda member: member.filename != _STYLES)
        refuse_bomb(name, len(data), sum(member.file_size for member in members))
        for member in members:
            # The stated size is forgotten, so that what is counted is what would be unpacked.
            member.file_size = MOST_BYTES + 1
            seen: list[Survey | None] = []
            is_sheet = False
            with archive.open(member) as stream:
                for piece in pieces_of(stream):
                    unpacked += len(piece)
                    refuse_bomb(name, len(data), unpacked)
                    _refuse_entities(member.filename, piece)
                    seen.append(glance(piece, styles) if None not in seen[-1:] else None)
                    is_sheet = is_sheet or any(mark in piece for mark in _SHEET_MARKS)
            if member.filename == _STYLES:
                styles = _percent_styles(archive)
            elif None not in seen[-1:]:
                surveys[member.filename] = join_surveys(each for each in seen if each)
            elif is_sheet and (cells := _scan(archive, member)):
                spots[member.filename] = cells
            elif is_sheet:
                unusual.append(member.filename)
    except BROKEN:
        raise broken_file(name) from None
    return Package(archive, styles, surveys, spots, unusual)


def _refuse_entities(part: str, piece: bytes) -> None:
    """Raise where XML declares entities: no office program does, and readers leave them out."""
    if part.endswith((".xml", ".rels")) and any(mark in piece for mark in _ENTITY_MARKS):
        raise ParseError(part)


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Spots | None:
    """Return where all cells of a sheet stand, None where it is not written as usual."""
    with archive.open(member) as stream:
        found = [scan(piece) for piece in pieces_of(stream)]
    plain = [each for each in found if each]
    return join_spots(plain) if len(plain) == len(found) else None


def survey_package(package: Package, name: str) -> Mapping[str, Survey]:
    """Return the survey of each sheet by its name; raise where one reaches too far."""
    try:
        if package.has(_BINARY_WORKBOOK):
            return _survey_binary(package, name)
        if not package.has(_WORKBOOK):
            with package.archive.open("content.xml") as stream:
                return survey_document(stream, name)
        parts = _sheet_parts(package)
        surveys = _survey_sheets(package, parts, name)
        # None is left unseen, whatever the reader takes for a sheet.
        _survey_sheets(package, {p: p for p in package.unusual if p not in parts.values()}, name)
        for spots in package.spots.values():
            refuse_sparse(name, spots.height, spots.width)
    except BROKEN:
        raise broken_file(name) from None
    return surveys


def package_properties(package: Package, name: str) -> dict[str, str]:
    """Return the properties that were added to a workbook, by name."""
    part = next((part for part in _PROPERTIES if package.has(part)), None)
    if part is None:
        return {}
    try:
        with package.archive.open(part) as stream:
            return properties_in(elements(stream))
    except BROKEN:
        raise broken_file(name) from None


def broken_file(name: str) -> SubmissionError:
    """Return the error for a workbook that is damaged, or none at all."""
    return SubmissionError([Problem(name, _BROKEN(), _SAVE_AGAIN())])


def _survey_sheets(package: Package, parts: Mapping[str, str], name: str) -> dict[str, Survey]:
    return {
        sheet: _survey(package, part, f"{name}!{printable(sheet)}")
        for sheet, part in parts.items()
        if package.has(part)
    }


def _survey(package: Package, part: str, place: str) -> Survey:
    survey, spots = package.surveys.get(part), package.spots.get(part)
    if survey is not None:
        return survey
    if spots is not None:
        refuse_sparse(place, spots.height, spots.width)
        return survey_of(spots, package.styles)
    with package.archive.open(part) as stream:
        return parse(stream, package.styles, place)


def _survey_binary(package: Package, name: str) -> dict[str, Survey]:
    read = package.archive.read
    styles = percent_styles_xlsb(read("xl/styles.bin") if package.has("xl/styles.bin") else b"")
    targets = _targets(package, "xl/_rels/workbook.bin.rels")
    return {
        sheet: survey_xlsb(read(targets[key]), styles, f"{name}!{printable(sheet)}")
        for sheet, key in sheets_xlsb(read(_BINARY_WORKBOOK)).items()
    }


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part that holds each sheet, by the name of the sheet."""
    targets = _targets(package, "xl/_rels/workbook.xml.rels")
    with package.archive.open(_WORKBOOK) as stream:
        return {
            element.get("name", ""): targets[key]
            for event, name, element in elements(stream)
            if event == "start" and name == "sheet"
            for key in (_relation(element.attrib),)
            if key in targets
        }


def _targets(package: Package, part: str) -> dict[str, str]:
    """Return the part behind each relation of the workbook."""
    with package.archive.open(part) as stream:
        return {
            element.get("Id", ""): posixpath.normpath(
                posixpath.join("/xl", element.get("Target", ""))
            ).lstrip("/")
            for event, name, element in elements(stream)
            if event == "start" and name == "Relationship"
        }


def _relation(attributes: Mapping[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("}id")), "")


def _percent_styles(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """Return the cell styles that show a figure as a percentage."""
    formats, styles, within = set(PERCENT_FORMATS), [], False
    with archive.open(_STYLES) as stream:
        for event, name, element in elements(stream):
            if event == "start" and name == "numFmt":
                shows = shows_percent(element.get("formatCode", ""))
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
