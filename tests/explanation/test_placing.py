"""Who is put where, said: peer groups that are not named, profiles that cannot be told."""

import pytest
from bureau import leaf, ruleset_of, score

from scoring.explanation.findings import find


def placed(*records, language="zh-CN", **keys):
    """Return the row and the sentence of each finding on departments with these records."""
    rules = ruleset_of(leaf("a", 60), leaf("b", 40), **keys)
    scores = score(rules, *({"a": 50, "b": 50, **record} for record in records))
    return [(f.department, f.message.say(language)) for f in find(scores)]


BY_GROUP = {"ranking": {"within": "peer_group"}}
SMALL = {"small": {"when": "n < 10", "weights": {"i_a": 40, "i_b": 60}}}


def test_a_department_without_a_peer_group_is_told_with_whom_it_ranks():
    records = [{"peer_group": "党群"}, {"peer_group": None}]

    assert placed(*records, **BY_GROUP) == [(1, "未填写「同类组」，与其他未填写的部门列为一组排名")]
    assert placed(*records, language="en", **BY_GROUP) == [
        (1, 'no "peer group" is given: ranked among those that give none')
    ]


def test_where_nobody_names_a_peer_group_it_is_said_once():
    assert placed({}, {}, {}, **BY_GROUP) == [(None, "各部门均未填写「同类组」，全部列为一组排名")]


@pytest.mark.parametrize(
    ("records", "keys"),
    [
        pytest.param([{}], BY_GROUP, id="one department alone"),
        pytest.param([{"peer_group": "党群"}] * 2, BY_GROUP, id="all name theirs"),
        pytest.param([{}, {}], {}, id="no groups at all"),
    ],
)
def test_nothing_is_said_where_groups_are_plain(records, keys):
    assert placed(*records, **keys) == []


@pytest.mark.parametrize(
    ("profiles", "record", "told"),
    [
        pytest.param(SMALL, {"n": 5}, [], id="it applies"),
        pytest.param(SMALL, {"n": 50}, [], id="it does not"),
        pytest.param(
            SMALL,
            {},
            [(0, "缺少数据，不能确定是否适用权重方案「small」，按不适用计")],
            id="nobody knows",
        ),
        pytest.param(
            {"any": {"when": "a > 0", "weights": {}}, **SMALL}, {}, [], id="one before it applies"
        ),
        pytest.param(
            {**SMALL, "any": {"when": "a > 0", "weights": {}}},
            {},
            [(0, "缺少数据，不能确定是否适用权重方案「small」，按不适用计")],
            id="only one after it applies",
        ),
    ],
)
def test_a_profile_that_cannot_be_told_is_said(profiles, record, told):
    assert placed(record, profiles=profiles) == told
