"""What can be asked for, and what each page looks like."""

import os

import pytest
from hostile_reports import GOLDEN, in_english, sample

from scoring.errors import ExportError
from scoring.export import FORMATS, SUFFIXES, explain_department, format_of, render


def bytes_of(content):
    return content if isinstance(content, bytes) else content.encode()


PAGES = {
    "export_report.json": lambda: render(sample(), "json"),
    "export_table.txt": lambda: render(sample(), "text"),
    "export_details.txt": lambda: render(sample(), "text", details=True),
    "export_english.txt": lambda: render(in_english(), "text", details=True),
    "export_department.txt": lambda: explain_department(sample()["departments"][2], sample()),
    "export_details.md": lambda: render(sample(), "markdown", details=True),
    "export_departments.csv": lambda: render(sample(), "csv"),
    "export_deductions.csv": lambda: render(sample(), "csv", details=True),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_it_was_approved(name):
    page = bytes_of(PAGES[name]())
    if os.environ.get("APPROVE"):
        (GOLDEN / name).write_bytes(page)

    assert (GOLDEN / name).read_bytes() == page


@pytest.mark.parametrize(
    ("path", "format_"),
    [
        pytest.param("成绩.txt", "text", id="text"),
        pytest.param("成绩.md", "markdown", id="markdown"),
        pytest.param("成绩.csv", "csv", id="csv"),
        pytest.param("成绩.json", "json", id="json"),
        pytest.param("目录.json/成绩.CSV", "csv", id="capitals, and a folder with a suffix"),
    ],
)
def test_suffix_picks_the_format(path, format_):
    assert format_of(path) == format_


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            "成绩.jsn", "成绩.jsn：不认识后缀「.jsn」。是否应为「.json」。", id="misspelt"
        ),
        pytest.param("成绩.docx", "请改用其中之一：.csv、.html、.json、.md、.txt", id="unknown"),
        pytest.param("成绩", "文件名没有后缀，无法判断格式", id="no suffix"),
    ],
)
def test_unknown_suffix_is_refused_with_those_known(path, said):
    with pytest.raises(ExportError, match=said.replace(".", r"\.")):
        format_of(path)


def test_unknown_format_is_refused_with_the_nearest():
    with pytest.raises(ExportError, match="没有「markdwn」这种格式。是否应为「markdown」"):
        render(sample(), "markdwn")


def test_every_suffix_stands_for_a_format():
    assert set(SUFFIXES.values()) == set(FORMATS)
