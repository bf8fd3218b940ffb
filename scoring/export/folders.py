"""Many files into one folder: none of it where something else would be lost."""

from collections.abc import Mapping, Sequence
from os.path import isdir, isfile, lexists
from pathlib import Path

from scoring.errors import ExportError, Problem
from scoring.export.files import write_whole
from scoring.words import Message, Phrase

_SHOWN = 5


def refuse_folder(folder: str, inputs: Sequence[str]) -> None:
    """Raise ExportError for a folder that is a file, or in which what is read would be mixed up."""
    path = Path(folder).resolve()
    read = [Path(name).resolve() for name in inputs if lexists(name)]
    if lexists(folder) and not isdir(folder):
        raise ExportError([Problem(folder, _IS_FILE(), _NAME_FOLDER())])
    if any(path == given or given in path.parents for given in read):
        raise ExportError([Problem(folder, _IS_INPUT(), _NAME_FOLDER())])


def write_files(
    folder: str,
    files: Mapping[str, str | bytes],
    *,
    force: bool = False,
    remedy: Message | None = None,
) -> None:
    """Write *files*, by their names, into *folder*, which is made if absent.

    A file that is there already with other content may have been edited by someone: unless
    *force*, ExportError names all of those with what to do about it (*remedy*, by default to add
    ``--force``), and nothing is written.
    """
    paths = {Path(folder) / name: content for name, content in files.items()}
    if not force:
        _refuse_changed(paths, remedy or _FORCE())
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = _NOT_MADE(detail=error.strerror or error)
        raise ExportError([Problem(folder, problem, _NAME_FOLDER())]) from error
    for path, content in paths.items():
        write_whole(path, content)


def _refuse_changed(paths: Mapping[Path, str | bytes], remedy: Message) -> None:
    changed = [path for path, content in paths.items() if _differs(path, content)]
    problems = [Problem(str(path), _EXISTS(), remedy) for path in changed[:_SHOWN]]
    if len(changed) > _SHOWN:
        problems.append(Problem("…", _MORE(count=len(changed) - _SHOWN), remedy))
    if problems:
        raise ExportError(problems)


def _differs(path: Path, content: str | bytes) -> bool:
    if not lexists(path):
        return False
    wanted = content.encode() if isinstance(content, str) else content
    return not (isfile(path) and path.stat().st_size == len(wanted) and path.read_bytes() == wanted)


_IS_FILE = Phrase("这是一个文件，不是文件夹", "this is a file, not a folder")
_NAME_FOLDER = Phrase("请改用另一个文件夹", "Name another folder")
_IS_INPUT = Phrase("这是要读取的文件夹，或在其中", "this is the folder that is read, or within it")
_NOT_MADE = Phrase("建不了文件夹（{detail}）", "the folder cannot be made ({detail})")
_EXISTS = Phrase("文件已存在，内容不同", "the file exists with other content")
_FORCE = Phrase(
    "请改用另一个文件夹；确要覆盖请加 --force", "Name another folder, or add --force to replace it"
)
_MORE = Phrase("还有 {count} 个文件已存在，内容不同", "{count} more files exist with other content")
