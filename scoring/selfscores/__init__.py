"""What departments gave themselves beside what they got: by department and indicator, by gap."""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]
Entry = Mapping[str, Any]


def compare_self_scores(report: Mapping[str, Any]) -> Json:
    """Return the self scores of a *report* beside its points; a gap is what the former claim more.

    Departments, and the indicators of each, stand by gap, the largest overstatement first. A
    department's sums are over the indicators that it marked itself and that enter its total;
    *on_top* is what adjustments and vetoes then did to the published total, which no self score
    is about. Those without any self score are listed apart.
    """
    decimals = report["ruleset"]["decimals"]["points"]
    departments = [_department(entry, decimals) for entry in report["departments"]]
    marked = [entry for entry in departments if entry["indicators"]]
    return {
        "language": report["language"],
        "ruleset": dict(report["ruleset"]),
        "inputs": report["inputs"],
        "departments": sorted(marked, key=lambda entry: -entry["gap"]),
        "indicators": _by_indicator(marked, report, decimals),
        "without": [_named(entry) for entry in departments if not entry["indicators"]],
    }


def _department(entry: Entry, decimals: int) -> Json:
    indicators = [
        _indicator(indicator, decimals)
        for indicator in entry["indicators"]
        if indicator["self_score"] is not None and indicator["points"] is not None
    ]
    counted = [indicator for indicator in indicators if indicator["counted"]]
    return {
        **_named(entry),
        "marked": len(indicators),
        "of": len(entry["indicators"]),
        **_sums(counted, decimals),
        "on_top": [
            {key: change[key] for key in ("title", "points")}
            for change in (*entry["adjustments"], *entry["vetoes"])
        ],
        "indicators": sorted(indicators, key=lambda indicator: -indicator["gap"]),
    }


def _named(entry: Entry) -> Json:
    return {key: entry[key] for key in ("department", "department_code", "year", "rank", "total")}


def _indicator(indicator: Entry, decimals: int) -> Json:
    keys = ("id", "title", "path", "status", "full_marks", "self_score", "points", "counted")
    gap = round(indicator["self_score"] - indicator["points"], decimals) + 0.0
    above = indicator["self_score"] > indicator["full_marks"]
    return {**{key: indicator[key] for key in keys}, "gap": gap, "above_full_marks": above}


def _sums(indicators: list[Json], decimals: int) -> Json:
    return {
        key: round(sum(indicator[key] for indicator in indicators), decimals) + 0.0
        for key in ("self_score", "points", "gap")
    }


def _by_indicator(
    departments: Iterable[Entry], report: Mapping[str, Any], decimals: int
) -> list[Json]:
    """Return what all departments together claimed on each indicator, by the mean gap."""
    given: dict[str, list[Entry]] = {}
    for department in departments:
        for indicator in department["indicators"]:
            given.setdefault(indicator["id"], []).append(indicator)
    told = [
        {
            "id": name,
            "title": marks[0]["title"],
            "departments": len(marks),
            "overstated": sum(mark["gap"] > 0 for mark in marks),
            "understated": sum(mark["gap"] < 0 for mark in marks),
            "mean_gap": round(sum(mark["gap"] for mark in marks) / len(marks), decimals) + 0.0,
        }
        for name, marks in given.items()
    ]
    order = [i["id"] for d in report["departments"][:1] for i in d["indicators"]]
    return sorted(told, key=lambda entry: (-entry["mean_gap"], order.index(entry["id"])))
