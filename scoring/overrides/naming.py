"""Which department and which indicator a row of overrides means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.errors import use_instead
from scoring.evaluation import Scores
from scoring.evaluation.frames import column_of
from scoring.evaluation.overriding import Refusal
from scoring.expression.logic import state_of
from scoring.expression.scopes import nodes_of
from scoring.intake.writing import narrow, shown
from scoring.model import Column
from scoring.names import fold
from scoring.plan import Leaf, Plan
from scoring.words import Phrase


@dataclass(frozen=True, slots=True)
class Names:
    """The rows that each name or code of a department stands in, and what indicators are called.

    *years* are those of the rows; *dimensions* give the titles of the indicators below them.
    """

    departments: Mapping[str, Sequence[int]]
    codes: Mapping[str, Sequence[int]]
    years: Sequence[int | None]
    indicators: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]
    dimensions: Mapping[str, Sequence[str]]

    def department(self, name: str, code: str, year: int | None) -> int | Refusal:
        """Return the one department that is meant: by its code, else by its name or code."""
        part = "department" if name else "department_code"
        if not name and not code:
            return Refusal("department", _NAMELESS(), _WRITE_NAME())
        rows = self._rows(name, code)
        of_year = [row for row in rows if year in (None, self.years[row])]
        if len(of_year) == 1:
            return of_year[0]
        said = shown(code or name)
        if rows and not of_year:
            years = sorted({str(self.years[row] or "-") for row in rows})
            return Refusal("year", _OTHER_YEAR(name=said, year=year), _ONE_OF(names=years))
        if rows:
            return Refusal(part, _SEVERAL(name=said), _TELL_APART())
        known = self.codes if code else {**self.departments, **self.codes}
        return Refusal(part, _UNKNOWN(name=said), use_instead(said, map(shown, known)))

    def is_stranger(self, name: str, code: str) -> bool:
        """Return whether a department is named of which nothing was submitted."""
        return bool(name or code) and not self._rows(name, code)

    def _rows(self, name: str, code: str) -> Sequence[int]:
        if code:
            return self.codes.get(narrow(code), ())
        return self.departments.get(narrow(name)) or self.codes.get(narrow(name), ())

    def indicator(self, name: str) -> str | Refusal:
        """Return the id of the one indicator that is meant: by id, title, or titles down to it."""
        if not name:
            return Refusal("indicator", _NO_INDICATOR(), _NAME_INDICATOR())
        ids = self.indicators.get(fold(name), ())
        if len(ids) == 1:
            return ids[0]
        said = shown(name)
        if ids:
            return Refusal("indicator", _SEVERAL_INDICATORS(name=said), _ONE_OF(names=list(ids)))
        if fold(name) in self.dimensions:
            below = self.dimensions[fold(name)]
            return Refusal("indicator", _IS_DIMENSION(name=said), _ONE_OF(names=below))
        known = [*self.titles.values(), *self.titles]
        return Refusal("indicator", _UNKNOWN_INDICATOR(name=said), use_instead(said, known))


def names_of(scores: Scores) -> Names:
    """Return what the departments and indicators of *scores* are called."""
    plan, submissions = scores.plan, scores.submissions
    codes, years = (
        column_of(plan, submissions, name, slice(None)) for name in ("department_code", "year")
    )
    size = len(scores)
    return Names(
        departments=_index(map(narrow, submissions.departments.tolist())),
        codes=_index(map(narrow, _listed(codes, size, ""))),
        years=[None if year is None else int(year) for year in _listed(years, size, None)],
        indicators=_indicators(plan),
        titles={leaf.id: leaf.indicator.title for leaf in plan.leaves},
        dimensions=_dimensions(plan),
    )


def _listed(column: Column, size: int, absent: Any) -> list[Any]:
    """Return the values of *column*, with *absent* where there is none."""
    known = np.broadcast_to(state_of(column) == 0, size).tolist()
    values = np.broadcast_to(column.values, size).tolist()
    return [value if here else absent for value, here in zip(values, known, strict=True)]


def _index(words: Iterable[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for row, word in enumerate(words):
        if word:
            index.setdefault(word, []).append(row)
    return index


def _indicators(plan: Plan) -> dict[str, list[str]]:
    """Return the ids that a name may mean; an id means its own indicator alone."""
    names: dict[str, list[str]] = {}
    for leaf in plan.leaves:
        for name in dict.fromkeys(map(fold, _paths(leaf))):
            names.setdefault(name, []).append(leaf.id)
    return names | {fold(leaf.id): [leaf.id] for leaf in plan.leaves}


def _paths(leaf: Leaf) -> list[str]:
    """Return the title of an indicator alone, and with those above it, as reports write it."""
    titles = [*(dimension.title for dimension in leaf.path)]
    titles += [] if titles[-1:] == [leaf.indicator.title] else [leaf.indicator.title]
    return ["/".join(titles[start:]) for start in range(len(titles))]


def _dimensions(plan: Plan) -> dict[str, list[str]]:
    leaves = {leaf.id for leaf in plan.leaves}
    return {
        fold(name): [node.title for node in nodes_of(dimension.children) if node.id in leaves]
        for dimension in plan.dimensions
        for name in (dimension.id, dimension.title)
    }


_NAMELESS = Phrase("此行没有写明部门", "this row does not say which department")
_WRITE_NAME = Phrase("请填写部门名称或编码", "Write the department's name or code")
_SEVERAL = Phrase("部门「{name}」不止一个", "there are several departments “{name}”")
_TELL_APART = Phrase("请改填部门编码，或增加“年度”列", "Give the code, or add a column “年度”")
_OTHER_YEAR = Phrase(
    "部门「{name}」没有 {year} 年度的数据", "nothing was submitted of “{name}” for {year}"
)
_UNKNOWN = Phrase("报送数据中没有部门「{name}」", "no department “{name}” was submitted")
_NO_INDICATOR = Phrase("此行没有写明指标", "this row does not say which indicator")
_NAME_INDICATOR = Phrase("请填写指标名称或标识", "Write the indicator's title or id")
_SEVERAL_INDICATORS = Phrase(
    "名为「{name}」的指标不止一个", "there are several indicators “{name}”"
)
_ONE_OF = Phrase("请填写其中之一：{names}", "Write one of: {names}")
_IS_DIMENSION = Phrase(
    "「{name}」是上级指标，只能调整末级指标",
    "“{name}” is a dimension; only indicators are overridden",
)
_UNKNOWN_INDICATOR = Phrase(
    "评分规则中没有末级指标「{name}」", "the ruleset has no indicator “{name}”"
)
