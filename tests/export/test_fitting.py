"""Who is shortened, and what is left out, so that a table fits."""

import pytest

from scoring.export.blocks import Column
from scoring.export.fitting import GAP, fit

NAME = Column("部门", least=10)
POINTS = Column("履职效益明显", right=True, optional=True)
TOTAL = Column("总分", right=True)
COLUMNS = [NAME, POINTS, POINTS, TOTAL]
CELLS = [("部门", "昆明市财政局" * 3), *[("履职效益明显", "30.00")] * 2, ("总分", "100.00")]
NATURAL = [36, 12, 12, 6]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        pytest.param(sum(NATURAL) + 3 * GAP, [36, 12, 12, 6], id="room for all"),
        pytest.param(sum(NATURAL) + 3 * GAP - 1, [36, 12, 7, 6], id="a title is shortened first"),
        pytest.param(62, [36, 7, 7, 6], id="then the other"),
        pytest.param(61, [35, 7, 7, 6], id="then the names"),
        pytest.param(36, [10, 7, 7, 6], id="down to their least"),
        pytest.param(35, [27, None, None, 6], id="then optional columns go together"),
        pytest.param(18, [10, None, None, 6], id="names at their least again"),
        pytest.param(12, [4, None, None, 6], id="and below it"),
        pytest.param(5, [4, None, None, 6], id="figures are never cut"),
    ],
)
def test_columns_share_the_width(width, widths):
    fitted = fit(COLUMNS, CELLS, width)

    assert [fitted.get(place) for place in range(4)] == widths
