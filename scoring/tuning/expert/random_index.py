"""How inconsistent judgements made at random are: what a consistency index is measured by."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.words import Phrase

SAATY_1980 = "saaty-1980"


@dataclass(frozen=True, slots=True)
class RandomIndex:
    """A published table of mean consistency indices, by the number of things compared."""

    name: str
    source: str
    values: Mapping[int, float]

    def of(self, size: int, missing: int = 0) -> float | None:
        """Return the index for *size* things of which *missing* pairs were not compared.

        None beyond the table. A gap lowers it almost linearly, down to nothing where the
        judgements are too few to contradict each other: K. Ágoston and L. Csató, "Inconsistency
        thresholds for incomplete pairwise comparison matrices", Omega 108 (2022) 102576. Theirs is
        of the completion with the least eigenvalue: with Harker's a ratio errs on the strict side.

        >>> TABLES["saaty-1980"].of(4), TABLES["saaty-1980"].of(4, missing=3)
        (0.9, 0.0)
        """
        if size < 3:
            return 0.0
        whole = self.values.get(size)
        if whole is None:
            return None
        return max(whole * (1 - 2 * missing / ((size - 1) * (size - 2))), 0.0)


def _from_three(*values: float) -> dict[int, float]:
    return dict(enumerate(values, start=3))


# The figure for twelve in the table of 1980 (1.48) is below that for eleven, as printed: it was
# drawn from few matrices. The later tables have no such dip.
TABLES = {
    table.name: table
    for table in (
        RandomIndex(
            SAATY_1980,
            "T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill, 1980, p. 21",
            _from_three(
                0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59
            ),
        ),
        RandomIndex(
            "saaty-2005",
            "T. L. Saaty, Theory and Applications of the Analytic Network Process, RWS, "
            "2005, p. 31",
            _from_three(
                0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59
            ),
        ),
        RandomIndex(
            "alonso-lamata-2006",
            "J. A. Alonso and M. T. Lamata, Int. J. of Uncertainty, Fuzziness and Knowledge-Based "
            "Systems 14 (2006) 445-459; beyond 15 by its line 2.7699 n - 4.3513 for the eigenvalue",
            _from_three(
                0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499,
                1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838,
            )
            | {n: round((1.7699 * n - 4.3513) / (n - 1), 4) for n in range(16, 101)},
        ),
    )
}  # fmt: skip
TITLES = {
    SAATY_1980: Phrase("萨蒂 1980 年表", "Saaty's table of 1980"),
    "saaty-2005": Phrase("萨蒂 2005 年表", "Saaty's table of 2005"),
    "alonso-lamata-2006": Phrase("阿隆索、拉马塔 2006 年表", "Alonso and Lamata's table of 2006"),
}
