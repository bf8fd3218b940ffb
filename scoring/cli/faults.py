"""Scoring what can be scored, with everything to be corrected listed in one file."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.work import (
    deliver,
    language_of,
    progress,
    read_both,
    remark,
    score_files,
)
from scoring.errors import Problem, SubmissionError
from scoring.words import Phrase

if TYPE_CHECKING:
    from scoring.evaluation import Scores
    from scoring.model import Finding, Ruleset, Submissions

faults_option = click.option(
    "--faults",
    metavar="文件",
    help="把要改正的问题逐个单元格列入此文件（.xlsx 或 .csv）；不能使用的文件列明后不参加评分。",
)


def score_usable(
    ruleset: str, paths: Sequence[str], faults: str | None, language: str | None
) -> "tuple[Scores, int, dict[str, bytes]]":
    """Return the scores of the files that can be used, how many were left out, and all faults.

    These are the content of the file *faults*, to be written when nothing else is wrong. Where no
    file can be used it is written all the same, and SubmissionError is raised. Without a file for
    *faults* every file must be usable.
    """
    if faults is None:
        return score_files(ruleset, paths), 0, {}
    from scoring.evaluation import evaluate
    from scoring.explanation.findings import find
    from scoring.export.faults import faults_format
    from scoring.intake import read_usable
    from scoring.plan import compile_plan

    faults_format(faults)
    told: list[Problem] = []
    left_out: list[str] = []

    def read(given: Sequence[str], rules: "Ruleset") -> "Submissions":
        usable = read_usable(given, rules, progress=progress())
        told[:], left_out[:] = usable.problems, usable.left_out
        return usable.submissions

    try:
        rules, submissions = read_both(ruleset, paths, read)
    except SubmissionError as error:
        spoken = language or language_of(ruleset)
        deliver([faults], [_list(faults, paths, None, (), error.problems, spoken)])
        raise
    scores = evaluate(compile_plan(rules), submissions)
    spoken = language or rules.language
    listed = _list(faults, paths, submissions, find(scores), told, spoken)
    if left_out:
        remark(_LEFT_OUT(count=len(left_out), names=left_out[:10]))
    return scores, len(left_out), {faults: listed}


def _list(
    output: str,
    paths: Sequence[str],
    submissions: "Submissions | None",
    findings: "Iterable[Finding]",
    problems: Iterable[Problem],
    language: str,
) -> bytes:
    from scoring.export.faults import faults_format, faults_of, print_faults
    from scoring.intake.files import find_files

    found = {file.name: str(file.path) for file in find_files(list(paths))[0]}
    faults = faults_of(submissions, findings, problems, list(found), language)
    start = Path(output).resolve().parent
    links = {name: os.path.relpath(Path(path).resolve(), start) for name, path in found.items()}
    return print_faults(faults, faults_format(output), language, links)


_LEFT_OUT = Phrase(
    "{count} 个文件不能使用，没有参加评分：{names}",
    "{count} files cannot be used and were left out: {names}",
)
