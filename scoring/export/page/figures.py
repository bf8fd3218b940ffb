"""What the pictures of the summary show, as tables of figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scoring.export.headings import indicators
from scoring.export.recovery import marks, unit_of
from scoring.words import Message, Phrase

Report = Mapping[str, Any]
Entry = Mapping[str, Any]

HARDEST = 10
BANDS = 40  # rows of a heat map; more departments than that are put together by rank
_STEPS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
_BINS = 16


class Bin(NamedTuple):
    """The departments whose totals lie from *low* to below *high* (the last bin holds *high*)."""

    low: float
    high: float
    departments: int


class Share(NamedTuple):
    """What all departments together got on a node of the tree, in points."""

    title: str
    full_marks: float
    points: float
    losing: int

    @property
    def lost(self) -> float:
        return self.full_marks - self.points

    @property
    def rate(self) -> float:
        return self.points / self.full_marks if self.full_marks else 0.0


class Heat(NamedTuple):
    """Mean rates of columns (indicators or dimensions) by rows; None where nothing applies."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    rates: tuple[tuple[float | None, ...], ...]
    each: int


def distribution(report: Report) -> list[Bin]:
    """Return how many ranked departments have a total in each span."""
    totals = [d["total"] for d in report["departments"] if d["status"] == "ranked"]
    if not totals:
        return []
    step = next((s for s in _STEPS if (max(totals) - min(totals)) / s <= _BINS - 2), _STEPS[-1])
    first = int(min(totals) // step)
    last = max(int(max(totals) // step), first)
    if last > first and max(totals) == last * step:
        last -= 1  # full marks belong to the span below them
    counts = [0] * (last - first + 1)
    for total in totals:
        counts[min(int(total // step), last) - first] += 1
    return [Bin(n * step, (n + 1) * step, c) for n, c in enumerate(counts, start=first)]


def by_dimension(report: Report) -> list[Share]:
    """Return what all departments got in each root dimension."""
    return _shares(report, lambda department: department["dimensions"])


def by_indicator(report: Report) -> list[Share]:
    """Return what all departments got on each indicator that makes up the total, the worst first.

    Where a dimension is not the sum of its indicators, it stands in their place.
    """
    shares = _shares(report, _making_up_the_total)
    return sorted((share for share in shares if share.lost > 0), key=lambda share: -share.lost)


def _making_up_the_total(department: Entry) -> Iterator[Entry]:
    yield from (indicator for indicator in department["indicators"] if indicator["counted"])
    dimensions = list(department["dimensions"])
    for dimension in dimensions:
        dimensions += dimension.get("dimensions", ())
        if dimension.get("counted"):
            yield dimension


def _shares(report: Report, nodes: Callable[[Entry], Iterable[Entry]]) -> list[Share]:
    titles: dict[str, str] = {}
    sums: dict[str, list[int]] = {}
    for node in (node for department in report["departments"] for node in nodes(department)):
        full, points = marks(node["full_marks"], report), marks(node["points"] or 0, report)
        titles[node["id"]] = node["title"]
        counted = sums.setdefault(node["id"], [0, 0, 0])
        counted[0] += full
        counted[1] += points
        counted[2] += points < full
    unit = unit_of(report)
    return [
        Share(titles[key], full / unit, points / unit, losing)
        for key, (full, points, losing) in sums.items()
    ]


def heat(report: Report) -> Heat:
    """Return the mean rates of the indicators, by department or by departments next in rank."""
    ranked = [d for d in report["departments"] if d["status"] == "ranked"]
    ranked.sort(key=lambda department: -department["total"])
    each = -(-len(ranked) // BANDS) or 1
    bands = [ranked[start : start + each] for start in range(0, len(ranked), each)]
    titles = indicators(report)
    rates = [_rates(band, list(titles)) for band in bands]
    names = [_band(band, n * each, report["language"]) for n, band in enumerate(bands)]
    return Heat(tuple(names), tuple(titles.values()), tuple(rates), each)


def _rates(band: Sequence[Entry], wanted: Sequence[str]) -> tuple[float | None, ...]:
    sums = dict.fromkeys(wanted, (0.0, 0.0))
    for department in band:
        for node in department["indicators"]:
            full, points = sums[node["id"]]
            sums[node["id"]] = full + node["full_marks"], points + (node["points"] or 0)
    return tuple(round(points / full, 4) if full else None for full, points in sums.values())


def _band(band: Sequence[Entry], before: int, language: str) -> str:
    if len(band) == 1:
        return str(band[0]["department"])
    told: Message = _PLACES(first=before + 1, last=before + len(band))
    return told.say(language)


_PLACES = Phrase("第 {first}–{last} 位", "{first} to {last}")
