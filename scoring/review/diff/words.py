"""How the keys of a ruleset's things are told: expressions in titles, policies in words."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from scoring.explanation.voice import Voice
from scoring.model import Policy
from scoring.ruleset.tree import same
from scoring.words import CHINESE, Phrase, plain, spoken

Tell = Callable[[str, Any], str]

_EXPRESSIONS = ("value", "when", "holds", "expression", "points", "sum", "equals", "within")
_POLICIES = ("missing", "undefined", "invalid", "not_applicable", "then")


def teller(voice: Voice) -> Tell:
    """Return what tells the value of a key, None where it is not written."""

    def tell(key: str, value: Any) -> str:
        return spoken(_told(voice, key, value), voice.language)

    return tell


def _told(voice: Voice, key: str, value: Any) -> Any:
    if value is None:
        return _NOT_WRITTEN()
    if isinstance(value, bool):
        return _YES() if value else _NO()
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, list):
        return [_told(voice, key, item) for item in value] if _is_plain(value) else _count(value)
    if isinstance(value, Mapping):
        return _object(voice, key, value)
    if key in _POLICIES:
        return voice.policy(Policy(value))
    if key in _EXPRESSIONS:
        return voice.expression(value)
    return (voice.basis(same(value)) or value) if key == "basis" else value


def _is_plain(value: list[Any]) -> bool:
    return not any(isinstance(item, list | dict) for item in value)


def _count(value: list[Any]) -> Any:
    return _ITEMS(count=len(value))


def _object(voice: Voice, key: str, value: Mapping[str, Any]) -> Any:
    if "move_to" in value:
        return voice.policy(Policy("move_to", same(value["move_to"])))
    if "when" in value:
        then = value.get("then")
        decided = _told(voice, "then", then) if then is not None else _BY_POLICIES()
        return _WHEN(when=voice.expression(value["when"]), then=decided)
    if key == "weights":
        return [_PAIR(name=voice.nodes.get(same(n), n), value=plain(w)) for n, w in value.items()]
    known = [name for name in value if name in _EFFECTS and value[name] is not None]
    if known:
        return [_EFFECTS[name](value=_told(voice, name, value[name])) for name in known]
    return json.dumps(value, ensure_ascii=False)


def label_of(key: str, keys: Mapping[str, Any], language: str) -> str:
    """Return what a key is called: its title in Chinese, its own name in English.

    >>> label_of("at_least", {"at_least": {"title": "起点"}}, "en")
    'at least'
    """
    if language == CHINESE:
        return str(keys.get(key, {}).get("title", key))
    return key.replace("_", " ")


_NOT_WRITTEN = Phrase("（未写）", "(not written)")
_YES, _NO = Phrase("是", "yes"), Phrase("否", "no")
_ITEMS = Phrase("{count} 项", "{count} items")
_BY_POLICIES = Phrase("按总则", "as the policies say")
_WHEN = Phrase("「{when}」的，{then}", "where {when}: {then}")
_PAIR = Phrase("{name} {value}", "{name} {value}")
_EFFECTS = {
    "cap_total": Phrase("总分不超过 {value}", "the total is at most {value}"),
    "grade": Phrase("等级不高于「{value}」", 'the grade is at most "{value}"'),
    "unranked": Phrase("不参加排名", "unranked"),
    "from": Phrase("自 {value} 起", "from {value}"),
    "until": Phrase("至 {value}", "until {value}"),
    "min": Phrase("不低于 {value}", "at least {value}"),
    "max": Phrase("不高于 {value}", "at most {value}"),
    "step": Phrase("步长 {value}", "in steps of {value}"),
    "lock": Phrase("锁定：{value}", "locked: {value}"),
}
