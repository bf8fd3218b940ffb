"""Which edition a template was made for, and what differs from the edition it is read under."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.errors import Problem
from scoring.intake.headings import BUILT_IN, SELF_SCORES, Vocabulary, with_unit
from scoring.intake.numbering import is_numbering
from scoring.intake.sheet import Grid, Raw, Sheet
from scoring.intake.writing import shown
from scoring.model import Field, Finding, Ruleset
from scoring.names import fold
from scoring.words import Message, Phrase

CHOICES = "scoring_choices"  # the hidden sheet of a template that its drop-downs take words from


class Issue(NamedTuple):
    """A ruleset as issued: its id, its edition and the digest of its file."""

    id: str
    edition: str
    sha256: str

    def __str__(self) -> str:
        """Return its name and its digest, as templates carry them on their cover."""
        return f"{self.id}@{self.edition} sha256:{self.sha256}"

    @property
    def name(self) -> str:
        """The name by which commands know it."""
        return f"{self.id}@{self.edition}"


def issue_of(ruleset: Ruleset) -> Issue:
    """Return what a template made from *ruleset* says that it was made for."""
    return Issue(ruleset.id, ruleset.edition, ruleset.sha256)


def stated_issue(properties: Mapping[str, str], grids: Iterable[Grid]) -> Issue | None:
    """Return the issue that a workbook says it was made for: in its properties, or on its cover."""
    if {"ruleset", "edition"} <= set(properties):
        return Issue(properties["ruleset"], properties["edition"], properties.get("sha256", ""))
    return next((issue for grid in grids if (issue := cover_issue(grid))), None)


def cover_issue(grid: Grid) -> Issue | None:
    """Return the issue that stands on a sheet, if it is the cover of a template."""
    for row in grid.rows[:_TALLEST]:
        for cell in row[:_WIDEST]:
            if isinstance(cell, str) and (found := _ISSUE.fullmatch(cell.strip())):
                return Issue(found["id"], found["edition"], found["sha256"])
    return None


def edition_findings(
    name: str, stated: Issue | None, ruleset: Ruleset, sheets: Sequence[tuple[Sheet, Vocabulary]]
) -> Iterator[Finding]:
    """Yield that a template was made for another issue of the rules, and what differs in it."""
    ours = issue_of(ruleset)
    if stated is None or stated == ours:
        return
    found = list(_differences(sheets))
    differences = found or [_SAME_FIELDS()]
    told = {"theirs": shown(stated.name), "ours": ours.name, "differences": differences}
    phrase = _SAME_EDITION if stated.name == ours.name else _OTHER_EDITION
    severity = "info" if stated.name == ours.name and not found else "warning"
    yield Finding("other_edition", severity, phrase(**told), (name,))


def is_foreign(stated: Issue | None, ruleset: Ruleset) -> bool:
    """Return whether a template was made for another ruleset, or another edition of it."""
    return stated is not None and stated.name != issue_of(ruleset).name


def edition_problems(name: str, stated: Issue | None, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield that a template that cannot be read was made for another edition."""
    if stated is not None and is_foreign(stated, ruleset):
        told = {"theirs": shown(stated.name), "ours": issue_of(ruleset).name}
        yield Problem(name, _FOREIGN(**told), _USE_OURS())


def _differences(sheets: Sequence[tuple[Sheet, Vocabulary]]) -> Iterator[Message]:
    added, removed, units = [], [], []
    for vocabulary, columns in _by_vocabulary(sheets):
        found = set()
        for raw in {raw.heading: raw for raw in columns}.values():
            match = vocabulary.match(raw.heading)
            target = match.target if match else _base(raw.heading, vocabulary)
            found.add(target)
            if target and (match is None or match.power):
                field = vocabulary.fields[target]
                ours = with_unit(field.title, field.unit)
                units.append(_UNIT(theirs=shown(raw.heading), ours=ours))
            elif target is None and not is_numbering(raw):
                removed.append(shown(raw.heading))
        added += [f.title for name, f in vocabulary.fields.items() if _asked(f, name) - found]
    for names, phrase in ((added, _ADDED), (removed, _REMOVED), (units, _UNITS)):
        if names:
            yield phrase(names=names)


def _asked(field: Field, name: str) -> set[str]:
    """Return the name of a field that the ruleset itself asks for."""
    extra = name in BUILT_IN or field.type == "table" or name.startswith(f"{SELF_SCORES}.")
    return set() if extra else {name}


def _by_vocabulary(
    sheets: Sequence[tuple[Sheet, Vocabulary]],
) -> Iterator[tuple[Vocabulary, list[Raw]]]:
    """Yield each vocabulary with the columns of all sheets that speak it."""
    spoken: dict[int, tuple[Vocabulary, list[Raw]]] = {}
    for sheet, vocabulary in sheets:
        spoken.setdefault(id(vocabulary), (vocabulary, []))[1].extend(sheet.columns)
    yield from spoken.values()


def _base(heading: str, vocabulary: Vocabulary) -> str | None:
    """Return what *heading* names but for its unit."""
    found = _BASE.fullmatch(fold(heading))
    return vocabulary.names.get(found["base"]) if found else None


def properties_in(elements: Iterable[tuple[str, str, Any]]) -> dict[str, str]:
    """Return the properties that people may add to a workbook, by name."""
    found, name = {}, ""
    for event, kind, element in elements:
        if event == "start" and kind == "property":
            name = element.get("name", "")
        elif event == "end" and kind == "lpwstr" and name:
            found[name] = element.text or ""
        elif event == "end" and kind == "user-defined":
            found[element.get(_META_NAME, "")] = element.text or ""
    return found


_TALLEST, _WIDEST = 200, 20
_META_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"
_ISSUE = re.compile(r"(?P<id>[^\s@]+)@(?P<edition>\S+)\s+sha256:(?P<sha256>[0-9a-f]*)")
_BASE = re.compile(r"(?P<base>.+)\([^()]+\)")
_OTHER_EDITION = Phrase(
    "这是按「{theirs}」制作的报送表，现按「{ours}」读取：{differences}",
    "this form was made for {theirs} and is read as one of {ours}: {differences}",
)
_FOREIGN = Phrase(
    "这是按「{theirs}」制作的报送表，不能按「{ours}」读取",
    "this form was made for {theirs} and cannot be read as one of {ours}",
)
_USE_OURS = Phrase("请用本版报送表重新填报", "Fill in the template of this edition")
_SAME_EDITION = Phrase(
    "这张报送表制作后，评分规则「{ours}」又改动过：{differences}",
    "the ruleset {ours} was edited after this form was made from it: {differences}",
)
_SAME_FIELDS = Phrase("填报项目相同", "they ask for the same")
_ADDED = Phrase("表中没有：{names}", "not in the form: {names}")
_REMOVED = Phrase("不再填报：{names}", "no longer asked for: {names}")
_UNITS = Phrase("计量单位不同：{names}", "other units: {names}")
_UNIT = Phrase("{theirs}现为{ours}", "{theirs}, now {ours}")
