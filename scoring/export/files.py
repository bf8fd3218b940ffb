"""Files are written whole or not at all."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

from scoring.errors import ExportError, Problem
from scoring.words import Message, Phrase


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Put *content* (text as UTF-8, its line ends untouched) into the file *path*.

    Whoever reads the file sees the old content or the new, never a part. ExportError tells why
    nothing was written.
    """
    write_together([(path, content)])


def write_together(files: Iterable[tuple[str | Path, str | bytes]]) -> None:
    """Put each content into its file as ``write_whole`` does, when room for all was found."""
    drafts: list[tuple[str, Path, Path]] = []
    try:
        for path, content in files:
            with _trouble_told(str(path)):
                # A link stays a link: what it points to is replaced.
                target = Path(os.path.realpath(path))
                draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
                drafts.append((str(path), draft, target))
                _write_draft(draft, target, _bytes(content))
        for given, draft, target in drafts:
            with _trouble_told(given):
                draft.replace(target)
    finally:
        # After the replacement there is no draft; before it, none may stay.
        for _, draft, _ in drafts:
            with suppress(OSError):
                draft.unlink()


def _write_draft(draft: Path, target: Path, content: bytes) -> None:
    if target.exists() and not target.is_file():
        raise IsADirectoryError(str(target))
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        draft.chmod(S_IMODE(target.stat().st_mode))


@contextmanager
def _trouble_told(given: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem, remedy = _trouble(Path(given), error)
        raise ExportError([Problem(given, problem, remedy)]) from error


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _trouble(path: Path, error: OSError) -> tuple[Message, Message]:
    if isinstance(error, IsADirectoryError):
        return (_IS_FOLDER() if path.is_dir() else _NOT_A_FILE()), _NAME_A_FILE()
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _NO_FOLDER(folder=path.parent), _MAKE_FOLDER()
    if isinstance(error, PermissionError):
        return _NOT_ALLOWED(), _CLOSE_IT()
    return _FAILED(detail=error.strerror or error), _CHECK_SPACE()


_IS_FOLDER = Phrase("这是一个文件夹", "this is a folder")
_NOT_A_FILE = Phrase("这不是普通文件", "this is not an ordinary file")
_NAME_A_FILE = Phrase("请在其后写上文件名，或改用其他文件名", "Name a file, in it or elsewhere")
_NO_FOLDER = Phrase("文件夹「{folder}」不存在", 'there is no folder "{folder}"')
_MAKE_FOLDER = Phrase(
    "请先建立该文件夹，或改用其他位置", "Make that folder first, or write elsewhere"
)
_NOT_ALLOWED = Phrase("没有写入权限，或文件正被其他程序打开", "it may not be written, or is in use")
_CLOSE_IT = Phrase(
    "请关闭正在使用它的程序，或改用有权限的位置",
    "Close the program that uses it, or write elsewhere",
)
_FAILED = Phrase("无法写入（{detail}）", "it cannot be written ({detail})")
_CHECK_SPACE = Phrase(
    "请检查文件名和磁盘空间，或改用其他位置",
    "Check its name and the disk space, or write elsewhere",
)
