"""Orders: lower bounds below upper ones, grades from high to low, dates that exist."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scoring.ruleset.places import Path, Slip
from scoring.ruleset.tree import Json, figure, nodes, objects
from scoring.words import Phrase


def range_slips(document: Json) -> Iterator[Slip]:
    """Yield bounds, grades and dates that are out of order."""
    for path, holder, low, high in _bounds(document):
        least, most = holder.get(low), holder.get(high)
        if least is not None and most is not None and least > most:
            problem = _CROSSED(low=low, least=figure(least), high=high, most=figure(most))
            yield Slip((*path, low), problem, _SWAP())
    yield from _grade_slips(document)
    yield from _date_slips(document)


def _bounds(document: Json) -> Iterator[tuple[Path, Json, str, str]]:
    for path, field in objects(document, "fields"):
        yield path, field, "minimum", "maximum"
    for path, table in objects(document, "tables"):
        for inner, field in objects(table, "fields"):
            yield (*path, *inner), field, "minimum", "maximum"
    for path, adjustment in objects(document, "adjustments"):
        yield path, adjustment, "min", "max"
    for node in nodes(document):
        yield (*node.path, "tune"), node.spec.get("tune") or {}, "min", "max"


def _grade_slips(document: Json) -> Iterator[Slip]:
    grades = list(objects(document, "grades"))
    titles: set[str] = set()
    for path, grade in grades:
        if grade.get("title") in titles:
            problem = _SAME_GRADE(title=grade["title"])
            yield Slip((*path, "title"), problem, _RENAME_GRADE())
        titles.add(grade.get("title", ""))
    for (_, above), (path, below) in pairwise(grades):
        higher, lower = above.get("at_least"), below.get("at_least")
        if higher is not None and lower is not None and lower >= higher:
            problem = _NOT_LOWER(lower=figure(lower), higher=figure(higher))
            yield Slip((*path, "at_least"), problem, _HIGHEST_FIRST())


def _date_slips(document: Json) -> Iterator[Slip]:
    in_force = document.get("in_force") or {}
    dates: list[tuple[Path, str | None]] = [
        (("in_force", key), in_force.get(key)) for key in ("from", "until")
    ]
    dates += [((*path, "date"), basis.get("date")) for path, basis in objects(document, "basis")]
    impossible = [(path, day) for path, day in dates if day and not _exists(day)]
    for path, day in impossible:
        yield Slip(path, _NO_DAY(day=day), _WRITE_DAY())
    start, until = in_force.get("from"), in_force.get("until")
    if start and until and not impossible and start > until:
        yield Slip(("in_force", "until"), _ENDS_FIRST(start=start, until=until), _SWAP())


def _exists(day: str) -> bool:
    """Say whether an ISO date, or its year or month alone, is in the calendar."""
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        return False
    return True


_CROSSED = Phrase("{low} {least} 大于 {high} {most}", "{low} {least} is above {high} {most}")
_SWAP = Phrase("请把两者对调", "Swap them")
_SAME_GRADE = Phrase("等级「{title}」写了两次", 'the grade "{title}" stands twice')
_RENAME_GRADE = Phrase("请改名或删去一个", "Rename or remove one of them")
_NOT_LOWER = Phrase(
    "起点 {lower} 不低于上一等级的 {higher}", "{lower} is not below the {higher} of the grade above"
)
_HIGHEST_FIRST = Phrase("请由高到低排列等级", "List the grades from high to low")
_NO_DAY = Phrase("「{day}」不是日历上的日期", '"{day}" is no day of the calendar')
_WRITE_DAY = Phrase("写法如 2019-06-18", "Write it like 2019-06-18")
_ENDS_FIRST = Phrase(
    "失效日期 {until} 早于生效日期 {start}", "it ends on {until}, before it begins on {start}"
)
