"""Weight sets as documents: written, read back, and refused with the place of what is wrong."""

import json
from decimal import Decimal

import pytest
from bureau import leaf, ruleset_of
from jsonschema import Draft202012Validator

from scoring.errors import WeightError
from scoring.tuning.sets.distance import distance_of
from scoring.tuning.sets.making import make_set
from scoring.tuning.sets.reading import read_weight_set
from scoring.tuning.sets.schema import weight_set_schema
from scoring.tuning.sets.weight_set import approved_set, to_json

INNER = {"id": "one", "title": "一", "weight": 60, "children": [leaf("a", 20), leaf("b", 40)]}
RULES = ruleset_of(
    INNER, leaf("c", 40), profiles={"免": {"when": "ok", "weights": {"i_c": 0, "one": 100}}}
)


def written(tmp_path, document):
    path = tmp_path / "方案.json"
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def made(**wanted):
    return make_set(
        RULES,
        {name: Decimal(weight) for name, weight in wanted.items()},
        author="绩效处",
        date="2026-03-01",
        reason="突出效益",
    )


def test_a_set_survives_a_round_trip(tmp_path):
    one = made(i_a=24)

    assert read_weight_set(written(tmp_path, to_json(one)), RULES) == one


def test_the_document_is_as_its_schema_says():
    Draft202012Validator.check_schema(weight_set_schema())
    document = json.loads(to_json(made(i_a=24)))

    assert list(Draft202012Validator(weight_set_schema()).iter_errors(document)) == []
    assert list(document) == [
        "weight_set_version", "id", "parent", "author", "date", "reason", "method", "ruleset",
        "weights",
    ]  # fmt: skip
    assert document["ruleset"]["sha256"] == RULES.sha256
    assert document["weights"] == {"one": 60, "i_a": 24, "i_b": 36, "i_c": 40}


def test_the_same_set_has_the_same_name_and_bytes():
    assert to_json(made(i_a=24)) == to_json(made(i_a=24))
    assert made(i_a=24).id != made(i_a=25).id


def test_a_set_made_from_another_names_its_parent():
    child = make_set(RULES, {"i_c": Decimal(46)}, made(i_a=30), id="乙案")

    assert (child.id, child.parent) == ("乙案", made(i_a=30).id)
    assert child.weights == {"one": 54, "i_a": 27, "i_b": 27, "i_c": 46}


def test_what_is_not_named_follows(tmp_path):
    document = json.loads(to_json(made(i_a=24)))
    document["weights"] = {"i_a": 30, "i_c": 30}
    document["profiles"] = {"免": {"one": 100}}

    one = read_weight_set(written(tmp_path, document), RULES)

    assert distance_of(RULES, one) == (10, 10, 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"weigths": {}}, "没有「weigths」这个键。是否应为「weights」", id="misspelt"),
        pytest.param({"weights": {"i_a": "20"}}, "应为数值，写成了文字", id="text for a weight"),
        pytest.param({"weights": {"i_a": -1}}, "-1 小于允许的最小值 0", id="negative"),
        pytest.param({"weights": {"i_x": 1}}, "没有名为「i_x」的指标", id="unknown indicator"),
        pytest.param({"weights": {"i_a": 21}}, "一级指标权重合计 101，应为 100，多 1", id="sum"),
        pytest.param(
            {"weights": {"one": 61, "i_c": 39}},
            "「一」的下级指标权重合计 60，应为 61",
            id="sum inside",
        ),
        pytest.param(
            {"profiles": {"无": {"i_a": 1}}}, "没有名为「无」的权重方案", id="unknown profile"
        ),
        pytest.param(
            {"profiles": {"免": {"one": 90}}}, "权重合计 90，应为 100", id="sum of a profile"
        ),
        pytest.param({"date": "三月一日"}, "「三月一日」的写法不对", id="date"),
        pytest.param({"id": "甲 案"}, "「甲 案」的写法不对", id="name"),
        pytest.param(
            {"ruleset": {"id": "t", "edition": "1", "sha256": "0" * 64}},
            "本方案为 t@1 000000000000 而定，不是所给的 t@1",
            id="another digest",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(change, told, tmp_path):
    document = json.loads(to_json(made()))
    path = written(tmp_path, {**document, **change})

    with pytest.raises(WeightError) as refused:
        read_weight_set(path, RULES)

    assert told in str(refused.value)
    assert all(p.place.startswith("方案.json:1:") for p in refused.value.problems)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": 1, "id": 2}', "NaN"])
def test_what_is_no_set_is_refused(text, tmp_path):
    with pytest.raises(WeightError):
        read_weight_set(written(tmp_path, text), RULES)


def test_a_set_of_another_edition_is_taken_only_when_asked(tmp_path):
    document = json.loads(to_json(made(i_a=24)))
    document["ruleset"]["sha256"] = "0" * 64
    path = written(tmp_path, document)

    assert read_weight_set(path, RULES, other=True).weights == made(i_a=24).weights


def test_no_file_is_told(tmp_path):
    with pytest.raises(WeightError, match="没有这个文件"):
        read_weight_set(tmp_path / "无.json", RULES)


@pytest.mark.parametrize(
    ("weights", "distance"),
    [
        pytest.param({}, (0, 0, 0), id="the approved weights"),
        pytest.param({"i_a": 24}, (4, 4, 2), id="four points change hands"),
        pytest.param({"one": 66}, (6, 6, 3), id="in several parts"),
    ],
)
def test_distance_is_the_points_that_change_hands(weights, distance):
    assert distance_of(RULES, made(**weights)) == distance
    assert distance_of(RULES, approved_set(RULES)) == (0, 0, 0)


def test_a_node_named_by_id_and_by_title_is_refused():
    with pytest.raises(WeightError, match="「a」的标识和名称都写了"):
        made(i_a=24, a=25)


def test_a_dimension_without_weight_is_refused(tmp_path):
    document = json.loads(to_json(made(i_a=24)))
    document["weights"] = {"one": 0, "i_a": 0, "i_b": 0, "i_c": 100}

    with pytest.raises(WeightError, match="「一」还有下级指标，权重应大于 0。请调整方案中的权重"):
        read_weight_set(written(tmp_path, document), RULES)


@pytest.mark.parametrize("name", ["甲/乙", "甲 案", ".甲", "甲@2"])
def test_an_id_that_no_set_can_have_is_refused(name):
    with pytest.raises(WeightError, match=f"方案标识「{name}」中不能有"):
        make_set(RULES, {"i_a": Decimal(24)}, id=name)


@pytest.mark.parametrize("weight", ["NaN", "Infinity"])
def test_a_weight_that_is_no_number_is_refused(weight):
    with pytest.raises(WeightError, match="「i_a」的权重不是有限的数"):
        made(i_a=weight)
