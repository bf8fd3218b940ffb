"""Many files into one folder, and nothing of anyone's lost."""

import pytest

from scoring.errors import ExportError
from scoring.export.folders import refuse_folder, write_files


def test_the_folder_is_made_with_those_above_it(tmp_path):
    write_files(str(tmp_path / "a/b"), {"x.txt": "文字", "y.bin": b"1"})

    assert (tmp_path / "a/b/x.txt").read_text(encoding="utf-8") == "文字"
    assert (tmp_path / "a/b/y.bin").read_bytes() == b"1"


def test_what_is_there_unchanged_is_no_obstacle(tmp_path):
    write_files(str(tmp_path), {"x": "同"})
    write_files(str(tmp_path), {"x": "同", "y": "新"})

    assert (tmp_path / "y").exists()


def test_files_with_other_content_are_told_and_nothing_is_written(tmp_path):
    for place in range(8):
        (tmp_path / f"{place}").write_text("改过")

    with pytest.raises(ExportError, match="还有 3 个文件") as caught:
        write_files(str(tmp_path), {"新": "x", **{f"{place}": "x" for place in range(8)}})
    assert len(caught.value.problems) == 6
    assert not (tmp_path / "新").exists()


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    (tmp_path / "x").mkdir()

    with pytest.raises(ExportError, match="已存在"):
        write_files(str(tmp_path), {"x": ""})


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "a").write_text("")

    with pytest.raises(ExportError, match="建不了文件夹"):
        write_files(str(tmp_path / "a/b"), {"x": ""})


@pytest.mark.parametrize("folder", ["报送", "报送/内"])
def test_the_folder_that_is_read_is_refused(tmp_path, folder):
    (tmp_path / "报送").mkdir()

    with pytest.raises(ExportError, match="要读取的文件夹"):
        refuse_folder(str(tmp_path / folder), [str(tmp_path / "报送")])


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "x").write_text("")

    with pytest.raises(ExportError, match="不是文件夹"):
        refuse_folder(str(tmp_path / "x"), [])
