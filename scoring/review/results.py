"""How trials are told: a page for the terminal, and a JUnit file for what collects results."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from xml.etree import ElementTree

from scoring.export.blocks import Block, Column, Facts, Heading, Table
from scoring.export.cleaning import clean
from scoring.export.text import print_text
from scoring.review.boundaries import Boundary
from scoring.review.trial import Difference, Trial
from scoring.words import Message, Phrase

MOST_DIFFERENCES = 20


def print_trials(trials: Sequence[Trial], language: str, width: int) -> str:
    """Return a page: one line a ruleset or folder of cases, then whatever did not pass."""
    suites = [(name, list(members)) for name, members in groupby(trials, lambda t: t.suite)]
    rows = tuple(_row(name, members, language) for name, members in suites)
    headings = (_SUITE, _TRIED, _PASSED, _FAILED, _ERRORS)
    columns = tuple(Column(h().say(language), right=h is not _SUITE) for h in headings)
    blocks: list[Block] = [Table(columns, rows)]
    blocks += [_told(trial, language) for trial in trials if not trial.passed]
    waiting = [trial for trial in trials if not trial.confirmed]
    if waiting:
        listed = tuple((f"{trial.suite} {trial.name}  ", trial.title) for trial in waiting)
        blocks.append(Facts(_TO_CONFIRM(count=len(waiting)).say(language), listed))
    failed = sum(not trial.passed for trial in trials)
    verdict = (_SOME_FAILED if failed else _ALL_PASSED)(count=len(trials), failed=failed)
    return print_text([*blocks, Heading(3, verdict.say(language))], width)


def _row(name: str, members: Sequence[Trial], language: str) -> tuple[str, ...]:
    errors = sum(bool(trial.problems) for trial in members)
    passed = sum(trial.passed for trial in members)
    counts = (len(members), passed, len(members) - passed - errors, errors)
    return (name or _NO_SUITE().say(language), *map(str, counts))


def _told(trial: Trial, language: str) -> Facts:
    phrase = _CANNOT if trial.problems else _DIFFERS
    name = " ".join(dict.fromkeys(filter(None, (trial.suite, trial.name))))
    heading = phrase(name=name, title=_titled(trial)).say(language)
    # A caret would stand astray here, where lines are run together: the place says where.
    problems = [replace(problem, excerpt="") for problem in trial.problems]
    facts = [(_PROBLEM().say(language), problem.say(language)) for problem in problems]
    facts += [_difference(each, language) for each in trial.differences[:MOST_DIFFERENCES]]
    more = len(trial.differences) - MOST_DIFFERENCES
    facts += [("", _MORE(count=more).say(language))] if more > 0 else []
    return Facts(heading, tuple(facts))


def _titled(trial: Trial) -> Message | str:
    return _TITLED(title=trial.title) if trial.title else ""


def _difference(difference: Difference, language: str) -> tuple[str, str]:
    """Return what differs, as a label, and how."""
    told = _APART(expected=difference.expected, actual=difference.actual)
    return _LABEL(what=difference.what).say(language), told.say(language)


def print_boundaries(boundaries: Sequence[Boundary], folder: str, language: str, width: int) -> str:
    """Return what was generated: a line an indicator, then the lines that nothing reaches."""
    headings = (_INDICATOR, _CASE, _DEPARTMENTS, _UNREACHED)
    columns = tuple(Column(h().say(language), right=place > 1) for place, h in enumerate(headings))
    rows = tuple(
        (b.leaf.indicator.title, b.leaf.id, str(len(b.records)), str(len(b.unreached)))
        for b in boundaries
    )
    blocks: list[Block] = [Table(columns, rows)]
    for boundary in boundaries:
        if boundary.unreached:
            told = _OUT_OF_REACH(title=boundary.leaf.indicator.title).say(language)
            blocks.append(Facts(told, tuple(("- ", line) for line in boundary.unreached)))
    written = _WRITTEN(count=len(boundaries), folder=folder).say(language)
    return print_text([*blocks, Heading(3, written)], width)


def junit(trials: Sequence[Trial], language: str) -> bytes:
    """Return *trials* as a JUnit document, one suite a ruleset or folder of cases."""
    root = ElementTree.Element("testsuites", _totals(trials))
    for name, members in groupby(trials, lambda trial: trial.suite):
        listed = list(members)
        suite = ElementTree.SubElement(root, "testsuite", {"name": clean(name), **_totals(listed)})
        for trial in listed:
            _case(suite, trial, language)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _totals(trials: Sequence[Trial]) -> dict[str, str]:
    errors = sum(bool(trial.problems) for trial in trials)
    failures = sum(bool(trial.differences) for trial in trials)
    return {"tests": str(len(trials)), "failures": str(failures), "errors": str(errors)}


def _case(suite: ElementTree.Element, trial: Trial, language: str) -> None:
    named = {"classname": clean(trial.suite), "name": clean(trial.name)}
    case = ElementTree.SubElement(suite, "testcase", named)
    if trial.problems:
        text = "\n".join(problem.say(language) for problem in trial.problems)
        _outcome(case, "error", text)
    elif trial.differences:
        lines = ("".join(_difference(each, language)) for each in trial.differences)
        _outcome(case, "failure", "\n".join(lines))
    if not trial.confirmed:
        properties = ElementTree.SubElement(case, "properties")
        mark = {"name": "confirmed", "value": _UNCONFIRMED().say(language)}
        ElementTree.SubElement(properties, "property", mark)


def _outcome(case: ElementTree.Element, kind: str, text: str) -> None:
    shown = "\n".join(clean(line) for line in text.split("\n"))
    ElementTree.SubElement(case, kind, {"message": shown.split("\n")[0]}).text = shown


_INDICATOR = Phrase("指标", "Indicator")
_CASE = Phrase("案例", "Case")
_DEPARTMENTS = Phrase("部门", "Departments")
_UNREACHED = Phrase("达不到的界线", "Not reached")
_OUT_OF_REACH = Phrase(
    "{title}：只改一项数据达不到的界线，请手工编写", "{title}: no single figure reaches these lines"
)
_WRITTEN = Phrase(
    "已生成 {count} 个案例，待人工确认：{folder}",
    "{count} cases, to be confirmed by a person: {folder}",
)
_SUITE = Phrase("评分规则或案例", "Ruleset or cases")
_TRIED = Phrase("共", "Tried")
_PASSED = Phrase("通过", "Passed")
_FAILED = Phrase("不符", "Failed")
_ERRORS = Phrase("不能核对", "Errors")
_NO_SUITE = Phrase("（无）", "(none)")
_DIFFERS = Phrase("✗ {name}{title}", "✗ {name}{title}")
_CANNOT = Phrase("! {name}{title}：不能核对", "! {name}{title}: cannot be tried")
_TITLED = Phrase("（{title}）", " ({title})")
_PROBLEM = Phrase("问题：", "Problem: ")
_LABEL = Phrase("{what}：", "{what}: ")
_APART = Phrase("应为 {expected}，实际 {actual}", "expected {expected}, got {actual}")
_MORE = Phrase("……另有 {count} 处不符", "… and {count} more")
_UNCONFIRMED = Phrase("待人工确认", "to be confirmed by a person")
_TO_CONFIRM = Phrase(
    "预期结果由引擎填写，待人工确认（{count} 个案例）：",
    "Expected results filled in by the engine, to be confirmed by a person ({count} cases):",
)
_ALL_PASSED = Phrase("全部通过：{count} 项", "All passed: {count}")
_SOME_FAILED = Phrase("{count} 项中 {failed} 项未通过", "{failed} of {count} did not pass")
