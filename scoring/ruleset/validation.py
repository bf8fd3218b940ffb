"""A document against the JSON Schema: the only door to jsonschema, its errors in our words."""

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from scoring.errors import use_instead
from scoring.ruleset import keys, tree_keys
from scoring.ruleset.places import Path, Slip, shown
from scoring.ruleset.schema import whole_schema
from scoring.ruleset.top_keys import RULESET
from scoring.words import Message, Phrase

Schema = Callable[[], Any]
Error = Any  # jsonschema's ValidationError, whose attributes are typed as perhaps unset


MOST_ERRORS = 500


class Offence(NamedTuple):
    """What is wrong by the schema, and the *unsound* path that must not be read any further."""

    slip: Slip
    unsound: Path


def offences(document: Any, schema: Schema = whole_schema) -> list[Offence]:
    """Return all that *schema*, that of rulesets or another, finds wrong, one for each key."""
    errors = list(islice(_validator(schema).iter_errors(document), MOST_ERRORS))
    unknown = dict(_unknown_keys(errors))
    found: dict[Path, Offence] = {}
    for error in errors:
        for offence in _offences_of(error, unknown, schema):
            found.setdefault(offence.unsound, offence)
    return list(found.values())


@cache
def _validator(schema: Schema) -> Any:
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry

    types = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "number": lambda _, value: _is_number(value),
            "integer": lambda _, value: _is_number(value) and value == int(value),
        }
    )
    validator: Any = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator,
        {"if": _if, "allOf": _all_of, "properties": _properties},
        type_checker=types,
    )
    return validator(schema(), registry=Registry())


def _if(validator: Any, condition: Any, instance: Any, schema: Any) -> Iterator[Error]:
    """Judge *instance* by the branch that *condition* picks, as jsonschema does but sooner."""
    branch = "then" if _picks(validator, condition, instance) else "else"
    if branch in schema:
        yield from validator.descend(instance, schema[branch], schema_path=branch)


def _all_of(validator: Any, parts: Any, instance: Any, _: Any) -> Iterator[Error]:
    """Judge *instance* by all *parts* but those whose condition does not hold."""
    for number, part in enumerate(parts):
        if part.keys() != {"if", "then"} or _picks(validator, part["if"], instance):
            yield from validator.descend(instance, part, schema_path=number)


def _picks(validator: Any, condition: Any, instance: Any) -> bool:
    """Say whether *condition* holds; one that only asks for a word is seen at a glance."""
    names, properties = condition.get("required", ()), condition.get("properties", {})
    if isinstance(instance, dict) and names and names == list(properties):
        value, wanted = instance.get(names[0]), properties[names[0]]
        if isinstance(value, str) and len(names) == 1 and set(wanted) in ({"const"}, {"enum"}):
            return value in wanted.get("enum", (wanted.get("const"),))
    return bool(validator.evolve(schema=condition).is_valid(instance))


def _properties(validator: Any, properties: Any, instance: Any, _: Any) -> Iterator[Error]:
    """Judge the values of keys as jsonschema does; that a text is one is seen at a glance."""
    if isinstance(instance, dict):
        for name, wanted in properties.items():
            if name in instance and not _is_plain_text(instance[name], wanted):
                yield from validator.descend(instance[name], wanted, path=name, schema_path=name)


def _is_plain_text(value: Any, wanted: Any) -> bool:
    """Say whether *wanted* asks for a text and no more than its length, and *value* is one."""
    return (
        isinstance(value, str)
        and isinstance(wanted, dict)
        and wanted.get("type") == "string"
        and wanted.keys() <= _OF_TEXT
        and len(value) >= wanted.get("minLength", 0)
    )


_OF_TEXT = {"type", "title", "description", "examples", "minLength"}


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _unknown_keys(errors: Iterable[Error]) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield the path of each object with unknown keys, and the nearest known one of each."""
    for error in errors:
        if error.validator == "additionalProperties":
            known = _known_keys(error.schema)
            extra = [name for name in error.instance if name not in error.schema["properties"]]
            extra = extra[:MOST_ERRORS]
            near = {name: get_close_matches(name, sorted(known), n=1) for name in extra}
            yield _path(error), {name: best[0] if best else "" for name, best in near.items()}


def _known_keys(schema: Any) -> set[str]:
    """Return the keys to suggest: where objects come in two forms, those of both."""
    forms = next((forms for forms in _FORMS if set(schema["properties"]) in forms), ())
    return set(schema["properties"]).union(*forms)


_FORMS: tuple[tuple[set[str], ...], ...] = (
    (set(tree_keys.DIMENSION), set(tree_keys.LEAF)),
    (set(keys.CONDITION_CHECK), set(keys.SUM_CHECK)),
)


def _offences_of(
    error: Error, unknown: dict[Path, dict[str, str]], schema: Schema
) -> Iterator[Offence]:
    path = _path(error)
    if error.validator == "additionalProperties":
        for name in unknown[path]:
            yield Offence(_unknown_key(error, path, name), (*path, name))
    elif error.validator == "required":
        meant = set(unknown.get(path, {}).values())
        for name in error.validator_value:
            # A misspelt key is one mistake; so is one that shows which form was meant.
            if name not in error.instance and name not in meant and not _other_form(error, meant):
                yield Offence(Slip(path, _MISSING(key=name), _add(error, name)), (*path, name))
    else:
        yield Offence(Slip(path, *_told(error, schema)), path)


def _other_form(error: Error, meant: set[str]) -> bool:
    known = error.schema.get("properties", {})
    return bool(known) and any(name and name not in known for name in meant)


def _unknown_key(error: Error, path: Path, name: str) -> Slip:
    known = _known_keys(error.schema)
    if name in known:
        problem = _NOT_HERE(key=name, title=error.schema["title"])
        return Slip((*path, name), problem, _REMOVE_KEY(), True)
    return Slip((*path, name), _UNKNOWN(key=name), use_instead(name, known), True)


def _told(error: Error, schema: Schema) -> tuple[Message, Message]:
    """Return problem and remedy of an error in the value of one key."""
    wanted, given = error.validator_value, written(error.instance)
    match error.validator:
        case "type":
            types = wanted if isinstance(wanted, list) else [wanted]
            expected = _either([_KINDS[name]() for name in types])
            return _TYPE(expected=expected, given=_kind_of(error.instance)), _like(error, schema)
        case "enum" | "const":
            allowed = [written(v) for v in (wanted if error.validator == "enum" else [wanted])]
            few = len(allowed) <= 3
            remedy = (
                _ONE_OF(names=allowed) if few else use_instead(written(error.instance), allowed)
            )
            return _NOT_ALLOWED(value=given), remedy
        case "not":
            return _NOT_HERE(key=error.path[-1], title=_THIS_TYPE()), _REMOVE_KEY()
        case keyword:
            phrase = _BOUNDS.get(str(keyword), _UNFIT)
            return phrase(value=given, bound=written(wanted)), _like(error, schema)


def _add(error: Error, name: str) -> Message:
    """Return the remedy for a missing key: an example of it."""
    table = error.schema.get("properties") or RULESET
    examples = table.get(name, {}).get("examples") or _EXAMPLES.get(name)
    return _ADD_LIKE(key=name, example=_short(examples[0])) if examples else _ADD(key=name)


def _like(error: Error, schema: Schema) -> Message:
    """Return the remedy for an unfit value: an example of a fit one."""
    examples = _examples(error, schema())
    return _WRITE_LIKE(example=_short(examples[0])) if examples else _SEE_SCHEMA()


def _examples(error: Error, schema: Any) -> Any:
    """Return the examples of the key whose value is unfit, though its object be defined apart."""
    here = schema
    found = None
    for step in list(error.absolute_schema_path)[:-1]:
        while "$ref" in here:
            here = schema["$defs"][here["$ref"].rpartition("/")[2]]
        here = here[step]
        if step in ("properties", "items", "prefixItems", "additionalProperties"):
            found = None
        found = here.get("examples", found) if isinstance(here, dict) else found
    return found


def _short(example: Any) -> str:
    return shown(json.dumps(example, ensure_ascii=False))


def written(value: Any) -> str:
    """Return *value* as it would be written in a message."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=float)


def _path(error: Error) -> Path:
    return tuple(error.absolute_path)


def _either(kinds: list[Message]) -> Message:
    return _OR(one=kinds[0], other=_either(kinds[1:])) if len(kinds) > 1 else kinds[0]


def _kind_of(value: Any) -> Message:
    if value is None or isinstance(value, bool):
        return _KINDS["null" if value is None else "boolean"]()
    if _is_number(value):
        return _KINDS["number"]()
    name = "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"
    return _KINDS[name]()


_KINDS = {
    "string": Phrase("文字", "text"),
    "number": Phrase("数值", "a number"),
    "integer": Phrase("整数", "a whole number"),
    "boolean": Phrase("真假值（true、false）", "true or false"),
    "array": Phrase("列表 […]", "a list […]"),
    "object": Phrase("对象 {{…}}", "an object {{…}}"),
    "null": Phrase("空值（null）", "null"),
}
_BOUNDS = {
    "minimum": Phrase("{value} 小于允许的最小值 {bound}", "{value} is below the least, {bound}"),
    "maximum": Phrase("{value} 大于允许的最大值 {bound}", "{value} is above the most, {bound}"),
    "exclusiveMinimum": Phrase("{value} 应大于 {bound}", "{value} is not greater than {bound}"),
    "exclusiveMaximum": Phrase("{value} 应小于 {bound}", "{value} is not less than {bound}"),
    "minLength": Phrase("不能是空白", "it may not be blank"),
    "minItems": Phrase("至少应有 {bound} 项", "it needs at least {bound} items"),
    "maxItems": Phrase("至多可有 {bound} 项", "it may have at most {bound} items"),
    "minProperties": Phrase("至少应写 {bound} 个键", "it needs at least {bound} keys"),
    "maxProperties": Phrase("至多可写 {bound} 个键", "it may have at most {bound} keys"),
    "uniqueItems": Phrase("列表中有重复的项", "an item stands twice"),
    "pattern": Phrase("「{value}」的写法不对", '"{value}" is not written as it should be'),
}
_OR = Phrase("{one}或{other}", "{one} or {other}")
_UNFIT = Phrase("「{value}」不合规定", '"{value}" does not fit here')
_TYPE = Phrase("应为{expected}，写成了{given}", "this is {given}, where {expected} belongs")
_NOT_ALLOWED = Phrase("不能写「{value}」", '"{value}" is not among the choices')
_ONE_OF = Phrase("请写其中之一：{names}", "Write one of: {names}")
_UNKNOWN = Phrase("没有「{key}」这个键", 'there is no key "{key}"')
_NOT_HERE = Phrase("「{key}」不能用于{title}", '"{key}" does not belong here ({title})')
_THIS_TYPE = Phrase("该类型的字段", "fields of this type")
_REMOVE_KEY = Phrase("请删去该键", "Remove the key")
_MISSING = Phrase("缺少「{key}」", '"{key}" is missing')
_ADD = Phrase("请补上「{key}」", 'Add "{key}"')
_ADD_LIKE = Phrase('请补上，如 "{key}": {example}', 'Add it, such as "{key}": {example}')
_WRITE_LIKE = Phrase("写法如：{example}", "Write it like {example}")
_SEE_SCHEMA = Phrase("请对照 scoring schema 输出的说明改写", "See what `scoring schema` says of it")
_EXAMPLES = {"value": tree_keys.LEAF["value"]["examples"]}
