"""The report as one page for a browser: nothing is loaded, and everything can be looked up.

What is read first is plain HTML and needs no script: the summary, the ranked table, the findings
and the rules. The pages of the departments are made in the browser, from columns.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.export.html import fill_in, sorts
from scoring.export.intervals import has_intervals, told
from scoring.export.overridden import overridden
from scoring.export.overview import sources
from scoring.export.page import ranking
from scoring.export.page.data import page_data
from scoring.export.page.rules import beyond_the_tree, tree
from scoring.export.page.summary import findings, pictures, tiles
from scoring.export.page.words import PAGE, templates

Report = Mapping[str, Any]

_HERE = Path(__file__).parent
_SCRIPTS = ("data.js", "ranking.js", "department.js", "start.js")
# No text may end the script that holds it, nor be taken for markup in it.
_ESCAPES = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def print_page(report: Report) -> str:
    """Return *report* as a page; the same report gives the same bytes."""
    language = report["language"]
    columns = ranking.columns(report)
    parts = {
        "language": language,
        "style": _file("page.css"),
        "script": "".join(map(_file, _SCRIPTS)),
        "data": as_script(page_data(report, columns)),
        "words": templates(PAGE, language),
        "listed": ranking.LISTED,
        "report": report,
        "tiles": tiles(report),
        "pictures": pictures(report),
        "columns": columns,
        "rows": ranking.rows(report),
        "intervals": told(report) if has_intervals(report) else "",
        "choices": list(ranking.choices(report)),
        "findings": findings(report),
        "overridden": sorts(overridden(report)),
        "tree": tree(report),
        "beyond": sorts(beyond_the_tree(report)),
        "sources": sources(report),
    }
    return fill_in("page/page.html.jinja", parts)


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def as_script(data: Any) -> str:
    r"""Return *data* as JSON that may stand in a page.

    >>> as_script("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)
