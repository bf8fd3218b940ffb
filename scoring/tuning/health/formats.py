"""Ways of telling the health of indicators."""

from collections.abc import Mapping
from typing import Any

from scoring.export.charts import Caption, heat_map
from scoring.export.outputs import WIDTH, render_result
from scoring.export.shades import diverging
from scoring.tuning.health.page import page
from scoring.tuning.health.tables import sheets
from scoring.words import Phrase


def render_health(
    health: Mapping[str, Any],
    format: str,  # noqa: A002
    width: int = WIDTH,
    *,
    details: bool = False,
) -> str | bytes:
    """Return *health* (``assess``) in one of FORMATS of exports; ExportError for another.

    As CSV a row is an indicator; the correlations are in a workbook, and are the picture as svg.
    """
    return render_result(
        health,
        format,
        lambda: page(health, details=details),
        lambda: sheets(health),
        width,
        lambda: heat_map_of(health),
    )


def heat_map_of(health: Mapping[str, Any]) -> str:
    """Return the correlations of indicators as a picture (SVG), which needs the extra `charts`."""
    language, titles = health["language"], [entry["title"] for entry in health["indicators"]]
    caption = Caption("correlations", _TITLE().say(language), _COLOURS().say(language))
    return heat_map(titles, titles, health["correlations"], caption, diverging)


_TITLE = Phrase("指标相关系数", "Correlations of indicators")
_COLOURS = Phrase(
    "橙色为同升同降，蓝色为此升彼降，白色为不相关，灰色为无从计算",
    "orange goes together, blue goes against, white has nothing in common, grey cannot be told",
)
