"""The score book: a workbook that tells the result, and a live model that computes it again.

The result stands as figures. The model computes it from rates and weights by formulas that Excel
2010, WPS and LibreOffice all know; each carries the value it has today.
"""

from collections.abc import Callable, Mapping
from typing import Any

from scoring.export.book.columns import Columns
from scoring.export.book.layout import Layout, layout_of
from scoring.export.book.lists import write_findings, write_losses, write_overrides
from scoring.export.book.marks import plain_marks, write_marks
from scoring.export.book.model import write_model
from scoring.export.book.order import standing_of
from scoring.export.book.ordered import write_order
from scoring.export.book.page import Page, Styles
from scoring.export.book.ranked import write_ranking
from scoring.export.book.rates import write_rates
from scoring.export.book.statistics import write_statistics
from scoring.export.book.summary import write_summary
from scoring.export.book.weights import write_weights
from scoring.workbooks import workbook_of

Report = Mapping[str, Any]
_TABS = {
    "weights": "#FFC000",
    "marks": "#A5A5A5",
    "model": "#FFC000",
    "order": "#FFC000",
}


def print_book(report: Report) -> bytes:
    """Return *report* as an .xlsx workbook: result, deductions, statistics and a live model."""
    layout = layout_of(report)
    properties = {
        "title": report["ruleset"]["title"],
        "subject": f"{report['ruleset']['id']}@{report['ruleset']['edition']}",
        "comments": f"sha256 {report['ruleset']['sha256']}",
    }
    return workbook_of(lambda book: _fill(book, layout), properties, row_by_row=True)


def _fill(book: Any, layout: Layout) -> None:
    styles = Styles(book, layout.decimals)

    def page(key: str) -> Page:
        made = Page(book, layout.names[key], styles, layout.language)
        if key in _TABS:
            made.sheet.set_tab_color(_TABS[key])
        return made

    def more(key: str) -> Callable[[], Page]:
        """Return what makes a further page of a list that is longer than a sheet."""
        return lambda: Page(
            book, f"{layout.names[key]} {len(book.worksheets())}", styles, layout.language
        )

    standing, weights = standing_of(layout), layout.weights()
    columns = Columns(layout, standing)
    write_summary(page("summary"), layout)
    write_ranking(page("ranking"), layout)
    write_rates(page("rates"), layout)
    write_losses(page("losses"), layout, more("losses"))
    if any(department["overrides"] for department in layout.departments):
        write_overrides(page("overrides"), layout, more("overrides"))
    write_findings(page("findings"), layout, more("findings"))
    write_statistics(page("statistics"), layout)
    write_weights(page("weights"), layout, weights, plain_marks(layout, weights))
    write_marks(page("marks"), layout, weights)
    write_model(page("model"), layout, columns, standing)
    write_order(page("order"), layout, columns, standing)
