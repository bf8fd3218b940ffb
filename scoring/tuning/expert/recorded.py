"""What experts come to as a weight set, to be compared, applied, and kept on record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.model import Ruleset
from scoring.tuning.expert.weights_report import set_of
from scoring.tuning.sets.weight_set import WeightSet, named_by_content
from scoring.words import Message, Phrase

Json = Mapping[str, Any]


def weight_set_of(ruleset: Ruleset, report: Json, **told: str) -> WeightSet:
    """Return the weights of an expert *report* as a set made from *ruleset*.

    *told* may give ``id``, ``author``, ``date`` and ``reason``; a reason is made up of the facts
    of the report where none is given.
    """
    method, reason = _METHODS[report["kind"]](report)
    about: dict[str, Any] = {"method": method, "reason": reason.say(report["language"])}
    about |= {key: text for key, text in told.items() if text}
    made = replace(set_of(ruleset, report["weights"]), **about)
    return made if made.id else named_by_content(made)


def _ahp(report: Json) -> tuple[str, Message]:
    used = {
        expert["expert"]
        for node in report["nodes"]
        for expert in node["experts"]
        if expert["status"] != "sent_back"
    }
    judged = [node["title"] for node in report["nodes"] if node["group"]]
    told = {"count": len(used), "nodes": judged}
    return f"ahp, {report['method']}, {report['random_index']['name']}", _BY_AHP(**told)


def _delphi(report: Json) -> tuple[str, Message]:
    last = report["rounds"][-1]
    phrase = _BY_DELPHI if last["stop"] else _BY_UNFINISHED_DELPHI
    return f"delphi, round {last['round']}", phrase(round=last["round"], count=last["answered"])


def _allocation(report: Json) -> tuple[str, Message]:
    method = f"allocation, {report['among']}, trim {report['trim']:g}"
    return method, _BY_ALLOCATION(count=len(report["experts"]))


_METHODS = {"ahp": _ahp, "delphi": _delphi, "allocation": _allocation}

_BY_AHP = Phrase(
    "层次分析法，采用 {count} 位专家的判断：{nodes}",
    "the judgements of {count} experts by AHP: {nodes}",
)
_BY_DELPHI = Phrase(
    "德尔菲法第 {round} 轮，{count} 位专家，意见已收敛",
    "round {round} of a Delphi survey of {count} experts, converged",
)
_BY_UNFINISHED_DELPHI = Phrase(
    "德尔菲法第 {round} 轮，{count} 位专家，意见尚未收敛",
    "round {round} of a Delphi survey of {count} experts, not converged",
)
_BY_ALLOCATION = Phrase("{count} 位专家直接分配", "points shared out by {count} experts")
