"""The columns of the live model and of its ranking."""

from scoring.export.book.cells import span
from scoring.export.book.layout import FIRST, Layout
from scoring.export.book.order import Standing

_BEFORE = 12  # identity, standing, total, adjustments, cap


class Columns:
    """The model's columns: a node's points, a note, then helpers up to *limit*."""

    def __init__(self, layout: Layout, standing: Standing):
        self.nodes = {node.id: _BEFORE + n for n, node in enumerate(layout.tree.nodes)}
        self.note = _BEFORE + len(self.nodes)
        self.pattern = self.note + 1
        self.ranked = self.pattern + 1
        self.grade = self.ranked + 1
        self.group = self.grade + 1
        self.name = self.group + 1
        self.key = self.stage(len(standing.stages) - 1)
        self.limit = self.key + 1

    def of(self, name: str) -> int:
        return self.nodes[name]

    def stage(self, number: int) -> int:
        """Return the column of a stage's key; its place stands after it, but for the last."""
        return self.name + 1 + 2 * number


class OrderColumns:
    """The live ranking's columns: what is shown, then helpers; one triple for each quota."""

    rank, code, department, group, total, title, official, change = range(1, 9)

    def __init__(self, layout: Layout, standing: Standing):
        self.last_row = FIRST + max(len(layout.departments), 1) - 1
        self.row, self.ranked, self.first, self.last, self.grade = range(10, 15)
        grades = enumerate(layout.rules["grades"])
        quotas = [number for number, grade in grades if grade["quota"] is not None]
        self.quotas = {number: 15 + 3 * place for place, number in enumerate(quotas)}
        start = 15 + 3 * len(quotas)
        self.by_name = start
        self.keys = [start + 1 + number for number in range(len(standing.stages))]

    def cells(self, column: int) -> str:
        return span(column, FIRST, self.last_row)
