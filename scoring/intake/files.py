"""Which files are read: those named, and those in the folders named."""

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from os.path import exists, isdir  # unlike Path's, they take any name
from pathlib import Path
from typing import NamedTuple

from scoring.errors import Problem, SubmissionError
from scoring.intake.writing import printable
from scoring.words import Message, Phrase

SUFFIXES = (
    ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet",
)  # fmt: skip

Paths = str | Path | Sequence[str | Path]


class Found(NamedTuple):
    """A file to read, and the name it goes by: without folders of this machine."""

    path: Path
    name: str


def find_files(paths: Paths) -> tuple[list[Found], list[str]]:
    """Return the files to read, in order, and the names of those in folders that are not read."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    problems: list[Problem] = []
    found: dict[Path, Found] = {}
    others: list[str] = []
    for path in map(Path, given):
        try:
            for file in _files_of(path):
                if file.path.suffix.lower() in SUFFIXES:
                    found.setdefault(file.path.resolve(), file)
                else:
                    others.append(file.name)
        except SubmissionError as error:
            problems += error.problems
    if not problems and not found:
        problems.append(Problem(_names(given), _NOTHING(), _KNOWN(suffixes=" ".join(SUFFIXES))))
    if problems:
        raise SubmissionError(problems)
    return list(found.values()), others


def _files_of(path: Path) -> Iterator[Found]:
    if isdir(path):
        yield from _files_in(path)
    elif not exists(path):
        raise SubmissionError([Problem(printable(path.name), _MISSING(), _instead(path))])
    elif path.suffix.lower() not in SUFFIXES:
        remedy = _KNOWN(suffixes=" ".join(SUFFIXES))
        raise SubmissionError([Problem(printable(path.name), _UNKNOWN_SUFFIX(), remedy)])
    else:
        yield Found(path, printable(path.name))


def _files_in(folder: Path) -> Iterator[Found]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                path = Path(parent, name)
                yield Found(path, printable(path.relative_to(folder).as_posix()))


def _instead(path: Path) -> Message:
    folder = path.parent if isdir(path.parent) else Path()
    beside = sorted(other.name for other in folder.iterdir() if not other.name.startswith("."))
    nearest = get_close_matches(path.name, beside, n=3, cutoff=0.5)
    names = [printable(name) for name in nearest]
    return _DID_YOU_MEAN(names=names) if names else _CHECK_PATH()


def _names(paths: Sequence[str | Path]) -> str:
    return printable(", ".join(Path(path).name for path in paths)) or "-"


_MISSING = Phrase("没有这个文件或文件夹", "there is no such file or folder")
_DID_YOU_MEAN = Phrase("是否应为：{names}", "Did you mean: {names}")
_CHECK_PATH = Phrase("请核对路径", "Check the path")
_NOTHING = Phrase("没有可以读取的文件", "there is nothing to read here")
_UNKNOWN_SUFFIX = Phrase("不能识别这种文件", "files of this kind are not read")
_KNOWN = Phrase("请使用以下格式之一：{suffixes}", "Use one of these formats: {suffixes}")
