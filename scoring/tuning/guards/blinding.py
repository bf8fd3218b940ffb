"""Departments without their names, so that weights are chosen for what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.evaluation.overriding import Overridden
from scoring.model import Column, Source, State, Submissions
from scoring.words import CHINESE, Phrase

_TEXT = np.dtypes.StringDType()


def blind(scores: Scores, language: str = CHINESE) -> Scores:
    """Return *scores* of departments that are called by number, their codes and files hidden.

    Numbers are the same for the same departments, and follow neither names, codes nor the order
    read. Rank before: where ties are broken by code and name, the names matter.
    """
    submissions = scores.submissions
    names = np.array(labels_of(scores, language), dtype=_TEXT)
    columns: Mapping[str, Column] = {
        **submissions.columns,
        "department": Column(names),
        "department_code": Column(
            np.full(len(names), "", dtype=_TEXT),
            np.full(len(names), State.MISSING, dtype=np.uint8),
        ),
    }
    return replace(
        scores,
        submissions=_without_files(
            replace(submissions, departments=names, columns=columns), language
        ),
        overridden=_overridden(scores, language),
    )


def labels_of(scores: Scores, language: str = CHINESE) -> list[str]:
    """Return the number by which each department is called, in the order of *scores*."""
    keys = [sha256("\0".join(identity).encode()).hexdigest() for identity in _identities(scores)]
    order = sorted(range(len(keys)), key=lambda row: (keys[row], row))
    width = len(str(len(keys)))
    labels = [""] * len(keys)
    for number, row in enumerate(order, start=1):
        labels[row] = _NUMBERED(number=f"{number:0{width}}").say(language)
    return labels


def _identities(scores: Scores) -> list[tuple[str, ...]]:
    columns = (
        column_of(scores.plan, scores.submissions, name, slice(None))
        for name in ("department", "department_code", "year")
    )
    texts = (np.broadcast_to(column.values, len(scores)).tolist() for column in columns)
    return [tuple(map(str, identity)) for identity in zip(*texts, strict=True)]


def _without_files(submissions: Submissions, language: str) -> Submissions:
    """Return *submissions* whose files, often named after who sent them, are numbered."""
    numbered = _numbered(submissions.sources, _FILE, language)
    origin = submissions.origin
    sheets = tuple(
        _FILE(number=number).say(language) for number in range(1, len(origin.sheets) + 1)
    )
    return replace(submissions, sources=numbered, origin=replace(origin, sheets=sheets))


def _overridden(scores: Scores, language: str) -> Overridden | None:
    if scores.overridden is None:
        return None
    overrides = scores.overridden.overrides
    numbered = _numbered(overrides.sources, _LIST, language)
    return replace(scores.overridden, overrides=replace(overrides, sources=numbered))


def _numbered(sources: Sequence[Source], called: Phrase, language: str) -> tuple[Source, ...]:
    ordered = sorted(sources, key=lambda source: source.sha256)
    return tuple(
        Source(called(number=number).say(language), source.sha256)
        for number, source in enumerate(ordered, start=1)
    )


_NUMBERED = Phrase("部门{number}", "Department {number}")
_FILE = Phrase("报送数据{number}", "Submission {number}")
_LIST = Phrase("复核调整{number}", "Overrides {number}")
