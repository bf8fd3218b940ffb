"""What lint has to say of a ruleset."""

from dataclasses import dataclass, field

from scoring.review.lint.rule import ADVICE, Rule
from scoring.words import Message

FINE, FINDINGS, UNUSABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, where it stands, and what to write instead.

    *reason* is why it is suppressed, "" if it is not.
    """

    rule: Rule
    place: str
    problem: Message
    remedy: Message
    excerpt: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Linted:
    """One ruleset's findings in the order of the file; *usable* if it could be read at all."""

    source: str
    name: str
    language: str
    usable: bool
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = field(default=())

    def exit_code(self, strict: bool = False) -> int:
        """Return 0 if all is fine, 1 for findings (advice counts if *strict*), 2 if unusable."""
        if not self.usable:
            return UNUSABLE
        serious = any(strict or found.rule.severity != ADVICE for found in self.findings)
        return FINDINGS if serious else FINE
