"""Ways of telling what experts come to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block
from scoring.export.footer import footer
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import Sheet
from scoring.tuning.expert.ahp_page import ahp_page, ahp_sheets
from scoring.tuning.expert.allocation_report import allocation_page, allocation_sheets
from scoring.tuning.expert.delphi_page import delphi_page, delphi_sheets

Json = Mapping[str, Any]
Telling = tuple[Callable[[Json], Sequence[Block]], Callable[[Json], Sequence[Sheet]]]

KINDS: Mapping[str, Telling] = {
    "ahp": (ahp_page, ahp_sheets),
    "delphi": (delphi_page, delphi_sheets),
    "allocation": (allocation_page, allocation_sheets),
}


def render_expert(report: Json, format: str, width: int = WIDTH) -> str | bytes:  # noqa: A002
    """Return *report* in one of the formats of tuning; as CSV a row is a node and its weights."""
    page, sheets = KINDS[report["kind"]]
    return render_result(
        report, format, lambda: [*page(report), footer(report)], lambda: sheets(report), width
    )
