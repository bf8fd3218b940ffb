"""Rank intervals beside the ranks, where a report has them."""

from collections.abc import Mapping
from typing import Any

from scoring.export.figures import NONE
from scoring.words import Phrase

Json = Mapping[str, Any]

INTERVAL = Phrase("区间", "Interval")


def has_intervals(report: Json) -> bool:
    """Tell whether *report* says how sure its ranks are."""
    return "intervals" in report


def interval(ranks: Json | None) -> str:
    """Return a rank interval as it is shown.

    >>> interval({"low": 3, "median": 4, "high": 9}), interval({"low": 1, "median": 1, "high": 1})
    ('3–9', '1')
    """
    if ranks is None:
        return NONE
    low, high = ranks["low"], ranks["high"]
    return str(low) if low == high else f"{low}–{high}"


def told(report: Json) -> str:
    """Return what the intervals are, in a sentence."""
    given = report["intervals"]
    return _MEANING(draws=f"{given['draws']:,}", **{k: given[k] for k in ("told", "seed")}).say(
        report["language"]
    )


_MEANING = Phrase(
    "区间：{told}，共 {draws} 次（随机种子 {seed}），九成的名次落在其中",
    "Interval: {told}; nine in ten of {draws} draws (seed {seed}) lie in it",
)
