"""The files of a folder that can be used, without those that cannot."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from scoring.errors import Problem, SubmissionError
from scoring.intake.roles import Filed
from scoring.model import Finding, Submissions
from scoring.words import Phrase


class Usable(NamedTuple):
    """What could be read, the problems of what could not, and the files left out for them."""

    submissions: Submissions
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def leave_out(
    files: Sequence[Filed],
    names: Sequence[str],
    problems: Sequence[Problem],
    put_together: Callable[[Sequence[Filed]], Submissions],
) -> Usable:
    """Return what *put_together* makes of the *files* without those that it finds fault with.

    *names* are those of all files, *problems* what was wrong with some before.
    """
    told = list(problems)
    out = {file_of(problem.place, names) for problem in told}
    while True:
        kept = [file for file in files if file.name not in out]
        try:
            if not kept:
                raise SubmissionError(told)
            read = put_together(kept)
            break
        except SubmissionError as error:
            if not kept:
                raise
            told += error.problems
            more = {file_of(problem.place, names) for problem in error.problems}
            if "" in more or more <= out:
                raise SubmissionError(told) from None
            out |= more
    return Usable(_marked(read, sorted(out)), tuple(told), tuple(sorted(out)))


def file_of(place: str, names: Sequence[str]) -> str:
    """Return which of the files *names* a place lies in, an empty text where in none.

    >>> file_of("a.xlsx!部门!B7", ["a.xls", "a.xlsx"])
    'a.xlsx'
    """
    within = (n for n in names if place == n or place.startswith((f"{n}!", f"{n}#", f"{n}:")))
    return max(within, key=len, default="")


def _marked(read: Submissions, left_out: Sequence[str]) -> Submissions:
    if not left_out:
        return read
    message = _LEFT_OUT(count=len(left_out), names=list(left_out[:20]))
    finding = Finding("left_out", "error", message, tuple(left_out))
    return replace(read, findings=(finding, *read.findings))


_LEFT_OUT = Phrase(
    "{count} 个文件不能使用，没有参加评分：{names}",
    "{count} files cannot be used and were left out: {names}",
)
