"""A log of what was tried, one line of JSON each, so that no scenario is quietly forgotten."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from errno import EACCES
from pathlib import Path
from typing import Any

from scoring.errors import ExportError, Problem
from scoring.words import Phrase

Json = Mapping[str, Any]


def scenarios_of(command: str, result: Json) -> list[dict[str, Any]]:
    """Return an entry for each weight set of *result*, or one where no set took part.

    An entry holds the command, the digests and the seed, and of a set its distance from what is
    approved and the ``summary`` of what it does, where the result has them.
    """
    cover = {
        "command": command,
        "ruleset": {key: result["ruleset"][key] for key in ("id", "edition", "sha256")},
        "inputs": [source["sha256"] for source in result["inputs"]],
        "seed": result["seed"],
        **{name: result[name] for name in _HOW if name in result},
        "engine": result["engine"]["version"],
    }
    return [{**cover, "set": dict(each)} for each in result["sets"]] or [{**cover, "set": None}]


_LONGEST = 1_000_000  # bytes of an entry

# What else a run must be given to come to the same again, where it took any.
_HOW = ("recipe", "at_once", "old_ruleset")


def log_scenarios(path: str | Path, entries: Iterable[Json], now: datetime | None = None) -> None:
    """Append *entries* to the file *path*, whole lines at once; ExportError if it cannot be."""
    at = (now or datetime.now(UTC)).astimezone().isoformat(timespec="seconds")
    lines = [json.dumps({"at": at, **entry}, ensure_ascii=False) + "\n" for entry in entries]
    with _trouble_told(path):
        _append(Path(path), "".join(lines).encode())


def refuse_other_files(path: str | Path) -> None:
    """Raise ExportError where *path* is a file that is no log, or where no log can be written."""
    log = Path(path)
    with _trouble_told(path):
        if log.exists():
            with log.open("r+b") as file:
                _refuse_other_content(log, file.readline(_LONGEST))
        elif not os.access(log.parent, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))


@contextmanager
def _trouble_told(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = _NOT_WRITTEN(detail=error.strerror or error)
        raise ExportError([Problem(str(path), problem, _ELSEWHERE())]) from error


def _refuse_other_content(path: Path, start: bytes) -> None:
    """Raise ExportError unless a file that begins so is empty, or its first line is an entry."""
    if not start:
        return
    try:
        entry = json.loads(start.partition(b"\n")[0].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or not {"at", "command"} <= entry.keys():
        raise ExportError([Problem(str(path), _NO_LOG(), _ANOTHER())])


def _append(path: Path, content: bytes) -> None:
    """Append in one write, so that runs side by side do not mix their lines."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    descriptor = os.open(path, flags, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        _refuse_other_content(path, os.pread(descriptor, _LONGEST, 0))
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            content = b"\n" + content  # an editor took the end of the last line away
        if os.write(descriptor, content) != len(content):
            os.ftruncate(descriptor, size)
            raise OSError(_FULL)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_NO_LOG = Phrase("这不是试算记录文件", "this is no log of scenarios")
_ANOTHER = Phrase("请另写一个文件名", "Name another file")
_FULL = "no space left"
_NOT_WRITTEN = Phrase("试算记录无法写入（{detail}）", "the log cannot be written ({detail})")
_ELSEWHERE = Phrase(
    "请检查文件夹、权限和磁盘空间，或改用其他位置",
    "Check the folder, the rights and the disk space, or write elsewhere",
)
