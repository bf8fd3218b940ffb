"""An edition may hold only what differs from another; errors point to where a part was written."""

import json

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset, ruleset_from, to_json


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Return an empty shelf of rulesets, used in place of the one that comes along."""
    monkeypatch.setattr("scoring.ruleset.shelf.shelf", lambda: tmp_path / "shelf")
    return tmp_path / "shelf"


@pytest.fixture
def write(tmp_path, shelf, small):  # noqa: ARG001
    """Return what writes a ruleset; without *document*, the sound small one."""

    def put(place, document=None):
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        text = small if document is None else json.dumps(document, ensure_ascii=False, indent=1)
        file.write_text(text, encoding="utf-8")
        return file

    put("small/2024.json")
    return put


def successor(**changes):
    return {"extends": "small@2024", "edition": "2025", **changes}


def problems(file):
    with pytest.raises(RulesetError) as refused:
        read_ruleset(file)
    return refused.value.problems


def nodes(ruleset):
    process, effect = ruleset.indicators[0], ruleset.indicators[-1]
    return process, *process.children, effect


def test_what_is_not_said_stays(write):
    base = read_ruleset(write("small/2024.json"))
    heir = read_ruleset(write("small/2025.json", successor()))

    assert heir.edition == "2025"
    assert (heir.indicators, heir.fields, heir.id) == (base.indicators, base.fields, base.id)


def test_objects_merge_by_key(write):
    heir = read_ruleset(
        write("small/2025.json", successor(parameters={"pass_line": {"value": 70}}))
    )

    assert heir.parameters["pass_line"].value == 70
    assert heir.parameters["pass_line"].title == "及格线"


def test_things_with_an_id_merge_by_id_at_any_depth(write):
    leaf = {"id": "rate", "score": {"target": 90}}
    tree = [{"id": "process", "children": [leaf]}]
    _, rate, done, _ = nodes(read_ruleset(write("small/2025.json", successor(indicators=tree))))

    assert (rate.method.target, rate.method.floor) == (90, "0.6 * target")
    assert done.id == "done"


def test_another_method_keeps_nothing_of_the_old_one(write):
    score = {"method": "condition", "when": "spent > 0"}
    leaf = {"id": "rate", "score": score, "reason": "{value}"}
    tree = [{"id": "process", "children": [leaf]}]
    _, rate, *_ = nodes(read_ruleset(write("small/2025.json", successor(indicators=tree))))

    assert rate.method.when == "spent > 0"


def test_new_things_come_last(write):
    new = {"id": "third", "title": "另一项", "holds": "spent > 0"}
    heir = read_ruleset(write("small/2025.json", successor(checks=[new])))

    assert [check.id for check in heir.checks] == ["within", "equal", "third"]


def test_null_removes_a_key(write):
    heir = read_ruleset(write("small/2025.json", successor(vetoes=None, changes=None)))

    assert heir.vetoes == ()
    assert heir.changes == ""


def test_null_removes_a_thing_from_a_list_written_by_id(write):
    heir = read_ruleset(write("small/2025.json", successor(checks={"within": None})))

    assert [check.id for check in heir.checks] == ["equal"]


def test_a_list_written_by_id_changes_and_adds(write):
    new = {"title": "另一项", "holds": "spent > 0"}
    heir = read_ruleset(
        write("small/2025.json", successor(checks={"equal": {"tolerance": 1}, "third": new}))
    )

    assert [check.id for check in heir.checks] == ["within", "equal", "third"]
    assert heir.checks[1].tolerance == 1


def test_lists_without_ids_are_replaced(write):
    heir = read_ruleset(
        write("small/2025.json", successor(grades=[{"title": "差", "at_least": 0}]))
    )

    assert [grade.title for grade in heir.grades] == ["差"]


def test_an_heir_of_an_heir_has_all_of_both(write):
    write("small/2025.json", successor(parameters={"line2": {"value": 1}}))
    third = {"extends": "small@2025", "edition": "2026", "title": "第三版"}
    heir = read_ruleset(write("small/2026.json", third))

    assert set(heir.parameters) == {"pass_line", "line2"}
    assert heir.title == "第三版"


def test_the_merged_document_reads_back_as_the_same_ruleset(write):
    heir = read_ruleset(write("small/2025.json", successor(checks={"within": None})))

    assert ruleset_from(json.loads(to_json(heir))) == heir


def test_the_digest_depends_on_both_files(write):
    heir = write("small/2025.json", successor())
    before = read_ruleset(heir).sha256
    base = write("small/2024.json")
    base.write_text(base.read_text("utf-8") + "\n", encoding="utf-8")

    assert read_ruleset(heir).sha256 != before


@pytest.mark.parametrize("place", ["small/2024.json", "county/2024.json", "shelf/small/2024.json"])
def test_the_base_is_found_beside_the_file_or_on_the_shelf(tmp_path, write, place):
    (tmp_path / "small/2024.json").unlink()
    write(place)

    assert read_ruleset(write("county/2025.json", successor())).title == "小规则"


def test_a_file_beside_that_holds_something_else_is_not_taken_for_the_base(write):
    write("county/2024.json", {"id": "other", "edition": "2024"})

    assert read_ruleset(write("county/2025.json", successor())).title == "小规则"


def test_an_unknown_base_suggests_the_nearest(write):
    write("shelf/small/2023.json")
    (told,) = problems(write("county/2025.json", successor(extends="smal@2023")))

    assert told.place == "2025.json:2:13 /extends"
    assert "没有找到所沿用的规则「smal@2023」。是否应为「small@2023」" in told.say()


@pytest.mark.parametrize("name", ["../small@2024", "/etc/passwd@x", "small", "a@b@c", "..@.."])
def test_a_base_is_a_name_and_never_a_path(write, name):
    (told,) = problems(write("county/2025.json", successor(extends=name)))

    assert told.place == "2025.json:2:13 /extends"


def test_a_circle_is_told_with_its_members(write):
    write("small/2024.json", {"id": "small", "edition": "2024", "extends": "small@2025"})
    (told,) = problems(write("small/2025.json", successor(id="small")))

    assert "small@2025 → small@2024 → small@2025" in told.say()


def test_a_ruleset_that_extends_itself_is_a_circle(write):
    (told,) = problems(write("small/2025.json", successor(id="small", extends="small@2025")))

    assert "small@2025 → small@2025" in told.say()


def test_an_error_in_the_change_points_to_the_change(write):
    tree = [{"id": "process", "children": [{"id": "rate", "value": "spend"}]}]
    (told,) = problems(write("small/2025.json", successor(indicators=tree)))

    assert told.place == "2025.json:10:15 /indicators/0/children/0/value"


def test_an_error_in_the_base_points_to_the_base(write):
    heir = write("small/2025.json", successor(fields={"spent": None}))

    assert {told.place.partition(":")[0] for told in problems(heir)} == {"2024.json"}


def test_an_error_in_a_list_by_id_points_to_its_key(write):
    heir = write("small/2025.json", successor(checks={"equal": {"sum": ["spend"]}}))

    (told,) = problems(heir)
    assert told.place == "2025.json:7:5 /checks/equal/sum/0"


def test_an_id_that_is_only_a_key_is_blamed_there(write):
    new = {"title": "又", "holds": "True"}
    (told,) = problems(write("small/2025.json", successor(checks={"3rd": new})))

    assert told.place == "2025.json:5:10 /checks/3rd/id"


def test_an_error_two_editions_back_points_there(write):
    write("small/2025.json", successor(parameters={"line2": {"value": 1, "basis": "law"}}))
    heir = write("small/2026.json", {"extends": "small@2025", "edition": "2026"})

    (told,) = problems(heir)
    assert told.place == "2025.json:7:13 /parameters/line2/basis"


def test_removing_what_is_not_there_suggests_the_nearest(write):
    heir = write("small/2025.json", successor(checks={"withn": None}, tabels=None))
    first, second = problems(heir)

    assert "底本中没有「tabels」，无从删去。是否应为「tables」" in first.say() + second.say()
    assert "底本中没有「withn」，无从删去。是否应为「within」" in first.say() + second.say()


def test_a_thing_that_stands_twice_in_the_change_is_refused(write):
    again = [
        {"id": "within", "severity": "error"},
        {"id": "within", "title": "又", "holds": "True"},
    ]
    told = problems(write("small/2025.json", successor(checks=again)))

    assert any("「within」与" in problem.say() and "重名" in problem.say() for problem in told)


def test_a_number_is_no_base(write):
    told = problems(write("small/2025.json", successor(extends=3)))

    assert told[0].place.endswith("/extends")
    assert len(told) == 1


def test_a_fault_in_the_text_of_the_base_is_told_there(write, small):
    base = write("small/2024.json")
    base.write_text(small.replace('"value": 60', '"value": NaN'), encoding="utf-8")

    (told,) = problems(write("small/2025.json", successor()))
    assert told.place == "2024.json:16:28 /parameters/pass_line/value"
