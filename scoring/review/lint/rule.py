"""What a lint rule is: an id, a severity, an explanation in two languages, and what finds it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from scoring.review.lint.study import Study
from scoring.ruleset.places import Slip
from scoring.words import Phrase

ERROR, WARNING, ADVICE = "error", "warning", "advice"

Find = Callable[[Study], Iterator[Slip]]


def nowhere(_: Study) -> Iterator[Slip]:
    """Find nothing: for what the reading of a ruleset refuses, or lint itself notices."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be wrong with a ruleset that can be read, or why it cannot.

    *english* is the docstring of the rule's module and *chinese* its counterpart; *refusals* are
    what the reading of a ruleset says of such slips.
    """

    id: str
    severity: str
    english: str
    chinese: str
    find: Find = nowhere
    refusals: tuple[Phrase, ...] = ()

    @property
    def title(self) -> Phrase:
        """The first line of the explanation, without its full stop."""
        return Phrase(*(_first(text) for text in (self.chinese, self.english)))

    @property
    def explanation(self) -> Phrase:
        """What to avoid, what to prefer, why, and an example, which both languages share."""
        english = cleandoc(self.english)
        example = re.split(r"^For example:\n", english, flags=re.MULTILINE)[1]
        chinese = f"{cleandoc(self.chinese)}\n示例：\n{example}"
        return Phrase(*(text.replace("{", "{{").replace("}", "}}") for text in (chinese, english)))


def _first(text: str) -> str:
    return cleandoc(text).split("\n", 1)[0].rstrip(".。").replace("{", "{{").replace("}", "}}")
