"""Reports to print: the sample, and the same with every text replaced by what nobody wants."""

import json
from copy import deepcopy
from itertools import cycle
from pathlib import Path

from hypothesis import strategies as st

GOLDEN = Path(__file__).parent.parent / "golden"

HOSTILE = [
    "=cmd|'/c calc'!A1",
    ' ＝HYPERLINK("http://x")',
    "@SUM(1)",
    "-1+1",
    "<script>alert(1)</script>",
    "甲|乙\\|丙",
    "[点此](javascript:x) http://a.b www.a.b a@b.c",
    "*粗* _斜_ `码` ~~删~~ $x$ &lt; #1",
    "\x1b[31m红\x1b]8;;http://x\x07字\x9b2J",
    "\u202e倒写\u2066隔离\u2069",
    "零\u200b宽\ufeff字\u200d符\u2060",
    "昆明市" * 200,
    "LongWordWithoutSpaces" * 60,
    "👨‍👩‍👧👍🏽🇨🇳❤️",
    "ＡＢＣ１２３，全角",
    "e\u0301\u0301\u0301 か\u3099 ㅤ",
    "\ud800半个字",
    "两行\r\n三行\u2028四行\t制表",
    "001",
    "",
    " ",
    "「（『" * 30,
    "。，、」）" * 30,
]

_FREE = {
    "department",
    "department_code",
    "peer_group",
    "title",
    "id",
    "edition",
    "path",
    "grade",
    "status_reasons",
    "reason",
    "remedy",
    "basis",
    "cells",
    "cell",
    "unit",
    "note",
    "message",
    "effect",
    "reviewer",
    "date",
    "version",
}

texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(), max_size=80), st.text(max_size=300)
)


def sample():
    """Return the report under tests/golden, fresh."""
    return json.loads((GOLDEN / "export_report.json").read_text(encoding="utf-8"))


def in_english():
    return {**sample(), "language": "en"}


def with_texts(report, replacements):
    """Return *report* with *replacements*, in turn, for every text a person wrote."""
    source = cycle(replacements)

    def replaced(value, key):
        if isinstance(value, dict):
            return {name: replaced(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [replaced(item, key) for item in value]
        return next(source) if isinstance(value, str) and key in _FREE else value

    return replaced(report, "")


def ranked_within_groups():
    """Return the sample with ranks that start again in each of its two groups."""
    report = sample()
    for department, rank in zip(report["departments"], (1, 2, 1, 2), strict=False):
        department.update(rank=rank, rank_of=2)
    return report


def of_size(departments, indicators):
    """Return a report of that many ranked departments and indicators."""
    report = sample()
    models = report["departments"][:4]
    report["departments"] = [
        {
            **deepcopy(models[place % 4]),
            "department": f"昆明市第{place}事务服务中心",
            "rank": place + 1,
            "rank_of": departments,
            "indicators": [
                {**deepcopy(models[place % 4]["indicators"][number % 9]), "id": f"i{number}"}
                for number in range(indicators)
            ],
        }
        for place in range(departments)
    ]
    return report


hostile_reports = st.builds(
    with_texts,
    st.sampled_from([sample(), in_english(), ranked_within_groups()]),
    st.lists(texts, min_size=1, max_size=40),
)
