"""Every error raised on purpose: all that is wrong, each with its place, problem and remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from scoring.words import CHINESE, Message, Phrase


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that stops the work: where it is, what it is, what to write instead.

    *excerpt*, where given, shows the text with a caret under the character that is wrong.
    """

    place: str
    problem: Message
    remedy: Message
    excerpt: str = ""

    def say(self, language: str = CHINESE) -> str:
        """Return the problem as one line, or more where a caret shows the character."""
        line = _LINE(place=self.place, problem=self.problem, remedy=self.remedy).say(language)
        return f"{line}\n{self.excerpt}" if self.excerpt else line


class ScoringError(Exception):
    """Work that cannot go on; *problems* lists every reason found in the run."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(self.say())

    def say(self, language: str = CHINESE) -> str:
        """Return all problems, one a line, in *language*."""
        return "\n".join(problem.say(language) for problem in self.problems)


class RulesetError(ScoringError):
    """A ruleset that cannot be used."""


class SubmissionError(ScoringError):
    """Submitted data that cannot be read."""


class OverrideError(ScoringError):
    """Reviewers' overrides that cannot be applied."""


class CaseError(ScoringError):
    """A case, its given or its expected, that cannot be tried."""


class ExportError(ScoringError):
    """A result that cannot be written."""


class WeightError(ScoringError):
    """Weights that cannot be used, or cannot be found."""


def use_instead(name: str, known: Iterable[str]) -> Message:
    """Return the remedy for an unknown *name*: the nearest known one, else all of them."""
    choices = sorted(known)
    nearest = get_close_matches(name, choices, n=1)
    if not choices:
        return _NOTHING_KNOWN()
    return _DID_YOU_MEAN(name=nearest[0]) if nearest else _ONE_OF(names=choices[:30])


_LINE = Phrase("{place}：{problem}。{remedy}。", "{place}: {problem}. {remedy}.")
_DID_YOU_MEAN = Phrase("是否应为「{name}」", 'Did you mean "{name}"')
_ONE_OF = Phrase("请改用其中之一：{names}", "Use one of: {names}")
_NOTHING_KNOWN = Phrase("此处没有可用的名称，请删去", "No name is known here: remove it")
