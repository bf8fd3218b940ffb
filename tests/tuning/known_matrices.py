"""Judgement matrices for the tests, some of them Saaty's own."""

import numpy as np

GAP = np.nan


def matrix(*rows):
    """Return the reciprocal matrix with *rows* right of the diagonal, the last row left out."""
    size = len(rows) + 1
    made = np.eye(size)
    for first, row in enumerate(rows):
        for second, value in enumerate(row, start=first + 1):
            made[first, second], made[second, first] = value, 1 / value
    return made


# Buying a house: T. L. Saaty, "How to make a decision: the analytic hierarchy process",
# European J. of Operational Research 48 (1990).
HOUSE = matrix(
    [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [6, 3, 4, 6, 1 / 5],
    [1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 2, 1 / 5, 1 / 6],
    [1 / 5, 1 / 6],
    [1 / 2],
)
# Choosing a school, and the wealth of nations: T. L. Saaty, The Analytic Hierarchy Process (1980).
SCHOOL = matrix([4, 3, 1, 3, 4], [7, 3, 1 / 5, 1], [1 / 5, 1 / 5, 1 / 6], [1, 1 / 3], [3])
NATIONS = matrix(
    [4, 9, 6, 6, 5, 5],
    [7, 5, 5, 3, 4],
    [1 / 5, 1 / 5, 1 / 7, 1 / 5],
    [1, 1 / 3, 1 / 3],
    [1 / 3, 1 / 3],
    [2],
)
VOCATION = matrix([9, 7], [1 / 5])
