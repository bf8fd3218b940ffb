"""The end of every page of tuning: the digests and the seed that prove what it was made of."""

from collections.abc import Mapping
from typing import Any

from scoring.export.blocks import Facts
from scoring.export.headings import label
from scoring.words import Message, Phrase

Json = Mapping[str, Any]
_SHOWN = 12
_FILES = 5


def footer(result: Json, most: int = _FILES) -> Facts:
    """Return the footer that every page of tuning ends with: seed and digests.

    Of files, *most* are named.
    """
    language = result["language"]
    rulesets = [result["ruleset"], *result.get("other_rulesets", ())]
    told = [(_RULES, _DIGEST(**_of(each))) for each in rulesets]
    told += [(_SET, _OF_SET(**_digest(each))) for each in result.get("sets", ())]
    told += [(_DATA, _OF_FILE(**_digest(each))) for each in result["inputs"][:most]]
    if len(result["inputs"]) > most:
        told.append((_DATA, _MORE(count=len(result["inputs"]) - most)))
    seed = result.get("seed")
    told.append((_SEED, _NO_SEED() if seed is None else _IS(seed=seed)))
    told.append((_ENGINE, _VERSION(**result["engine"])))
    return Facts("", tuple(_said(name, text, language) for name, text in told))


def _said(name: Phrase, text: Message, language: str) -> tuple[str, str]:
    return label(name, language), text.say(language)


def _of(ruleset: Json) -> dict[str, str]:
    return {
        **{key: ruleset[key] for key in ("id", "edition")},
        "digest": ruleset["sha256"][:_SHOWN],
    }


def _digest(thing: Json) -> dict[str, Any]:
    return {**thing, "digest": thing["sha256"][:_SHOWN]}


_RULES = Phrase("规则指纹", "Rules")
_SET = Phrase("方案指纹", "Weight set")
_DATA = Phrase("数据指纹", "Data")
_SEED = Phrase("随机种子", "Seed")
_ENGINE = Phrase("引擎", "Engine")
_DIGEST = Phrase("{id}@{edition} {digest}", "{id}@{edition} {digest}")
_OF_SET = Phrase("{id} {digest}", "{id} {digest}")
_OF_FILE = Phrase("{path} {digest}", "{path} {digest}")
_MORE = Phrase("另有 {count} 个文件，见 JSON", "{count} more files, all in the JSON")
_NO_SEED = Phrase("未用（结果不含随机）", "none (nothing is left to chance)")
_IS = Phrase("{seed}", "{seed}")
_VERSION = Phrase("{name} {version}", "{name} {version}")
