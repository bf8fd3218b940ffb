"""The report as the page's script reads it: columns, from which a department is told on demand."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from scoring.export.account import changes_told, indicator_told, loss_told
from scoring.export.blocks import Facts
from scoring.export.cleaning import clean
from scoring.export.headings import dimensions, indicators, listed
from scoring.export.intervals import has_intervals, interval
from scoring.export.losses import losses, path_of
from scoring.export.overview import found
from scoring.export.page import ranking
from scoring.export.page.packing import Json, packed, packed_texts, under_one_label
from scoring.export.page.words import SCRIPT, templates
from scoring.export.recovery import marks, recovery, unit_of
from scoring.export.rules import leaves_of

Report = Mapping[str, Any]
Entry = Mapping[str, Any]
Records = list[tuple[int, Any]]  # departments by their number, each with something of it


def page_data(report: Report, columns: Sequence[ranking.Column]) -> Json:
    """Return *report* packed, and the *columns* of its table; points are whole finest marks."""
    departments = report["departments"]
    return {
        "words": templates(SCRIPT, report["language"]),
        "title": clean(report["ruleset"]["title"]),
        "language": report["language"],
        "listed": ranking.LISTED,
        "unit": unit_of(report),
        "decimals": report["ruleset"]["decimals"],
        "fullMarks": marks(report["ruleset"]["full_marks"], report),
        "columns": [_column(column) for column in columns],
        "departments": _departments(report),
        "dimensions": _dimensions(report),
        "leaves": _leaves(report),
        "losses": _losses(report),
        "changes": _changes(report),
        "remarks": _sentences(enumerate(d["status_reasons"] for d in departments)),
        "findings": _sentences(enumerate(_findings(d, report["language"]) for d in departments)),
        "towards": _towards(report),
    }


def _column(column: ranking.Column) -> Json:
    """Return what the script needs of a column; its title stands in the page."""
    return {key: value for key, value in column._asdict().items() if key != "title"}


def _departments(report: Report) -> Json:
    every = report["departments"]
    texts = {"name": "department", "code": "department_code", "group": "peer_group"}
    return {
        "count": len(every),
        **{name: packed([clean(d[key] or "") for d in every]) for name, key in texts.items()},
        "year": packed([d["year"] for d in every]),
        "grade": packed([clean(d["grade"] or "") for d in every]),
        "total": packed([marks(d["total"], report) for d in every]),
        "rank": packed([d["rank"] for d in every]),
        "of": packed([d["rank_of"] for d in every]),
        "findings": packed([len(d["findings"]) for d in every]),
        **_intervals(report),
    }


def _intervals(report: Report) -> Json:
    """Return rank intervals as they are shown, and the middle rank that they are sorted by."""
    if not has_intervals(report):
        return {}
    every = [d["rank_interval"] for d in report["departments"]]
    return {
        "interval": packed([ranks and ranks["median"] for ranks in every]),
        "span": packed([interval(ranks) for ranks in every]),
    }


def _dimensions(report: Report) -> list[Json]:
    """Return the root dimensions: the full marks and the points of every department."""
    by_id = [{node["id"]: node for node in d["dimensions"]} for d in report["departments"]]
    return [
        {"title": clean(title), **_marks([nodes.get(key) for nodes in by_id], report)}
        for key, title in dimensions(report).items()
    ]


def _marks(nodes: Sequence[Entry | None], report: Report) -> Json:
    return {
        name: packed([_mark(node, key, report) for node in nodes])
        for name, key in (("full", "full_marks"), ("points", "points"))
    }


def _mark(node: Entry | None, key: str, report: Report) -> int | None:
    return None if node is None or node[key] is None else marks(node[key], report)


def _leaves(report: Report) -> list[Json]:
    """Return the indicators: marks and facts of every department."""
    by_id = [{node["id"]: node for node in d["indicators"]} for d in report["departments"]]
    rules = {leaf["id"]: leaf for leaf in leaves_of(report["rules"])}
    return [
        _leaf([nodes.get(key) for nodes in by_id], rules.get(key), report)
        for key in indicators(report)
    ]


def _leaf(nodes: Sequence[Entry | None], rule: Entry | None, report: Report) -> Json:
    model = next(node for node in nodes if node)
    told = [indicator_told(node, report) if node else Facts("", ()) for node in nodes]
    return {
        "title": clean(model["title"]),
        "path": [clean(title) for title in path_of(model)[:-1]],
        "counted": model["counted"],
        "rule": clean(listed(rule["rule"], report["language"])) if rule else "",
        **_marks(nodes, report),
        "lost": packed([_lost(node, report) for node in nodes]),
        "facts": _facts(told),
    }


def _lost(node: Entry | None, report: Report) -> int:
    return sum(marks(d["points"], report) for d in node["deductions"]) if node else 0


def _losses(report: Report) -> Json:
    """Return what dimensions that are not sums took from the total."""
    records = [
        (row, loss)
        for row, department in enumerate(report["departments"])
        for loss in losses({**department, "indicators": []})
    ]
    told = [loss_told(loss, report) for _, loss in records]
    return {
        "row": [row for row, _ in records],
        "item": packed_texts([loss.path[-1] for _, loss in records]),
        "points": packed([marks(loss.deduction["points"], report) for _, loss in records]),
        **_titled(told),
    }


def _changes(report: Report) -> Json:
    """Return what was added to or taken from totals on top of the tree."""
    records = [
        (row, change)
        for row, department in enumerate(report["departments"])
        for change in chain(department["adjustments"], department["vetoes"])
    ]
    told = [
        (row, facts)
        for row, department in enumerate(report["departments"])
        for facts in changes_told(department, report)
    ]
    return {
        "row": [row for row, _ in records],
        "item": packed_texts([change["title"] for _, change in records]),
        "points": packed([marks(change["points"], report) for _, change in records]),
        "told": {"row": [row for row, _ in told], **_titled([facts for _, facts in told])},
    }


def _titled(told: Sequence[Facts]) -> Json:
    return {"title": packed_texts([facts.title for facts in told]), "facts": _facts(told)}


def _facts(told: Sequence[Facts]) -> list[Json]:
    """Return the facts of all, label by label; where few have one, with the numbers of those."""
    found = []
    for label in _labels(told):
        texts = [under_one_label([t for name, t in f.facts if name == label]) for f in told]
        given = [number for number, text in enumerate(texts) if text]
        if len(given) * 3 > len(texts):
            found.append({"label": clean(label), "text": packed_texts(texts)})
        else:
            few = packed_texts([texts[number] for number in given])
            found.append({"label": clean(label), "row": given, "text": few})
    return found


def _labels(told: Sequence[Facts]) -> list[str]:
    """Return every label, in the order of the fullest accounts, and the others among them."""
    known: list[str] = []
    orders = dict.fromkeys(tuple(label for label, _ in facts.facts) for facts in told)
    for labels in sorted(orders, key=lambda labels: (-len(labels), labels)):
        place = 0
        for label in labels:
            if label not in known:
                known.insert(place, label)
            place = known.index(label) + 1
    return known


def _findings(department: Entry, language: str) -> list[str]:
    return [found(finding, None, language) for finding in department["findings"]]


def _sentences(of_rows: Iterable[tuple[int, Sequence[str]]]) -> Json:
    records = [(row, sentence) for row, sentences in of_rows for sentence in sentences]
    return {
        "row": [row for row, _ in records],
        "text": packed_texts([sentence for _, sentence in records]),
    }


def _towards(report: Report) -> Json:
    """Return the way to the next grade, for every department that has one."""
    ways = [recovery(department, report) for department in report["departments"]]
    told: Records = [(row, way) for row, way in enumerate(ways) if way]
    steps = [(row, step) for row, way in told for step in way.steps]
    return {
        "row": [row for row, _ in told],
        "text": packed_texts([way.summary for _, way in told]),
        "conditions": _sentences((row, way.conditions) for row, way in told),
        "steps": {
            "row": [row for row, _ in steps],
            "item": packed_texts([step.title for _, step in steps]),
            "points": packed([step.points for _, step in steps]),
            "total": packed([step.total for _, step in steps]),
            "remedy": packed_texts([step.remedy for _, step in steps]),
        },
    }
