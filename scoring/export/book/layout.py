"""Where everything stands: the sheets of the book, and the cells that formulas speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.export.book.cells import across, at, beside, letters, on
from scoring.export.book.patterns import Pattern, patterns_of
from scoring.export.book.sharing import STEPS
from scoring.export.book.tree import Tree, tree_of
from scoring.export.book.weighing import Weights, weigh
from scoring.words import Phrase

Json = Mapping[str, Any]

SHEETS = {
    "summary": Phrase("概况", "Summary"),
    "ranking": Phrase("排名", "Ranking"),
    "rates": Phrase("得分率", "Rates"),
    "losses": Phrase("扣分明细", "Deductions"),
    "overrides": Phrase("复核调整", "Overrides"),
    "findings": Phrase("问题", "Findings"),
    "statistics": Phrase("指标统计", "Indicators"),
    "weights": Phrase("权重", "Weights"),
    "marks": Phrase("满分分配", "Full marks"),
    "model": Phrase("模型", "Model"),
    "order": Phrase("模拟排名", "Live ranking"),
}
FIRST = 5  # row of the first node, pattern and department, from 0
FULL_ROW, FULL_COLUMN = 2, 4  # of the total's full marks, on the sheet of weights
WEIGHT_COLUMN = 4
SHARE_COLUMN = 5  # of the first node's full marks, on the sheet of full marks


@dataclass(frozen=True, slots=True)
class Layout:
    """A report laid out: its tree, its patterns of full marks, and where their cells are.

    *numbers* are the pattern of each department; *places* a node's place among the columns of
    full marks, siblings together.
    """

    report: Json
    tree: Tree
    names: Mapping[str, str]
    rows: Mapping[str, int]
    places: Mapping[str, int]
    patterns: Sequence[Pattern]
    numbers: Sequence[int]

    @property
    def language(self) -> str:
        return str(self.report["language"])

    @property
    def departments(self) -> Sequence[Json]:
        found: Sequence[Json] = self.report["departments"]
        return found

    @property
    def rules(self) -> Json:
        rules: Json = self.report["rules"]
        return rules

    @property
    def unit(self) -> int:
        """How many smallest marks a point has."""
        return int(10 ** self.decimals["points"])

    @property
    def decimals(self) -> Mapping[str, int]:
        found: Mapping[str, int] = self.report["ruleset"]["decimals"]
        return found

    @property
    def full_marks(self) -> float:
        return float(self.report["ruleset"]["full_marks"])

    @property
    def schemes(self) -> int:
        return 1 + len(self.rules["profiles"])

    # --- the sheet of weights ---------------------------------------------------------------

    def declared(self, name: str, scheme: int) -> str:
        return at(self.rows[name], WEIGHT_COLUMN + scheme)

    def effective(self, name: str, scheme: int) -> str:
        return at(self.rows[name], WEIGHT_COLUMN + self.schemes + scheme)

    @property
    def full_cell(self) -> str:
        return at(FULL_ROW, FULL_COLUMN)

    @property
    def grade_row(self) -> int:
        """The row of the first grade."""
        return FIRST + len(self.tree.nodes) + 4

    def weights(self) -> Weights:
        return weigh(self.report, self.tree, self.declared, self.effective, self.full_cell)

    def grades(self, column: int) -> str:
        """Return the cells of all grades: titles in column 0, lines in WEIGHT_COLUMN."""
        last = self.grade_row + max(len(self.rules["grades"]), 1) - 1
        cells = f"{at(self.grade_row, column)}:{at(last, column)}"
        return on(self.names["weights"], cells)

    # --- the sheet of full marks ------------------------------------------------------------

    def share_column(self, step: str, name: str) -> int:
        return SHARE_COLUMN + STEPS.index(step) * len(self.places) + self.places[name]

    def share_cell(self, row: int, step: str, name: str) -> str:
        return beside(row, self.share_column(step, name))

    def share_row(self, row: int, step: str, siblings: Sequence[str]) -> str:
        first, last = (self.share_column(step, name) for name in (siblings[0], siblings[-1]))
        return across(row, first, last)

    def marks_of(self, name: str, pattern: str) -> str:
        """Return the full marks of a node by the number of a pattern, which stands in a cell."""
        return self._by_pattern(self.share_column("full_marks", name), pattern)

    def total_marks(self, pattern: str) -> str:
        """Return what the full marks of the roots add up to."""
        return self._by_pattern(SHARE_COLUMN - 1, pattern)

    def _by_pattern(self, column: int, pattern: str) -> str:
        sheet, name = self.names["marks"], letters(column)
        if len(self.patterns) == 1:
            return on(sheet, f"${name}${FIRST + 1}")
        last = FIRST + len(self.patterns)
        return f"INDEX({on(sheet, f'${name}${FIRST + 1}:${name}${last}')},{pattern})"


def layout_of(report: Json) -> Layout:
    """Return how the book of *report* is laid out."""
    tree = tree_of(report)
    patterns, numbers = patterns_of(report, tree)
    in_line = [name for _, siblings in tree.siblings() for name in siblings]
    return Layout(
        report=report,
        tree=tree,
        names={key: name().say(report["language"]) for key, name in SHEETS.items()},
        rows={node.id: FIRST + place for place, node in enumerate(tree.nodes)},
        places={name: place for place, name in enumerate(in_line)},
        patterns=patterns,
        numbers=numbers,
    )
