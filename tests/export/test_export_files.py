"""A file is written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from scoring.errors import ExportError
from scoring.export import write_together, write_whole


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path):
    write_whole(tmp_path / "成绩.txt", "甲\r\n乙\n")

    assert (tmp_path / "成绩.txt").read_bytes() == "甲\r\n乙\n".encode()


def test_bytes_are_written_as_they_are(tmp_path):
    write_whole(str(tmp_path / "a.csv"), b"\xef\xbb\xbfa\r\n")

    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfa\r\n"


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("旧")
    path.chmod(0o640)

    write_whole(path, "新")

    assert path.read_text(encoding="utf-8") == "新"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").touch()

    write_whole(tmp_path / "a.txt", "新")

    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text("旧")
    link.symlink_to(target)

    write_whole(link, "新")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "新"


def test_nothing_else_is_left_in_the_folder(tmp_path):
    write_whole(tmp_path / "a.txt", "新")

    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(PermissionError(errno.EACCES, "denied"), "没有写入权限", id="not allowed"),
        pytest.param(OSError(errno.ENOSPC, "No space left"), "No space left", id="disk full"),
    ],
)
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_failure_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch, error, said, moment):
    def fail(*_):
        raise error

    path = tmp_path / "a.txt"
    path.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(*((os, "fsync") if moment == "fsync" else (Path, "replace")), fail)

    with pytest.raises(ExportError, match=said) as caught:
        write_whole(path, "新")

    assert caught.value.problems[0].place == str(path)
    assert path.read_text(encoding="utf-8") == "旧"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_an_interruption_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "新")

    assert not list(tmp_path.iterdir())


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path):
    (tmp_path / "b.csv").mkdir()
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")

    with pytest.raises(ExportError, match=r"b\.csv"):
        write_together([(tmp_path / "a.csv", "new"), (tmp_path / "b.csv", "new")])

    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ExportError, match=f"文件夹「{tmp_path / '无'}」不存在"):
        write_whole(tmp_path / "无" / "a.txt", "新")

    assert not list(tmp_path.iterdir())


def test_a_file_in_place_of_a_folder_is_told(tmp_path):
    (tmp_path / "a").touch()

    with pytest.raises(ExportError, match="不存在"):
        write_whole(tmp_path / "a" / "b.txt", "新")


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(ExportError, match="这是一个文件夹"):
        write_whole(tmp_path, "新")

    assert tmp_path.is_dir()


def test_a_device_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)

    with pytest.raises(ExportError, match="这不是普通文件"):
        write_whole(pipe, "新")

    assert pipe.is_fifo()


def test_a_name_that_is_too_long_is_told(tmp_path):
    with pytest.raises(ExportError, match="请检查文件名"):
        write_whole(tmp_path / ("长" * 300 + ".txt"), "新")

    assert not list(tmp_path.iterdir())
