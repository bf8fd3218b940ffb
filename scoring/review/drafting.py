"""Boundary cases as folders that `scoring test` can try, marked as awaiting a person."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from scoring.errors import CaseError, ExportError, Problem
from scoring.model import Ruleset
from scoring.review.boundaries import Boundary
from scoring.review.cases import CASE, EXPECTED
from scoring.words import Phrase

_SUBMISSION = "submission.json"


def write_cases(boundaries: Sequence[Boundary], ruleset: Ruleset, named: str, folder: Path) -> None:
    """Write a case folder for each of *boundaries* into *folder*: all of them or none.

    *named* is how the ruleset was given: a file is named from the case's folder. CaseError where
    a case is there already.
    """
    taken = [each.leaf.id for each in boundaries if (folder / each.leaf.id).exists()]
    if taken:
        raise CaseError([Problem(str(folder / name), _TAKEN(), _ELSEWHERE()) for name in taken])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".", dir=folder))
        try:
            for boundary in boundaries:
                _write(draft / boundary.leaf.id, boundary, ruleset, named)
            for boundary in boundaries:
                (draft / boundary.leaf.id).rename(folder / boundary.leaf.id)
        finally:
            rmtree(draft)
    except OSError as error:
        told = _NOT_WRITTEN(detail=error.strerror or error)
        raise ExportError([Problem(str(folder), told, _CHECK())]) from error


def _write(folder: Path, boundary: Boundary, ruleset: Ruleset, named: str) -> None:
    folder.mkdir()
    contents = {
        CASE: _cover(folder, boundary, ruleset, named),
        _SUBMISSION: list(boundary.records),
        EXPECTED: {"note": _NOTE().say(ruleset.language), "departments": boundary.expected},
    }
    for name, content in contents.items():
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_bytes(text.encode())


def _cover(folder: Path, boundary: Boundary, ruleset: Ruleset, named: str) -> dict[str, Any]:
    language, name = ruleset.language, f"{ruleset.id}@{ruleset.edition}"
    if Path(named).is_file():
        # The draft lies one folder deeper than where the case will be.
        name = Path(os.path.relpath(named, folder.parent.parent / folder.name)).as_posix()
    told = {"title": boundary.leaf.indicator.title}
    return {
        "id": boundary.leaf.id,
        "title": _TITLE(**told).say(language),
        "ruleset": name,
        "submission": _SUBMISSION,
        "confirmed": False,
        "source": _SOURCE().say(language),
        "unreached": list(boundary.unreached),
    }


_TITLE = Phrase(
    "{title}的边界（待人工确认）", "boundaries of {title} (to be confirmed by a person)"
)
_SOURCE = Phrase(
    "由 scoring cases 按评分规则生成，数值并非真实。逐项核对后删去 confirmed，或改为 true。",
    "Made by `scoring cases` from the ruleset; no figure is real. Once every line is checked by "
    "hand, remove `confirmed` or make it true.",
)
_NOTE = Phrase(
    "预期结果由评分引擎填写，待人工确认。",
    "Filled in by the engine, to be confirmed by a person.",
)
_TAKEN = Phrase("这里已有同名的文件或文件夹", "there is something of that name already")
_ELSEWHERE = Phrase(
    "请改用别的文件夹，已确认的案例不会被覆盖",
    "Name another folder: cases that were confirmed are never overwritten",
)
_NOT_WRITTEN = Phrase("无法写入（{detail}）", "it cannot be written ({detail})")
_CHECK = Phrase("请检查文件夹的名称和权限", "Check the folder's name and permissions")
