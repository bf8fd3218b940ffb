"""What experts give to indicators, and what is found wrong while it is read."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.errors import Problem, use_instead
from scoring.intake.figures import read_figures
from scoring.intake.reading import UnreadableError
from scoring.intake.sheet import Raw
from scoring.intake.writing import shown
from scoring.model import Field, State
from scoring.names import fold
from scoring.tuning.expert import authority
from scoring.tuning.expert.hierarchy import Node
from scoring.words import Message, Phrase


@dataclass(slots=True)
class Opinion:
    """What one expert gave: figures and their places by the ids of nodes, and Ca and Cs."""

    expert: str
    sheet: str
    figures: dict[str, float] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    basis: float | None = None
    familiarity: float | None = None

    @property
    def authority(self) -> float | None:
        """Return Cr = (Ca + Cs) / 2; None where either is unknown."""
        if self.basis is None or self.familiarity is None:
            return None
        return (self.basis + self.familiarity) / 2


@dataclass(slots=True)
class Reading:
    """What is known before a sheet is read, and what is found wrong.

    *names* has a node by its folded id or title, None where several share it, *written* those
    names as they are; figures are from 0 to *greatest*.
    """

    names: Mapping[str, str | None]
    written: Sequence[str]
    greatest: float
    problems: list[Problem] = field(default_factory=list)
    unread: list[Message] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)

    def trying(self, where: str, cell: Any, read: Callable[[Any], float | None]) -> float | None:
        """Return what *read* makes of a cell; None, and a problem more, where it cannot."""
        try:
            return read(cell)
        except UnreadableError as error:
            told = _CELL(cell=shown(cell), problem=error.problem)
            self.problems.append(Problem(where, told, error.remedy))
            return None

    def node(self, name: str, where: str) -> str | None:
        """Return the id of the node of that id or title; None, and a problem more, if unclear."""
        key = fold(name)
        if key not in self.names:
            told = _UNKNOWN(name=name)
            self.problems.append(Problem(where, told, use_instead(name, self.written)))
            return None
        if self.names[key] is None:
            self.problems.append(Problem(where, _SEVERAL(name=name), _GIVE_ID()))
        return self.names[key]

    def figures(self, cells: Sequence[Any], places: Sequence[str]) -> list[float | None]:
        """Return the figure in each cell, None for a blank; a fault is a problem more."""
        field_ = Field("score", "", "number", minimum=0, maximum=self.greatest)
        bare = [_POINTS.sub("", cell) if isinstance(cell, str) else cell for cell in cells]
        typed = read_figures(Raw("", "", bare), field_)
        for row, fault in sorted(typed.faults.items()):
            told = _CELL(cell=fault.text, problem=fault.problem)
            self.problems.append(Problem(places[row], told, fault.remedy))
        present = (typed.states == State.PRESENT).tolist()
        values = zip(typed.values.tolist(), present, strict=True)
        return [value if there else None for value, there in values]

    def enter(self, opinion: Opinion, node: str, where: str, figure: float | None) -> None:
        """Enter a figure of a node once."""
        if node in opinion.places:
            told = _TWICE(name=node, place=opinion.places[node])
            self.problems.append(Problem(where, told, _ONCE()))
            return
        opinion.places[node] = where
        if figure is not None:
            opinion.figures[node] = figure


def reading_of(nodes: Iterable[Node], greatest: float) -> Reading:
    """Return what is known of *nodes*, of which figures may be given."""
    known = {node.id: node.title for node in nodes}
    names: dict[str, str | None] = {}
    for node, title in known.items():
        names[fold(title)] = None if fold(title) in names else node
    written = list(dict.fromkeys([*known.values(), *known]))
    return Reading(names | {fold(node): node for node in known}, written, greatest)


def basis_of(given: float | None, parts: Sequence[float | None]) -> float | None:
    """Return Ca as *given*, else as the sum of its *parts*; None where one of them is blank."""
    known = [part for part in parts if part is not None]
    whole = len(known) == len(authority.BASES)
    return round(sum(known), 9) if given is None and whole else given


_POINTS = re.compile(r"(?<=\d)\s*(?:分|points?)\s*$", re.IGNORECASE)  # the unit that is meant
_CELL = Phrase("「{cell}」{problem}", "“{cell}”: {problem}")
_UNKNOWN = Phrase("没有「{name}」这个指标", 'there is no indicator "{name}"')
_SEVERAL = Phrase("有几个指标都叫「{name}」", 'several indicators are called "{name}"')
_GIVE_ID = Phrase("请改写指标的标识", "Write the indicator's id")
_TWICE = Phrase("「{name}」已在 {place}", '"{name}" is in {place} already')
_ONCE = Phrase("每个指标只写一次", "Write each once")
