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
FOREIGN = (".et", ".ett", ".numbers", ".xlt", ".xltx", ".xltm", ".fods", ".sxc", ".uos")
"""Suffixes of spreadsheets that are not read: such a file is a report that would go missing."""

Paths = str | Path | Sequence[str | Path]


class Found(NamedTuple):
    """A file to read, and the name it goes by: without folders of this machine."""

    path: Path
    name: str


def find_files(paths: Paths) -> tuple[list[Found], list[str]]:
    """Return the files to read, in order, and the names of those in folders that are not read.

    Among the former are spreadsheets of formats that cannot be read, lest a report be left out.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    problems: list[Problem] = []
    found: dict[Path, Found] = {}
    others: list[str] = []
    for path in map(Path, given):
        try:
            for file in _files_of(path):
                if is_spreadsheet(file.path) and not _is_hidden_in(path, file.path):
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


def is_spreadsheet(path: Path) -> bool:
    """Return whether the suffix is that of a report, be it one that cannot be read."""
    return path.suffix.lower() in (*SUFFIXES, *FOREIGN)


def refuse_foreign(name: str) -> None:
    """Raise for a spreadsheet of a format that is not read."""
    if name.lower().endswith(FOREIGN):
        raise SubmissionError([Problem(name, _FOREIGN(), _SAVE_AS())])


def _is_hidden_in(folder: Path, file: Path) -> bool:
    return file != folder and file.name.startswith(".")


def _files_of(path: Path) -> Iterator[Found]:
    if isdir(path):
        yield from _files_in(path)
    elif not exists(path):
        raise SubmissionError([Problem(printable(path.name), _MISSING(), _instead(path))])
    elif path.suffix.lower() not in SUFFIXES:
        refuse_foreign(printable(path.name))
        remedy = _KNOWN(suffixes=" ".join(SUFFIXES))
        raise SubmissionError([Problem(printable(path.name), _UNKNOWN_SUFFIX(), remedy)])
    else:
        yield Found(path, printable(path.name))


def _files_in(folder: Path) -> Iterator[Found]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(_OF_PROGRAMS) and (name[0] != "." or is_spreadsheet(path)):
                yield Found(path, printable(path.relative_to(folder).as_posix()))


def _instead(path: Path) -> Message:
    folder = path.parent if isdir(path.parent) else Path()
    beside = sorted(other.name for other in folder.iterdir() if not other.name.startswith("."))
    nearest = get_close_matches(path.name, beside, n=3, cutoff=0.5)
    names = [printable(name) for name in nearest]
    return _DID_YOU_MEAN(names=names) if names else _CHECK_PATH()


def _names(paths: Sequence[str | Path]) -> str:
    return printable(", ".join(Path(path).name for path in paths)) or "-"


_OF_PROGRAMS = ("~$", "._", ".~")  # what Office, macOS and WPS put beside an open file
_FOREIGN = Phrase("不能读取这种格式的表格", "spreadsheets of this format cannot be read")
_SAVE_AS = Phrase(
    "请用 WPS 或制作它的软件打开，另存为 .xlsx",
    "Open it in WPS, or in the program it was made with, and save it as .xlsx",
)
_MISSING = Phrase("没有这个文件或文件夹", "there is no such file or folder")
_DID_YOU_MEAN = Phrase("是否应为：{names}", "Did you mean: {names}")
_CHECK_PATH = Phrase("请核对路径", "Check the path")
_NOTHING = Phrase("没有可以读取的文件", "there is nothing to read here")
_UNKNOWN_SUFFIX = Phrase("不能识别这种文件", "files of this kind are not read")
_KNOWN = Phrase("请使用以下格式之一：{suffixes}", "Use one of these formats: {suffixes}")
