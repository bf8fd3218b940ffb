"""Whatever is done to a ruleset, it is read or refused with problems: nothing else comes out."""

import copy
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.errors import RulesetError
from scoring.ruleset import ruleset_from, to_json

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-999, max_value=999, places=3),
    st.text(max_size=5),
    st.sampled_from(["spent", "rate", "total", "process", "sum(tasks.planned)", "优", "{value}"]),
    st.lists(st.none() | st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["id", "title", "weight", "children", "move_to"]), st.none()),
)


def paths_of(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for step, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths_of(member, (*path, step))


def put(document, path, value, *, remove):
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    if remove:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_spoilt_ruleset_is_refused_with_problems_or_read(small, data):
    document = copy.deepcopy(json.loads(small))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([path for path in paths_of(document) if path]))
        put(document, path, data.draw(VALUES), remove=data.draw(st.booleans()))

    outcome = read_or_refuse(document)
    if isinstance(outcome, RulesetError):
        assert outcome.problems
        assert outcome.say("en") != outcome.say("zh-CN")
        assert all("\n" not in problem.say().split("\n    ")[0] for problem in outcome.problems)
    else:
        assert ruleset_from(json.loads(to_json(outcome))) == outcome


def read_or_refuse(document):
    try:
        return ruleset_from(document)
    except RulesetError as refused:
        return refused
