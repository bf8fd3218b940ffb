"""Commands speak Chinese and English: which one, and nothing that they say is left untranslated."""

import io
import json
import os
import re
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner
from wcwidth import wcswidth

from scoring.cli import main
from scoring.cli.language import LOCALE, metavar_of

ROOT = Path(__file__).parent.parent.parent
RULESET = "kunming-department@2019"
CASE = str(ROOT / "cases/kunming-general-union-2019/submission.json")
CHINESE_ENVIRONMENT = {"LANGUAGE": "", "LC_ALL": "zh_CN.UTF-8"}
ENGLISH_ENVIRONMENT = {"LANGUAGE": "", "LC_ALL": "en_US.UTF-8"}
LEFT_OUT = re.compile(r"_?termui|_win|testing")  # of click: nothing is asked for here


def run(*arguments, env=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


def commands(command=main, path=()):
    """Yield every command with the words that call it."""
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


EVERY = dict(commands())


def texts_of(command):
    """Return what the help of a command says that is not made by click from something else."""
    own = (command.help, command.epilog, command.short_help)
    told = [getattr(parameter, "help", None) for parameter in command.params]
    names = [metavar_of(parameter) for parameter in command.params]
    return {cleandoc(text) for text in (*own, *told, *names) if text}


def catalogue(name):
    with (LOCALE / name / "LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale=name)


def messages_of(compiled):
    """Return the messages of a compiled catalogue, but for its header, which tells when."""
    catalogue = read_mo(compiled)
    return {str(message.id): message.string for message in catalogue if message.id}


def words_in(folder, left_out=None):
    found = extract_from_dir(folder, method_map=[("**.py", "python")])
    return {words for file, _, words, *_ in found if not (left_out and left_out.match(file))}


def is_chinese(text):
    return re.search("[\u4e00-\u9fff]", text) is not None


# --- nothing is left untranslated -------------------------------------------------------------


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_help_text_has_its_english(path):
    english = catalogue("en")
    told = {text for text in texts_of(EVERY[path]) if is_chinese(text)}
    untranslated = {text for text in told if not (english.get(text) and english.get(text).string)}

    assert not untranslated, f"add to {LOCALE}/en, then: pybabel compile -d scoring/locale"


def test_every_message_of_commands_has_its_english():
    english = catalogue("en")
    told = {text for text in words_in(ROOT / "scoring/cli") if is_chinese(text)}

    assert told
    assert {text for text in told if not english.get(text)} == set()


def test_what_click_is_told_goes_through_gettext():
    calls = re.compile(r"(?:UsageError|BadParameter|ClickException)\(\s*(f?)[\"'“]")
    bare = [path for path in (ROOT / "scoring/cli").rglob("*.py") if calls.search(path.read_text())]

    assert bare == []


def test_every_word_of_click_has_its_chinese():
    chinese = catalogue("zh_CN")
    words = words_in(Path(click.__file__).parent, LEFT_OUT)
    words |= {
        text for each in EVERY.values() for text in texts_of(each) if re.fullmatch("[A-Z ]+", text)
    }
    first = {each[0] if isinstance(each, tuple) else each for each in words}

    assert "Missing command." in first
    assert {word for word in first if not chinese.get(word)} == set()


def test_no_translation_is_of_what_is_no_longer_said():
    said = {text for each in EVERY.values() for text in texts_of(each)}
    said |= words_in(ROOT / "scoring/cli")

    assert {message.id for message in catalogue("en") if message.id} - said == set()


@pytest.mark.parametrize("name", ["zh_CN", "en"])
def test_compiled_catalogues_are_what_their_sources_say(name):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(name))
    compiled.seek(0)
    with (LOCALE / name / "LC_MESSAGES/messages.mo").open("rb") as file:
        shipped = messages_of(file)

    assert shipped == messages_of(compiled), "run: pybabel compile -d scoring/locale"


@pytest.mark.parametrize("name", ["zh_CN", "en"])
def test_translations_keep_the_places_of_figures(name):
    for message in catalogue(name):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        known = {place for text in ids for place in re.findall(r"\{\w+|%\(\w+", text)}
        told = message.string if isinstance(message.string, tuple) else (message.string,)

        assert {place for text in told for place in re.findall(r"\{\w+|%\(\w+", text)} <= known


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_chinese_help_has_no_english_of_clicks(path):
    page = run(*path, "--help", env=CHINESE_ENVIRONMENT).output

    assert "用法：" in page
    assert not re.search(r"Usage|Options|Commands|Show this|\[default|\[required|TEXT|RANGE", page)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_english_help_is_english(path):
    page = run(*path, "--help", env=ENGLISH_ENVIRONMENT).output

    assert "Usage: " in page
    assert not re.search("用法|选项：|命令：|默认|例：|报送数据", page)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
@pytest.mark.parametrize("env", [CHINESE_ENVIRONMENT, ENGLISH_ENVIRONMENT], ids=["zh", "en"])
def test_help_keeps_to_the_terminal_and_in_columns(path, env):
    page = run(*path, "--help", env={**env, "COLUMNS": "100"}).output
    options = [line for line in page.splitlines() if re.match(r"  -\S.*\S  +\S", line)]
    starts = {wcswidth(re.match(r"  -.*?\S(?=  )\s+", line)[0]) for line in options}

    assert len(starts) == 1
    assert all(wcswidth(line) <= 100 for line in page.splitlines())


@pytest.mark.parametrize("env", [CHINESE_ENVIRONMENT, ENGLISH_ENVIRONMENT], ids=["zh", "en"])
def test_commands_are_listed_with_all_of_what_they_do(env):
    for path in ([], ["tune"], ["tune", "ahp"]):
        listed = run(*path, "--help", env=env).output.partition("-h, --help")[2]

        assert "..." not in listed
        assert len(listed.splitlines()) > 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("scor", "没有命令“scor”。是否应为“cover”、“score”？\n"),
        ("tune swap x y", "缺少选项“-d”、“--department”。\n"),
        ("score x", "缺少参数“报送数据...”。\n"),
        ("tune health --fromat", "没有选项“--fromat”。是否应为“--format”？\n"),
        ("--foo", "没有选项“--foo”。\n"),
    ],
)
def test_what_was_typed_wrongly_is_told_with_chinese_marks(typed, told):
    done = run(*typed.split(), env=CHINESE_ENVIRONMENT)

    assert done.exit_code == 2
    assert done.stderr.endswith(f"错误：{told}")


def test_what_was_typed_wrongly_is_told_in_the_language_asked_for():
    done = run("scor", "--language", "en", env=CHINESE_ENVIRONMENT)

    assert "Error: No such command 'scor'." in done.stderr


# --- which language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        pytest.param({}, "用法", id="nothing is said"),
        pytest.param({"LANG": "C.UTF-8"}, "用法", id="the locale of programs"),
        pytest.param({"LANG": "POSIX"}, "用法", id="its other name"),
        pytest.param({"LANG": "fr_FR.UTF-8"}, "用法", id="another language"),
        pytest.param({"LANG": "zh_TW.UTF-8"}, "用法", id="Chinese of elsewhere"),
        pytest.param({"LANG": "en_GB.UTF-8"}, "Usage", id="English"),
        pytest.param({"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "Usage", id="of messages"),
        pytest.param({"LC_ALL": "zh_CN", "LC_MESSAGES": "en_US"}, "用法", id="of everything"),
        pytest.param({"LC_ALL": "C", "LANG": "en_US"}, "用法", id="the first that is set"),
        pytest.param({"LANGUAGE": "en:zh", "LANG": "zh_CN"}, "Usage", id="the preferred first"),
        pytest.param({"LANGUAGE": "fr:zh:en", "LANG": "en_US"}, "用法", id="the first known"),
    ],
)
def test_the_environment_chooses_the_language(environment, said):
    blank = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"), "")

    assert run("--help", env={**blank, **environment}).output.startswith(said)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--language", "en", "score", "--help"),
        ("score", "--language", "en", "--help"),
        ("score", "--help", "--language=en"),
        ("fmt", "--help", "--language", "en"),
    ],
    ids=" ".join,
)
def test_the_option_may_stand_anywhere_even_where_no_command_asks_for_it(arguments):
    assert run(*arguments, env=CHINESE_ENVIRONMENT).output.startswith("Usage")


def test_an_unknown_language_is_refused():
    result = run("score", RULESET, CASE, "--language", "fr", env=CHINESE_ENVIRONMENT)

    assert result.exit_code == 2
    assert "错误：“--language”的值无效：“fr”不在可选项之中：“zh-CN”、“en”。" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["score"], "错误：缺少参数“评分规则”", "Error: Missing argument 'RULESET'"),
        (["scroe"], "错误：没有命令“scroe”", "Error: No such command 'scroe'"),
        (["lint"], "错误：请写明评分规则，或用", "Error: Name a ruleset, or a rule with"),
        (
            ["sample", RULESET, "-n", "0", "-o", "x"],
            "不在 1<=x<=1000000 范围内",
            "not in the range",
        ),
        (["sample", RULESET, "-n", "abc", "-o", "x"], "“abc”不是有效的整数。", "integer range"),
        (["sample", RULESET, "--faulty", "a", "-o", "x"], "“a”不是有效的数。", "float range"),
        (["score", "没有@1", "x.csv"], "没有@1：", "没有@1: "),
    ],
)
def test_misuse_is_told_in_both_languages(arguments, chinese, english):
    assert chinese in run(*arguments, env=CHINESE_ENVIRONMENT).stderr
    assert english in run(*arguments, env=ENGLISH_ENVIRONMENT).stderr


def test_tables_speak_as_the_ruleset_and_messages_as_the_system(tmp_path):
    path = tmp_path / "评分.md"
    result = run("score", RULESET, CASE, "-o", path, env=ENGLISH_ENVIRONMENT)

    assert result.stderr == f"Written to {path}\n"
    assert "部门：" in path.read_text(encoding="utf-8")


def test_the_option_goes_before_both(tmp_path):
    path = tmp_path / "scores.json"
    arguments = ("--language", "en", "score", RULESET, CASE, "-o", path)
    result = run(*arguments, env=CHINESE_ENVIRONMENT)

    assert result.stderr == f"Written to {path}\n"
    assert json.loads(path.read_text(encoding="utf-8"))["language"] == "en"


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_is_wrong_is_told_in_the_language_of_the_user(language, tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(json.dumps({"language": language, "titel": "?"}), encoding="utf-8")

    assert "is missing. Add it" in run("validate", path, env=ENGLISH_ENVIRONMENT).stderr
    assert "is missing. Add it" not in run("validate", path, env=CHINESE_ENVIRONMENT).stderr


def test_faults_of_a_list_are_told_to_the_user_and_findings_as_the_ruleset_says(tmp_path):
    path = tmp_path / "复核.csv"
    path.write_text("部门,指标,复核得分,理由,复核人,日期\n没有,econ,5,r,w,2020-03-05\n", "utf-8")
    refused = run("score", RULESET, CASE, "--overrides", path, env=ENGLISH_ENVIRONMENT)

    assert "no department “没有” was submitted" in refused.stderr
    assert "个问题需要核实" in run("validate", RULESET, CASE, env=ENGLISH_ENVIRONMENT).stdout


def test_nothing_of_the_language_is_left_behind():
    before = dict(os.environ)
    run("--language", "en", "--help")

    assert dict(os.environ) == before
    assert main.help.startswith("部门整体支出")
