"""Commands about rulesets, as a user types them: what they tell, and how they end."""

import json
from pathlib import Path

import pytest
from bureau import leaf, ruleset_of
from click.testing import CliRunner

from scoring.cli import main
from scoring.ruleset import to_json

ROOT = Path(__file__).parents[2]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def write(tmp_path):
    """Write a ruleset whose one example expects so many points of 20, and return its file."""

    def written(points, name="规则.json"):
        item = leaf("a", 20, examples=[{"title": "一半", "given": {"a": 50}, "points": points}])
        path = tmp_path / name
        path.write_text(to_json(ruleset_of(item, full_marks=20)), encoding="utf-8")
        return path

    return written


def test_what_passes_ends_with_nought(write):
    result = run("test", write(10))

    assert result.exit_code == 0
    assert "全部通过：1 项" in result.output


def test_what_differs_ends_with_one_and_shows_both(write):
    result = run("test", write(11))

    assert result.exit_code == 1
    assert "t@1 i_a 1（一半）" in result.output
    assert "a·得分：应为 11，实际 10" in result.output


def test_what_cannot_be_tried_ends_with_two_though_the_rest_is_tried(write, tmp_path):
    broken = tmp_path / "坏.json"
    broken.write_text('{"id": 1', encoding="utf-8")
    result = run("test", broken, write(10), "no-such-ruleset", tmp_path / "没有.json")

    assert result.exit_code == 2
    assert "坏.json" in result.output
    assert "没有这个文件" in result.output
    assert "4 项中 3 项未通过" in result.output


def test_english_is_spoken_on_demand(write):
    assert "a: points: expected 11, got 10" in run("test", write(11), "--language", "en").output


def test_a_case_is_named_by_its_folder_or_its_cover():
    case = ROOT / "cases/kunming-general-union-2019"

    assert run("test", case).exit_code == 0
    assert run("test", case / "case.json").exit_code == 0


def test_without_arguments_all_that_comes_along_is_tried(monkeypatch, tmp_path):
    for name in ("sichuan-department/2020.json", "government-module/2020.json"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((ROOT / "rulesets" / name).read_bytes())
    monkeypatch.setattr("scoring.ruleset.shelf.shelf", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("test")

    assert result.exit_code == 0
    assert "sichuan-department@2020" in result.output
    assert "government-module@2020" in result.output
    assert "cases" not in result.output


def test_junit_is_written_whole_or_not_at_all(write, tmp_path):
    file = tmp_path / "结果.xml"
    assert run("test", write(11), "--junit", file).exit_code == 1
    assert 'failures="1"' in file.read_text(encoding="utf-8")

    nowhere = tmp_path / "无" / "结果.xml"
    result = run("test", write(10), "--junit", nowhere)
    assert result.exit_code == 2
    assert "没有文件夹" in result.output
    assert not nowhere.parent.exists()


def test_junit_does_not_overwrite_what_is_tried(write):
    file = write(10)
    before = file.read_text(encoding="utf-8")

    assert run("test", file, "--junit", file).exit_code == 2
    assert file.read_text(encoding="utf-8") == before


def test_nothing_a_terminal_obeys_is_printed_or_kept(write, tmp_path):
    file = write(11)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["indicators"][0]["examples"][0]["title"] = "红\u001b[31m"
    file.write_text(json.dumps(document), encoding="utf-8")
    junit = tmp_path / "a.xml"

    assert "\u001b" not in run("test", file, "--junit", junit).output
    assert "\u001b" not in junit.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["cover", "cases"])
def test_a_ruleset_that_cannot_be_used_ends_with_two(command, tmp_path):
    output = ["-o", tmp_path / "out"] if command == "cases" else []

    assert run(command, "no-such-ruleset", *output).exit_code == 2
    assert not (tmp_path / "out").exists()
