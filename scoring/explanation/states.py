"""What is said of a value that was not scored: why, and what the rule decided."""

from collections.abc import Sequence

from scoring.explanation.inputs import Input, figures_of, names_of
from scoring.model import Policy, State
from scoring.words import Message, Phrase


def decision(
    title: str,
    state: State,
    policy: Policy,
    inputs: Sequence[Input],
    why: Message | None,
    target: str,
) -> Message:
    """Return why an indicator was not scored, and what its *policy* makes of that.

    *why* replaces the general words; *target* is the title of what the weight moves to.
    """
    cause = why or _cause(title, state, inputs)
    return _DECIDED(cause=cause, decision=_POLICIES[policy.name](target=target))


def _cause(title: str, state: State, inputs: Sequence[Input]) -> Message:
    names = names_of(inputs, state)
    faults = [
        _FAULT(title=given.title, text=given.fault.text, problem=given.fault.problem)
        for given in inputs
        if given.fault and given.state is State.INVALID
    ]
    if state is State.INVALID and faults:
        return _INVALID(faults=faults)
    figures = figures_of(inputs)
    if state is State.UNDEFINED and figures:
        return _UNDEFINED(title=title, figures=figures)
    if not names:
        return _WITHOUT_NAMES[state](title=title)
    return _WITH_NAMES[state](title=title, names=names)


_DECIDED = Phrase("{cause}，{decision}", "{cause}: {decision}")
_POLICIES = {
    "full_marks": Phrase("按规则计满分", "full marks by the rule"),
    "zero": Phrase("按规则计零分", "no marks by the rule"),
    "redistribute": Phrase(
        "按规则将权重分摊给同级指标", "its weight goes to its siblings by the rule"
    ),
    "redistribute_all": Phrase(
        "按规则将权重分摊给全部指标", "its weight is spread over all indicators by the rule"
    ),
    "move_to": Phrase("按规则将权重移至「{target}」", 'its weight moves to "{target}" by the rule'),
    "unranked": Phrase("按规则暂不计分、不参加排名", "no marks for now and no rank by the rule"),
}
_WITH_NAMES = {
    State.MISSING: Phrase("未提供{names}", "{names} not provided"),
    State.NOT_APPLICABLE: Phrase("{names}填报为不涉及", "{names} said not to apply"),
    State.UNDEFINED: Phrase("{title}无法计算", "{title} cannot be computed"),
    State.INVALID: Phrase("{names}填报无效", "{names} invalid"),
}
_WITHOUT_NAMES = {
    State.MISSING: Phrase("未提供{title}所需的数据", "the data for {title} were not provided"),
    State.NOT_APPLICABLE: Phrase("{title}不适用", "{title} does not apply"),
    State.UNDEFINED: Phrase(
        "{title}无法计算（如分母为零）", "{title} cannot be computed (a zero denominator, say)"
    ),
    State.INVALID: Phrase("{title}的数据无效", "the data of {title} are invalid"),
}
_UNDEFINED = Phrase(
    "{title}无法计算（分母为零或无意义）：{figures}",
    "{title} cannot be computed (a zero denominator or no meaning): {figures}",
)
_INVALID = Phrase("{faults}", "{faults}")
_FAULT = Phrase("「{title}」填报「{text}」{problem}", '"{title}" holds "{text}": {problem}')
