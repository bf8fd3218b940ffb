"""What is no JSON is refused at its line and column, with what to write instead."""

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset
from scoring.ruleset.text import text_of


def refused(content):
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(RulesetError) as error:
        text_of("a.json", content, None)
    (problem,) = error.value.problems
    assert problem.say("en") != problem.say("zh-CN")
    return problem


@pytest.mark.parametrize(
    ("source", "place", "problem", "remedy"),
    [
        pytest.param(
            '{"a": 1,}', "1:9", "却是「}」", "去掉最后一项后面的逗号", id="comma at the end"
        ),
        pytest.param(
            "[1,\n]", "2:1", "却是「]」", "去掉最后一项后面的逗号", id="comma at a list's end"
        ),
        pytest.param('{"a" 1}', "1:6", "键后应是半角冒号", "请检查前后", id="colon missing"),
        pytest.param(
            '{"a": 1 "b": 2}', "1:9", "半角逗号或右括号", "请检查前后", id="comma missing"
        ),
        pytest.param('{"a"：1}', "1:5", "却是「：」", "改为半角的 :", id="full-width colon"),
        pytest.param(
            '{"a": 1，"b": 2}', "1:8", "却是「，」", "改为半角的 ,", id="full-width comma"
        ),
        pytest.param('{“a": 1}', "1:2", "却是「“」", '改为半角的 "', id="curly quote"),
        pytest.param("{'a': 1}", "1:2", "半角双引号括起的键", "改用半角双引号", id="single quotes"),
        pytest.param("{a: 1}", "1:2", "半角双引号括起的键", "请检查前后", id="bare key"),
        pytest.param('{\n  // 说明\n  "a": 1}', "2:3", "却是「/」", "不能写注释", id="comment"),
        pytest.param('{"a": 1} x', "1:10", "已经结束", "请检查前后", id="text after the end"),
        pytest.param('{"a": "b', "1:7", "引号没有配对", "请检查前后", id="open quote"),
        pytest.param(
            '{"a": "b\nc"}', "1:9", "换行或控制字符", r"换行写作 \n", id="line break in text"
        ),
        pytest.param(r'{"a": "\q"}', "1:8", "转义写法不对", "请检查前后", id="unknown escape"),
        pytest.param('{"a": tru}', "1:7", "应是一个值", "请检查前后", id="misspelt word"),
        pytest.param('{"a": 01}', "1:8", "半角逗号或右括号", "请检查前后", id="number with a zero"),
        pytest.param('{"a": ', "1:7", "却是「文件结尾」", "补全引号和括号", id="cut short"),
        pytest.param("[" * 65, "1:65", "嵌套超过 64 层", "请减少嵌套", id="deep nesting"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_its_place(source, place, problem, remedy):
    told = refused(source)

    assert told.place == f"a.json:{place}"
    assert problem in told.problem.say("zh-CN")
    assert remedy in told.remedy.say("zh-CN")


def test_nesting_up_to_the_limit_is_read():
    assert text_of("a.json", b"[" * 64 + b"]" * 64, None).value


def test_brackets_inside_of_text_are_no_nesting():
    assert text_of("a.json", b'"' + b"[" * 500 + b'"', None).value == "[" * 500


def test_a_file_in_another_encoding_is_refused_where_it_begins_to_differ():
    told = refused('{"id": 1,\n "标题": 2}'.encode("gb18030"))

    assert told.place == "a.json:2:3"
    assert "不是 UTF-8" in told.say()


def test_a_byte_order_mark_is_no_fault():
    assert text_of("a.json", '{"题": 1}'.encode("utf-8-sig"), None).value == {"题": 1}


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_as_such(content):
    assert "文件是空的" in refused(content).say()


def test_a_file_over_the_limit_is_refused_unread():
    assert "超过 8 MiB" in refused(b" " * (8 * 1024 * 1024 + 1)).say()


def test_a_file_that_is_not_there_suggests_the_nearest(tmp_path):
    (tmp_path / "2024.json").write_text("{}")

    with pytest.raises(RulesetError, match=r"2025\.json：没有这个文件。是否应为「2024\.json」"):
        read_ruleset(tmp_path / "2025.json")


def test_a_folder_is_no_ruleset(tmp_path):
    with pytest.raises(RulesetError, match="文件无法读取"):
        read_ruleset(tmp_path)


@pytest.mark.parametrize("source", ["[]", "1", '"text"', "null"])
def test_a_ruleset_is_an_object(source, tmp_path):
    (tmp_path / "a.json").write_text(source)

    with pytest.raises(RulesetError, match="应为对象"):
        read_ruleset(tmp_path / "a.json")
