"""Colours of rates and of correlations."""

# From nothing earned to all of it; dark text is readable on every one.
SHADES = (
    "#e2793f", "#e88a55", "#ed9b6c", "#f1ab82", "#f4bb98",
    "#f7caae", "#f9d8c3", "#fbe5d7", "#fdf1e9", "#ffffff",
)  # fmt: skip
# From the opposite to nothing in common.
OPPOSITE = (
    "#3f7fbf", "#5a91c8", "#75a3d1", "#8fb4da", "#a5c3e1",
    "#b9d0e8", "#ccddee", "#dee9f4", "#eef4fa", "#ffffff",
)  # fmt: skip


def shade(rate: float) -> str:
    """Return the colour of a *rate* between 0 and 1."""
    return SHADES[min(len(SHADES) - 1, int(rate * len(SHADES)))]


def diverging(r: float) -> str:
    """Return the colour of a correlation: blue below 0, white at 0, orange above."""
    steps = len(SHADES) - 1
    return (OPPOSITE if r < 0 else SHADES)[steps - min(steps, int(abs(r) * len(SHADES)))]
