"""Approved weights and those of the data, combined: shares of siblings, of sum 1."""

from dataclasses import dataclass

import numpy as np

from scoring.points import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Combined:
    """Combined shares, and how much of them is of the *approved* ones (None: not a mixture)."""

    shares: Floats
    approved: float | None = None


def additive(approved: Floats, suggested: Floats, alpha: float) -> Combined:
    """Return α times the *approved* shares and 1 - α times the *suggested* ones.

    With α = ½ it is also the vector closest to both by least squares.

    >>> additive(np.array([0.75, 0.25]), np.array([0.25, 0.75]), 0.5).shares.tolist()
    [0.5, 0.5]
    """
    return Combined(alpha * approved + (1 - alpha) * suggested, alpha)


def multiplicative(approved: Floats, suggested: Floats) -> Combined:
    """Return shares in proportion to the product of both; as *approved* where it is 0 throughout.

    Hwang & Yoon, *Multiple Attribute Decision Making* (1981), 3.2: λw / Σλw, by which entropy
    weights take up the decision maker's own.

    >>> multiplicative(np.array([0.75, 0.25]), np.array([0.5, 0.5])).shares.tolist()
    [0.75, 0.25]
    """
    product = approved * suggested
    return Combined(product / product.sum()) if product.any() else Combined(approved, 1.0)


def least_squares(approved: Floats, suggested: Floats) -> Combined:
    """Return the mixture that departs least from both, each as it would choose its own part.

    The combination by game theory usual in Chinese evaluation practice: coefficients x, y solve
    x a·a + y a·b = a·a and x a·b + y b·b = b·b (the normal equations of ‖xa + yb - a‖ in x and of
    ‖xa + yb - b‖ in y), one below 0 counts as 0, and they are brought to sum 1.

    >>> least_squares(np.array([0.5, 0.5]), np.array([0.5, 0.5])).approved
    1.0
    """
    own, other, shared = approved @ approved, suggested @ suggested, approved @ suggested
    determinant = own * other - shared**2
    if determinant <= 1e-12 * own * other:  # one and the same vector
        return Combined(approved, 1.0)
    parts = np.maximum([other * (own - shared), own * (other - shared)], 0)
    part = float(parts[0] / parts.sum())
    return Combined(part * approved + (1 - part) * suggested, part)
