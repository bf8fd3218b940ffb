"""Rulesets: read from JSON, with everything that is wrong told at once and in its place."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from os.path import isfile  # unlike Path's, it takes any name
from pathlib import Path
from typing import Any

from scoring.arguments import chosen_language, expect
from scoring.errors import Problem, RulesetError
from scoring.model import Ruleset
from scoring.ruleset.build import build
from scoring.ruleset.inheritance import Document, assemble, place, spot
from scoring.ruleset.library import Edition, find_ruleset, library
from scoring.ruleset.places import Slip, safe
from scoring.ruleset.schema import ruleset_schema
from scoring.ruleset.sense import sense_slips
from scoring.ruleset.shelf import on_shelf
from scoring.ruleset.text import Text, read_text, text_of
from scoring.ruleset.validation import MOST_ERRORS, offences
from scoring.words import Phrase

__all__ = [
    "Document",
    "Edition",
    "file_of",
    "find_ruleset",
    "library",
    "place",
    "read_document",
    "read_ruleset",
    "ruleset_from",
    "ruleset_schema",
    "spot",
    "to_json",
]


def read_ruleset(source: str | Path, language: str | None = None) -> Ruleset:
    """Return the ruleset in the file *source*, or that ``id`` or ``id@edition`` names.

    *language* replaces the one that the ruleset declares. Raises RulesetError, which lists
    every problem of the file with its line and column.
    """
    expect(source, (str, Path), "a file or id@edition (a document is for ruleset_from)")
    return _ruleset(read_text(file_of(source)), language)


def read_document(source: str | Path) -> tuple[Ruleset, Document]:
    """Return the ruleset in *source* with the document that knows where its parts stand."""
    return _with_document(read_text(file_of(source)))


def ruleset_from(document: Mapping[str, Any], language: str | None = None) -> Ruleset:
    """Return the ruleset that *document*, as read from JSON, describes; raise RulesetError."""
    try:
        content = json.dumps(document, ensure_ascii=False, indent=2, default=_number).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise RulesetError([Problem(_IN_MEMORY, _NOT_JSON(), _ONLY_JSON())]) from error
    return _ruleset(text_of(_IN_MEMORY, content, None), language)


def to_json(ruleset: Ruleset) -> str:
    """Return the JSON of *ruleset*; reading it back gives an equal one."""
    return json.dumps(ruleset.document, ensure_ascii=False, indent=2) + "\n"


def file_of(source: str | Path) -> Path:
    """Return the file that *source* is, or that ``id`` or ``id@edition`` names on the shelf."""
    if isinstance(source, Path) or source.lower().endswith(".json") or isfile(source):
        return Path(source)
    return on_shelf().get(source) or find_ruleset(source).path


def _ruleset(text: Text, language: str | None) -> Ruleset:
    ruleset, _ = _with_document(text)
    if language is None:
        return ruleset
    return replace(ruleset, language=chosen_language(language, ruleset.language))


def _with_document(text: Text) -> tuple[Ruleset, Document]:
    document = assemble(text)
    problems = _problems(document)
    if problems:
        raise RulesetError(problems)
    path = text.name if text.folder else ""
    return build(document.value, document.sha256, path), document


def _problems(document: Document) -> list[Problem]:
    """Return all that is wrong: what the text shows, then the rest as it is met when reading."""
    found = offences(document.value)
    slips = [offence.slip for offence in found]
    # With so many errors this is hardly a ruleset, and what is sound in it not worth a look.
    if isinstance(document.value, dict) and len(found) < MOST_ERRORS:
        unsound = [offence.unsound for offence in found]
        slips += sense_slips(document.value, unsound, lambda *at: place(document, *at))
    told = {problem.place for problem in document.problems}
    located = [_located(document, slip) for slip in _in_order(document, slips)[:MOST_ERRORS]]
    return [*document.problems[:MOST_ERRORS], *(p for p in located if p.place not in told)]


def _in_order(document: Document, slips: list[Slip]) -> list[Slip]:
    return sorted(slips, key=lambda slip: spot(document, slip.path))


def _located(document: Document, slip: Slip) -> Problem:
    where = place(document, slip.path, slip.at_key)
    return Problem(where, safe(slip.problem), safe(slip.remedy), slip.excerpt)


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))


_IN_MEMORY = "ruleset"
_NOT_JSON = Phrase("内容不是 JSON 所能表达的", "this holds what JSON cannot")
_ONLY_JSON = Phrase(
    "请只用字典、列表、文字、数值、真假和 None",
    "Use only dicts, lists, texts, numbers, booleans and None",
)
