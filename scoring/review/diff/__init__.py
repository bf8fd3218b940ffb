"""Two rulesets compared: what changed, in words, and what that does to departments."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scoring.explanation.voice import voice_of
from scoring.expression.scopes import nodes_of
from scoring.intake import read_submissions
from scoring.model import Finding, Ruleset, State, Submissions
from scoring.report import DISTRIBUTION, engine_version
from scoring.review.diff.changes import Change
from scoring.review.diff.effect import effect_of
from scoring.review.diff.sections import TABLES, compare_rulesets
from scoring.review.diff.words import label_of
from scoring.words import Phrase

__all__ = ["DIFF_VERSION", "compare", "read_for_both", "told_of_fields"]

DIFF_VERSION = 1
Json = dict[str, Any]


def compare(
    old: Ruleset,
    new: Ruleset,
    given: tuple[Submissions, Submissions] | None = None,
    language: str | None = None,
) -> Json:
    """Return the difference of two rulesets as plain JSON values, the same for the same input.

    *given* is what departments submitted, read with the one and with the other
    (``read_for_both``). Sentences are in *language*, the new ruleset's by default.
    """
    spoken = language or new.language
    voices = voice_of(old, spoken), voice_of(new, spoken)
    changes, matched = compare_rulesets(*voices)
    return {
        "diff_version": DIFF_VERSION,
        "engine": {"name": DISTRIBUTION, "version": engine_version()},
        "language": spoken,
        "old": _cover(old),
        "new": _cover(new),
        "changes": [_told(change, spoken) for change in changes],
        "effect": effect_of(*voices, given, matched) if given else None,
        "findings": told_of_fields(old, new, [given], spoken) if given else [],
    }


def read_for_both(
    paths: Sequence[str | Path], old: Ruleset, new: Ruleset
) -> tuple[Submissions, Submissions]:
    """Return the submissions in *paths* read with the fields of the one ruleset and the other.

    Where both ask for the same, the files are read once.
    """
    given = read_submissions(list(paths), old)
    if _asked(old) == _asked(new):
        return given, given
    return given, read_submissions(list(paths), new)


def _asked(ruleset: Ruleset) -> tuple[object, ...]:
    """Return all that reading submissions depends on."""
    sums = [(check.sum, check.equals) for check in ruleset.checks]
    marks = [(node.id, node.title) for node in nodes_of(ruleset.indicators)]
    return ruleset.fields, ruleset.tables, sums, marks


def _cover(ruleset: Ruleset) -> Json:
    names = ("id", "edition", "title", "sha256")
    return {name: getattr(ruleset, name) for name in names}


def _told(change: Change, language: str) -> Json:
    table = TABLES.get(change.section, {})
    return {
        "section": change.section,
        "kind": change.kind,
        "id": change.id,
        "title": change.title,
        "key": change.key,
        "label": label_of(change.key, table, language) if change.key else "",
        "before": change.before,
        "after": change.after,
        "scores": change.scores,
    }


def told_of_fields(
    old: Ruleset, new: Ruleset, years: Sequence[tuple[Submissions, Submissions]], language: str
) -> list[Json]:
    """Return what only one ruleset asks for, said once, and what both say of the data.

    *years* are submissions read with both rulesets: of one year, or of an old and a new one.
    """
    found = [
        _only(phrase, ruleset, other, [given[place] for given in years])
        for place, (phrase, ruleset, other) in enumerate(
            ((_ONLY_OLD, old, new), (_ONLY_NEW, new, old))
        )
    ]
    told = [finding for finding in found if finding]
    for given in years:
        known = {(finding.check, finding.cells) for finding in given[0].findings}
        whole = [f for f in given[1].findings if f.department is None]
        told += [f for f in whole if (f.check, f.cells) in known and f not in told]
    return [
        {
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message.say(language),
            "cells": list(finding.cells),
        }
        for finding in told
    ]


def _only(
    phrase: Phrase, ruleset: Ruleset, other: Ruleset, years: Sequence[Submissions]
) -> Finding | None:
    own = [name for name in ruleset.fields if name not in other.fields]
    if not own:
        return None
    whose = _YEARS if len(years) > 1 else _ONE_YEAR
    notes = [
        _ABSENT(whose=name(), titles=titles)
        if len(titles) < len(own) or len(own) == 1
        else _NONE(whose=name())
        for name, submissions in zip(whose, years, strict=True)
        if (titles := [ruleset.fields[n].title for n in own if not _is_submitted(submissions, n)])
    ]
    note = _OF_THESE(notes=notes) if notes else ""
    titles = [ruleset.fields[name].title for name in own]
    return Finding("fields_of_one", "warning", phrase(titles=titles, note=note))


def _is_submitted(submissions: Submissions, name: str) -> bool:
    column = submissions.columns.get(name)
    if column is None:
        return False
    return column.states is None or bool((column.states != State.MISSING).any())


_ONLY_OLD = Phrase(
    "只有旧规则使用的字段：{titles}{note}", "only the old rules ask for: {titles}{note}"
)
_ONLY_NEW = Phrase(
    "只有新规则使用的字段：{titles}{note}", "only the new rules ask for: {titles}{note}"
)
_ONE_YEAR = (Phrase("报送数据", "the data"),)
_YEARS = (Phrase("旧年度数据", "the old data"), Phrase("新年度数据", "the new data"))
_OF_THESE = Phrase("；其中{notes}", "; of these {notes}")
_ABSENT = Phrase("{whose}未提供：{titles}", "{whose} do not hold: {titles}")
_NONE = Phrase("{whose}均未提供", "{whose} hold none")
