"""What the verbs are given from Python: the wrong thing is refused at the door, by its name."""

from scoring.words import CHINESE, ENGLISH


def expect(given: object, kind: type | tuple[type, ...], wanted: str) -> None:
    """Raise TypeError, which says what is *wanted*, unless *given* is of a *kind*.

    >>> expect("kunming.json", dict, "the ruleset that read_ruleset returns")
    Traceback (most recent call last):
    TypeError: expected the ruleset that read_ruleset returns, got str
    """
    if not isinstance(given, kind):
        message = f"expected {wanted}, got {type(given).__name__}"
        raise TypeError(message)


def chosen_language(language: str | None, own: str) -> str:
    """Return *language*, or where it is None its *own*; ValueError for one that is not spoken.

    >>> chosen_language(None, "zh-CN")
    'zh-CN'
    """
    if language is None:
        return own
    if not language.lower().startswith(("zh", "en")):
        message = f"the languages are {CHINESE!r} and {ENGLISH!r}, not {language!r}"
        raise ValueError(message)
    return language


RULESET = "the ruleset that read_ruleset returns"
PLAN = "the plan that compile_plan returns"
SUBMISSIONS = "the submissions that read_submissions returns"
SCORES = "the scores that evaluate returns"
REPORT = "the report that make_report returns"
