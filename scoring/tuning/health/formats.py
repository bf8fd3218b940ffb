"""Ways of telling the health of indicators."""

from collections.abc import Mapping
from typing import Any

from scoring.tuning.health.page import page
from scoring.tuning.health.tables import sheets
from scoring.tuning.outputs import WIDTH, render_result


def render_health(
    health: Mapping[str, Any],
    format: str,  # noqa: A002
    *,
    details: bool = False,
    width: int = WIDTH,
) -> str | bytes:
    """Return *health* (``assess``) in one of FORMATS of tuning; ExportError for another.

    As CSV a row is an indicator; a workbook has the correlations too, as a heat map.
    """
    return render_result(
        health, format, lambda: page(health, details=details), lambda: sheets(health), width
    )
