"""Every department gets a file of its own inside the folder, whatever it is called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.export.filenames import file_names, key, safe


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("昆明市总工会", "昆明市总工会", id="a plain name stays"),
        pytest.param("../../etc/passwd", "etc_passwd", id="a path leads nowhere"),
        pytest.param("..\\..\\系统", "系统", id="nor does one of Windows"),
        pytest.param("/root", "root", id="an absolute path is none"),
        pytest.param("C:\\x", "C_x", id="a drive is none"),
        pytest.param("a/b", "a_b", id="a slash separates nothing"),
        pytest.param("CON", "_CON", id="a device of Windows"),
        pytest.param("lpt1.txt", "_lpt1.txt", id="a device with a suffix"),
        pytest.param("CONNECT", "CONNECT", id="what only begins like a device"),
        pytest.param("=cmd|'/c calc'!A1", "cmd_'_c calc'_A1", id="a formula"),
        pytest.param("-rf", "rf", id="an option"),
        pytest.param("财政局...", "财政局", id="dots at the end"),
        pytest.param(".隐藏", "隐藏", id="a hidden file"),
        pytest.param("$(reboot);`x`", "(reboot)_x", id="a command"),
        pytest.param("路政处\n二科", "路政处 二科", id="two lines"),
        pytest.param("\u202e倒写", "倒写", id="reversed text"),
        pytest.param("", "_", id="nothing"),
        pytest.param("　", "_", id="a wide space"),
        pytest.param("👍" * 60, "👍" * 45, id="pictures, of four bytes each"),
        pytest.param("局" * 300, "局" * 60, id="three hundred characters"),
    ],
)
def test_a_name_becomes_harmless(name, file):
    assert safe(name) == file


def test_two_departments_of_one_name_are_told_apart_by_code():
    known = [["路政处", "01", "2019"], ["路政处", "02", "2019"], ["财政局", "03", "2019"]]

    assert file_names(known, ".docx") == ["路政处（01）.docx", "路政处（02）.docx", "财政局.docx"]


def test_two_years_of_one_department_are_told_apart_by_year():
    known = [["路政处", "", "2019"], ["路政处", "", "2020"]]

    assert file_names(known, ".md") == ["路政处（2019）.md", "路政处（2020）.md"]


def test_what_nothing_tells_apart_is_numbered():
    assert file_names([["甲"], ["甲"], ["甲-1"]], "") == ["甲-2", "甲-3", "甲-1"]


def test_names_that_differ_only_in_case_or_width_are_not_the_same_file():
    names = file_names([["ABC"], ["abc"], ["ＡＢＣ"]], ".html")

    assert len({key(name) for name in names}) == 3


texts = st.lists(
    st.lists(st.one_of(st.text(max_size=90), st.sampled_from(["甲", "CON", "a/b", "a_b", "甲-1"])),
             min_size=1, max_size=3),
    max_size=8,
)  # fmt: skip


@given(texts)
def test_any_names_stay_in_the_folder_and_apart(known):
    names = file_names(known, "扣分告知书.docx")

    assert len({key(name) for name in names}) == len(known)
    for name in names:
        assert Path(name).name == name
        assert len(name.encode()) < 255
        assert name.isprintable()
